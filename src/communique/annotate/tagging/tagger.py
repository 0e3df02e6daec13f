"""The trained tagger: a report's words to attributions, as ranges of tokens."""

import json
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from communique.annotate.tagging.decoding import Found, spans
from communique.annotate.tagging.features import Features
from communique.annotate.tagging.linking import Linked, link
from communique.annotate.tagging.windows import Window, windows
from communique.core.ids import hashed
from communique.models import session
from communique.records.report import Report
from communique.records.syntax import Span, Syntax

MODEL = "attribution"

# Spans less likely than this are not looked at, whatever links want.
LEAST_SPAN = 0.1


class Tagger:
    """The model and what decoding needs of its manifest.

    Raises:
        ModelError: the model is missing or damaged.
    """

    @property
    def origin(self) -> str:
        """The hash of what the results depend on: the model, by its own hash, and the numbers beside it."""
        return hashed("model", json.dumps(dict(session.manifest(MODEL)), sort_keys=True))

    @cached_property
    def _decoder(self) -> tuple[Features, Features]:
        manifest = session.manifest(MODEL)
        return np.array(manifest["transitions"]), np.array(manifest["nobody"])

    def confidence(self, sure: float) -> float:
        """Return how often an attribution that is so sure is right, by a line that was fitted through the logits."""
        base, slope = session.manifest(MODEL)["confidence"]
        return 1 / (1 + math.exp(-base - slope * logit(sure)))

    def __call__(self, syntax: Syntax, stretches: Sequence[Span], features: Features) -> Iterator[Linked]:
        """Yield the attributions of a report, as ranges of tokens, in text order.

        Each window runs by itself: it fills the encoder already, and what it gives cannot depend on its neighbours.

        Args:
            syntax: the parse.
            stretches: the tokens of each paragraph.
            features: of each token (`communique.annotate.tagging.features.features`).
        """
        model = session.load(MODEL)
        for window in windows(syntax, stretches, model.encode):
            told = features[np.maximum(window.words, 0)] + 1
            told[window.words < 0] = 0
            inputs = {"pieces": window.pieces[None], "features": told[None], "firsts": window.firsts[None]}
            scores, vectors = model.run(inputs)
            yield from self._decoded(window, scores[0], vectors[0])

    def _decoded(self, window: Window, scores: Features, vectors: Features) -> Iterator[Linked]:
        transitions, nobody = self._decoder
        ends = np.cumsum([0, *(stretch.last - stretch.first for stretch in window.stretches)]).tolist()
        for stretch, (first, last) in zip(window.stretches, pairwise(ends), strict=True):
            found = list(spans(scores[first:last], transitions, LEAST_SPAN))
            for one in link(found, vectors[first:last], nobody):
                yield _moved(one, stretch.first)


def logit(share: float) -> float:
    """Return the logarithm of the odds; of 0 and 1 those of a millionth more and less."""
    inside = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(inside / (1 - inside))


def _moved(one: Linked, by: int) -> Linked:
    """Count words from the beginning of the report in place of that of the paragraph."""
    source = _shifted(one.source, by) if one.source else None
    return Linked(source, _shifted(one.cue, by), tuple(_shifted(piece, by) for piece in one.content), one.sure)


def _shifted(found: Found, by: int) -> Found:
    return Found(found.role, found.first + by, found.last + by, found.sure)


def paragraphs(report: Report, syntax: Syntax) -> list[Span]:
    """Return the tokens of each paragraph of the report."""
    found = []
    for paragraph in report.paragraphs():
        inside = syntax.tokens_in(paragraph.start, paragraph.end)
        if inside:
            found.append(Span(inside[0].i, inside[-1].i + 1))
    return found
