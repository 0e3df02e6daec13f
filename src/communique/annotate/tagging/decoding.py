"""Scores of labels to spans: the best sequence of labels in which every span has a beginning."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.annotate.tagging.features import LABELS

Scores = npt.NDArray[Any]

_INSIDE = np.array([label.startswith("I-") for label in LABELS])
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Found:
    """A span that the tagger found.

    Attributes:
        role: source, cue or content.
        first, last: half-open range of words.
        sure: mean share of the chosen labels over its words, 0 to 1.
    """

    role: str
    first: int
    last: int
    sure: float


def best_labels(scores: Scores, transitions: Scores) -> list[int]:
    """Return the sequence of labels with the highest sum of scores and transitions (Viterbi 1967).

    Args:
        scores: words by labels.
        transitions: labels by labels, from row to column; forbidden ones are very low.
    """
    best = scores[0] + np.where(_INSIDE, _NEVER, 0.0)
    back = []
    for row in scores[1:]:
        step = best[:, None] + transitions
        back.append(step.argmax(0))
        best = step.max(0) + row
    path = [int(best.argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    return path[::-1]


def spans(labels: list[int], shares: Scores) -> Iterator[Found]:
    """Yield the spans of a sequence of labels.

    Args:
        labels: as `best_labels` returns them.
        shares: words by labels, each row sums to 1.
    """
    first = 0
    for i, label in enumerate([*labels, 0]):
        goes_on = i < len(labels) and _INSIDE[label]
        if first < i and not goes_on and labels[first]:
            chosen = shares[range(first, i), labels[first:i]]
            yield Found(LABELS[labels[first]][2:], first, i, float(chosen.mean()))
        if not goes_on:
            first = i
