"""What a changed codebook would change in a record, before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.core.settings import Settings
from communique.lexicons.codebook import Codebook
from communique.query.base import Row, Table, cited
from communique.query.filters import matching_issues
from communique.query.view import extent
from communique.records.report import Report
from communique.records.rows import Coding, Issue, Statement
from communique.records.words import Stance
from communique.run.pipeline import Pipeline
from communique.store.database import Store
from communique.store.scope import Scope

Kind = Literal["gained", "lost", "turned"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that the codebook would code otherwise than the record has it.

    Attributes:
        kind: ``gained`` (the record has no coding of it on the issue), ``lost`` (the codebook gives none) or ``turned``
            (both do, with different stances).
        before: the stance in the record; None where it is gained.
        after: the stance that the codebook gives; None where it is lost.
        statement: as the codebook codes it; a lost one as the record has it.
    """

    kind: Kind
    issue: Issue
    before: Stance | None
    after: Stance | None
    statement: Statement
    report: Report


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one report.

    Attributes:
        differences: by the place of the words in the report, then by issue.
        done, total: reports finished and reports in all.
    """

    report: Report
    differences: tuple[Difference, ...]
    done: int
    total: int


class Differences(Table):
    """The differences as a table."""

    columns = ("change", "issue", "label", "before", "after", "speaker", "statement")


def row(found: Difference) -> Row:
    """Return a difference as a line of the table, with the sentence as its evidence."""
    said, issue = found.statement, found.issue
    speaker = said.speaker.actor if said.speaker else None
    cells = (found.kind, issue.id, issue.label, found.before, found.after, speaker, said.id)
    return Row(cells, (cited(said, found.report),))


def trial(store: Store, settings: Settings, issue: str | None = None, limit: int | None = None) -> Iterator[Tried]:
    """Code the reports of a record with other settings and compare; nothing is written.

    Statements are told apart by their ids, which do not depend on the codebook. Where the record was read by other
    stages or with other settings, what only one side has is gained or lost.

    Args:
        store: the record.
        settings: with the codebook to try.
        issue: only this issue: its id or words of its label, in the record or the codebook; all by default.
        limit: only so many reports, the latest; all by default.

    Raises:
        CodebookError, ActorsError: before anything is read.
        UsageError: neither the record nor the codebook has the issue.
    """
    pipeline = Pipeline(settings)
    wanted = None if issue is None else _wanted(issue, store, pipeline.codebook)
    reports = sorted(store.reports(), key=lambda report: report.published or date.min)[-(limit or 0) :]
    return _tried(store, pipeline, reports, wanted)


def _tried(
    store: Store, pipeline: Pipeline, reports: Sequence[Report], wanted: frozenset[str] | None
) -> Iterator[Tried]:
    for done, report in enumerate(reports, 1):
        before = store.statements(Scope((report.id,)))
        after = pipeline(report).statements
        found = [one for one in _compared(report, before, after) if _is_wanted(one.issue.id, wanted)]
        yield Tried(report, tuple(found), done, len(reports))


def _wanted(words: str, store: Store, codebook: Codebook) -> frozenset[str]:
    """Return the ids of the issues that the words name, in the record and in the codebook."""
    entries = (Issue(entry.id, entry.label, entry.proposition) for entry in codebook.issues)
    return matching_issues(words, (*store.issues(), *entries))


def _is_wanted(issue: str, wanted: frozenset[str] | None) -> bool:
    """Tell whether an issue is wanted by its id, or by that of the codebook's entry ("sanctions" of a party)."""
    return wanted is None or issue in wanted or issue.partition(":")[0] in wanted


def _compared(report: Report, before: Sequence[Statement], after: Sequence[Statement]) -> list[Difference]:
    old, new = _codings(before), _codings(after)
    found = []
    for key, (statement, coding) in {**old, **new}.items():
        was, now = (side[key][1].stance if key in side else None for side in (old, new))
        if was != now:
            kind: Kind = "gained" if was is None else "lost" if now is None else "turned"
            found.append(Difference(kind, coding.issue, was, now, statement, report))
    return sorted(found, key=lambda one: (extent(one.statement), one.issue.id, one.statement.id))


def _codings(statements: Sequence[Statement]) -> Mapping[tuple[str, str], tuple[Statement, Coding]]:
    return {(said.id, coding.issue.id): (said, coding) for said in statements for coding in said.codings}
