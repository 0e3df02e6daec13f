"""What changed since a day, as pairs of quotations."""

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from store.samples import plain

from communique.query.changes import KINDS
from web.made import page_of

OLD, NEW = date(2026, 1, 10), date(2026, 3, 1)


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """One change of each kind between January and March."""
    before = [
        ("state:AAA", "Aland wants it.", "support"), ("state:BBB", "Bland wants it.", "support"),
        ("state:BBB", "Bland hates it.", "oppose"), ("state:CCC", "Cland wants it.", "support"),
        ("state:EEE", "Eland wants it.", "support"), ("state:EEE", "Eland longs for it.", "support"),
        ("state:EEE", "Eland asks for it.", "support"), ("state:FFF", "Fland wants it.", "support"),
    ]  # fmt: skip
    after = [
        ("state:AAA", "Aland rejects it now.", "oppose"), ("state:BBB", "Bland is all for it.", "support"),
        ("state:CCC", "Cland sees two sides of it.", "mixed"), ("state:DDD", "Dland wants it too.", "support"),
        ("state:FFF", "Fland still wants it.", "support"),
    ]  # fmt: skip
    return page_of(
        tmp_path,
        plain("old", *before, published=OLD),  # type: ignore[arg-type]
        plain("new", *after, published=NEW, outlet="The Gazette"),  # type: ignore[arg-type]
    )


def changed(page: TestClient, query: str) -> list[tuple[str, str]]:
    """Return kind and actor of the changes that the twin has."""
    return [(row["change"], row["actor"][-3:]) for row in page.get(f"/changes.json?{query}").json()]


def test_each_kind_is_told_with_both_sentences(page: TestClient) -> None:
    """By kind, each with what was said last before and first since, and with nothing where nothing was said."""
    rows = {row["change"]: row for row in page.get("/changes.json").json()}
    answer = page.get("/changes").text

    assert list(rows) == list(KINDS)
    assert (rows["reversed"]["words_before"], rows["reversed"]["words_after"]) == (
        "Aland wants it.",
        "Aland rejects it now.",
    )
    assert (rows["reversed"]["stance_before"], rows["reversed"]["stance_after"]) == ("support", "oppose")
    assert (rows["new"]["statements_before"], rows["new"]["words_before"]) == (0, None)
    assert (rows["gone silent"]["statements_before"], rows["gone silent"]["words_after"]) == (3, None)
    assert rows["new"]["day_after"] == "2026-03-01"
    for words in ("Aland wants it.", "Aland rejects it now.", "Nothing in the year before.", "Nothing since"):
        assert words in answer
    assert "Fland" not in answer


def test_without_a_day_it_is_the_last_month(page: TestClient) -> None:
    """Thirty days before the last day of the record, or before the last day that is asked about."""
    assert "Changes since 30 Jan 2026" in page.get("/changes").text
    assert "Changes since 11 Dec 2025" in page.get("/changes?until=2026-01-10").text
    assert changed(page, "since=2025-12-01&until=2026-02-01&kind=new") == [
        ("new", code) for code in ("AAA", "BBB", "CCC", "EEE", "FFF")
    ]


def test_filters_and_counts(page: TestClient) -> None:
    """A kind, an actor and an outlet narrow; the counts of all kinds stay beside."""
    answer = page.get("/changes?kind=new").text

    assert changed(page, "kind=new") == [("new", "DDD")]
    assert 'href="/changes?kind=reversed">reversed 1</a>' in answer
    assert "Aland" not in answer
    assert changed(page, "actor=state:CCC") == [("softened", "CCC")]
    assert ("new", "AAA") in changed(page, "outlet=The+Gazette")
    assert page.get("/changes?kind=better").status_code == 400


def test_nothing_says_what_to_do(page: TestClient, tmp_path: Path) -> None:
    """A later day, a page that is not there, and an empty record."""
    (tmp_path / "empty").mkdir()

    assert "earlier day" in page.get("/changes?since=2031-01-01").text
    assert "its beginning" in page.get("/changes?page=9").text
    assert page_of(tmp_path / "empty").get("/changes").status_code == 200
