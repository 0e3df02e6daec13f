"""How attributions are measured.

Two views of the same work:

* **spans** (`span_scores`): are the words of sources, cues and contents found, each role by itself? This is the
  metric of CofeNet (Wang et al., COLING 2022), so that figures stand beside published ones.
* **linked** (`matches`, `same`): are source, cue and content found and tied to one another? One attribution is
  right or wrong as a whole.

Ranges are half-open. All scores are micro-averages over the whole corpus, 0 to 1.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Range = tuple[int, int]
Ranges = tuple[Range, ...]

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Triple:
    """An attribution as places: each role has no range (missing), one, or several (discontinuous), in text order."""

    source: Ranges
    cue: Ranges
    content: Ranges


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, how many were found, how many there are.

    ``f1`` is the harmonic mean of ``precision`` (right of those found) and ``recall`` (right of those there are); a
    share of nothing is 0.
    """

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Right of those found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of those there are."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


# --- spans -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SpanScores:
    """CofeNet's three figures for one role.

    Attributes:
        exact: a span is right when gold has one with the same first and last token.
        begin: a span is right when gold has one with the same first token.
        jaccard: J. Each gold span gives the largest Jaccard overlap that any found span has with it; each found span
            that overlaps no gold span gives 0; J is the mean over all of these (found spans that overlap some gold
            span add nothing of their own).
    """

    exact: Counts
    begin: Counts
    jaccard: float


def spans(labels: Iterable[str]) -> dict[str, Ranges]:
    """Read the token spans of each role out of BIO labels.

    A span begins at ``B-role``, or at an ``I-role`` that follows another role or ``O``; it goes on over ``I-role``.
    A discontinuous content is thus several spans.
    """
    found: dict[str, list[Range]] = {role: [] for role in ROLES}
    before = ""
    for i, label in enumerate(labels):
        begins, role = label.startswith("B"), label.partition("-")[2]
        if role and not begins and role == before:
            found[role][-1] = (found[role][-1][0], i + 1)
        elif role:
            found[role].append((i, i + 1))
        before = role
    return {role: tuple(ranges) for role, ranges in found.items()}


def span_scores(pairs: Iterable[tuple[Sequence[Range], Sequence[Range]]]) -> SpanScores:
    """Score one role over paragraphs.

    Args:
        pairs: for each paragraph the gold spans and the found ones, as token ranges. The same span found twice
            counts once.
    """
    exact, begin, overlaps = Counts(), Counts(), list[float]()
    for gold, found in pairs:
        exact += _common(set(gold), set(found))
        begin += _common({start for start, _ in gold}, {start for start, _ in found})
        overlaps.extend(max((_jaccard(one, other) for other in found), default=0.0) for one in gold)
        overlaps.extend(0.0 for one in set(found) if not any(_jaccard(one, other) for other in gold))
    return SpanScores(exact, begin, sum(overlaps) / len(overlaps) if overlaps else 0.0)


def _common(gold: set[Range] | set[int], found: set[Range] | set[int]) -> Counts:
    return Counts(len(gold & found), len(found), len(gold))


def _jaccard(one: Range, other: Range) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


# --- linked ----------------------------------------------------------------------------------------------------------


def overlap(one: Ranges, other: Ranges) -> bool:
    """Tell whether the two share a character; a missing role agrees with a missing role and with nothing else."""
    if not one or not other:
        return not one and not other
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


def same(one: Triple, other: Triple) -> bool:
    """Tell whether all three roles have exactly the same ranges."""
    return one == other


def alike(one: Triple, other: Triple) -> bool:
    """Tell whether all three roles overlap (see `overlap`)."""
    return cue_alike(one, other) and overlap(one.source, other.source) and overlap(one.content, other.content)


def cue_alike(one: Triple, other: Triple) -> bool:
    """Tell whether the cues overlap: the two speak of the same act of attributing."""
    return overlap(one.cue, other.cue)


def matches(
    gold: Sequence[Triple], found: Sequence[Triple], agree: Callable[[Triple, Triple], bool]
) -> tuple[tuple[int, int], ...]:
    """Pair gold attributions of one text with found ones, one to one.

    Of all pairs that agree, those whose contents overlap best (Jaccard, in characters) are taken first; the earlier
    gold row and then the earlier found row break ties. Each row is taken once.

    Returns:
        The indices of the pairs (gold, found), in the order of gold.
    """
    candidates = [
        (-content_overlap(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if agree(one, other)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return tuple(sorted(pairs.items()))


def content_overlap(one: Triple, other: Triple) -> float:
    """Return the Jaccard overlap of the contents in characters; 0 when either has none."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.content for b in other.content)
    whole = sum(end - start for start, end in one.content + other.content) - shared
    return shared / whole if whole else 0.0


def linked_counts(gold: Sequence[Triple], found: Sequence[Triple], agree: Callable[[Triple, Triple], bool]) -> Counts:
    """Count the attributions of one text that `matches` can pair."""
    return Counts(len(matches(gold, found, agree)), len(found), len(gold))


def by_group(gold: Sequence[str], found: Sequence[str], pairs: Iterable[tuple[int, int]]) -> dict[str, Counts]:
    """Split the counts of one text by group.

    Args:
        gold: the group of each gold row.
        found: the group of each found row. A row that is paired counts under the group of its gold row, so that a
            group's precision asks how many of the found rows of that group are wrong.
        pairs: what `matches` returned.
    """
    partner = {j: i for i, j in pairs}
    right = Counter(gold[i] for i in partner.values())
    claimed = Counter(gold[partner[j]] if j in partner else group for j, group in enumerate(found))
    there = Counter(gold)
    return {group: Counts(right[group], claimed[group], there[group]) for group in sorted({*claimed, *there})}
