"""Who contradicts whom, counted: the two camps of an issue and the pairs between them, however many there are."""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, product

from communique.query.positions import side
from communique.records.standing import Sides, Window
from communique.store.database import Store

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is to be on the two sides of a disagreement; None for anybody.

    Attributes:
        one: ids of actors; one of them is on one side.
        other: ids of actors; one of them is on the other side.
    """

    one: frozenset[str] | None = None
    other: frozenset[str] | None = None


ANYBODY = Parties()


@dataclass(frozen=True, slots=True)
class Dispute:
    """An issue on which some support what others oppose.

    Attributes:
        issue: id.
        support, oppose: ids of the actors of each camp, those of most statements first.
        apart: pairs of an actor and one that it speaks for, either way round: they do not contradict each other.
        parties: whose disagreements are meant.
    """

    issue: str
    support: tuple[str, ...]
    oppose: tuple[str, ...]
    apart: frozenset[Pair]
    parties: Parties = ANYBODY

    def count(self) -> int:
        """Return how many pairs there are."""
        return sum(
            len(support) * len(oppose) - sum(a in support and b in oppose for a, b in self.apart)
            for support, oppose in self._blocks()
        )

    def pairs(self) -> Iterator[Pair]:
        """Yield all pairs, support first: at first each actor once, the smaller camp over and over, then the others."""
        found = chain.from_iterable(_around(*block) for block in self._blocks())
        return (pair for pair in found if pair not in self.apart)

    def _blocks(self) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Yield camps that contradict each other, no pair twice."""
        every = frozenset((*self.support, *self.oppose))
        one, other = (every if some is None else some for some in (self.parties.one, self.parties.other))
        yield _of(self.support, one), _of(self.oppose, other)
        # The other way round, without those who were paired already.
        yield _of(self.support, other - one), _of(self.oppose, one)
        yield _of(self.support, one & other), _of(self.oppose, one - other)


def disputes(store: Store, window: Window, parties: Parties = ANYBODY) -> list[Dispute]:
    """Return the issues of a window with a disagreement, those with most pairs first.

    Args:
        store: the record.
        window: which statements are counted; of all actors.
        parties: whose disagreements are meant.
    """
    camps: dict[str, tuple[list[Sides], list[Sides]]] = {}
    for counts in store.cast.sides(replace(window, actors=None)):
        stance = side(counts)
        if stance in ("support", "oppose"):
            camps.setdefault(counts.issue, ([], []))[stance == "oppose"].append(counts)
    both = {issue: sides for issue, sides in camps.items() if all(sides)}
    speaking = store.cast.speaking({one.actor for sides in both.values() for camp in sides for one in camp})
    apart = frozenset(speaking | {(whom, one) for one, whom in speaking})
    found = [Dispute(issue, _ranked(a), _ranked(b), apart, parties) for issue, (a, b) in both.items()]
    counted = [(dispute.count(), dispute) for dispute in found]
    return [dispute for count, dispute in sorted(counted, key=lambda one: (-one[0], one[1].issue)) if count]


def _ranked(camp: Collection[Sides]) -> tuple[str, ...]:
    order = sorted(camp, key=lambda one: (-(one.support + one.oppose + one.mixed), one.actor))
    return tuple(one.actor for one in order)


def _of(camp: Sequence[str], wanted: Set[str]) -> Sequence[str]:
    return [actor for actor in camp if actor in wanted]


def _around(support: Sequence[str], oppose: Sequence[str]) -> Iterator[Pair]:
    """Yield all pairs of two camps: first, second and so on of both, then each with the next, and on in rounds."""
    if len(support) > len(oppose):
        yield from ((a, b) for b, a in _around(oppose, support))
        return
    for step, place in product(range(len(support)), range(len(oppose))):
        yield support[(place + step) % len(support)], oppose[place]
