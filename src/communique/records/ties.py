"""Who takes which side on what, once: the grain that discourse networks are made of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tie:
    """Statements of one actor on one concept that say the same.

    Attributes:
        actor, concept: names; what is called the same is the same.
        value: how much it agrees: 1 agree, 0 disagree, or a step of a wider scale (-2 to 2).
        document: id of the document that has them.
        day: when they were made; None when that is not known.
        weight: how many statements there are.
    """

    actor: str
    concept: str
    value: int
    document: str
    day: date | None
    weight: int = 1
