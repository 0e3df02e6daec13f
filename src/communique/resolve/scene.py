"""Who is on the mind of a reader at a place in the text: the figures named so far and how prominently."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from communique.records.evidence import Evidence
from communique.records.layers import Attribution, Quotation
from communique.records.syntax import Syntax, Token
from communique.resolve.cast import Figure

# How prominent a mention is by its place in the clause; the order after Hobbs (1978) and Lappin and Leass (1994). On
# the 26 third-person sources of GUM's news, interviews, bios and speeches, other values of the numbers below (FADING
# 0.5 to 0.75, LEAD 1 to 1.5, SAME_SENTENCE 1 to 1.8, REACH 3 to 8) change at most one answer.
PROMINENCE = {"nsubj": 3.0, "nsubjpass": 2.6, "agent": 2.0, "dobj": 1.8, "dative": 1.8, "pobj": 1.2, "poss": 1.0}
OTHER = 0.8
SOURCE_BONUS = 2.0
FADING = 0.62
SAME_SENTENCE = 1.3
KNOWN_GENDER = 1.5
# For subjects and objects of this sentence and the one before.
KNOWN_GENDER_NEAR = 2.5
# How many sentences outside quotations a pronoun reaches back.
REACH = 5
# The id of a stand-in for people whose names could not be resolved: who comes nearer than others hides them.
UNKNOWN = "?"
# A candidate has to lead by this factor; closer ones are equal and nobody is taken.
LEAD = 1.15
# The reason for somebody without a rival.
ALONE = "only one that fits"


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure at a token."""

    token: int
    figure: Figure
    weight: float
    quoted: bool
    plural: bool = False


