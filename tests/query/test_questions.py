"""What every question promises, and what each answers."""

from collections.abc import Iterator
from datetime import date

import pytest
from store.samples import full, plain

from communique.core import registry
from communique.query import questions
from communique.query.base import Question, Row
from communique.query.filters import Filter
from communique.query.record import select
from communique.query.view import View
from communique.records.rows import Record
from communique.store.database import Store

NAMES = registry.names(questions)


def ask(name: str, view: View) -> list[Row]:
    """Ask a question."""
    kind = registry.load(questions, name, Question)  # type: ignore[type-abstract]
    return list(kind().rows(view))


@pytest.fixture
def view() -> Iterator[View]:
    """A view on a record of two reports."""
    with Store.open(None) as store:
        store.add(full(), "one")
        store.add(plain("b", ("state:rur", "Ruritania is for it.", "support"), published=date(2026, 5, 1)), "one")
        selection = select(store)
    return View(selection.record, selection.asked)


@pytest.mark.parametrize("name", NAMES)
def test_empty_record_gives_no_rows(name: str) -> None:
    """A question to an empty record has no answers."""
    assert ask(name, View(Record())) == []


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_columns_and_evidence(name: str, view: View) -> None:
    """Each answer has a cell for each column and evidence whose words stand in the text at that place."""
    rows = ask(name, view)
    columns = registry.load(questions, name, Question).columns  # type: ignore[type-abstract]

    assert rows
    assert all(len(row.cells) == len(columns) and row.sources for row in rows)
    for source in (source for row in rows for source in row.sources):
        text = view.reports[source.report].text
        first, *_, last = [*source.words.split(" … "), source.words.split(" … ")[-1]]
        assert text[source.start :].startswith(first)
        assert text[: source.end].endswith(last)
        assert source.sentence in text


@pytest.mark.parametrize("name", NAMES)
def test_same_record_gives_same_rows(name: str, view: View) -> None:
    """Asking twice gives the same answers."""
    assert ask(name, view) == ask(name, view)


def test_said_leaves_repetitions_out(view: View) -> None:
    """A deck line that repeats a statement is no answer of its own; a second-hand one names who reports it."""
    rows = [dict(zip(("on", "speaker", "role", "for", "act"), row.cells, strict=False)) for row in ask("said", view)]

    assert [row["act"] for row in rows] == ["say", "say", "deny", "believe", "say"]
    assert rows[0] == {
        "on": date(2026, 3, 11), "speaker": "Ida Moss", "role": "spokeswoman", "for": "Freedonia’s water ministry",
        "act": "say",
    }  # fmt: skip


def test_said_answers_only_what_was_asked() -> None:
    """Statements that the record needs for other rows are no answers."""
    with Store.open(None) as store:
        store.add(full(), "one")
        selection = select(store, None, Filter(actor="Ida Moss"))
    rows = ask("said", View(selection.record, selection.asked))

    assert {row.cells[1] for row in rows} == {"Ida Moss"}


def test_did_tells_the_status(view: View) -> None:
    """A denied event is told as denied, a claimed one with who claims it."""
    assert [(row.cells[1], row.cells[9]) for row in ask("did", view)] == [
        ("claimed", "Ida Moss"),
        ("denied", "Otto Brandt"),
    ]


def test_disagreements_name_support_first(view: View) -> None:
    """The columns and the evidence give the supporting side and then the opposed one."""
    rows = ask("disagreements", view)

    assert [row.cells[2:] for row in rows] == [("Freedonia", "Sylvania"), ("Rur", "Sylvania")]
    assert [source.words for source in rows[1].sources] == ["Ruritania is for it.", "“We never agreed to it,”"]


def test_forecast_of_the_report_has_no_author(view: View) -> None:
    """What the report itself expects is by nobody else."""
    (row,) = ask("forecasts", view)

    assert row.cells == (None, "the river could run dry by June", "If talks fail", "could", 0.2, 0.5, "by June")
