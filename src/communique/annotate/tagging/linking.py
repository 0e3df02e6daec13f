"""Spans to attributions: each content goes to a cue, each cue to a source or to nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.annotate.tagging.decoding import Found
from communique.models.session import softmax

Vectors = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Linked:
    """An attribution of one paragraph, as ranges of words; ``sure`` is the product of its parts' and links' shares."""

    source: Found | None
    cue: Found
    content: tuple[Found, ...]
    sure: float


def link(found: Sequence[Found], vectors: Vectors, nobody: Vectors) -> Iterator[Linked]:
    """Yield the attributions that the spans of one paragraph form, in the order of their cues.

    Args:
        found: the spans, in order.
        vectors: words by 4 · width: what a cue asks of sources, what a source answers, what a content asks of cues,
            what a cue answers. The product of a question's and an answer's mean vectors is the score of the link.
        nobody: the answer of no source (width).
    """
    cues, sources, contents = ([one for one in found if one.role == role] for role in ("cue", "source", "content"))
    if not cues or not contents:
        return
    asks_source, source, asks_cue, cue = np.split(vectors, 4, axis=1)
    scale = len(nobody) ** 0.5
    of_cues = softmax(_means(asks_source, cues) @ np.vstack([nobody, _means(source, sources)]).T / scale)
    of_contents = softmax(_means(asks_cue, contents) @ _means(cue, cues).T / scale)
    chosen = of_contents.argmax(axis=1)
    for c, one in enumerate(cues):
        mine = [k for k in range(len(contents)) if chosen[k] == c]
        if mine:
            s = int(of_cues[c].argmax())
            shares = [one.sure, float(of_cues[c, s]), *(contents[k].sure * float(of_contents[k, c]) for k in mine)]
            by = sources[s - 1] if s else None
            yield Linked(by, one, tuple(contents[k] for k in mine), float(np.prod(shares)) * (by.sure if by else 1.0))


def _means(vectors: Vectors, found: Sequence[Found]) -> Vectors:
    """Return the mean vector of each span."""
    if not found:
        return np.zeros((0, vectors.shape[1]), dtype=vectors.dtype)
    return np.stack([vectors[one.first : one.last].mean(axis=0) for one in found])
