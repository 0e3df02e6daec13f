"""Who says a stretch of words, and of which state he is: as far as the words of the report tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.lexicons import actors, cues
from communique.lexicons.forecasts import words
from communique.records.layers import Attribution, Quotation
from communique.records.syntax import Syntax

PRONOUNS = {"you", "he", "she", "they", "it", "i", "we", "who", "which", "that", "some", "others", "one"}

# Longest name of a state or body that is looked for, in tokens.
LONGEST = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """The attribution that carries a clause.

    Attributes:
        index: its place in the layer.
        act: what its cue does.
        lemma: of the cue.
        direct: whether the clause stands inside quotation marks.
        past: whether the cue is in the past tense, so that "would" may stand for "will".
        pronoun: the source's words in lower case if they are a pronoun, else "".
        source: the fullest words for the source in the report, in lower case.
        sides: codes of states and ids of bodies that those words name.
        negated: whether the cue is negated.
        expert: whether the source is somebody who foretells what others do.
    """

    index: int
    act: str
    lemma: str
    direct: bool
    past: bool
    pronoun: str
    source: str
    sides: frozenset[str]
    negated: bool
    expert: bool


class Voices:
    """The attributions of one report, to be asked who says what."""

    def __init__(
        self, syntax: Syntax, attributions: Sequence[Attribution], quotations: Sequence[Quotation] = ()
    ) -> None:
        self._syntax = syntax
        self._attributions = attributions
        self._quotations = quotations
        self._made: dict[tuple[int, bool], Voice] = {}

    def of(self, character: int, marker: int) -> Voice | None:
        """Return the innermost voice whose content holds a character; None for the reporter's own words.

        An attribution whose cue is the marker is nobody's voice if it has no source ("is expected to") or a thing
        for one ("the flood threatens to").
        """
        best: tuple[int, int] | None = None
        for index, attribution in enumerate(self._attributions):
            if _marks_itself(attribution, marker):
                continue
            for piece in attribution.content:
                size = piece.end - piece.start
                if piece.start <= character < piece.end and (best is None or size < best[0]):
                    best = size, index
        if best is None:
            return None
        return self._voice(best[1], self._quoted(best[1], character))

    def content(self, index: int, first: int, last: int) -> tuple[int, int]:
        """Return the part of an attribution's content, source and cue inside it included, that meets a range."""
        pieces = self._attributions[index].content
        inside = [piece for piece in pieces if piece.start < last and first < piece.end]
        return (inside[0].start, inside[-1].end) if inside else (first, last)

    def _voice(self, index: int, direct: bool) -> Voice:
        if (index, direct) not in self._made:
            self._made[index, direct] = self._make(index, direct)
        return self._made[index, direct]

    def _make(self, index: int, direct: bool) -> Voice:
        attribution = self._speaking(index)
        short = attribution.source.words if attribution.source else ""
        full = self._fullest(index, short)
        lower = full.lower()
        return Voice(
            index=index,
            act=cues.act_of(attribution.lemma) if attribution.lemma else "say",
            lemma=attribution.lemma,
            direct=direct,
            past=self._past(attribution),
            pronoun=short.lower() if short.lower() in PRONOUNS else "",
            source=lower,
            sides=sides(full),
            negated=attribution.negated,
            expert=any(_expert(word.strip(",.’'")) for word in lower.replace("-", " ").split()),
        )

    def _speaking(self, index: int) -> Attribution:
        """Follow a quotation that goes on back to the attribution that names its speaker."""
        attribution = self._attributions[index]
        seen = {index}
        while attribution.continues is not None and attribution.continues not in seen:
            seen.add(attribution.continues)
            attribution = self._attributions[attribution.continues]
        return attribution

    def _fullest(self, index: int, short: str) -> str:
        """Return the longest source with the same last name; for a pronoun, that of the source before."""
        if short.lower() in PRONOUNS or not short:
            earlier = (a.source.words for a in reversed(self._attributions[:index]) if a.source)
            short = next((name for name in earlier if name.lower() not in PRONOUNS), short)
        name = short.split()[-1].strip(",.’'”\"") if len(short.split()) <= 3 and short else ""
        if not name or name.islower():
            return short
        return max([short, *(full for full in self._sources if name in full)], key=len)

    @cached_property
    def _sources(self) -> list[str]:
        return [attribution.source.words for attribution in self._attributions if attribution.source]

    def _past(self, attribution: Attribution) -> bool:
        if attribution.cue is None:
            return False
        return any(t.tag in ("VBD", "VBN") for t in self._syntax.tokens_in(attribution.cue.start, attribution.cue.end))

    def _quoted(self, index: int, character: int) -> bool:
        if self._attributions[index].form == "direct":
            return True
        return any(q.evidence.start <= character < q.evidence.end for q in self._quotations if q.speech)


def _marks_itself(attribution: Attribution, marker: int) -> bool:
    cue = attribution.cue
    if cue is None or not cue.start <= marker < cue.end:
        return False
    return attribution.source is None or attribution.lemma == "threaten"


def sides(phrase: str) -> frozenset[str]:
    """Return the states (by code) and bodies (by id) that the words of a phrase name."""
    tokens = phrase.replace(",", " ").split()
    found: set[str] = set()
    for size in range(1, LONGEST + 1):
        for first in range(len(tokens) - size + 1):
            found.update(_side(" ".join(tokens[first : first + size])))
    return frozenset(found)


def _side(name: str) -> Iterator[str]:
    if name.islower():
        return
    state = actors.find_state(name)
    if state is not None:
        yield state[0]
    body = actors.find_body(name)
    if body is not None:
        yield body
        yield from filter(None, [actors.bodies()[body].country])


def _expert(word: str) -> bool:
    experts = words("expert")
    return (
        word in experts or word.removesuffix("s") in experts or word.removesuffix("es") in experts or word == "studies"
    )
