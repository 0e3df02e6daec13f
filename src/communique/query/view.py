"""A record made easy to look things up in."""

from collections.abc import Iterable
from functools import cached_property

from communique.query.filters import chain
from communique.query.passages import sentence
from communique.records.evidence import Evidence
from communique.records.report import Report
from communique.records.rows import Disagreement, Event, Forecast, Record, Statement


class View:
    """A record with its rows by id, names for ids and the sentences around evidence.

    Args:
        record: what to look at.
        asked: ids of the statements that were asked for; all by default.
    """

    def __init__(self, record: Record, asked: frozenset[str] | None = None) -> None:
        self.record = record
        self.actors = {actor.id: actor for actor in record.actors}
        self.reports = {report.id: report for report in record.reports}
        self.statements = {statement.id: statement for statement in record.statements}
        self.issues = {coding.issue.id: coding.issue for statement in record.statements for coding in statement.codings}
        self.asked = frozenset(self.statements) if asked is None else asked

    @cached_property
    def repeats(self) -> dict[str, list[Statement]]:
        """The statements that repeat another, by the id of that one."""
        found: dict[str, list[Statement]] = {}
        for statement in self.record.statements:
            found.setdefault(statement.same_as or "", []).append(statement)
        return found

    @cached_property
    def reported(self) -> dict[str, list[Statement]]:
        """The second-hand statements, by the id of the statement that reports them."""
        found: dict[str, list[Statement]] = {}
        for statement in self.record.statements:
            found.setdefault(statement.reported_by or "", []).append(statement)
        return found

    def name(self, actor: str | None) -> str | None:
        """Return the name of an actor; None for None."""
        return self.actors[actor].name if actor in self.actors else actor

    def speaker(self, statement: Statement) -> str | None:
        """Return the id of the actor who speaks; None when it cannot be told."""
        return statement.speaker.actor if statement.speaker else None

    def chain(self, statement: Statement) -> tuple[str, ...]:
        """Return who speaks and for whom, nearest first; empty when no actor can be named."""
        speaker = self.speaker(statement)
        behalf = chain(statement.on_behalf_of, self.actors)
        if speaker is None or speaker in behalf:
            return behalf
        return (speaker, *behalf) if behalf else chain(speaker, self.actors)

    def sides(self, found: Disagreement) -> tuple[tuple[str, Statement], tuple[str, Statement]]:
        """Return the actor and statement in support of the proposition, then those opposed to it."""
        a = (found.a_actor, self.statements[found.a_statement])
        b = (found.b_actor, self.statements[found.b_statement])
        return (a, b) if self._supports(a[1], found.issue) else (b, a)

    def _supports(self, statement: Statement, issue: str) -> bool:
        return any(coding.issue.id == issue and coding.stance == "support" for coding in statement.codings)

    def report(self, row: Statement | Event | Forecast) -> Report:
        """Return the report that a row was found in."""
        return self.reports[row.report]

    def passage(self, row: Statement | Event | Forecast) -> Evidence:
        """Return the sentence or sentences that hold a row's evidence and, for a statement, its cue and source."""
        return passage(row, self.report(row).text)


def passage(row: Statement | Event | Forecast, text: str) -> Evidence:
    """Return the sentence or sentences of a report's text that hold a row's evidence, cue and source."""
    return sentence(text, *reach(row))


def reach(row: Statement | Event | Forecast) -> tuple[int, int]:
    """Return the range from the first to the last character of a row's evidence, cue and source."""
    parts = evidence(row)
    if isinstance(row, Statement):
        source = row.speaker.evidence if row.speaker else None
        parts += filter(None, (row.cue, source))
    return min(part.start for part in parts), max(part.end for part in parts)


def share(value: float) -> float:
    """Return a confidence or a likelihood with three decimals: ``0.7200000000000001`` → ``0.72``."""
    return round(value, 3)


def quantity(value: float) -> float:
    """Return an amount without the noise of binary fractions: ``2299999.9999999995`` → ``2300000.0``."""
    return float(f"{value:.12g}")


def extent(row: Statement | Event | Forecast) -> tuple[int, int]:
    """Return the range from the first to the last character of a row's evidence."""
    parts = evidence(row)
    return min(part.start for part in parts), max(part.end for part in parts)


def evidence(row: Statement | Event | Forecast) -> list[Evidence]:
    """Return the words that a row says, in text order."""
    if isinstance(row, Event):
        return [row.evidence]
    if isinstance(row, Forecast):
        return sorted(part for part in (row.condition, row.outcome) if part)
    return sorted(row.content or tuple(filter(None, (row.cue,))))


def words(row: Statement | Event | Forecast) -> str:
    """Return the words of a row's evidence; what stands between its parts is shown as an ellipsis."""
    return joined(part.words for part in evidence(row))


def joined(parts: Iterable[str]) -> str:
    """Return parts of a text as one; what stands between them is shown as an ellipsis."""
    return " … ".join([part.strip() for part in parts]).replace("\n\n", " ")
