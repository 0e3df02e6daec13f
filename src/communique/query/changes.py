"""What changed: the positions before a day against those since."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Generic, Literal, NamedTuple, get_args

from communique.query.positions import side
from communique.records.standing import Counts, Sides, Stand, Tally, Window, Witnessed
from communique.records.words import STANCES
from communique.store.database import Store

Kind = Literal["reversed", "new", "hardened", "softened", "gone silent"]
KINDS: tuple[str, ...] = get_args(Kind)
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}

# How far back statements say where somebody stood: what was said more than a year ago is history.
BEFORE = timedelta(days=365)

# Who spoke so often and falls silent while others go on is worth a line; fewer statements stop by chance.
OFTEN = 3

# A rise of one step of force on average (a charge in place of plain words) is a hardening.
STEP = 1.0

# A share of statements under a condition that rises or falls by half is a change.
HALF = 0.5

Key = tuple[str, str]


class Found(NamedTuple):
    """That one actor changed on one issue."""

    kind: Kind
    actor: str
    issue: str


class Change(NamedTuple, Generic[Counts]):
    """One actor's change on one issue; made by the ten thousand, so as light as can be.

    Attributes:
        kind: what kind of change.
        actor, issue: ids.
        before, after: what the positions rest on; None where nothing was said.
        was, now: the latest statement of the position before, and the first that shows the new one; None likewise.
    """

    kind: Kind
    actor: str
    issue: str
    before: Counts | None
    after: Counts | None
    was: Stand | None
    now: Stand | None


def changes(store: Store, window: Window) -> list[Change[Sides]]:
    """Return what changed in a window against the year before it, told in full, in the order of ``find``."""
    old = _by_key(store.cast.witnessed(_before(window), "latest"))
    new = _by_key(store.cast.witnessed(window, "earliest"))
    return _told(
        _compared(store, window, *({key: one.counts for key, one in side.items()} for side in (old, new))), old, new
    )


def find(store: Store, window: Window) -> list[Found]:
    """Return what changed in a window against the year before it, by kind, issue and actor.

    Args:
        store: the record.
        window: what is new; ``since`` must be given.

    A position is reversed where it went from one side to the other. It hardened where a mixed one took a side, where a
    condition fell away, or where its acts grew by a step of force; it softened where the same went the other way. Who
    spoke several times before, and not once while others went on, has gone silent.
    """
    return _compared(store, window, _sides(store, _before(window)), _sides(store, window))


def tell(store: Store, window: Window, found: Sequence[Found]) -> list[Change[Tally]]:
    """Return changes with the positions before and after and the statements that show them.

    Args:
        store: the record.
        window: what is new, as for ``find``.
        found: some changes of the window.
    """
    own = replace(window, actors=tuple({one.actor for one in found}), issues=tuple({one.issue for one in found}))
    old, new = store.witnessed(_before(own), "latest"), store.witnessed(own, "earliest")
    return _told(found, _by_key(old), _by_key(new))


def _compared(store: Store, window: Window, old: Mapping[Key, Sides], new: Mapping[Key, Sides]) -> list[Found]:
    every = new if window.actors is None else _sides(store, replace(window, actors=None))
    talked = {issue for _, issue in every}
    found = []
    for key in old.keys() | new.keys():
        kind = kind_of(old.get(key), new.get(key), talked=key[1] in talked)
        if kind:
            found.append(Found(kind, *key))
    return sorted(found, key=lambda one: (_RANK[one.kind], one.issue, one.actor))


def _told(
    found: Sequence[Found], old: Mapping[Key, Witnessed[Counts]], new: Mapping[Key, Witnessed[Counts]]
) -> list[Change[Counts]]:
    told = []
    for kind, actor, issue in found:
        before, after = old.get((actor, issue)), new.get((actor, issue))
        was = witness(before, max) if before else None
        now = witness(after, min) if after else None
        told.append(Change(kind, actor, issue, before and before.counts, after and after.counts, was, now))
    return told


def _before(window: Window) -> Window:
    first = window.since or date.min
    until = first - timedelta(days=1) if first > date.min else first
    return replace(window, since=first - BEFORE if first - date.min > BEFORE else date.min, until=until)


def _sides(store: Store, window: Window) -> Mapping[Key, Sides]:
    return {(one.actor, one.issue): one for one in store.cast.sides(window)}


def _by_key(counted: Iterable[Witnessed[Counts]]) -> Mapping[Key, Witnessed[Counts]]:
    return {one.counts[:2]: one for one in counted}


def kind_of(before: Sides | None, after: Sides | None, *, talked: bool) -> Kind | None:
    """Return what kind of change there is between two positions; None where there is none.

    Args:
        before, after: what they rest on; None where nothing was said.
        talked: whether anybody spoke on the issue since.
    """
    if after is None:
        return "gone silent" if before and before.statements >= OFTEN and talked else None
    now = side(after)
    if before is None or now == "neutral" or (was := side(before)) == "neutral":
        return "new" if now != "neutral" else None
    if {was, now} == {"support", "oppose"}:
        return "reversed"
    if was != now:
        return "softened" if now == "mixed" else "hardened"
    return _within(before, after)


def _within(before: Sides, after: Sides) -> Kind | None:
    """Return how a position changed that stays on its side."""
    conditions = after.conditional / after.statements - before.conditional / before.statements
    if abs(conditions) >= HALF:
        return "softened" if conditions > 0 else "hardened"
    force = after.force / after.statements - before.force / before.statements
    if abs(force) >= STEP:
        return "hardened" if force > 0 else "softened"
    return None


def witness(one: Witnessed[Any], choose: Callable[[Iterable[str]], str]) -> Stand:
    """Return the statement that shows a position: one of its stance, else of any.

    Args:
        one: what the position rests on.
        choose: ``min`` or ``max``, by day, where there is none of its stance.
    """
    own = one.marks[STANCES.index(side(one.counts))]
    return Stand.of(own or choose(mark for mark in one.marks if mark))
