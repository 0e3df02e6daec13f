"""Quotations and attributions brought together: whole quotations, several for one cue, those left over."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from communique.annotate.attribution.draft import Draft, Places, merged
from communique.records.evidence import Evidence
from communique.records.layers import Quotation


def complete(drafts: Sequence[Draft], places: Places) -> list[Draft]:
    """Return the drafts with each content that touches a quotation widened to the whole of it."""
    return [replace(d, content=merged(_widened(d, piece, places) for piece in d.content)) for d in drafts]


def _widened(draft: Draft, piece: tuple[int, int], places: Places) -> tuple[int, int]:
    start, end = piece
    for inner, outer in places.touching(start, end):
        if inner <= draft.cue[0] < outer:  # the cue itself is quoted: its content ends with the quotation
            start, end = max(start, inner), min(end, outer)
        else:
            start, end = min(start, inner), max(end, outer)
    return start, end


def assign(
    drafts: Sequence[Draft], quotations: Sequence[Quotation], paragraphs: Sequence[Evidence]
) -> tuple[list[Draft], list[Quotation]]:
    """Give each quotation that no content holds to the cue before it in its paragraph.

    Args:
        drafts: in the order of their cues.
        quotations: in text order.
        paragraphs: of the report, in order.

    Returns:
        the drafts, and the speech that no cue in its paragraph claims.
    """
    found = list(drafts)
    claimed = Places(merged(piece for draft in drafts for piece in draft.content))
    cues = [draft.cue[0] for draft in drafts]
    starts = [paragraph.start for paragraph in paragraphs]
    free: list[Quotation] = []
    for quotation in quotations:
        at = quotation.evidence
        if not quotation.speech or claimed.touching(at.start, at.end):
            continue
        paragraph = paragraphs[bisect_right(starts, at.start) - 1]
        index = _speaker(found, cues, paragraph.start, at.start)
        if index is None:
            free.append(quotation)
        else:
            found[index] = replace(found[index], content=merged([*found[index].content, (at.start, at.end)]))
    return found, free


# Cues that the search for the speaker of a quotation looks back over; more are never between a speaker and the words.
BACK = 12


def _speaker(drafts: Sequence[Draft], cues: Sequence[int], start: int, end: int) -> int | None:
    """Return the nearest speaking draft between two places; one that already quotes before one that does not."""
    last = bisect_right(cues, end) - 1
    near = [i for i in range(last, max(-1, last - BACK), -1) if start <= cues[i]]
    speaking = [i for i in near if drafts[i].speech and drafts[i].source is not None]
    return next(iter(speaking), None)
