"""The second pass: contents read as texts of their own, for what one says that another says.

The tagger learnt from annotations of the outermost attributions only, so that it finds none inside a content; a content
by itself looks to it like any sentence.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from communique.annotate.attribution.cues import lemma_of
from communique.annotate.attribution.draft import Draft
from communique.annotate.tagging.features import Features, features
from communique.lexicons import cues as lexicon
from communique.records.layers import Attribution, Quotation
from communique.records.syntax import Span, Syntax, Token

# Words that a content needs to hold another attribution: a source, a cue and something said.
LEAST_WORDS = 4

# Tags of opening and closing quotation marks.
MARKS = ("``", "''")


def stretches(syntax: Syntax, drafts: Iterable[Draft]) -> list[Span]:
    """Return the pieces of contents that hold a word that may report, in text order; the others need not be read."""
    found = set()
    for start, end in (piece for draft in drafts for piece in draft.content):
        inside = _without_marks(syntax.tokens_in(start, end))
        if len(inside) >= LEAST_WORDS and any(lexicon.reports(lemma_of(token)) for token in inside):
            found.add((inside[0].i, inside[-1].i + 1))
    return [Span(*one) for one in _apart(sorted(found, key=lambda one: (one[0], -one[1])))]


def _without_marks(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out the quotation marks around a content: inside it they belong to nobody."""
    first, last = 0, len(tokens)
    while last - first > 1 and tokens[first].tag in MARKS and tokens[last - 1].tag in MARKS:
        first, last = first + 1, last - 1
    return tokens[first:last]


def _apart(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ranges without those that begin inside an earlier one."""
    end = 0
    for first, last in ranges:
        if first >= end:
            yield first, last
            end = last


def inner_features(
    syntax: Syntax, quotations: Sequence[Quotation], by_rules: Sequence[Attribution], inside: Sequence[Span]
) -> Features:
    """Return the features of the tokens as they are inside contents: without the quotation marks around these.

    Args:
        syntax: the parse.
        quotations: of the report.
        by_rules: what the rules found; only what stands inside others is told.
        inside: the stretches that are read.
    """
    ends = {syntax.tokens[span.first].start: syntax.tokens[span.last - 1].end for span in inside}
    starts = sorted(ends)
    within = [quotation for quotation in quotations if _is_within(quotation, starts, ends)]
    nested = [replace(one, reported_by=None) for one in by_rules if one.reported_by is not None]
    return features(syntax, within, nested)


def _is_within(quotation: Quotation, starts: Sequence[int], ends: Mapping[int, int]) -> bool:
    """Tell whether a quotation begins after the beginning of a stretch and ends before its end."""
    at = bisect_left(starts, quotation.evidence.start) - 1
    return at >= 0 and quotation.evidence.end < ends[starts[at]]
