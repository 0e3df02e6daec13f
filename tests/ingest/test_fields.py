"""Metadata under many names."""

from datetime import date

import pytest

from communique.ingest.fields import Fields, fields


@pytest.mark.parametrize(
    "said",
    [
        {"text": "T", "title": "H", "date": "2026-03-03", "source": "O", "author": "Ada Quist"},
        {"body": "T", "headline": "H", "published_at": "3 March 2026", "outlet": "O", "byline": "By Ada Quist"},
        {"Article": "T", "Headline": "H", "datePublished": "2026-03-03T01:00Z", "publisher": {"name": "O"},
         "authors": [{"@type": "Person", "name": "Ada Quist"}]},
        {"content": ["T"], "TITLE": "H", "Published": 1772496000, "site-name": "O", "authors": ["Ada Quist"] * 2},
    ],
)  # fmt: skip
def test_names(said: dict[object, object]) -> None:
    """A field is found under its many names and in its many shapes."""
    assert fields(said) == Fields("T", "H", date(2026, 3, 3), "O", ("Ada Quist",))


def test_several_authors() -> None:
    """Names joined in one text are parted, an outlet among them is no author."""
    assert fields({"author": "Ada Quist, Piet Lund and Rosa Marr, Harbour Post"}).authors == (
        "Ada Quist", "Piet Lund", "Rosa Marr",
    )  # fmt: skip


def test_wrong_kinds() -> None:
    """Values of the wrong kind count as absent."""
    assert fields({"text": 5, "title": ["", 3], "date": {}, "source": None, "author": 7, "deck": 1, 3: "x"}) == Fields()


def test_first_filled() -> None:
    """An empty field does not hide one under another name."""
    assert fields({"text": "", "body": "T", "title": None, "headline": "H"}) == Fields("T", "H")


def test_deck() -> None:
    """A deck can be one text with lines or a list."""
    assert fields({"deck": "One.\nTwo."}).deck == ("One.", "Two.")
    assert fields({"summary": ["One.", "Two."]}).deck == ("One.", "Two.")
