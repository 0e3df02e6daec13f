"""The matrix of actors and issues: who stands where."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from communique.core.errors import UsageError
from communique.lexicons import actors as tables
from communique.present.web import hunting, standings
from communique.present.web.asked import Asked, to
from communique.present.web.base import Page, Sheet, Shown
from communique.query.base import Cell
from communique.query.positions import Standing, standing
from communique.records.standing import LEVELS, Window
from communique.records.words import FORMS
from communique.store.database import Store

# As many columns as a screen of usual width has room for.
COLUMNS = 10

SORTS = ("statements", "name", "side")
GROUPS = ("country", "kind")

# Kinds of actors as the rows are grouped by them.
KINDS = {"state": "States", "body": "Bodies", "group": "Groups", "person": "Persons"}

# Stands behind every name.
LAST = "\U0010ffff"


@dataclass(frozen=True)
class Row:
    """An actor with a position, or None, for each column.

    Attributes:
        count: statements in the window, on all issues.
    """

    id: str
    name: str
    count: int
    cells: tuple[Standing | None, ...]


class Matrix(Page):
    """Actors against issues. ``sort`` and ``group`` order the rows, ``on`` names the issue whose sides sort them.

    ``page`` and ``columns`` say which part of a large matrix is shown.
    """

    path = "/matrix"
    name = "Who stands where"
    order = 2

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a part of the matrix.

        Raises:
            UsageError: ``on`` is no issue of the matrix.
        """
        window = hunting.window(store, asked)
        sort, group = asked.choice("sort", SORTS, SORTS[0]), asked.choice("group", GROUPS)
        limit, offset = asked.limits()
        asked.text("on")  # understood, whatever the rows are sorted by
        issues = [id for id, _ in store.lists.discussed(window)]
        on = _on(asked, issues) if sort == "side" else ""
        if on:
            issues.sort(key=lambda id: id != on)
        after = (asked.number("columns") - 1) * COLUMNS
        shown = issues[after : after + COLUMNS]
        counts = dict(store.lists.holders(window))
        groups = GROUPED[group](store, window, list(counts)) if group else {}
        order = _ordered(store, window, counts, sort, on)
        order.sort(key=lambda id: groups.get(id, ("", ""))[::-1])
        here = order[offset:] if limit < 0 else order[offset : offset + limit]
        names = store.called(here)
        rows = [] if asked.whole else _rows(store, window, here, shown, names, counts)
        told = {
            "groups": _parted(rows, groups),
            "issues": [store.worded([id])[id] for id in shown],
            "on": on,
            "sort": sort,
            "actors": len(order),
            "all_issues": len(issues),
            "limit": limit,
            "offset": offset,
            "after": after,
            "width": COLUMNS,
            "kept": standings.kept(window),
            "known": {"outlets": store.outlets(), "levels": LEVELS, "forms": FORMS, "sorts": SORTS, "groups": GROUPS},
        }
        return Shown("Who stands where", told, Sheet(standings.COLUMNS, _cells(store, window, order, issues)))


def _on(asked: Asked, issues: Sequence[str]) -> str:
    """Return the issue whose sides sort the rows; the most discussed one by default, empty where there is none."""
    on = asked.text("on", issues[0] if issues else "")
    if issues and on not in issues:
        raise UsageError(f"“{on}” is no issue of this matrix. Choose one by “sort by side” above its column.")
    return on


def _ordered(store: Store, window: Window, counts: dict[str, int], sort: str, on: str) -> list[str]:
    """Return the actors as they are sorted; those that the sorting leaves equal stand by statements, then id."""
    order = list(counts)
    if sort == "name":
        names = store.called(order)
        order.sort(key=lambda id: names[id].casefold())
    elif sort == "side" and on:
        found = {one.actor: standing(one) for one in store.tallies(replace(window, issues=(on,)))}
        order.sort(key=lambda id: _leaning(found.get(id)))
    return order


def _leaning(one: Standing | None) -> tuple[int, float]:
    """Return the place of a position: most support first, then who takes no side, then who said nothing."""
    if one is None:
        return 2, 0.0
    return (1, 0.0) if one.share is None else (0, -one.share)


def _rows(
    store: Store, window: Window, actors: Sequence[str], issues: Sequence[str], names: dict[str, str],
    counts: dict[str, int],
) -> list[Row]:  # fmt: skip
    own = replace(window, actors=tuple(actors), issues=tuple(issues))
    found = {(one.actor, one.issue): standing(one) for one in store.tallies(own)}
    return [Row(id, names[id], counts[id], tuple(found.get((id, issue)) for issue in issues)) for id in actors]


def _parted(rows: Sequence[Row], groups: dict[str, tuple[str, str]]) -> list[tuple[str, list[Row]]]:
    """Return the rows by their groups, in order."""
    return [(label, list(own)) for label, own in groupby(rows, lambda row: groups.get(row.id, ("", ""))[0])]


def _cells(store: Store, window: Window, actors: Sequence[str], issues: Sequence[str]) -> Iterator[Sequence[Cell]]:
    """Yield all positions, by the order of rows and columns."""
    names, worded = store.called(actors), store.worded(issues)
    place = {id: number for number, id in enumerate(actors)}, {id: number for number, id in enumerate(issues)}
    kept = standings.kept(window)
    for one in sorted(store.tallies(window), key=lambda one: (place[0][one.actor], place[1][one.issue])):
        address = to("matrix", "cell", actor=one.actor, issue=one.issue, **kept)
        yield standings.line(standing(one), names[one.actor], worded[one.issue].label, address)


def _by_kind(store: Store, window: Window, actors: Sequence[str]) -> dict[str, tuple[str, str]]:  # noqa: ARG001
    order = list(KINDS)
    return {id: (KINDS[kind], str(order.index(kind))) for id in actors for kind in [id.partition(":")[0]]}


def _by_country(store: Store, window: Window, actors: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return the group of each actor: the state that it counts for in the end, else its country."""
    principals = store.lists.principals(window)
    codes = {id: _state(principals[id]) or store.lists.country(id) for id in actors}
    names = _countries(store, {code for code in codes.values() if code})
    return {id: (names[code], names[code].casefold()) if code else ("No country", LAST) for id, code in codes.items()}


def _state(actor: str) -> str | None:
    kind, _, code = actor.partition(":")
    return code if kind == "state" else None


def _countries(store: Store, codes: set[str]) -> dict[str, str]:
    """Return what the record calls states, else the tables, by code."""
    called = store.called(sorted(f"state:{code}" for code in codes))
    known = tables.states()
    found = {}
    for code in codes:
        name = called[f"state:{code}"]
        found[code] = name if name != f"state:{code}" else known[code].name if code in known else code
    return found


# What rows are grouped by: label and place among the groups.
GROUPED: dict[str, Callable[[Store, Window, Sequence[str]], dict[str, tuple[str, str]]]] = {
    "country": _by_country,
    "kind": _by_kind,
}
