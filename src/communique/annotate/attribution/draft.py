"""An attribution while it is being found: ranges of tokens and of characters."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.records.syntax import Span

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its quotations are settled.

    Attributes:
        lemma: dictionary form of the cue.
        source: tokens of the source.
        cue: half-open range of characters of the cue.
        content: half-open ranges of characters, in order, apart from one another.
        confidence: 0 to 1.
        negated: whether the cue is negated.
        addressee: tokens of the person spoken to.
        speech: whether the cue can introduce quotations.
        parties: tokens of each party, where the source names several.
        clause: half-open range of characters of the cue with its source and modifiers.
    """

    lemma: str
    source: Span | None
    cue: tuple[int, int]
    content: Ranges
    confidence: float
    negated: bool = False
    addressee: Span | None = None
    speech: bool = False
    clause: tuple[int, int] = field(kw_only=True)
    parties: tuple[Span, ...] = ()


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Return the ranges in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def without(content: Ranges, holes: Iterable[tuple[int, int]], text: str) -> Ranges:
    """Cut holes out of ranges and trim what is left; a piece without a letter or digit is dropped."""
    pieces = list(content)
    for start, end in holes:
        cut = [
            (max(a, end), b) if a >= start else (a, min(b, start)) for a, b in pieces if not (start <= a and b <= end)
        ]
        cut += [(end, b) for a, b in pieces if a < start and b > end]
        pieces = [(a, b) for a, b in cut if a < b]
    trimmed = [_trimmed(text, a, b) for a, b in sorted(set(pieces))]
    return tuple((a, b) for a, b in trimmed if any(c.isalnum() for c in text[a:b]))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \n,;:—–.":
        start += 1
    while end > start and text[end - 1] in " \n,;:—–":
        end -= 1
    return start, end


class Places:
    """Ranges that do not overlap, for quick questions about which of them touch a stretch of text."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Take the ranges in text order."""
        self.ranges = ranges
        self._starts = [start for start, _ in ranges]
        self._ends = [end for _, end in ranges]

    def touching(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Return the ranges that share a character with the stretch."""
        return self.ranges[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
