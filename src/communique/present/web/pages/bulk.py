"""What a decision about all statements of a search would change, before it is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.present.web import bulking, hunting
from communique.present.web.asked import Asked, address
from communique.present.web.base import Page, Shown
from communique.present.web.cards import Names
from communique.query import review
from communique.query.review import Row
from communique.query.view import words
from communique.records.listing import Hit, Hunt
from communique.records.rows import Event, Forecast, Statement
from communique.records.words import ACTS, STANCES
from communique.store.database import Store

# Statements that are shown with what would become of them.
SHOWN = 20

# The parameters that are the decision's, not the search's.
OWN = ("do", "field", "value", "new-stance", "page", "in")

# What the sides are called after a name.
SIDES = {"support": "supports", "oppose": "opposes", "mixed": "mixed on", "neutral": "takes no side on"}


@dataclass(frozen=True)
class Change:
    """What of a statement would be something else: its value as shown, and afterwards."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Seen:
    """A statement with what would change; nothing where it would stay as it is."""

    hit: Hit
    changes: tuple[Change, ...]


class Bulk(Page):
    """The parameters are those of a search, with ``do``, ``field``, ``value`` and ``new-stance`` of the decision."""

    path = "/bulk"
    twins = False

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return how many statements are meant, and the first of them with what would become of them.

        Raises:
            UsageError: the search or the decision is wrong.
        """
        meant = hunting.hunt(store, asked)
        do, field = asked.choice("do", bulking.DOING), asked.choice("field", bulking.FIELDS)
        value, stance = asked.text("value"), asked.choice("new-stance", STANCES)
        given = {name: found for name, found in asked.given.items() if name not in OWN}
        search = address("/search", given)
        query, count = search.partition("?")[2], store.lists.count(meant)
        told = {
            "count": count, "most": bulking.MOST, "back": search, "query": query, "do": do, "field": field,
            "given": [(name, one) for name, found in given.items() for one in found if one], "value": value,
            "stance": stance, "fields": bulking.FIELDS, "acts": ACTS, "stances": STANCES,
            "issues": [(issue.id, issue.label) for issue in store.issues()], "preview": [], "seen": "",
        }  # fmt: skip
        if 0 < count <= bulking.MOST and do:
            set_to = f"{value} {stance}" if field == "issue" else value
            told |= {"preview": _preview(store, meant, do, field, set_to), "seen": bulking.meant(store, query).seen}
        return Shown("Decide about many statements", told)


def _preview(store: Store, meant: Hunt, do: str, field: str, value: str) -> list[Seen]:
    hits = store.lists.statements(store.lists.places(meant, SHOWN), meant.match)
    rows = [Row(hit.statement.report, hit.statement.id) for hit in hits]
    kind = next(one for one in bulking.DOING if one == do)
    found = review.preview(store, rows, kind, field, value)
    return [Seen(hit, tuple(_changes(store, *pair))) for hit, pair in zip(hits, found, strict=True)]


def _changes(
    store: Store, before: Statement | Event | Forecast | None, after: Statement | Event | Forecast | None
) -> Iterator[Change]:
    if not isinstance(before, Statement):
        return
    if not isinstance(after, Statement):
        yield Change("Statement", "shown and counted", "rejected: neither shown nor counted")
        return
    names = Names(store, before.report, [id for row in (before, after) for id in _actors(row)])
    for label, old, new in zip(LABELS, _values(before, names), _values(after, names), strict=True):
        if old != new:
            yield Change(label, old, new)


LABELS = ("Speaker", "On behalf of", "Act", "Content", "Issues")


def _actors(row: Statement) -> Sequence[str]:
    return [id for id in (row.speaker.actor if row.speaker else None, row.on_behalf_of) if id]


def _values(row: Statement, names: Names) -> tuple[str, ...]:
    """Return what a statement says, in the order of LABELS."""
    codings = sorted(f"{SIDES[one.stance]} {one.issue.label}" for one in row.codings)
    who = names.name(row.speaker.actor if row.speaker else None), names.name(row.on_behalf_of)
    return (*who, row.act, words(row), "; ".join(codings) or "none")
