"""What the tagger is told of each word beside the word itself.

The encoder reads lower case and knows no grammar but what it has learnt; these features give it the shape of the word,
the parse, the quotation marks, and what the rules propose. Each is a small whole number.
"""

from collections.abc import Iterable, Sequence
from importlib import resources
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from communique.records.evidence import Evidence
from communique.records.layers import Attribution, Quotation
from communique.records.syntax import Syntax, Token

Features = npt.NDArray[np.int64]

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))

# The file of the parse's labels says what it is; one that is not there counts as none.
_FILE = resources.files("communique.annotate.tagging").joinpath("labels.tsv").read_text(encoding="utf-8")
_ROWS = [line.split("\t") for line in _FILE.splitlines() if not line.startswith("#")]
_TAG, _DEPENDENCY = (
    {label: i for i, label in enumerate((label for kind, label in _ROWS if kind == wanted), 1)}
    for wanted in ("tag", "dependency")
)

# Words to the head of a word, at most; farther ones count as this far.
FARTHEST = 8

# Size of each feature: shape, tag, dependency, way to the head, quotation, rules.
SIZES = (6, len(_TAG) + 1, len(_DEPENDENCY) + 1, 2 * FARTHEST + 1, 6, len(LABELS))
OFFSETS = (0, *accumulate(SIZES))


def features(syntax: Syntax, quotations: Sequence[Quotation], proposed: Iterable[Attribution]) -> Features:
    """Return the features of each token.

    Args:
        syntax: the parse.
        quotations: of the report.
        proposed: what the rules found.

    Returns:
        an array of tokens by features; feature ``f`` counts from ``OFFSETS[f]`` up to ``OFFSETS[f + 1]``.
    """
    tokens = syntax.tokens
    columns = (
        [_shape(token.words) for token in tokens],
        [_TAG.get(token.tag, 0) for token in tokens],
        [_DEPENDENCY.get(token.dep, 0) for token in tokens],
        [_way(token) for token in tokens],
        _quoted(syntax, quotations),
        labels(syntax, proposed),
    )
    found: Features = np.array(columns, dtype=np.int64).reshape(len(SIZES), len(tokens)).T + np.array(OFFSETS[:-1])
    return found


def labels(syntax: Syntax, attributions: Iterable[Attribution]) -> list[int]:
    """Return for each token the index in `LABELS` of what it is in the outermost attributions."""
    found = [0] * len(syntax.tokens)
    outer = [one for one in attributions if one.reported_by is None]
    for place, role in enumerate(ROLES[::-1]):  # where two overlap, the cue and the source are the surer
        index = 2 * (len(ROLES) - 1 - place) + 1
        for piece in (piece for one in outer for piece in pieces(one, role)):
            for k, token in enumerate(syntax.tokens_in(piece.start, piece.end)):
                found[token.i] = index + (k > 0)
    return found


def pieces(attribution: Attribution, role: str) -> tuple[Evidence, ...]:
    """Return the pieces of one role of an attribution."""
    if role == "content":
        return attribution.content
    one = attribution.source if role == "source" else attribution.cue
    return (one,) if one else ()


def _shape(word: str) -> int:
    if word.isalpha():
        return 3 if word.isupper() and len(word) > 1 else 2 if word[0].isupper() else 1
    return 4 if any(c.isdigit() for c in word) else 5 if not any(c.isalpha() for c in word) else 0


def _way(token: Token) -> int:
    return max(-FARTHEST, min(FARTHEST, token.head - token.i)) + FARTHEST


def _quoted(syntax: Syntax, quotations: Sequence[Quotation]) -> list[int]:
    """Mark the words of quotations: 1 opens speech, 2 inside, 3 its last; 4 in other quoted words; 5 left open."""
    found = [0] * len(syntax.tokens)
    for quotation in quotations:
        inside = syntax.tokens_in(quotation.evidence.start, quotation.evidence.end)
        for token in inside:
            found[token.i] = 4 if not quotation.speech else 2 if quotation.closed else 5
        if inside and quotation.speech:
            found[inside[0].i] = 1
            found[inside[-1].i] = 3 if quotation.closed else 5
    return found
