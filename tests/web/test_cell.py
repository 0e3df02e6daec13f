"""A cell of the matrix: the position, how it follows, and the statements."""

import re
from datetime import date
from pathlib import Path

import pytest
from store.samples import plain

from communique.present.web.standings import reckoned
from communique.query.positions import standing
from communique.records.rows import Reading
from communique.records.standing import Tally
from web.made import page_of

CELL = "/matrix/cell?actor=state:rur&issue=dams"
LONG = " ".join(f"word{n}" for n in range(80))


def copies() -> list[Reading]:
    """Return a report with two statements, and its reprint by another outlet two days later."""
    rows = (
        ("state:rur", f"Ruritania wants the dam, {LONG}.", "support"),
        ("state:rur", "Ruritania would rather not have the dam.", "oppose"),
    )
    return [
        plain("a", *rows, published=date(2026, 2, 1)),  # type: ignore[arg-type]
        plain("a2", *rows, published=date(2026, 2, 3), outlet="The Gazette"),  # type: ignore[arg-type]
    ]


def text(answer: str) -> str:
    """Return the words of a page."""
    return " ".join(re.sub("<[^>]*>", " ", answer).split())


def test_cell_shows_position_arithmetic_and_sentences(tmp_path: Path) -> None:
    """Counts, independent reports, the share of each side and its bounds are told; sentences lead to their reports."""
    page = page_of(tmp_path, *copies())
    answer = page.get(CELL).text
    links = re.findall(r'href="(/reports/[^"]*row=[^"]*)"', answer)

    assert "2 statements count, from 1 independent report" in text(answer)
    assert "50\u202f% are for it and 50\u202f% against it" in answer
    assert "2 more repeat what a near-duplicate report said before: shown below, not counted" in text(answer)
    assert answer.count("copy, not counted") == 2
    assert len(links) == 4
    assert all("aria-current" in page.get(link).text for link in links)


def test_an_outlet_has_its_reprints_counted(tmp_path: Path) -> None:
    """Who asks for one outlet sees what it has: its reprints count and are not called uncounted."""
    answer = page_of(tmp_path, *copies()).get(f"{CELL}&outlet=The+Gazette").text

    assert "2 statements count" in text(answer)
    assert "2 of them repeat" in text(answer)
    assert "not counted</span>" not in answer


def test_stance_narrows_sentences_but_not_the_position(tmp_path: Path) -> None:
    """The statements of one stance are shown; what the position rests on stays."""
    page = page_of(tmp_path, *copies())
    answer = page.get(f"{CELL}&stance=oppose").text

    assert "2 statements count" in text(answer)
    assert answer.count("data-row") == 2
    assert "wants the" not in text(answer)
    assert len(page.get(f"/matrix/cell.json?{CELL.partition('?')[2]}&stance=oppose").json()) == 2


def test_only_the_actor_itself_counts(tmp_path: Path) -> None:
    """A cell is about one row of the matrix: the page counts what the matrix counts, for every cell there is."""
    page = page_of(tmp_path, *copies(), plain("b", ("state:syl", "Sylvania hates the dam.", "oppose")))
    cells = page.get("/matrix.json").json()

    assert len(cells) == 2
    for cell in cells:
        assert re.search(
            rf"\b{cell['statements']} statements? counts?, from {cell['independent_reports']} ",
            text(page.get(cell["address"]).text),
        )


def test_sentences_are_paged(tmp_path: Path) -> None:
    """Fifty statements a page, numbered on; the twin has all."""
    rows = [("state:rur", f"Ruritania wants dam number {n}.", "support") for n in range(60)]
    page = page_of(tmp_path, plain("many", *rows, published=date(2026, 2, 1)))  # type: ignore[arg-type]
    second = page.get(f"{CELL}&page=2").text

    assert page.get(CELL).text.count("<li data-row") == 50
    assert second.count("<li data-row") == 10
    assert 'start="51"' in second
    assert len(page.get(CELL.replace("cell?", "cell.json?")).json()) == 60


def test_timeline_has_a_table(tmp_path: Path) -> None:
    """The drawing has a title, and the table beside it the same numbers with links to each month."""
    answer = page_of(tmp_path, *copies()).get(CELL).text

    assert re.search('<svg[^>]*role="img" aria-labelledby="drawn">', answer)
    assert len(re.findall("<rect ", answer)) == 2
    assert "since=2026-02-01&amp;until=2026-02-28" in answer


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 400, "One actor is needed"),
        ("?actor=state:rur", 400, "One issue is needed"),
        ("?actor=Rurr&issue=dams", 400, "Rur"),
        ("?actor=state:rur&issue=moon", 400, "moon"),
        ("?actor=state:rur&issue=dams&stance=maybe", 400, "support, oppose"),
        ("?actor=state:rur&issue=dams&since=2031-01-01", 200, "no counted statement"),
        ("?actor=state:rur&issue=dams&level=person", 200, "no counted statement"),
        ("?actor=rur&issue=dams", 200, "Position"),
    ],
)
def test_wrong_cells_say_what_to_do(tmp_path: Path, query: str, status: int, words: str) -> None:
    """Without an actor or an issue, with wrong ones, or where nothing is counted, the page says so."""
    answer = page_of(tmp_path, *copies()).get(f"/matrix/cell{query}")

    assert answer.status_code == status
    assert words in text(answer.text)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((7, 1, 1, 2), ("7.5 for the proposition, 1.5 against", "half for each", "left aside", "is “supports”")),
        ((0, 3, 0, 0), ("100\u202f% are against it", "position is “opposes”", "20\u202f%", "(0 + 1) of (3 + 2)")),
        ((3, 1, 0, 0), ("75\u202f% are for it and 25\u202f% against it", "position is mixed")),
        ((0, 0, 0, 4), ("None of them takes a side",)),
    ],
)  # fmt: skip
def test_arithmetic_in_words(counts: tuple[int, int, int, int], said: tuple[str, ...]) -> None:
    """Halves of mixed statements, what is left aside, the share that decides and the expected one are told."""
    told = " ".join(reckoned(standing(Tally("a", "i", *counts, 1, 0, 0, 0, None, None))))

    assert all(words in told for words in said)
