"""Quotations and attributions brought together: whole quotations, several for one cue, those left over."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from communique.annotate.attribution.draft import Draft, Places, Ranges, merged
from communique.records.evidence import Evidence
from communique.records.layers import Quotation


def complete(drafts: Sequence[Draft], places: Places) -> list[Draft]:
    """Return the drafts with each content that touches a quotation widened to the whole of it."""
    return [replace(d, content=merged(_widened(d, piece, places) for piece in d.content)) for d in drafts]


def parted(drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> list[Draft]:
    """Return the drafts without the speech that stands apart from a statement in the reporter's words.

    "She said she had objected. “It was wrong.”" is two statements, the second of which goes on from the first.
    """
    speech, places = spoken(quotations), Places([(q.evidence.start, q.evidence.end) for q in quotations])
    return [replace(draft, content=_own_words(draft, speech, places)) for draft in drafts]


def _own_words(draft: Draft, speech: Places, places: Places) -> Ranges:
    plain = [piece for piece in draft.content if not places.touching(*piece)]
    quoted = [p for p in draft.content if any(a <= p[0] and p[1] <= b for a, b in speech.touching(*p))]
    if not plain or len(plain) + len(quoted) < len(draft.content):
        return draft.content
    beside = [p for p in quoted if _gap(draft, p) <= NEXT_TO]
    return draft.content if beside else tuple(plain)


def _gap(draft: Draft, piece: tuple[int, int]) -> int:
    """Return the characters between the clause of a cue and a piece beside it."""
    return min(abs(piece[0] - draft.clause[1]), abs(draft.clause[0] - piece[1]))


def _widened(draft: Draft, piece: tuple[int, int], places: Places) -> tuple[int, int]:
    start, end = piece
    for inner, outer in places.touching(start, end):
        if inner <= draft.cue[0] < outer:  # the cue itself is quoted: its content ends with the quotation
            start, end = max(start, inner), min(end, outer)
        else:
            start, end = min(start, inner), max(end, outer)
    return start, end


def spoken(quotations: Sequence[Quotation]) -> Places:
    """Return the places of speech whose end is known: closed, or taken up again in the next paragraph."""
    resumed = {q.continues for q in quotations}
    known = [q.evidence for i, q in enumerate(quotations) if q.speech and (q.closed or i in resumed)]
    return Places([(at.start, at.end) for at in known])


def assign(
    drafts: Sequence[Draft], quotations: Sequence[Quotation], paragraphs: Sequence[Evidence]
) -> tuple[list[Draft], list[Quotation]]:
    """Give each quotation that no content holds to the cue before it in its paragraph.

    Args:
        drafts: in the order of their cues.
        quotations: in text order.
        paragraphs: of the report, in order.

    Returns:
        the drafts, and the speech that goes on from somebody: from the paragraph before, or after a sentence of the
        same paragraph in the reporter's words ("She said she had objected. “…”"), which stays a statement of its own.
    """
    found = list(drafts)
    speech, places = spoken(quotations), Places([(q.evidence.start, q.evidence.end) for q in quotations])
    reporters = [draft for draft in drafts if not speech.touching(*draft.cue)]  # not the quoted quoting others
    claimed = Places(merged(piece for draft in reporters for piece in draft.content))
    cues = [draft.cue[0] for draft in drafts]
    starts = [paragraph.start for paragraph in paragraphs]
    free: list[Quotation] = []
    given: dict[int, list[tuple[int, int]]] = {}
    for quotation in quotations:
        at = quotation.evidence
        if claimed.touching(at.start, at.end):
            continue
        here = bisect_right(starts, at.start) - 1
        index = _speaker(found, cues, paragraphs[here], quotation)
        if index is None and here and at.start == starts[here]:
            index = _announcer(found, cues, paragraphs[here - 1])
        if index is not None and not _is_indirect(found[index], quotation, places):
            given.setdefault(index, []).append((at.start, at.end))
            if not found[index].content:
                found[index] = replace(found[index], content=((at.start, at.end),))
        elif quotation.speech and (index is not None or _may_go_on(quotation, paragraphs[here])):
            free.append(quotation)
    for index, words in given.items():
        found[index] = replace(found[index], content=merged([*found[index].content, *words]))
    return [draft for draft in found if draft.content], free


# Cues that the search for the speaker of a quotation looks over; more are never between a speaker and the words.
REACH = 12

# Characters between a quotation and the clause that follows or announces it: stops, spaces, an adverb.
NEXT_TO = 4


def _speaker(drafts: Sequence[Draft], cues: Sequence[int], paragraph: Evidence, quotation: Quotation) -> int | None:
    """Return the draft of the paragraph whose words a quotation is.

    The clause right after it ("“…,” she said"), else the one right before it ("he said: “…”"), else, for speech, the
    nearest speaker before it in the paragraph ("“…,” he said. “…”").
    """
    at = quotation.evidence
    last = bisect_right(cues, at.start) - 1
    after = [i for i in range(last + 1, min(len(drafts), last + 1 + REACH)) if drafts[i].cue[0] < paragraph.end]
    before = [i for i in range(last, max(-1, last - REACH), -1) if drafts[i].cue[0] >= paragraph.start]
    ended = at.words.rstrip("”\"’'»").endswith(".")  # a full stop before the mark: the next sentence is another
    for i in (i for i in after if _can_say(drafts[i]) and not ended):
        if 0 <= drafts[i].clause[0] - at.end <= NEXT_TO:
            return i
    speaking = [i for i in before if _can_say(drafts[i])]
    for i in speaking:
        if 0 <= at.start - drafts[i].clause[1] <= NEXT_TO:
            return i
    if not quotation.speech:
        return None
    own = [i for i in speaking if not any(_inside(drafts[i], drafts[j]) for j in before if j != i)]
    quoting = [i for i in own if drafts[i].content]
    return next(iter(quoting or own), None)


def _is_indirect(draft: Draft, quotation: Quotation, places: Places) -> bool:
    """Tell a finished statement in the reporter's words from one that a quotation belongs to."""
    beside = _gap(draft, (quotation.evidence.start, quotation.evidence.end))
    return bool(draft.content) and beside > NEXT_TO and not any(places.touching(*piece) for piece in draft.content)


def _may_go_on(quotation: Quotation, paragraph: Evidence) -> bool:
    """Tell whether a quotation fills its paragraph or takes up one that was left open."""
    at = quotation.evidence
    return quotation.continues is not None or (at.start, at.end) == (paragraph.start, paragraph.end)


def _announcer(drafts: Sequence[Draft], cues: Sequence[int], before: Evidence) -> int | None:
    """Return the last speaker of a paragraph that ends in a colon: its words stand in the next."""
    if not before.words.rstrip().endswith(":"):
        return None
    last = bisect_right(cues, before.end) - 1
    near = [i for i in range(last, max(-1, last - REACH), -1) if drafts[i].cue[0] >= before.start]
    return next((i for i in near if _can_say(drafts[i])), None)


def _inside(draft: Draft, other: Draft) -> bool:
    return any(start <= draft.cue[0] < end for start, end in other.content)


def _can_say(draft: Draft) -> bool:
    return draft.speech and draft.source is not None
