"""Attributions inside attributions, and speakers who go on in the next paragraph."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from communique.records.evidence import Evidence
from communique.records.layers import Attribution, Quotation

# Of 142 such quotations in 484 PolNeAR articles, annotators marked 121: 79 as going on from the same cue. Of ten others
# read, four are the same person's words under another cue.
GOES_ON = 0.7


def linked(
    found: list[Attribution], free: Sequence[Quotation], paragraphs: Sequence[Evidence]
) -> tuple[Attribution, ...]:
    """Return the attributions in text order with ``reported_by`` and ``continues`` set.

    Args:
        found: in the order of their cues.
        free: speech that no cue claims.
        paragraphs: of the report, in order.
    """
    going_on = [Attribution(None, None, (q.evidence,), "direct", "", confidence=GOES_ON) for q in free]
    return _nested([*_split(found), *going_on], paragraphs)


def _split(found: list[Attribution]) -> list[Attribution]:
    """Part "said X, adding that Y" in two: the participle is the same speaker's, though it stands in the content."""
    result = list(found)
    for i, (before, added) in enumerate(pairwise(found)):
        if added.lemma == "add" and added.cue and added.cue.words == "adding" and before.source:
            start = added.cue.start
            if any(c.start < start < c.end for c in before.content):
                result[i] = replace(before, content=tuple(_ended(c, start) for c in before.content))
                result[i + 1] = replace(added, source=before.source)
    return result


def _ended(piece: Evidence, end: int) -> Evidence:
    if not piece.start < end < piece.end:
        return piece
    words = piece.words[: end - piece.start].rstrip(" ,;—–-")
    return Evidence(piece.start, piece.start + len(words), words)


def _nested(found: list[Attribution], paragraphs: Sequence[Evidence]) -> tuple[Attribution, ...]:
    """Order the attributions, link second-hand ones and those that go on, drop what only repeats its frame."""
    order = sorted(found, key=lambda a: _start(a))
    outer = _outer(order)
    kept = [i for i, a in enumerate(order) if not _repeats(a, order[o] if (o := outer[i]) is not None else None)]
    before = _speakers_before(order, [i for i in kept if outer[i] is None], paragraphs)
    kept = [i for i in kept if order[i].cue or i in before]
    place = {old: new for new, old in enumerate(kept)}
    return tuple(
        replace(
            order[i], reported_by=_kept_holder(i, outer, place), continues=place[before[i]] if i in before else None
        )
        for i in kept
    )


def _kept_holder(i: int, outer: Sequence[int | None], place: Mapping[int, int]) -> int | None:
    """Return the new index of the innermost kept attribution around one."""
    holder = outer[i]
    while holder is not None and holder not in place:
        holder = outer[holder]
    return place[holder] if holder is not None else None


def _speakers_before(
    order: Sequence[Attribution], outermost: Sequence[int], paragraphs: Sequence[Evidence]
) -> dict[int, int]:
    """Return for each quotation without a cue the attribution that it goes on from.

    The last one in its own paragraph, else the one whose quotation ends the paragraph right before. A quotation
    before which nobody spoke there is left out.
    """
    found: dict[int, int] = {}
    for place, i in enumerate(outermost):
        if order[i].cue is None and place:
            here = bisect_right(paragraphs, order[i].content[0].start, key=lambda p: p.start) - 1
            last = outermost[place - 1]
            quoted = order[last].form != "indirect" and (order[last].cue is not None or last in found)
            since = paragraphs[here - 1 if quoted and here else here].start
            if max(_start(order[last])[0], order[last].content[-1].end) > since:
                found[i] = last
    return found


def _start(attribution: Attribution) -> tuple[int, int]:
    first = attribution.cue or attribution.content[0]
    return first.start, first.end


def _outer(order: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the one with the smallest content that holds its cue."""
    pieces = sorted((c.start, -c.end, i) for i, a in enumerate(order) for c in a.content)
    starts = sorted((_start(a)[0], i) for i, a in enumerate(order) if a.cue)
    found: list[int | None] = [None] * len(order)
    open_: list[tuple[int, int]] = []
    at = 0
    for start, i in starts:
        while at < len(pieces) and pieces[at][0] <= start:
            open_.append((-pieces[at][1], pieces[at][2]))
            at += 1
        open_ = [(end, j) for end, j in open_ if end > start]
        holders = [(end, j) for end, j in open_ if j != i and not _holds(order[i], order[j])]
        found[i] = min(holders, default=(0, None))[1]
    return found


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether a content holds another's cue; two that hold each other's are misread, and neither is inside."""
    start = _start(inner)[0]
    return any(piece.start <= start < piece.end for piece in outer.content)


def _repeats(inner: Attribution, outer: Attribution | None) -> bool:
    """Tell whether a nested attribution is the speaker's own again: "“I believe …,” she said", "declined to say"."""
    if outer is None or inner.source is None:
        return False
    return outer.source is not None and inner.source.start == outer.source.start
