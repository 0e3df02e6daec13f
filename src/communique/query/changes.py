"""What changed: the positions before a day against those since."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from communique.query.positions import Standing, standing
from communique.records.standing import Stand, Tally, Window
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


def changes(store: Store, window: Window) -> Iterator[Change]:
    """Yield what changed in a window against the year before it, by kind, issue and actor.

    Args:
        store: the record.
        window: what is new; ``since`` must be given.

    A position is reversed where it went from one side to the other. It hardened where a mixed one took a side, where a
    condition fell away, or where its acts grew by a step of force; it softened where the same went the other way. Who
    spoke several times before, and not once while others went on, has gone silent.
    """
    earlier = _before(window)
    old, new = _tallies(store, earlier), _tallies(store, window)
    talked = {issue for _, issue in _tallies(store, replace(window, actors=None))}
    found = []
    for actor, issue in sorted(old.keys() | new.keys(), key=lambda key: (key[1], key[0])):
        before, after = (standing(side[actor, issue]) if (actor, issue) in side else None for side in (old, new))
        kind = kind_of(before, after, talked=issue in talked)
        if kind:
            found.append((kind, actor, issue, before, after))
    lasts, firsts = store.edges(earlier, "latest"), store.edges(window, "earliest")
    for kind, actor, issue, before, after in sorted(found, key=lambda row: KINDS.index(row[0])):
        was = witness(lasts, before, max) if before else None
        now = witness(firsts, after, min) if after else None
        yield Change(kind, actor, issue, before, after, was, now)


def _before(window: Window) -> Window:
    first = window.since or date.min
    until = first - timedelta(days=1) if first > date.min else first
    return replace(window, since=first - BEFORE if first - date.min > BEFORE else date.min, until=until)


def _tallies(store: Store, window: Window) -> Mapping[Key, Tally]:
    return {(tally.actor, tally.issue): tally for tally in store.tallies(window)}


def kind_of(before: Standing | None, after: Standing | None, *, talked: bool) -> Kind | None:
    """Return what kind of change there is between two positions; None where there is none.

    Args:
        before, after: the positions; None where nothing was said.
        talked: whether anybody spoke on the issue since.
    """
    if after is None:
        often = before is not None and before.tally.statements >= OFTEN
        return "gone silent" if often and talked else None
    if before is None:
        return "new" if after.share is not None else None
    if before.share is None or after.share is None:
        return "new" if after.share is not None else None
    if {before.stance, after.stance} == {"support", "oppose"}:
        return "reversed"
    if before.stance != after.stance:
        return "softened" if after.stance == "mixed" else "hardened"
    return _within(before.tally, after.tally)


def _within(before: Tally, after: Tally) -> Kind | None:
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
