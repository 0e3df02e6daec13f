"""Scores of labels to spans: how likely each range of words is a span, and the spans that are most likely together.

The scores and transitions are those of a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001),
so that the probability of a span is the share of all label sequences in which it stands, by the forward-backward
algorithm.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.annotate.tagging.features import LABELS, ROLES

Scores = npt.NDArray[Any]

_INSIDE = np.array([label.startswith("I-") for label in LABELS])
_NEVER = -1e4
# What a forbidden step weighs: its logarithm is finite, and no sum of allowed ones comes near.
_SMALLEST = 1e-300

# A span is worth its probability less this much: at one half precision is bought with recall, far below it the reverse.
# On PolNeAR's development articles, with the first model trained, exact F1 (source, cue, content) is 82.0 / 74.8 / 70.1
# at .35, 82.1 / 75.2 / 70.8 at .45, 82.1 / 75.4 / 70.7 at .5; the best sequence (Viterbi) has 82.0 / 74.4 / 69.3.
WORTH = 0.45


@dataclass(frozen=True, slots=True)
class Found:
    """A span that the tagger found.

    Attributes:
        role: source, cue or content.
        first, last: half-open range of words.
        sure: its probability, 0 to 1.
    """

    role: str
    first: int
    last: int
    sure: float


def spans(scores: Scores, transitions: Scores, least: float) -> Iterator[Found]:
    """Yield the spans of a paragraph whose probability is at least ``least``, by role, first and last word.

    Args:
        scores: words by labels.
        transitions: labels by labels, from row to column; forbidden ones are very low.
        least: more than 0, at most 1.
    """
    scores = scores.astype(np.float64)
    before, after = _forward(scores, transitions), _backward(scores, transitions)
    whole = _sum(before[-1], 0)
    for k, role in enumerate(ROLES):
        likely = np.exp(_span_scores(scores, transitions, before, after, 2 * k + 1) - whole)
        for first, last in zip(*np.nonzero(likely >= least), strict=True):
            yield Found(role, int(first), int(last) + 1, float(min(1.0, likely[first, last])))


def chosen(found: Sequence[Found], worth: float = WORTH) -> list[Found]:
    """Return the spans that lie apart from one another and are worth most together, in order.

    Args:
        found: spans of one paragraph.
        worth: what a span's probability must exceed; the excess is its weight.
    """
    order = sorted((one for one in found if one.sure > worth), key=lambda one: (one.last, one.first, one.role))
    ends = [one.last for one in order]
    best: list[tuple[float, int | None, int]] = [(0.0, None, 0)]  # weight, the span taken last, what was before it
    for i, one in enumerate(order):
        place = bisect_right(ends, one.first, 0, i)
        take = best[place][0] + one.sure - worth
        best.append((take, i, place) if take > best[i][0] else (best[i][0], None, i))
    taken: list[Found] = []
    at = len(order)
    while at:
        _, last, at = best[at]
        if last is not None:
            taken.append(order[last])
    return taken[::-1]


def _forward(scores: Scores, transitions: Scores) -> Scores:
    """Return the log sums of all sequences up to each word and label."""
    found = np.empty_like(scores)
    found[0] = scores[0] + np.where(_INSIDE, _NEVER, 0.0)
    weights = np.exp(transitions)
    for t in range(1, len(scores)):
        found[t] = _passed(found[t - 1], weights) + scores[t]
    return found


def _backward(scores: Scores, transitions: Scores) -> Scores:
    """Return the log sums of all sequences after each word and label."""
    found = np.zeros_like(scores)
    weights = np.exp(transitions).T
    for t in range(len(scores) - 2, -1, -1):
        found[t] = _passed(scores[t + 1] + found[t + 1], weights)
    return found


def _passed(logs: Scores, weights: Scores) -> Scores:
    """Return the log sums over the labels of one word for each label of its neighbour."""
    top = logs.max()
    found: Scores = top + np.log(np.maximum(np.exp(logs - top) @ weights, _SMALLEST))
    return found


def _span_scores(scores: Scores, transitions: Scores, before: Scores, after: Scores, begin: int) -> Scores:
    """Return the log sum of all sequences with a span from one word (row) to another (column) that begins so."""
    size, inside = len(scores), begin + 1
    others = [k for k in range(len(LABELS)) if k != inside]
    ends = np.zeros((2, size))
    for row, label in enumerate((begin, inside)):
        ends[row, :-1] = _sum(transitions[label, others] + scores[1:, others] + after[1:, others], 1)
    steps = np.concatenate([[0.0], np.cumsum(transitions[inside, inside] + scores[1:, inside])])
    first = before[:, begin, None] + transitions[begin, inside] - transitions[inside, inside]
    found: Scores = np.where(np.tri(size, dtype=bool), -np.inf, first + steps - steps[:, None] + ends[1])
    np.fill_diagonal(found, before[:, begin] + ends[0])
    return found


def _sum(values: Scores, axis: int) -> Scores:
    """Return the logarithm of the sum of what the logarithms stand for."""
    top = values.max(axis=axis, keepdims=True)
    found: Scores = np.squeeze(top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True)), axis=axis)
    return found
