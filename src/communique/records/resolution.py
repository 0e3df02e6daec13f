"""Who the words mean: the answer of the resolve phase for one report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.records.rows import Actor


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a stretch of words means.

    Attributes:
        actor: id of the actor; None when it cannot be told.
        because: the chain of reasons, readable, from the words to the actor.
    """

    actor: str | None
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resolution:
    """The actors of one report and what each asked stretch of words means.

    Attributes:
        actors: by id; every id named in ``answers`` and in ``on_behalf_of`` is there, mentions included.
        answers: by (start, end) of the words that were asked for.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    answers: Mapping[tuple[int, int], Resolved] = field(default_factory=dict)

    def chain(self, actor: str | None) -> tuple[str, ...]:
        """Return the actor's id and the ids that it speaks for, nearest first; empty for None."""
        found: list[str] = []
        while actor is not None and actor not in found:
            found.append(actor)
            actor = self.actors[actor].on_behalf_of
        return tuple(found)
