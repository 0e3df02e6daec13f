"""Bylines, datelines and notices, line by line."""

import time

import pytest

from communique.ingest.cleaning import byline, dateline
from communique.ingest.cleaning.byline import Byline, usual_capitals
from communique.ingest.cleaning.patterns import notice


@pytest.mark.parametrize(
    ("words", "authors", "outlet"),
    [
        ("By Ada Quist", ("Ada Quist",), None),
        ("BY ADA QUIST AND PIET LUND", ("Ada Quist", "Piet Lund"), None),
        ("By Ada Quist, Piet Lund and Rosa Marr", ("Ada Quist", "Piet Lund", "Rosa Marr"), None),
        ("By Ada Quist in Port Merrow and Piet Lund in Geneva", ("Ada Quist", "Piet Lund"), None),
        ("By Ada Quist, Diplomatic Editor", ("Ada Quist",), None),
        ("By Ada Quist, New Delhi", ("Ada Quist",), None),
        ("By Ada Quist, Associated Press", ("Ada Quist",), "Associated Press"),
        ("Author: Ada Quist, HPN", ("Ada Quist",), "HPN"),
        ("Written by María José de la Cruz", ("María José de la Cruz",), None),
        ("— Ada Quist", ("Ada Quist",), None),
        ("By AFP", (), "AFP"),
        ("By our staff writers", (), None),
        ("By Jean-Luc O’Hara | ada@example.org", ("Jean-Luc O’Hara",), None),
    ],
)
def test_byline(words: str, authors: tuple[str, ...], outlet: str | None) -> None:
    """A byline gives people and outlet; places and roles are passed over."""
    assert byline.byline(words) == Byline(authors, outlet)


@pytest.mark.parametrize(
    "words",
    [
        "By Friday, the convoy had reached the border.", "By Land and Sea", "By then the talks were over",
        "By the rivers of Norland", "By all accounts, Quist won.", "Standing by Ada Quist", "— and then silence",
    ],
)  # fmt: skip
def test_no_byline(words: str) -> None:
    """Sentences and headings that begin with "By" or a dash are no bylines."""
    assert byline.byline(words) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ada Quist in Geneva", ("Ada Quist",)),
        ("Ada Quist in Geneva and Piet Lund in Port Merrow", ("Ada Quist", "Piet Lund")),
        ("Talks resume in Geneva", None),
        ("Oil Prices Keep Gains in Check", None),
        ("Ada Quist in Geneva said", None),
    ],
)
def test_placed(words: str, expected: tuple[str, ...] | None) -> None:
    """Names and the places that they write from are a byline without any opening."""
    found = byline.placed(words)

    assert (found.authors if found else None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("RIO DE JANEIRO", "Rio de Janeiro"), ("N'DJAMENA", "N'Djamena"), ("SANA'A", "Sana'a"),
        ("THE HAGUE", "The Hague"),
        ("PORT-AU-PRINCE", "Port-au-Prince"), ("WASHINGTON/KYIV", "Washington/Kyiv"), ("Kyiv", "Kyiv"),
        ("D.C.", "D.C."),
    ],
)  # fmt: skip
def test_usual_capitals(words: str, expected: str) -> None:
    """Names in capitals are written as usual, small words small."""
    assert usual_capitals(words) == expected


@pytest.mark.parametrize(
    ("words", "place", "rest"),
    [
        ("GENEVA, March 3 (Agency) – The talks", "Geneva", "The talks"),
        ("BEIJING (Agency) — The talks", "Beijing", "The talks"),
        ("KYIV, Ukraine — The talks", "Kyiv, Ukraine", "The talks"),
        ("HILLTOWN, N.Y., Sept. 26 (HPN) — The talks", "Hilltown, N.Y.", "The talks"),
        ("RIO DE JANEIRO, Brazil, March 3, 2026 (AP) -- The talks", "Rio de Janeiro, Brazil", "The talks"),
        ("MOSCOW, March 3. /TASS/. The talks", "Moscow", "The talks"),
        ("New Delhi [India], March 3 (ANI): The talks", "New Delhi", "The talks"),
        ("ISLAMABAD: The talks", "Islamabad", "The talks"),
        ("WASHINGTON/LONDON, 3 March (Reuters) - “We talk", "Washington/London", "“We talk"),
        ("The Hague, 3 March – The talks", "The Hague", "The talks"),
        ("(Reuters) - The talks", None, "The talks"),
    ],
)
def test_dateline(words: str, place: str | None, rest: str) -> None:
    """The datelines of wires, newspapers and press releases are read, the place in its usual capitals."""
    found = dateline.opening(words)

    assert found is not None
    assert (found.place, words[found.end :]) == (place, rest)


@pytest.mark.parametrize(
    "words",
    [
        "NATO — the alliance — said", "OPEC — A cartel", "China – the biggest exporter – said", "EXCLUSIVE: The talks",
        "MODERATOR: The talks", "On March 3 – The talks", "Iran (and others) — They said", "“GENEVA — We go”",
        "THE TALKS HAVE FAILED AND NOBODY KNOWS - What now", "US — The talks", "3 March 2026 – The talks", "",
    ],
)  # fmt: skip
def test_no_dateline(words: str) -> None:
    """Asides, abbreviations, speakers of a transcript and headings in capitals are no datelines."""
    assert dateline.opening(words) is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Advertisement", "boilerplate"), ("Read more: The talks", "boilerplate"), ("READ MORE", "boilerplate"),
        ("Sign up to our daily newsletter", "boilerplate"), ("Subscribe now", "boilerplate"),
        ("Copyright 2026 Harbour Post", "boilerplate"), ("(c) 2026 Harbour Post", "boilerplate"),
        ("Related: The talks", "boilerplate"), ("Story continues below", "boilerplate"),
        ("Follow us on Facebook and X", "share"), ("Share this article", "share"), ("Facebook Twitter Email", "share"),
        ("Photo: Piet Lund", "credit"), ("(Photo by Piet Lund/Harbour Pictures)", "credit"), ("Getty Images", "credit"),
        ("Correction: The number was wrong.", "correction"),
        ("This article was amended on 4 March 2026 to correct a name.", "correction"),
    ],
)  # fmt: skip
def test_notice(words: str, why: str) -> None:
    """What surrounds a report is told from it, with the reason."""
    assert notice(words) == why


@pytest.mark.parametrize(
    "words", ["Explainer: who owns the strait", "Watch: envoy walks out", "Correction: no truce yet"]
)
def test_headline_like_notices(words: str) -> None:
    """What may be a headline is left where a headline stands."""
    assert notice(words, first=True) is None
    assert notice(words) is not None


@pytest.mark.parametrize(
    "unit",
    [
        "share ", "Share on , ", "follow me on x ", "GENEVA, ", "A-", "A.", "By Ada Quist, ", "Ada Quist in Oslo and ",
        "sign up for ", "( ", "photo / ", "reporting by ", "Tue 3 Mar 2026 ", "subscribe to our ", "© ", "A B in C ",
        "read more ", "updated ", "[photo by ", "Q ",
    ],
)  # fmt: skip
def test_linear(unit: str) -> None:
    """No line makes the patterns search for long: four take under half a second, whatever they repeat."""
    words = (unit * 400)[:400].strip() + "!"
    notice("x"), byline.byline("By X"), dateline.opening("x")  # load the tables
    start = time.perf_counter()

    for cut in (60, 120, 199, 399):
        line = words[:cut] + "!"
        notice(line), byline.byline(line), byline.placed(line), byline.credit(line), dateline.opening(line)

    assert time.perf_counter() - start < 0.5
