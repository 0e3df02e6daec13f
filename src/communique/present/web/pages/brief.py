"""The brief: what reports say on what is asked, arranged for a reader, to be read here or kept as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from communique.core import registry
from communique.present.export import exporters
from communique.present.export.base import Exporter, Room
from communique.present.export.brief import Brief as Arranged
from communique.present.export.exporters.html import SECTIONS, body
from communique.present.web import hunting
from communique.present.web.asked import Asked, to
from communique.present.web.base import File, Page, Sheet, Shown
from communique.query.base import Cell
from communique.query.filters import Filter, matching_outlets
from communique.query.record import Selection, select
from communique.query.view import View
from communique.records.listing import Choice, Hunt
from communique.records.rows import Record
from communique.store.database import Store

# A brief of more is not read, and takes long to make: the latest reports up to these numbers are told.
REPORTS, STATEMENTS = 40, 400

COLUMNS = ("number", "outlet", "title", "published", "sentence", "report", "row", "address")


@dataclass(frozen=True)
class Part:
    """What a brief is made of.

    Attributes:
        selection: the rows.
        told: how many reports it is made of.
        known: how many reports have something of what is asked.
        before: the day of the latest report that is left out; None where there is none or it has no day.
    """

    selection: Selection
    told: int
    known: int
    before: date | None


class Brief(Page):
    """The brief of an actor, an issue, a period or an outlet."""

    path = "/brief"
    name = "Brief"
    order = 10
    downloads = ("md", "docx", "html")

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return the brief."""
        part = _part(store, asked)
        brief = Arranged.of(View(part.selection.record, part.selection.asked), tuple(SECTIONS))
        told = {
            "part": part,
            "brief": brief,
            "written": "".join(body(brief, _room(""))),
            "outlets": store.outlets(),
            "issues": [issue.label for issue in store.issues()],
        }
        return Shown("Brief", told, Sheet(COLUMNS, _rows(brief)))

    def file(self, store: Store, asked: Asked, ending: str) -> File:
        """Return the brief as Markdown, for Word or as HTML; its links lead to this page."""
        found = _part(store, asked).selection
        exporter = registry.load(exporters, ending, Exporter)(_room(asked.origin))  # type: ignore[type-abstract]
        return File(f"brief.{ending}", exporter.type, b"".join(exporter.chunks(found.record, found.asked)))


def _part(store: Store, asked: Asked) -> Part:
    """Return what the brief is made of: the latest of the reports that have something of what is asked.

    Raises:
        UsageError: a parameter is wrong.
    """
    since, until = hunting.period(asked)
    actor, issue, outlet = asked.text("actor"), asked.text("issue"), asked.text("outlet")
    actors = hunting.actors_named(store, [actor] if actor else [])
    hunt = Hunt(
        since=since,
        until=until,
        actors=Choice(actors or None),
        issues=Choice(hunting.issues_named(store, [issue] if issue else []) or None),
        outlets=Choice(matching_outlets(outlet, store.outlets()) if outlet else None),
    )
    concerned = store.lists.concerned(hunt)
    kept = _latest([statements for _, _, statements in concerned])
    # Of several actors that are called the same, the words mean all.
    named = store.lists.named(actor) if actor else []
    meant = named[0] if len(named) == 1 else actor
    wanted = Filter(meant or None, issue or None, since, until, outlet or None)
    reports = [id for id, _, _ in concerned[:kept]]
    found = select(store, reports, wanted) if reports else Selection(Record(), frozenset())
    before = concerned[kept][1] if kept < len(concerned) else None
    return Part(replace(found, record=_without_paths(found.record)), kept, len(concerned), before)


def _latest(statements: Sequence[int]) -> int:
    """Return how many of the first reports are told, by their numbers of statements: one at least."""
    some = 0
    for kept, more in enumerate(statements):
        some += more
        if kept == REPORTS or (kept and some > STATEMENTS):
            return kept
    return len(statements)


def _without_paths(record: Record) -> Record:
    """Return a record whose reports tell no paths of this machine: of a file its name, an address as it is."""
    reports = (replace(report, source=_source(report.source)) for report in record.reports)
    return replace(record, reports=tuple(reports))


def _source(source: str) -> str:
    if source.startswith(("http://", "https://")):
        return source
    return PurePath(source.replace("\\", "/")).name or source


def _room(origin: str) -> Room:
    return lambda report, row: origin + to("reports", report, row=row)


def _rows(brief: Arranged) -> Iterator[Sequence[Cell]]:
    """Yield the sources, by number."""
    for one in brief.passages.values():
        report = one.report
        address = to("reports", report.id, row=one.row)
        yield one.number, report.outlet, report.title, report.published, one.words, report.id, one.row, address
