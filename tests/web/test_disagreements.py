"""Disagreements as pairs of quotations."""

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from store.samples import DAMS, TALKS, actor, full, plain, report, said, state

from communique.query.disputes import Dispute, Parties
from communique.records.rows import Reading
from communique.records.words import Stance
from web.made import page_of

CAST = "abcdefgh"


def talks(number: int, *claims: tuple[str, Stance]) -> Reading:
    """Make a report in which states take sides on the talks."""
    words = [f"State {code} has its word {number} on talks." for code, _ in claims]
    told = report(f"talks {number}", "Talks", *words, published=date(2026, 4, number))
    rows = [
        said(told, f"state:{code}", part, codings=[(TALKS, stance)])
        for (code, stance), part in zip(claims, words, strict=True)
    ]
    return Reading(told, tuple(state(code, f"State {code}") for code, _ in claims), tuple(rows))


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """Two against three on the dams; on talks one against one, who says it twice."""
    dams = [
        ("state:AAA", "Aland wants it.", "support"), ("state:BBB", "Bland wants it.", "support"),
        ("state:CCC", "Cland hates it.", "oppose"), ("state:DDD", "Dland hates it.", "oppose"),
        ("state:EEE", "Eland hates it.", "oppose"), ("state:FFF", "Fland is torn.", "mixed"),
    ]  # fmt: skip
    return page_of(
        tmp_path,
        plain("dams", *dams, published=date(2026, 3, 1)),  # type: ignore[arg-type]
        talks(1, ("AAA", "oppose"), ("CCC", "support")),
        talks(2, ("AAA", "oppose")),
    )


def pairs(page: TestClient, query: str) -> list[tuple[str, str, str]]:
    """Return issue and sides of the pairs that the twin has."""
    found = page.get(f"/disagreements.json?{query}").json()
    return [(row["issue"], row["supports"][-3:], row["opposes"][-3:]) for row in found]


def test_each_issue_comes_with_one_pair(page: TestClient) -> None:
    """Issues with most pairs come first; each shows its proposition, both camps and what two of them say."""
    answer = page.get("/disagreements").text

    assert pairs(page, "") == [("dams", "AAA", "CCC"), ("talks", "CCC", "AAA")]
    assert [row["pairs"] for row in page.get("/disagreements.json").json()] == [6, 1]
    assert answer.index("dams") < answer.index("talks")
    for words in ("The dam on the Blue River is justified.", "Aland wants it.", "Cland hates it.", ">Eee</a>"):
        assert words in answer
    assert "torn" not in answer


def test_an_issue_has_all_pairs(page: TestClient) -> None:
    """Of one issue every two that contradict each other are a pair, at first each actor once."""
    found = pairs(page, "issue=dams")

    assert set(found) == {("dams", *pair) for pair in product(("AAA", "BBB"), ("CCC", "DDD", "EEE"))}
    assert {name for pair in found[:3] for name in pair[1:]} == {"AAA", "BBB", "CCC", "DDD", "EEE"}
    assert page.get("/disagreements?issue=dams").text.count('class="pair"') == 6


def test_the_latest_statement_is_quoted_with_its_source(page: TestClient) -> None:
    """Of two statements the later one stands there, with a link to its row in its report."""
    row = page.get("/disagreements.json?issue=talks").json()[0]

    assert row["opposes_words"] == "State AAA has its word 2 on talks."
    assert (row["opposes_day"], row["opposes_statements"], row["opposes_reports"]) == ("2026-04-02", 2, 2)
    address = re.search(r'href="(/reports/[^"]*)">[^<]*<mark>State AAA', page.get("/disagreements?issue=talks").text)
    assert address is not None
    assert address[1] == row["opposes_address"]
    assert "State AAA has its word 2" in page.get(address[1]).text


def test_filters_say_whose_disagreements(page: TestClient) -> None:
    """An actor, two of them, and a period; who are on one side have none, and the page says what to do."""
    assert pairs(page, "issue=dams&actor=state:BBB") == [("dams", "BBB", code) for code in ("CCC", "DDD", "EEE")]
    assert pairs(page, "actor=state:AAA&against=Ccc") == [("dams", "AAA", "CCC"), ("talks", "CCC", "AAA")]
    assert pairs(page, "actor=state:DDD&against=state:BBB") == [("dams", "BBB", "DDD")]
    assert pairs(page, "since=2026-04-01") == [("talks", "CCC", "AAA")]
    assert "Take “against” out" in page.get("/disagreements?actor=state:AAA&against=state:BBB").text
    assert page.get("/disagreements?against=state:BBB").status_code == 400


def test_who_speaks_for_another_does_not_contradict_it(tmp_path: Path) -> None:
    """An embassy and its state are no pair, whichever way round they stand; others on the same issue are one."""
    embassy = actor("body:aaa-embassy", "Aland’s embassy", "body", speaks_for="state:AAA")
    lone = report("lone", "News", "The embassy is for it.", published=date(2026, 3, 2))
    alone = actor(embassy.id, embassy.name, "body")
    row = said(lone, embassy.id, "The embassy is for it.", codings=[(DAMS, "support")])
    tie = report("tie", "Tie", "The embassy of Aland.", published=date(2026, 3, 3))
    page = page_of(
        tmp_path,
        plain("dams", ("state:AAA", "Aland hates it.", "oppose"), published=date(2026, 3, 1)),
        Reading(lone, (alone,), (row,)),
        Reading(tie, (embassy, state("AAA", "Aland"))),
    )
    assert pairs(page, "") == []

    page_of(tmp_path, plain("more", ("state:BBB", "Bland hates it.", "oppose"), published=date(2026, 3, 4)))
    assert page.get("/disagreements.json").json()[0]["opposes"] == "state:BBB"
    assert page.get("/disagreements.json").json()[0]["pairs"] == 1


def test_chain_of_the_speaker_is_told(tmp_path: Path) -> None:
    """A spokeswoman's words come with her, her ministry and her state."""
    answer = page_of(tmp_path, full()).get("/disagreements").text
    chain = re.findall(r'href="/actors/([^"]*)"', answer[answer.index("The dam is just") :])

    assert chain[:3] == ["person:ida-moss", "body:fre-water", "state:FRE"]


@given(
    st.permutations(CAST), st.integers(0, 8), st.none() | st.frozensets(st.sampled_from(CAST)),
    st.none() | st.frozensets(st.sampled_from(CAST)), st.sets(st.tuples(*[st.sampled_from(CAST)] * 2)),
)  # fmt: skip
def test_pairs_are_all_and_no_pair_comes_twice(
    cast: list[str], size: int, one: frozenset[str] | None, other: frozenset[str] | None, tied: set[tuple[str, str]]
) -> None:
    """Whoever is meant, each pair of the two camps comes once, without those who speak for each other."""
    apart = frozenset(tied | {(b, a) for a, b in tied})
    dispute = Dispute("issue", tuple(cast[:size]), tuple(cast[size:]), apart, Parties(one, other))

    def meant(a: str, b: str) -> bool:
        return (one is None or a in one) and (other is None or b in other)

    wanted = {(a, b) for a, b in product(cast[:size], cast[size:]) if meant(a, b) or meant(b, a)} - apart
    found = list(dispute.pairs())
    assert len(found) == dispute.count() == len(wanted)
    assert set(found) == wanted
