"""Changes: who took, changed, hardened, softened or dropped a position since a day, in their words before and after."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.present.web import hunting, quoting, standings
from communique.present.web.asked import Asked
from communique.present.web.base import Page, Sheet, Shown
from communique.present.web.quoting import Place, Quotation
from communique.query.base import Cell
from communique.query.changes import KINDS, Change, find, tell
from communique.query.positions import Standing, standing
from communique.records.rows import Issue
from communique.records.standing import LEVELS, Stand, Tally, Window
from communique.records.words import FORMS
from communique.store.database import Store

# Changes of a page, each with two quotations.
ROWS = 20

# Without a day given, what is new is what the last month of the record has.
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Told:
    """A change as it is shown.

    Attributes:
        before, after: the positions; None where nothing was said.
        was, now: what was said last before, and first since; None likewise.
    """

    change: Change[Tally]
    name: str
    issue: Issue
    before: Standing | None
    after: Standing | None
    was: Quotation | None
    now: Quotation | None


class Changes(Page):
    """What changed from ``since`` to ``until`` against the year before; ``kind`` shows one kind of change only."""

    path = "/changes"
    name = "Changes"
    order = 4

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a page of changes, by kind, issue and actor."""
        kind = asked.choice("kind", KINDS)
        window = _window(store, asked)
        found = find(store, window)
        counts = Counter[str](one.kind for one in found)
        wanted = [one for one in found if kind in ("", one.kind)]
        limit, offset = asked.limits(ROWS)
        chosen = wanted[offset:] if limit < 0 else wanted[offset : offset + limit]
        changes = _told(store, tell(store, window, chosen))
        told = {
            "changes": changes,
            "kind": kind,
            "counts": [(name, counts[name]) for name in KINDS],
            "every": len(found),
            "count": len(wanted),
            "since": window.since,
            "limit": limit,
            "offset": offset,
            "kept": standings.kept(window),
            "known": {"outlets": store.outlets(), "levels": LEVELS, "forms": FORMS, "kinds": KINDS},
        }
        return Shown("Changes", told, Sheet(COLUMNS, _rows(changes)))


def _window(store: Store, asked: Asked) -> Window:
    """Return what is new: without a first day, the month before the last day that is asked about."""
    window = hunting.window(store, asked)
    if window.since:
        return window
    last = window.until or store.cast.last_day() or date.min + MONTH
    return replace(window, since=last - MONTH if last - date.min > MONTH else date.min)


def _told(store: Store, changes: Sequence[Change[Tally]]) -> list[Told]:
    quotations = quoting.quoted(store, {place for one in changes for place in _places(one)})
    names = store.called(dict.fromkeys(one.actor for one in changes))
    issues = store.worded(dict.fromkeys(one.issue for one in changes))

    def quotation(stand: Stand | None) -> Quotation | None:
        return quotations[stand.report, stand.seq] if stand else None

    return [
        Told(
            one,
            names[one.actor],
            issues[one.issue],
            standing(one.before) if one.before else None,
            standing(one.after) if one.after else None,
            quotation(one.was),
            quotation(one.now),
        )
        for one in changes
    ]


def _places(change: Change[Tally]) -> list[Place]:
    return [(stand.report, stand.seq) for stand in (change.was, change.now) if stand]


_SIDE = ("stance", "statements", "reports", "day", "words", "outlet", "address")
COLUMNS = (
    "change", "actor", "name", "issue", "label", "proposition",
    *(f"{part}_{side}" for side in ("before", "after") for part in _SIDE),
)  # fmt: skip


def _rows(changes: Sequence[Told]) -> Iterator[Sequence[Cell]]:
    for one in changes:
        change, issue = one.change, one.issue
        before, after = _cells(one.before, one.was), _cells(one.after, one.now)
        yield change.kind, change.actor, one.name, issue.id, issue.label, issue.proposition, *before, *after


def _cells(position: Standing | None, quotation: Quotation | None) -> tuple[Cell, ...]:
    counted = (position.stance, position.tally.statements, position.tally.reports) if position else (None, 0, 0)
    return *counted, *quoting.cells(quotation)
