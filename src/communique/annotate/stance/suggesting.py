"""On which issues a passage takes a side, named or not, and which side: the trained model's answer.

``models/issues/card.md`` says on what it was trained. What it is surest of is coded (``telling``); the rest is right
too seldom (docs/decisions/0011) and suggested to a reader.
"""

from functools import lru_cache

import numpy as np

from communique.annotate.stance.pairs import pair
from communique.lexicons import codebook
from communique.models import session
from communique.records.stance_code import Suggestion

MODEL = "issues"

# Answers kept: the same statement is looked at again and again.
KEPT = 10_000


@lru_cache(KEPT)
def suggestions(passage: str, holder: str, context: str) -> tuple[Suggestion, ...]:
    """Return for each issue that the model knows which side the passage is likely to take on it, likeliest first.

    Args:
        passage: the sentence or sentences with the holder's words.
        holder: words of the passage that name the holder; "" for none.
        context: what the reader has read before: the title and the sentence before.

    Raises:
        ModelError: the model is missing or damaged.
    """
    model = session.load(MODEL)
    read = pair(passage.split(), holder.split(), context.split(), model.encode)
    inside = [0, *([1] * read.size), *([0] * (len(read.pieces) - read.size - 1))]
    inputs = {"pieces": np.array([read.pieces]), "roles": np.array([read.roles]), "inside": np.array([inside])}
    takes, support = (1 / (1 + np.exp(-scores[0].astype(np.float64))) for scores in model.run(inputs))
    worded = {issue.id: issue.proposition for issue in codebook.load().issues}
    known = model.manifest["issues"]
    found = [
        _suggestion(id, proposition, float(taken), float(side))
        for (id, proposition), taken, side in zip(known.items(), takes, support, strict=True)
        if worded.get(id) == proposition  # the model knows an issue only as it was trained on it
    ]
    return tuple(sorted(found, key=lambda one: (-one.likelihood, one.issue)))


def _suggestion(issue: str, proposition: str, taken: float, support: float) -> Suggestion:
    share = taken * max(support, 1 - support)
    return Suggestion(issue, proposition, "support" if support >= 0.5 else "oppose", round(share, 4))
