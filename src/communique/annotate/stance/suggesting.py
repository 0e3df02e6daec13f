"""On which issues a passage takes a side, named or not, and which side: the trained model's answer.

``models/issues/card.md`` says on what it was trained. What it is surest of is coded (``telling``); the rest is right
too seldom (docs/decisions/0011) and suggested to a reader.
"""

from functools import cache, lru_cache

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
    likelihoods, taken = np.round(takes * np.maximum(support, 1 - support), 4), np.round(takes, 4)
    found = [
        Suggestion(
            issue, proposition, "support" if support[i] >= 0.5 else "oppose", float(likelihoods[i]), float(taken[i])
        )
        for i, issue, proposition in _known()
    ]
    return tuple(sorted(found, key=lambda one: (-one.likelihood, one.issue)))


def context(title: str, before: str) -> str:
    """Return what the model is told of the words in front of a passage: the title and the sentence before."""
    return " ".join(dict.fromkeys(part for part in (title, before) if part))


@cache
def _known() -> tuple[tuple[int, str, str], ...]:
    """Return the issues that the model knows, which are those worded as it was trained on them, with their places."""
    worded = {issue.id: issue.proposition for issue in codebook.load().issues}
    told = session.manifest(MODEL)["issues"].items()
    return tuple((i, issue, words) for i, (issue, words) in enumerate(told) if worded.get(issue) == words)
