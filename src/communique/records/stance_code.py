"""What a sentence alone says of where somebody stands."""

from dataclasses import dataclass
from typing import Literal

from communique.records.words import Stance

# What the words do beside taking a side: say where somebody stands; deny a fact; decline to say; call on others; ask.
Speech = Literal["stance", "denial", "refusal", "call", "question"]


@dataclass(frozen=True, slots=True)
class StanceCode:
    """A holder's stance on a target, with the reasons for it.

    Attributes:
        stance: ``neutral`` where the words take no side, or where it cannot be told.
        confidence: how likely the stance is by the model, 0 to 1; of a neutral one, how likely no side is; 1 where the
            words refuse to answer or ask.
        support, oppose: how likely either side is, 0 to 1; what is left is no side.
        conditional: whether the side is taken under a condition ("if X, we would …").
        speech: what the words do: a ``denial`` of a fact ("no evidence of"), a ``refusal`` to answer, a ``call`` on
            others and a ``question`` are told apart from a plain ``stance``.
        because: the reasons, readable.
    """

    stance: Stance
    confidence: float
    support: float
    oppose: float
    conditional: bool = False
    speech: Speech = "stance"
    because: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.stance


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An issue on which a passage may take a side, for a reader to accept or not.

    Attributes:
        issue: id in the built-in codebook, without a party.
        proposition: as the codebook words it, with ``{target}`` where a party belongs.
        stance: ``support`` or ``oppose``.
        likelihood: how likely the model holds issue and side together, 0 to 1.
        taken: how likely it holds any side on the issue, 0 to 1.
    """

    issue: str
    proposition: str
    stance: Stance
    likelihood: float
    taken: float
