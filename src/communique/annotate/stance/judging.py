"""On which side of a target or a proposition a passage puts somebody: the trained model's answer.

``models/stance/card.md`` says on what it was trained.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from communique.annotate.stance.pairs import AGAINST, FOR, NO_SIDE, pair
from communique.models import session

MODEL = "stance"

# Pieces that are more likely than not to express the attitude are shown as the reason.
EXPRESSES = 0.5

# Verdicts kept: the same passage is asked about for several propositions and by several readers.
KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely each answer is, 0 to 1, together 1.

    Attributes:
        against, no_side, for_: the answers.
        words: the words that express the attitude, in the order of the passage, those that stand together as one.
    """

    against: float
    no_side: float
    for_: float
    words: tuple[str, ...]


@lru_cache(KEPT)
def judge(passage: str, holder: str, target: str) -> Verdict:
    """Return the model's verdict.

    Args:
        passage: a sentence or some, as a report has them.
        holder: the words for whose side is asked; of the passage, or "" for whoever speaks.
        target: what the side is on: words of the passage, or a proposition.

    Raises:
        ModelError: the model is missing or damaged.
    """
    model = session.load(MODEL)
    words = passage.split()
    read = pair(words, holder.split(), target.split(), model.encode)
    inputs = {"pieces": np.array([read.pieces]), "roles": np.array([read.roles])}
    classes, expresses = model.run(inputs)
    shares = session.softmax(classes[0].astype(np.float64))
    owners = [i for i, word in enumerate(words) for _ in model.encode(word)][read.first : read.first + read.size]
    sure = 1 / (1 + np.exp(-expresses[0][1 : 1 + read.size]))
    marked = sorted({owner for owner, share in zip(owners, sure, strict=True) if share > EXPRESSES})
    against, no_side, for_ = (round(float(shares[i]), 4) for i in (AGAINST, NO_SIDE, FOR))
    return Verdict(against, no_side, for_, tuple(_joined(words, marked)))


def _joined(words: Sequence[str], marked: Sequence[int]) -> list[str]:
    """Return the marked words, neighbours joined."""
    found: list[list[str]] = []
    for place, i in enumerate(marked):
        if place and marked[place - 1] == i - 1:
            found[-1].append(words[i])
        else:
            found.append([words[i]])
    return [" ".join(run).strip("“”\"'‘’,.;:") for run in found]
