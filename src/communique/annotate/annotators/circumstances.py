"""When, where and on which occasion each statement was made, from the words around its cue."""

from bisect import bisect_left
from collections.abc import Sequence

from communique.annotate.base import Annotator
from communique.lexicons import actors, cues
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import (
    ATTRIBUTIONS,
    CIRCUMSTANCES,
    SYNTAX,
    TIMES,
    Attribution,
    Circumstance,
    TimeExpression,
)
from communique.records.syntax import Span, Syntax, Token

# Prepositions in front of the place where something is said.
WHERE = ("in", "at", "from", "near", "outside")
SPEAKING = ("speak", "talk", "address", "answer", "write")
PREPOSITIONS = ("at", "in", "on", "during", "after", "to", "through", "via", "of")


class Circumstances(Annotator):
    """Find date, occasion and place of each attribution in its sentence, outside its content."""

    version = 2
    needs = (SYNTAX, ATTRIBUTIONS, TIMES)
    gives = CIRCUMSTANCES

    def __call__(self, document: Document) -> tuple[Circumstance, ...]:
        """Return one circumstance for each attribution, in their order."""
        syntax, times = document[SYNTAX], document[TIMES]
        starts = [time.evidence.start for time in times]
        return tuple(_circumstance(syntax, times, starts, a) for a in document[ATTRIBUTIONS])


def _circumstance(
    syntax: Syntax, times: Sequence[TimeExpression], starts: Sequence[int], attribution: Attribution
) -> Circumstance:
    cue = attribution.cue
    head = syntax.token_at(cue.start) if cue else None
    if cue is None or head is None:
        return Circumstance(None, None)
    sentence = syntax.evidence(syntax.sentence_of(head.i))
    outside = [p for p in (attribution.source, *attribution.content) if p]
    near = [
        i
        for i in range(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
        if not any(times[i].evidence.overlaps(place) for place in outside)
    ]
    day = min(near, key=lambda i: abs(times[i].evidence.start - cue.start), default=None)
    if day is not None and _belongs_elsewhere(syntax, times[day].evidence, cue):
        day = None
    return Circumstance(day, _occasion(syntax, sentence, outside, cue), _place(syntax, sentence, outside, cue))


def _belongs_elsewhere(syntax: Syntax, time: Evidence, cue: Evidence) -> bool:
    """Tell whether the date depends on another verb than the cue's: "said the talks held on Monday"."""
    token = syntax.head_of(time.start, time.end)
    if token is None:
        return True
    for ancestor in (token, *syntax.ancestors(token.i)):
        if ancestor.pos in ("VERB", "AUX") and ancestor.i != token.i:
            return not (cue.start <= ancestor.start < cue.end)
    return False


def _occasion(syntax: Syntax, sentence: Evidence, outside: Sequence[Evidence], cue: Evidence) -> Evidence | None:
    """Return the noun phrase of an occasion in the sentence: "at a virtual press conference" without its article."""
    for noun in syntax.tokens_in(sentence.start, sentence.end):
        if noun.pos not in ("NOUN", "PROPN") or noun.lemma.lower() not in cues.occasions():
            continue
        if any(place.start <= noun.start < place.end for place in outside) or noun.dep != "pobj":
            continue
        if syntax.tokens[noun.head].lower in PREPOSITIONS and _hangs_on(syntax, noun, cue):
            return syntax.evidence(_without_article(syntax, noun))
    return None


def _place(syntax: Syntax, sentence: Evidence, outside: Sequence[Evidence], cue: Evidence) -> Evidence | None:
    """Return the name of the place where it was said: "told reporters in Geneva", "by telephone from Doha"."""
    for noun in syntax.tokens_in(sentence.start, sentence.end):
        if noun.dep != "pobj" or noun.pos != "PROPN" or syntax.tokens[noun.head].lower not in WHERE:
            continue
        if any(place.start <= noun.start < place.end for place in outside) or not _hangs_on(syntax, noun, cue):
            continue
        name = syntax.evidence(_name(syntax, noun))
        if _is_place(syntax, noun, name.words):
            return name
    return None


def _name(syntax: Syntax, noun: Token) -> Span:
    """Return the capitalised words that end with a noun: "Port Sudan"."""
    first = noun.i
    while first > 0 and syntax.tokens[first - 1].words[0].isupper() and syntax.tokens[first - 1].head == noun.i:
        first -= 1
    return Span(first, noun.i + 1)


def _is_place(syntax: Syntax, noun: Token, name: str) -> bool:
    """Tell whether a name is a place's: one of the tables, or one that the parser takes for a place."""
    state = actors.find_state(name)
    if state is not None or actors.find_place(name) is not None:
        return state is None or state[1] in ("name", "capital")
    entity = syntax.entity_of(noun.i)
    return entity is not None and entity.label in ("GPE", "LOC") and actors.find_body(name) is None


def _hangs_on(syntax: Syntax, noun: Token, cue: Evidence) -> bool:
    verb = next((a for a in syntax.ancestors(noun.i) if a.pos in ("VERB", "AUX")), None)
    if verb is not None and verb.dep == "advcl" and verb.lemma in SPEAKING:  # "Speaking in Geneva, he said"
        verb = syntax.tokens[verb.head]
    return verb is not None and cue.start <= verb.start < cue.end


def _without_article(syntax: Syntax, noun: Token) -> Span:
    """Return the noun with what stands before it, less the article; what follows it is left out."""
    first = syntax.subtree(noun.i).first
    while first < noun.i and syntax.tokens[first].pos in ("DET", "PRON", "PUNCT"):
        first += 1
    return Span(first, noun.i + 1)
