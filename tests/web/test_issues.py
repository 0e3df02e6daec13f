"""The list of issues and the page of each."""

import re
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from store.samples import TALKS, plain, report, said, state

from communique.present.web.pages.issue import SOME
from communique.records.rows import Reading
from web.made import page_of


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """Twenty for the dam, one against, one on both sides; and one for talks, who says so in three sentences."""
    many = [(f"state:s{n:02}", f"State {n} wants the dam.", "support") for n in range(20)]
    others = [
        ("state:bbb", "Bland hates the dam.", "oppose"), ("state:ccc", "Cland wants the dam.", "support"),
        ("state:ccc", "Cland hates the dam.", "oppose"),
    ]  # fmt: skip
    told = report("talks", "Talks", *(f"Let us talk, {n}." for n in "abc"), published=date(2026, 5, 1))
    talks = tuple(said(told, "state:TTT", f"Let us talk, {n}.", codings=[(TALKS, "support")]) for n in "abc")
    return page_of(
        tmp_path,
        plain("dams", *many, *others, published=date(2026, 2, 1)),  # type: ignore[arg-type]
        Reading(told, (state("TTT", "Tland"),), talks),
    )


def text(answer: str) -> str:
    """Return the words of a page."""
    return " ".join(re.sub("<[^>]*>", " ", answer).split())


def test_list_counts_actors_on_each_side(page: TestClient) -> None:
    """An issue has its proposition, its statements, and how many actors are for, against, on both sides, on none."""
    dams, talks = page.get("/issues.json").json()

    assert (dams["issue"], dams["statements"], dams["actors"]) == ("dams", 23, 22)
    assert [dams[side] for side in ("support", "oppose", "mixed", "neutral")] == [20, 1, 1, 0]
    assert [talks[side] for side in ("support", "oppose", "mixed", "neutral")] == [1, 0, 0, 0]
    assert dams["proposition"] in page.get("/issues").text


def test_list_sorts_and_narrows(page: TestClient) -> None:
    """By statements, name or how it divides; an actor or a period narrows it."""

    def order(query: str) -> list[str]:
        return [row["issue"] for row in page.get(f"/issues.json?{query}").json()]

    assert order("sort=name") == order("sort=contested") == ["dams", "talks"]
    assert order("actor=state:TTT") == order("since=2026-04-01") == ["talks"]
    assert "start anew" in page.get("/issues?since=2031-01-01").text
    assert "ends before" in page.get("/issues?page=4").text


def test_list_agrees_with_the_matrix(page: TestClient) -> None:
    """The list counts the positions that the matrix shows."""
    cells = page.get("/matrix.json").json()
    for issue in page.get("/issues.json").json():
        for side in ("support", "oppose", "mixed", "neutral"):
            assert issue[side] == sum(one["issue"] == issue["issue"] and one["stance"] == side for one in cells)


def test_issue_shows_sides_and_statements(page: TestClient) -> None:
    """Each side has its actors with counts and links to cells; a timeline and the latest statements follow."""
    answer = page.get("/issues/dams").text

    assert "supports 20 actors" in text(answer)
    assert "opposes 1 actor" in text(answer)
    assert len(re.findall(r'href="/matrix/cell\?', answer)) == SOME + 2
    assert "All 20" in text(answer)
    assert "/disagreements?issue=dams" in answer
    assert "<svg" in answer
    assert len(re.findall(r'href="/reports/[^"]*row=', answer)) == SOME


def test_one_side_is_shown_whole(page: TestClient) -> None:
    """With a stance, all of that side are shown, a page at a time, and its twin has only them."""
    answer = page.get("/issues/dams?stance=support").text

    assert len(re.findall(r'href="/matrix/cell\?', answer)) == 20
    assert "Bland" not in text(answer).partition("Latest statements")[0]
    assert len(page.get("/issues/dams.json?stance=support").json()) == 20
    assert len(page.get("/issues/dams.json").json()) == 22


def test_wrong_issues_say_what_to_do(page: TestClient) -> None:
    """An issue that nobody spoke on is not there; a second issue in the address is refused; an empty period says so."""
    assert page.get("/issues/moon").status_code == 404
    assert page.get("/issues/dams?issue=talks").status_code == 400
    assert "start anew" in page.get("/issues/dams?since=2031-01-01").text