class Scene:
    """The mentions of a text so far, sentence by sentence.

    Args:
        syntax: the parse.
        quotations: those that are somebody's words hide what is named in them from the reporter's pronouns.
        attributions: what stands as a source is more prominent.
    """

    def __init__(self, syntax: Syntax, quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> None:
        self.syntax = syntax
        self._quotes = sorted((q.evidence.start, q.evidence.end) for q in quotations if q.speech)
        self._quote_starts = [start for start, _ in self._quotes]
        self._sources = sorted({(a.source.start, a.source.end) for a in attributions if a.source})
        self._contents: dict[tuple[int, int], tuple[Evidence, ...]] = {}
        for a in attributions:
            if a.source:
                place = a.source.start, a.source.end
                self._contents[place] = self._contents.get(place, ()) + a.content
        self._source_starts = [start for start, _ in self._sources]
        self._entries: list[list[Entry]] = [[] for _ in syntax.sentences]
        self._order: list[Entry] = []
        self._all_quoted = [
            self.quote(span.first) is not None and self.quote(span.last - 1) is not None for span in syntax.sentences
        ]

    def quote(self, token: int) -> tuple[int, int] | None:
        """Return the range of the quotation in which a token stands."""
        start = self.syntax.tokens[token].start
        i = bisect_right(self._quote_starts, start) - 1
        return self._quotes[i] if i >= 0 and start < self._quotes[i][1] else None

    def in_source(self, token: int) -> bool:
        """Tell whether a token stands in the source of an attribution."""
        start = self.syntax.tokens[token].start
        i = bisect_right(self._source_starts, start) - 1
        return i >= 0 and start < self._sources[i][1]

    def contents_of(self, token: int) -> tuple[Evidence, ...]:
        """Return what the source in which a token stands is credited with: "“…,” said its spokesman"."""
        start = self.syntax.tokens[token].start
        i = bisect_right(self._source_starts, start) - 1
        held = i >= 0 and start < self._sources[i][1]
        return self._contents[self._sources[i]] if held else ()

    def stands_in(self, token: int, places: Sequence[Evidence]) -> bool:
        """Tell whether a token stands in one of the places."""
        return any(place.start <= self.syntax.tokens[token].start < place.end for place in places)

    def add(self, token: int, figure: Figure, *, plural: bool = False) -> None:
        """Put a figure at a token; ``plural`` for "the Chinese", which "they" may take up."""
        entry = Entry(
            token, figure, self._weight(token, figure.kind), self.quote(token) is not None, plural or figure.plural
        )
        row = self._entries[self.syntax.tokens[token].sentence]
        row.insert(bisect_left(row, token, key=lambda e: e.token), entry)
        self._order.append(entry)

    def replace(self, token: int, figure: Figure) -> None:
        """Put a figure at a token in place of whoever was there."""
        row = self._entries[self.syntax.tokens[token].sentence]
        row[:] = [entry for entry in row if entry.token != token]
        self.add(token, figure, plural=True)

    def at(self, token: int) -> Figure | None:
        """Return the figure at a token; None where nobody is."""
        row = self._entries[self.syntax.tokens[token].sentence]
        return next((entry.figure for entry in row if entry.token == token), None)

    def rename(self, old: Figure, new: Figure) -> None:
        """Put a figure wherever another one was: somebody who has got a name."""
        for row in self._entries:
            row[:] = [replace(entry, figure=new) if entry.figure is old else entry for entry in row]
        self._order = [replace(entry, figure=new) if entry.figure is old else entry for entry in self._order]

    def _weight(self, token: int, kind: str) -> float:
        at = self.syntax.tokens[token]
        while at.dep in ("appos", "conj", "flat") and at.head != at.i:
            at = self.syntax.tokens[at.head]
        dep = "nsubj" if kind == "person" and self._is_where(token, at) else at.dep
        if dep in ("amod", "compound", "nmod"):
            return 0.5
        if dep == "pobj" and self.syntax.tokens[at.head].dep == "agent":
            dep = "agent"
        inside = dep == "poss" or (dep == "pobj" and self.in_source(at.head))
        bonus = SOURCE_BONUS if self.in_source(token) and not inside else 0.0
        return PROMINENCE.get(dep, PROMINENCE["nsubj"] if self._opens(token) else OTHER) + bonus

    def _is_where(self, token: int, at: Token) -> bool:
        """Tell whether the parser takes a name for another one of the place in front: "In Lima, Ana Vega disagreed"."""
        inside = at.dep == "pobj" and at.head == self.syntax.sentence_of(token).first
        return inside and token - 1 > at.i and self.syntax.tokens[at.i + 1].words == ","

    def _opens(self, token: int) -> bool:
        """Tell whether a token stands at the head of its sentence, before any verb: a subject, however it is parsed."""
        first = self.syntax.sentence_of(token).first
        return not any(t.pos in ("VERB", "AUX", "ADP", "SCONJ") for t in self.syntax.tokens[first:token])

    def add_unknown(self, token: int, gender: str | None = None) -> None:
        """Put somebody at a token of whom only the place, and perhaps the gender, is known."""
        self.add(token, Figure(UNKNOWN, "", "person", gender=gender))

    def back(self, token: int, *, quoted: bool, reach: int = REACH) -> Iterator[tuple[int, Entry]]:
        """Yield the entries in front of a token, nearest first, each with its distance in sentences.

        Args:
            token: where to look from.
            quoted: whether to look into quotations too.
            reach: how many sentences back; those that are all quotation do not count where quotations are left out.
        """
        sentence = self.syntax.tokens[token].sentence
        distance = 0
        while sentence >= 0 and distance <= reach:
            for entry in reversed(self._entries[sentence]):
                if entry.token < token and (quoted or not entry.quoted):
                    yield distance, entry
            sentence -= 1
            if sentence >= 0 and (quoted or not self._all_quoted[sentence]):
                distance += 1

    def speaker_before(self, token: int) -> Entry | None:
        """Return the entry named last in the source of the sentence in front; None where nobody spoke there."""
        found = (entry for distance, entry in self.back(token, quoted=False, reach=1) if distance == 1)
        return next((entry for entry in found if self.in_source(entry.token)), None)

    def last(self, token: int, fits: Callable[[Figure], bool], reach: int = 60) -> Figure | None:
        """Return the fitting figure named last in front of a token; one in the reporter's words before a quoted one."""
        return next(iter(self.named(token, fits, reach)), None)

    def named(self, token: int, fits: Callable[[Figure], bool], reach: int = 60) -> list[Figure]:
        """Return the fitting figures named in front of a token, the last first; those quoted only behind the others."""
        found: dict[str, Figure] = {}
        quoted: dict[str, Figure] = {}
        for _, entry in self.back(token, quoted=True, reach=reach):
            if fits(entry.figure):
                (quoted if entry.quoted else found).setdefault(entry.figure.id, entry.figure)
        return list((found | {one: figure for one, figure in quoted.items() if one not in found}).values())

    def first_after(self, token: int, fits: Callable[[Figure], bool]) -> Figure | None:
        """Return the first figure named after a token that fits."""
        later = sorted((e for e in self._order if e.token > token and fits(e.figure)), key=lambda e: e.token)
        return later[0].figure if later else None

    def best(
        self, token: int, fits: Callable[[Entry], bool], *, quoted: bool, gender: str | None = None
    ) -> tuple[Figure, str] | None:
        """Return the most prominent fitting figure in front of a token and why; None when two are about equal.

        Args:
            token: where to look from.
            fits: whom to consider.
            quoted: whether to look into quotations too.
            gender: those known to have it go before those of whom it is not known, most of all those close by.
        """
        scores: dict[str, float] = {}
        figures: dict[str, Figure] = {}
        places: dict[str, int] = {}  # where each was named last
        subject: str | None = None  # the nearest one, where nobody else was named after it
        for distance, entry in self.back(token, quoted=quoted):
            if not fits(entry):
                continue
            score = entry.weight * (FADING**distance if distance else SAME_SENTENCE)
            if gender and entry.figure.gender == gender:
                near = distance <= 1 and entry.weight >= PROMINENCE["dobj"]
                score *= KNOWN_GENDER_NEAR if near else KNOWN_GENDER
            if distance and not scores and entry.weight >= PROMINENCE["nsubj"]:
                subject = entry.figure.id
            places.setdefault(entry.figure.id, entry.token)
            figures[entry.figure.id] = entry.figure
            scores[entry.figure.id] = max(scores.get(entry.figure.id, 0.0), score) + 0.05
        ranked = sorted(scores, key=lambda one: (-scores[one], one))
        if not ranked:
            return None
        if len(ranked) > 1 and scores[ranked[0]] < LEAD * scores[ranked[1]]:
            return None
        if gender and any(self._joined(places[ranked[0]], places[one]) for one in ranked[1:]):
            return None  # "Haas and Weber spoke. He said": either
        if figures[ranked[0]].id == UNKNOWN or (gender and subject not in (None, ranked[0])):
            return None
        return figures[ranked[0]], ALONE if len(ranked) == 1 else "most prominent before"

    def _joined(self, a: int, b: int) -> bool:
        """Tell whether two tokens are members of one coordination."""
        return self._first_member(a) == self._first_member(b)

    def _first_member(self, token: int) -> int:
        at = self.syntax.tokens[token]
        while at.dep == "conj" and at.head < at.i:
            at = self.syntax.tokens[at.head]
        return at.i


class Contents:
    """The contents of attributions by their places, for quick questions about which holds some words.

    Between two neighbouring ends of contents the same contents are open; for each such stretch the smallest is kept.
    """

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._pieces = sorted((c.start, c.end, i) for i, a in enumerate(attributions) for c in a.content)
        self._starts = sorted({place for start, end, _ in self._pieces for place in (start, end)})
        self._smallest: list[tuple[int, int, int] | None] = []
        open_: list[tuple[int, int, int]] = []  # a heap of size, attribution, end
        at = 0
        for start in self._starts:
            while at < len(self._pieces) and self._pieces[at][0] <= start:
                begin, end, i = self._pieces[at]
                heappush(open_, (end - begin, i, end))
                at += 1
            while open_ and open_[0][2] <= start:
                heappop(open_)
            self._smallest.append(open_[0] if open_ else None)

    def holder(self, at: Evidence) -> int | None:
        """Return the attribution with the smallest content that holds the words."""
        place = bisect_right(self._starts, at.start) - 1
        smallest = self._smallest[place] if place >= 0 else None
        if smallest is None or smallest[2] >= at.end:
            return smallest[1] if smallest else None
        holding = [(end - start, i) for start, end, i in self._pieces if start <= at.start and at.end <= end]
        return min(holding)[1] if holding else None  # the words go over the end of the smallest
