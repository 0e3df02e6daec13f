"""What changed: the positions before a day against those since."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from communique.query.positions import Standing, side, standing
from communique.records.standing import Sides, Stand, Tally, Window
from communique.records.words import STANCES
from communique.store.database import Store

Kind = Literal["reversed", "new", "hardened", "softened", "gone silent"]
KINDS: tuple[str, ...] = get_args(Kind)

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


@dataclass(frozen=True, slots=True)
class Change:
    """One actor's change on one issue.

    Attributes:
        kind: what kind of change.
        actor, issue: ids.
        before, after: the positions; None where nothing was said.
        was, now: the latest statement of the position before, and the first that shows the new one; None likewise.
    """

    kind: Kind
    actor: str
    issue: str
    before: Standing | None
    after: Standing | None
    was: Stand | None
    now: Stand | None


def changes(store: Store, window: Window) -> list[Change]:
    """Return what changed in a window against the year before it, told in full, in the order of ``find``."""
    earlier = _before(window)
    old, new = _tallies(store, earlier), _tallies(store, window)
    return _told(store, earlier, window, _compared(store, window, old, new), old, new)


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


def tell(store: Store, window: Window, found: Sequence[Found]) -> list[Change]:
    """Return changes with the positions before and after and the statements that show them.

    Args:
        store: the record.
        window: what is new, as for ``find``.
        found: some changes of the window.
    """
    own = replace(window, actors=tuple({one.actor for one in found}), issues=tuple({one.issue for one in found}))
    earlier = _before(own)
    return _told(store, earlier, own, found, _tallies(store, earlier), _tallies(store, own))


def _compared(
    store: Store, window: Window, old: Mapping[Key, Sides | Tally], new: Mapping[Key, Sides | Tally]
) -> list[Found]:
    every = new if window.actors is None else _sides(store, replace(window, actors=None))
    talked = {issue for _, issue in every}
    found = []
    for key in old.keys() | new.keys():
        kind = kind_of(old.get(key), new.get(key), talked=key[1] in talked)
        if kind:
            found.append(Found(kind, *key))
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.issue, one.actor))


def _told(
    store: Store,
    earlier: Window,
    window: Window,
    found: Sequence[Found],
    old: Mapping[Key, Tally],
    new: Mapping[Key, Tally],
) -> list[Change]:
    lasts, firsts = store.edges(earlier, "latest"), store.edges(window, "earliest")
    told = []
    for one in found:
        before, after = (standing(side[one[1:]]) if one[1:] in side else None for side in (old, new))
        was = witness(lasts, before, max) if before else None
        now = witness(firsts, after, min) if after else None
        told.append(Change(*one, before, after, was, now))
    return told


def _before(window: Window) -> Window:
    first = window.since or date.min
    until = first - timedelta(days=1) if first > date.min else first
    return replace(window, since=first - BEFORE if first - date.min > BEFORE else date.min, until=until)


def _sides(store: Store, window: Window) -> Mapping[Key, Sides]:
    return {(one.actor, one.issue): one for one in store.cast.sides(window)}


def _tallies(store: Store, window: Window) -> Mapping[Key, Tally]:
    return {(tally.actor, tally.issue): tally for tally in store.tallies(window)}


def kind_of(before: Sides | Tally | None, after: Sides | Tally | None, *, talked: bool) -> Kind | None:
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


def _within(before: Sides | Tally, after: Sides | Tally) -> Kind | None:
    """Return how a position changed that stays on its side."""
    conditions = after.conditional / after.statements - before.conditional / before.statements
    if abs(conditions) >= HALF:
        return "softened" if conditions > 0 else "hardened"
    force = after.force / after.statements - before.force / before.statements
    if abs(force) >= STEP:
        return "hardened" if force > 0 else "softened"
    return None


def witness(edges: Mapping[tuple[str, str, str], Stand], one: Standing, choose: Callable[..., Stand]) -> Stand:
    """Return the statement that shows a position: one of its stance, else of any.

    Args:
        edges: the earliest or latest statement of each actor, issue and stance.
        one: the position.
        choose: ``min`` or ``max``, by day, where there is none of its stance.
    """
    key = one.tally.actor, one.tally.issue
    own = edges.get((*key, one.stance))
    return own or choose((edges[*key, stance] for stance in STANCES if (*key, stance) in edges), key=_when)


def _when(stand: Stand) -> tuple[str, str, int]:
    return (stand.day.isoformat() if stand.day else "", stand.report, stand.seq)
