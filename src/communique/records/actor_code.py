"""What a phrase alone says of an actor."""

from dataclasses import dataclass

from communique.records.words import ActorKind


@dataclass(frozen=True, slots=True)
class ActorCode:
    """The codes of an actor, with the reasons for them.

    Attributes:
        phrase: the words that were coded.
        country: ISO 3166-1 alpha-3 with PLOVER's exceptions (``XKX`` for Kosovo) and codes for actors beyond states
            (``EUR``, ``UNO``, ``IGO``); None where the phrase does not tell.
        sectors: PLOVER sector codes, the primary one first; empty where the phrase does not tell.
        name: the actor's name, or the phrase itself for somebody without one; None where no actor is named.
        role: the office or description.
        actor: the id that the actor has in a record; None where no actor is named.
        kind: what sort of actor it is.
        on_behalf_of: names of those whom the actor speaks for, nearest first.
        because: the reasons, readable.
    """

    phrase: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    role: str | None = None
    actor: str | None = None
    kind: ActorKind | None = None
    on_behalf_of: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
