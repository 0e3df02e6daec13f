"""What the page of an actor lists: each list with its rows, a page at a time, and how they stand in its twins."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from communique.present.web import standings
from communique.present.web.asked import to
from communique.query.base import Cell
from communique.query.company import Company, company
from communique.query.positions import Standing, standing
from communique.records.listing import Expected, Happened, Role, Spoken
from communique.records.rows import Actor, Issue
from communique.records.standing import Level, Window
from communique.store.database import Store

# Whom statements count for on the page of an actor of each kind; groups speak for themselves.
LEVEL_OF: Mapping[str, Level] = MappingProxyType(
    {"person": "person", "body": "body", "state": "state", "group": "state"}
)

Names = Mapping[str, str]


@dataclass(frozen=True)
class Subject:
    """The actor whose page it is.

    Attributes:
        roles: what reports say of it, earliest first.
        level: whom its statements count for.
    """

    store: Store
    actor: Actor
    roles: Sequence[Role]
    level: Level


@dataclass(frozen=True)
class Part:
    """A list of the page.

    Attributes:
        rows: those that are shown.
        count: how many there are.
        actors: ids of all whom they name.
        columns: of the twins.
        cells: returns a row as a row of the twins, given the names of actors.
    """

    rows: Sequence[Any]
    count: int
    actors: Iterable[str | None]
    columns: tuple[str, ...]
    cells: Callable[[Any, Names], Sequence[Cell]]


def _cut(rows: Sequence[Any], limit: int, offset: int) -> Sequence[Any]:
    return rows[offset:] if limit < 0 else rows[offset : offset + limit]


def roles(subject: Subject, limit: int, offset: int) -> Part:
    """Return what each report says of the actor, latest first."""
    latest_first = sorted(subject.roles, key=lambda one: one.published or date.min, reverse=True)
    rows = _cut(latest_first, limit, offset)
    columns = ("report", "title", "outlet", "published", "name", "role", "on_behalf_of", "on_behalf_of_name", "address")

    def cells(one: Role, names: Names) -> Sequence[Cell]:
        told, behalf = one.actor, one.actor.on_behalf_of
        return (
            one.report, one.title, one.outlet, one.published, told.name, told.role, behalf,
            names[behalf] if behalf else None, to("reports", one.report),
        )  # fmt: skip

    return Part(rows, len(subject.roles), [one.actor.on_behalf_of for one in rows], columns, cells)


def speakers(subject: Subject, limit: int, offset: int) -> Part:
    """Return who speaks for the actor, in most reports first."""
    rows, count = subject.store.cast.spoken_for(subject.actor.id, limit, offset)
    columns = ("actor", "name", "reports", "first", "last", "address")

    def cells(one: Spoken, names: Names) -> Sequence[Cell]:
        return one.id, names[one.id], one.reports, one.first, one.last, to("actors", one.id)

    return Part(rows, count, [one.id for one in rows], columns, cells)


@dataclass(frozen=True)
class Taken:
    """A position of the actor."""

    position: Standing
    issue: Issue


def positions(subject: Subject, limit: int, offset: int) -> Part:
    """Return where the actor stands, the positions of most statements first."""
    store, actor = subject.store, subject.actor
    tallies = store.tallies(Window(level=subject.level, actors=(actor.id,)))
    order = sorted(tallies, key=lambda one: (-one.statements, one.issue))
    shown = _cut(order, limit, offset)
    issues = store.worded(one.issue for one in shown)

    def cells(one: Taken, names: Names) -> Sequence[Cell]:
        address = to("matrix", "cell", actor=actor.id, issue=one.issue.id, level=subject.level)
        return standings.line(one.position, names[actor.id], one.issue.label, address)

    rows = [Taken(standing(one), issues[one.issue]) for one in shown]
    return Part(rows, len(order), [actor.id], standings.COLUMNS, cells)


def events(subject: Subject, limit: int, offset: int) -> Part:
    """Return the events that the actor takes part in, latest first."""
    rows, count = subject.store.cast.events(subject.actor.id, limit, offset)
    columns = (
        "type", "mode", "status", "actor", "actor_name", "recipient", "recipient_name", "on", "until", "words",
        "outlet", "title", "published", "report", "row", "address",
    )  # fmt: skip

    def cells(one: Happened, names: Names) -> Sequence[Cell]:
        event, address = one.event, to("reports", one.report, row=one.event.id)
        who = (cell for id in (one.actor, one.recipient) for cell in (id, names[id] if id else None))
        return (
            event.type, event.mode, event.status, *who, event.on, event.until, event.evidence.words, one.outlet,
            one.title, one.published, one.report, event.id, address,
        )  # fmt: skip

    return Part(rows, count, [id for one in rows for id in (one.actor, one.recipient)], columns, cells)


def forecasts(subject: Subject, limit: int, offset: int) -> Part:
    """Return what the actor expects, in its own statements or in those that count for it; latest report first."""
    rows, count = subject.store.lists.forecasts(limit, offset, actors=(subject.actor.id,))
    columns = (
        "outcome", "condition", "hedge", "horizon", "by", "by_name", "outlet", "title", "published", "report", "row",
        "address",
    )  # fmt: skip

    def cells(one: Expected, names: Names) -> Sequence[Cell]:
        row, by = one.forecast, names[one.by] if one.by else one.source
        condition = row.condition.words if row.condition else None
        return (
            row.outcome.words, condition, row.hedge, row.horizon, one.by, by, one.outlet, one.title, one.published,
            one.report, row.id, to("reports", one.report, row=row.id),
        )  # fmt: skip

    return Part(rows, count, [one.by for one in rows], columns, cells)


def agreement(subject: Subject, limit: int, offset: int) -> Part:
    """Return who shares issues with the actor, those who agree most first."""
    found = company(subject.store, Window(level=subject.level), subject.actor.id)
    rows = _cut(found, limit, offset)
    columns = ("actor", "name", "same_side", "opposite_sides", "address")

    def cells(one: Company, names: Names) -> Sequence[Cell]:
        address = to("disagreements", actor=subject.actor.id, against=one.actor, level=subject.level)
        return one.actor, names[one.actor], one.same, one.opposite, address

    return Part(rows, len(found), [one.actor for one in rows], columns, cells)


PARTS: Mapping[str, Callable[[Subject, int, int], Part]] = MappingProxyType(
    {
        "positions": positions, "roles": roles, "speakers": speakers, "events": events, "forecasts": forecasts,
        "agreement": agreement,
    }
)  # fmt: skip
