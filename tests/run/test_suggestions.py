"""What a reader might code beyond what is coded."""

from communique.core.settings import Settings
from communique.ingest.inputs import Given, report_from_text
from communique.records.rows import Reading
from communique.run import suggestions
from communique.run.pipeline import Pipeline
from communique.store.database import Store

TEXT = """Lome truce talks open without the northern command

LOME, May 4 (Agency) – Talks on the northern districts opened in Lome on Monday.

“Whoever gave the order to fire on the market should stand before a judge,” said Archbishop Kofi Mensah.

Defence Minister Yao Adjei rejected a ceasefire. “A pause only gives them time to reload,” he said.
"""


def reading() -> Reading:
    """Return the example, read."""
    return Pipeline(Settings())(report_from_text(TEXT, Given(None, None, None)))


def test_what_is_implied_is_suggested() -> None:
    """A demand that names no term of the issue is suggested for it."""
    one = reading()
    said = next(row for row in one.statements if any("Whoever gave" in part.words for part in row.content))

    found = suggestions.of_statement(said, one.report)

    assert "accountability" in {each.issue for each in found}


def test_what_is_coded_is_not_suggested() -> None:
    """An issue on which the statement has a coding is not suggested again."""
    one = reading()
    said = next(row for row in one.statements if row.act == "reject")

    assert "ceasefire" in {coding.issue.id for coding in said.codings}
    assert "ceasefire" not in {each.issue for each in suggestions.of_statement(said, one.report, 0.0)}


def test_a_record_is_gone_through_report_by_report() -> None:
    """Suggestions of a record come with their statements, and nothing is written."""
    with Store.open(None) as store:
        store.add(reading(), "test")
        before = store.lists.state(), store.statements()
        (part,) = suggestions.in_record(store, suggestions.LEAST)
        rows = [suggestions.row(*one) for one in part.rows]

        assert (part.done, part.total) == (1, 1)
        assert rows
        assert all(row.sources[0].words in TEXT for row in rows)
        assert (store.lists.state(), store.statements()) == before
