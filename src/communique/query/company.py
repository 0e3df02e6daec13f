"""With whom an actor is on one side, and with whom on opposite ones, over the issues on which both take a side."""

from collections import Counter
from dataclasses import dataclass, replace

from communique.query.positions import side
from communique.records.standing import Window
from communique.store.database import Store

SIGNED = ("support", "oppose")


@dataclass(frozen=True, slots=True)
class Company:
    """Another actor on the issues that both take a side on.

    Attributes:
        actor: id.
        same, opposite: issues on which both are on one side, and on opposite ones.
    """

    actor: str
    same: int
    opposite: int


def company(store: Store, window: Window, actor: str) -> list[Company]:
    """Return who shares an issue with an actor, those who agree most first.

    Args:
        store: the record.
        window: which statements are counted.
        actor: id.

    Positions that are mixed or take no side are left out; so is who speaks for the actor, and for whom it speaks.
    """
    own = _sides(store, replace(window, actors=(actor,)))
    mine = {issue: stance for (_, issue), stance in own.items()}
    if not mine:
        return []
    same, opposite = Counter[str](), Counter[str]()
    for (other, issue), stance in _sides(store, replace(window, issues=tuple(mine))).items():
        (same if stance == mine[issue] else opposite)[other] += 1
    apart = {actor}.union(*(pair for pair in store.cast.speaking({*same, *opposite}) if actor in pair))
    found = [Company(other, same[other], opposite[other]) for other in {*same, *opposite} - apart]
    return sorted(found, key=lambda one: (one.opposite - one.same, -one.same, one.actor))


def _sides(store: Store, window: Window) -> dict[tuple[str, str], str]:
    sides = (((one.actor, one.issue), side(one)) for one in store.cast.sides(window))
    return {key: stance for key, stance in sides if stance in SIGNED}
