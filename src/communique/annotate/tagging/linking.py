"""Spans to attributions: each content goes to a cue, each cue to a source or to nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.annotate.tagging.decoding import Found, chosen
from communique.models.session import softmax

Vectors = npt.NDArray[Any]

# What a less likely span must reach, its probability times that of its link, to be taken where a link wants it. On
# PolNeAR's development articles, with the first model trained, the F1 of linked attributions is 76.7 without such
# spans, 80.0 at .1 and at .2, at which fewer are found; exact F1 of the spans hardly changes.
PULL = 0.1

# Attributions less sure than this are left out: on the same articles precision rises from 81.0 to 82 and recall falls
# from 79.2 to 78.5; at .1 they are 84.1 and 76.7.
LEAST = 0.04

# How much a content must want a cue that has none, to leave one that has several. On the same articles overlap F1 stays
# at 80.3 from .01 to .3; of two joined verbs ("said … and warned …") each keeps its words.
SPARE = 0.05


@dataclass(frozen=True, slots=True)
class Linked:
    """An attribution of one paragraph, as ranges of words.

    Attributes:
        sure: the product of its parts' and links' shares; an order, not a probability.
    """

    source: Found | None
    cue: Found
    content: tuple[Found, ...]
    sure: float


def link(found: Sequence[Found], vectors: Vectors, nobody: Vectors) -> Iterator[Linked]:
    """Yield the attributions that the spans of one paragraph form, in the order of their cues.

    The spans that are worth most together are taken, each content goes to a cue, each cue to a source or to nobody. A
    less likely cue or source that no better span is in the way of is taken where a link wants it, and so is a less
    likely content for a cue that has no other.

    Args:
        found: the spans with their probabilities.
        vectors: words by 4 · width: what a cue asks of sources, what a source answers, what a content asks of cues,
            what a cue answers. The product of a question's and an answer's mean vectors is the score of the link.
        nobody: the answer of no source (width).
    """
    taken = chosen(found)
    spare = chosen([one for one in found if not any(_overlap(one, other) for other in taken)], 0.0)
    spans = sorted([*taken, *spare], key=lambda one: one.first)
    cues, sources, contents = ([one for one in spans if one.role == role] for role in ("cue", "source", "content"))
    if not cues or not contents:
        return
    asks_source, source, asks_cue, cue = np.split(vectors, 4, axis=1)
    to_source = _shares(_means(asks_source, cues), np.vstack([nobody, _means(source, sources)]))
    to_cue = _shares(_means(asks_cue, contents), _means(cue, cues))
    goes_to = _shared_out(
        to_cue * [one.sure for one in cues],
        [c for c, one in enumerate(cues) if one in taken],
        [k for k, one in enumerate(contents) if one in taken],
    )
    for c, one in enumerate(cues):
        here = [(contents[k], float(to_cue[k, c])) for k in range(len(contents)) if goes_to[k] == c]
        mine = _own([x for x in here if x[0] in taken], one, one in taken) or _best(here if one in taken else [])
        if mine:
            s = int((to_source[c] * [1.0, *(by.sure for by in sources)]).argmax())
            linked = _linked(one, sources[s - 1] if s else None, float(to_source[c, s]), mine)
            if linked.sure >= LEAST:
                yield linked


def _shared_out(wants: Vectors, cues: Sequence[int], contents: Sequence[int]) -> Vectors:
    """Return for each content the cue that it goes to.

    Args:
        wants: how much each content (row) wants each cue.
        cues, contents: those that are taken. A cue among them without a content gets one from a cue that has several.
    """
    goes_to: Vectors = wants.argmax(axis=1)
    for c in cues:
        if not (goes_to == c).any():
            spare = [k for k in contents if wants[k, c] >= SPARE and (goes_to[list(contents)] == goes_to[k]).sum() > 1]
            if spare:
                goes_to[max(spare, key=lambda k: float(wants[k, c]))] = c
    return goes_to


_Sure = tuple[Found, float]


def _own(contents: list[_Sure], cue: Found, taken: bool) -> list[_Sure]:
    """Return the contents of a cue; a less likely cue has those that want it enough."""
    return [(one, share) for one, share in contents if taken or share * cue.sure >= PULL]


def _best(contents: list[_Sure]) -> list[_Sure]:
    """Return the likeliest content if it is likely enough."""
    best = max(contents, key=lambda one: one[0].sure * one[1], default=None)
    return [best] if best and best[0].sure * best[1] >= PULL else []


def _linked(cue: Found, source: Found | None, share: float, contents: list[_Sure]) -> Linked:
    parts = [cue.sure, share, source.sure if source else 1.0, *(one.sure * to for one, to in contents)]
    return Linked(source, cue, tuple(one for one, _ in contents), float(np.prod(parts)))


def _overlap(one: Found, other: Found) -> bool:
    return one.first < other.last and other.first < one.last


def _shares(questions: Vectors, answers: Vectors) -> Vectors:
    """Return for each question the share of each answer."""
    found: Vectors = softmax(questions @ answers.T / answers.shape[1] ** 0.5)
    return found


def _means(vectors: Vectors, found: Sequence[Found]) -> Vectors:
    """Return the mean vector of each span."""
    if not found:
        return np.zeros((0, vectors.shape[1]), dtype=vectors.dtype)
    return np.stack([vectors[one.first : one.last].mean(axis=0) for one in found])
