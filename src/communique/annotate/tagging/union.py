"""What the rules have beside the tagger: which of their drafts stand, and where they end what the tagger found."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.annotate.attribution.draft import Draft, Places, merged, without
from communique.records.layers import Attribution
from communique.records.syntax import Syntax

# Confidence from which what the rules find stands beside what the tagger found: all but nouns. On PolNeAR's development
# articles F1 is the same at .7, .8 and .9 (overlap 81.0); reports of other kinds gain.
SURE = 0.7


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rules have.

    Attributes:
        proposed: all drafts, in the order of their cues.
        labelled: those of them that the layout tells.
        settled: the attributions that the rules make of them.
    """

    proposed: Sequence[Draft]
    labelled: frozenset[Draft]
    settled: Sequence[Attribution]


def ended(syntax: Syntax, tagged: Sequence[Draft], rules: Rules) -> list[Draft]:
    """Return the tagger's drafts, each content ended where a verb of the same source goes on.

    "The army denied that it had fired and accused the rebels of lying" has two cues; the tagger sometimes takes the
    second clause into the content of the first. On PolNeAR's development articles F1 stays as it is.
    """
    starts = [draft.cue[0] for draft in rules.proposed]
    found = []
    for one in tagged:
        last = one.content[-1][1] if one.content else one.cue[1]  # words that a quotation has yet to give it
        low, high = bisect_left(starts, one.cue[1]), bisect_left(starts, last)
        joined = next((draft for draft in rules.proposed[low:high] if _goes_on(one, draft)), None)
        found.append(_until(syntax, one, joined.cue[0]) if joined else one)
    return found


def _goes_on(tagged: Draft, draft: Draft) -> bool:
    """Tell whether a draft of the rules stands in a content and has the content's own source."""
    if not (tagged.source and draft.source and draft.content and draft.confidence >= SURE):
        return False
    same = draft.source.first < tagged.source.last and tagged.source.first < draft.source.last
    return same and bool(Places(tagged.content).touching(*draft.cue))


def _until(syntax: Syntax, tagged: Draft, end: int) -> Draft:
    """Cut the content before ``end`` and before the conjunction and adverbs in front of it."""
    for token in reversed(syntax.tokens_in(tagged.cue[1], end)):
        if token.pos not in ("CCONJ", "ADV"):
            break
        end = token.start
    return replace(
        tagged, content=without(tagged.content, [(end, tagged.content[-1][1])], syntax.text) or tagged.content
    )


def beside(tagged: Sequence[Draft], rules: Rules) -> Iterator[Draft]:
    """Yield what the rules add: layout, and what they are sure of and the tagger gave to nobody."""
    cues = Places(merged(one.cue for one in tagged))
    contents = _Contents(tagged)
    quoted = {one.cue.start for one in rules.settled if one.cue and one.reported_by is None and one.form == "direct"}
    for draft in rules.proposed:
        sure = draft.cue[0] in quoted or draft.confidence >= SURE
        free = sure and not any(contents.touching(*draft.cue)) and contents.stand_whole_in(draft)
        if not cues.touching(*draft.cue) and (free or draft in rules.labelled):
            yield draft


class _Contents:
    """The contents of the tagger's drafts, by their places."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        pieces = sorted((*piece, i) for i, one in enumerate(drafts) for piece in one.content)
        self._drafts = drafts
        self._pieces = pieces
        self._starts = [start for start, _, _ in pieces]
        # Of two contents that overlap the later one may end first.
        self._ends = [end for _, end, _ in pieces]
        for i in range(1, len(pieces)):
            self._ends[i] = max(self._ends[i], self._ends[i - 1])

    def touching(self, start: int, end: int) -> Iterator[Draft]:
        """Yield the drafts with a content that shares a character with the stretch."""
        for _, until, i in self._pieces[bisect_right(self._ends, start) : bisect_left(self._starts, end)]:
            if until > start:
                yield self._drafts[i]

    def stand_whole_in(self, draft: Draft) -> bool:
        """Tell whether what touches a content stands in it whole: "condemned what it called hunger as a weapon"."""
        inside = (one for piece in draft.content for one in self.touching(*piece))
        return all(_is_inside(part, draft) for one in inside for part in (one.cue, *one.content))


def _is_inside(part: tuple[int, int], draft: Draft) -> bool:
    return any(start <= part[0] and part[1] <= end for start, end in draft.content)
