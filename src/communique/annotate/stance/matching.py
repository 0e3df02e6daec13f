"""How well a statement matches a proposition: does it speak to it, on whichever side?

A small encoder turns either text into a vector; the cosine of the two becomes a probability by a line that was learned
with the encoder. ``models/match/card.md`` says on what.
"""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.models import session

MODEL = "match"

# Pieces read of a text, as in training; what follows is not read.
LONGEST = 128

# Vectors kept: the propositions of a large codebook and what was said lately.
KEPT = 10_000

Vector = npt.NDArray[Any]


@lru_cache(KEPT)
def vector(text: str) -> Vector:
    """Return the vector of a text, of length one [384].

    Every text runs by itself: with dynamic quantisation its vector would otherwise depend on its neighbours.

    Raises:
        ModelError: the model is missing or damaged.
    """
    model = session.load(MODEL)
    words = (piece for word in text.split() for piece in model.encode(word))
    pieces = [model.encode.start, *_first(words, LONGEST - 2), model.encode.end]
    found: Vector = model.run({"pieces": np.array([pieces], dtype=np.int64)})[0][0]
    return found


def _first(pieces: Iterable[int], most: int) -> Iterator[int]:
    for _, piece in zip(range(most), pieces, strict=False):
        yield piece


def match(statement: str, proposition: str) -> float:
    """Return how likely it is that the statement speaks to the proposition, 0 to 1.

    Raises:
        ModelError: the model is missing or damaged.
    """
    return likely(float(vector(statement) @ vector(proposition)))


def likely(cosine: float) -> float:
    """Return the probability that goes with a cosine."""
    manifest = session.manifest(MODEL)
    return 1 / (1 + math.exp(-(manifest["scale"] * cosine + manifest["bias"])))
