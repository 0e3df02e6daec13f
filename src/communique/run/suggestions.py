"""What a reader might code in the statements of a record, beyond what is coded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from communique.annotate.stance.suggesting import context, suggestions
from communique.annotate.stance.telling import AS_A_WHOLE
from communique.query.base import Row, Table, cited
from communique.query.passages import sentence_before
from communique.query.view import passage
from communique.records.report import Report
from communique.records.rows import Coding, Statement
from communique.records.stance_code import Suggestion
from communique.store.database import Store

# Suggestions for one statement: the right one is seldom further down (``communique score suggestions``).
MOST = 3

# Less likely ones are right in fewer than one of four (``communique score suggestions``).
LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was suggested in one report.

    Attributes:
        rows: statement, the report and a suggestion, in text order.
        done, total: reports finished and reports in all.
    """

    rows: tuple[tuple[Statement, Report, Suggestion], ...]
    done: int
    total: int


class Suggestions(Table):
    """Suggestions as a table: the evidence is the statement."""

    columns: ClassVar[tuple[str, ...]] = ("issue", "proposition", "stance", "likelihood", "speaker", "statement")


def by_rules(codings: Iterable[Coding]) -> list[Coding]:
    """Return the codings that no model told."""
    return [coding for coding in codings if not coding.because or not coding.because[0].startswith(AS_A_WHOLE)]


def of_statement(
    statement: Statement, report: Report, least: float = LEAST, codings: Sequence[Coding] | None = None
) -> tuple[Suggestion, ...]:
    """Return what a statement may be coded on beside what it is coded on, likeliest first.

    Args:
        statement: of the report.
        report: with its text.
        least: how likely a suggestion must be, 0 to 1.
        codings: those that count as coded; all by default.
    """
    around = passage(statement, report.text)
    source = statement.speaker.evidence if statement.speaker else None
    holder = source.words if source and around.holds(source) else ""
    counted = statement.codings if codings is None else codings
    coded = {coding.issue.id.partition(":")[0] for coding in counted}
    found = suggestions(around.words, holder, context(report.title, sentence_before(report.text, around.start)))
    return tuple(one for one in found if one.likelihood >= least and one.issue not in coded)[:MOST]


def in_record(store: Store, least: float) -> Iterator[Suggested]:
    """Yield what is suggested in the reports of a record, one report at a time, latest first."""
    lines, total = store.lists.reports()
    for done, line in enumerate(lines, 1):
        reading = store.reading(line.id)
        if reading is not None:
            rows = (
                (said, reading.report, one)
                for said in reading.statements
                if said.reported_by is None
                for one in of_statement(said, reading.report, least)
            )
            yield Suggested(tuple(rows), done, total)


def row(statement: Statement, report: Report, one: Suggestion) -> Row:
    """Return a suggestion as a row of ``Suggestions``."""
    source = statement.speaker.evidence if statement.speaker else None
    speaker = (statement.speaker.actor if statement.speaker else None) or (source.words if source else None)
    return Row(
        (one.issue, one.proposition, one.stance, one.likelihood, speaker, statement.id), (cited(statement, report),)
    )
