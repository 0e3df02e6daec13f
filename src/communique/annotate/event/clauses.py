"""The clause of a deed: its words, its date, its place."""

from bisect import bisect_left
from collections.abc import Iterator

from communique.annotate.event.match import Match
from communique.annotate.event.status import clauses_above
from communique.annotate.event.tense import governing_verb
from communique.records.evidence import Evidence
from communique.records.layers import TimeExpression
from communique.records.syntax import Span, Syntax, Token

# Clauses of their own, which are no part of the clause of the deed.
APART = frozenset({"conj", "cc", "parataxis", "advcl", "punct", "intj", "dep", "mark", "preconj"})
NEAR = 300  # characters; a date of the clause stands no further off
PLACING = frozenset({"in", "at", "near", "outside", "across", "inside", "around", "off", "over"})


def clause_words(syntax: Syntax, match: Match) -> Evidence:
    """Return the words of the deed's clause; of the noun phrase for a noun by itself."""
    verb = match.verb
    if verb is None:
        return _trimmed(syntax, syntax.subtree(match.at.i))
    first, last = min(verb.i, match.at.i), max(verb.i, match.at.i) + 1
    for child in syntax.children(verb.i):
        if child.dep not in APART or _participle(syntax, child):
            span = syntax.subtree(child.i)
            first, last = min(first, span.first), max(last, span.last)
    return _trimmed(syntax, Span(first, last))


def _participle(syntax: Syntax, child: Token) -> bool:
    """ "…, killing 12 people" belongs to the clause."""
    return child.dep == "advcl" and child.tag == "VBG" and not syntax.children(child.i, "mark", "nsubj")


def _trimmed(syntax: Syntax, span: Span) -> Evidence:
    first, last = span.first, span.last
    while last - first > 1 and syntax.tokens[last - 1].pos == "PUNCT":
        last -= 1
    while last - first > 1 and syntax.tokens[first].pos == "PUNCT":
        first += 1
    return syntax.evidence(Span(first, last))


def time_of(syntax: Syntax, times: tuple[TimeExpression, ...], match: Match) -> int | None:
    """Return the index of the date that belongs to the deed; the nearest where there are several."""
    sentence = syntax.evidence(syntax.sentence_of(match.at.i))
    first = bisect_left(times, max(sentence.start, match.at.start - NEAR), key=_start)
    last = bisect_left(times, min(sentence.end, match.at.end + NEAR), key=_start)
    near = [
        (abs(_start(times[k]) - match.at.start), k) for k in range(first, last) if _belongs(syntax, times[k], match)
    ]
    return min(near)[1] if near else None


def _start(time: TimeExpression) -> int:
    return time.evidence.start


def _belongs(syntax: Syntax, time: TimeExpression, match: Match) -> bool:
    token = syntax.token_at(time.evidence.end - 1)
    if token is None:
        return False
    phrase = syntax.subtree(match.at.i)
    if match.at.pos != "VERB" and (phrase.first <= token.i < phrase.last or _owns(syntax, token, phrase)):
        return True
    verb = governing_verb(syntax, token.i)
    if verb is None or match.verb is None:
        return False
    return any(verb.i == clause.i for clause in clauses_above(syntax, match.verb))


def _owns(syntax: Syntax, token: Token, phrase: Span) -> bool:
    """Tell whether a date with "'s" stands right before the phrase: "last week's two-hour call"."""
    return token.i + 2 == phrase.first and syntax.tokens[token.i + 1].lower in ("'s", "’s", "'", "’")


def place_of(syntax: Syntax, match: Match) -> str | None:
    """Return the place that a locative phrase of the clause names; None if there is none."""
    verbs = [match.verb.i] if match.verb else []
    heads = dict.fromkeys([match.at.i, *verbs, *(o.i for v in verbs for o in syntax.children(v, "dobj"))])
    return next((place for head in heads for place in _places(syntax, head)), None)


def _places(syntax: Syntax, head: int) -> Iterator[str]:
    for preposition in syntax.children(head, "prep"):
        if preposition.lower in PLACING:
            for token in syntax.children(preposition.i, "pobj"):
                entity = syntax.entity_of(token.i)
                if entity and entity.label in ("GPE", "LOC", "FAC"):
                    yield syntax.evidence(entity).words
