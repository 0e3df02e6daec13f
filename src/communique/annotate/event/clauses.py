"""The clause of a deed: its words, its date, its place."""

import re
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
WIDE = 300  # characters; a longer passage is no evidence that is read at a glance
QUOTES = frozenset('“”"‘’')
OPENING_SINGLE = re.compile(r"(?<!\w)‘")
CLOSING_SINGLE = re.compile(r"’(?!\w)")
NEAR = 300  # characters; a date of the clause stands no further off
PLACING = frozenset({"in", "at", "near", "outside", "across", "inside", "around", "off", "over"})


def clause_words(syntax: Syntax, match: Match) -> Evidence:
    """Return the words of the deed's clause; of the noun phrase for a noun by itself."""
    verb = match.verb or _predicate(syntax, match.at)
    if verb is None:
        return _trimmed(syntax, syntax.subtree(match.at.i))
    own = syntax.children(match.at.i) if match.at.i != verb.i else []
    before = [syntax.subtree(child.i).first for child in own if child.i < match.at.i]
    first, last = min(verb.i, match.at.i, *before), max(verb.i, match.at.i) + 1
    parts = [child for child in syntax.children(verb.i) if child.dep not in APART or _participle(syntax, child)]
    for span in [*(syntax.subtree(child.i) for child in parts), *_shared_object(syntax, verb)]:
        first, last = min(first, span.first), max(last, span.last)
    span = Span(first, _with_adverbials(syntax, verb, last))
    return _trimmed(syntax, _between_semicolons(syntax, span, verb.i))


def _with_adverbials(syntax: Syntax, verb: Token, last: int) -> int:
    """Take in what follows at once but hangs on the verb above: "agreed to send tanks | in May"."""
    if verb.dep not in ("pcomp", "xcomp"):
        return last
    above = next((token for token in syntax.ancestors(verb.i) if token.pos == "VERB"), verb)
    for child in syntax.children(above.i, "prep", "npadvmod", "advmod"):
        span = syntax.subtree(child.i)
        last = span.last if span.first == last else last
    return last


def _predicate(syntax: Syntax, noun: Token) -> Token | None:
    """The verb of which a noun is the subject: "talks ended", "a round of talks ended"; None for a long clause."""
    head = syntax.tokens[noun.head]
    if noun.dep == "pobj" and head.lower == "of":
        noun, head = syntax.tokens[head.head], syntax.tokens[syntax.tokens[head.head].head]
    if noun.dep not in ("nsubj", "nsubjpass") or head.pos != "VERB":
        return None
    words = syntax.evidence(syntax.subtree(head.i)).words
    return head if len(words) <= WIDE else None


def _shared_object(syntax: Syntax, verb: Token) -> list[Span]:
    """What the verb acts on where it stands behind a second verb: "signed and ratified the treaty"."""
    shared = [o for other in syntax.children(verb.i, "conj") for o in syntax.children(other.i, "dobj")]
    alone = not syntax.children(verb.i, "dobj", "prep", "ccomp", "nsubjpass")
    return [syntax.subtree(shared[0].i)] if shared and alone else []


def _between_semicolons(syntax: Syntax, span: Span, at: int) -> Span:
    """Cut the span at semicolons, which part sentences that the parser takes for one."""
    stops = [i for i in range(span.first, span.last) if syntax.tokens[i].words == ";"]
    first = max((i + 1 for i in stops if i < at), default=span.first)
    return Span(first, min((i for i in stops if i > at), default=span.last))


def with_parties(syntax: Syntax, match: Match, clause: Evidence, parties: tuple[Evidence | None, ...]) -> Evidence:
    """Return the clause, widened to parties that stand elsewhere in its sentence, so that it is understood by itself.

    It is not widened across the edge of a quotation, nor beyond ``WIDE`` characters.
    """
    sentence = syntax.evidence(syntax.sentence_of(match.at.i))
    for party in parties:
        if party is None or clause.holds(party) or not sentence.holds(party):
            continue
        start = min(clause.start, party.start, _opening(syntax, match, party))
        end = max(clause.end, party.end)
        wider = Evidence.of(syntax.text, start, end)
        if end - start <= WIDE and _balanced(wider.words) and ";" not in wider.words:
            clause = wider
    return _closed(syntax.text, clause)


def _opening(syntax: Syntax, match: Match, party: Evidence) -> int:
    """Where the phrase of a party begins; for "accused them of ramming" where the clause of the accusing does."""
    head = next((token for token in syntax.tokens_in(party.start, party.end)[-1:]), match.at)
    while (head.dep in ("amod", "compound", "poss", "nmod") and head.head > head.i) or head.dep == "conj":
        head = syntax.tokens[head.head]
    starts = [syntax.evidence(syntax.subtree(head.i)).start] if head.start < match.at.start else []
    above = next((token for token in syntax.ancestors(match.at.i) if token.pos == "VERB"), None)
    if above and match.at.dep in ("pcomp", "xcomp", "ccomp") and above.start < party.start < match.at.start:
        clauses = (
            clause for verb in clauses_above(syntax, above) for clause in syntax.children(verb.i, "nsubj", "aux")
        )
        starts = [above.start, *(syntax.evidence(syntax.subtree(child.i)).start for child in clauses)]
    return min(starts, default=party.start)


def _balanced(words: str) -> bool:
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0 and not _open_single(words)


def _open_single(words: str) -> bool:
    return len(OPENING_SINGLE.findall(words)) > len(CLOSING_SINGLE.findall(words))


def _closed(text: str, clause: Evidence) -> Evidence:
    """Take in the quotation mark that stands just outside and closes, or opens, a quotation of the clause."""
    if _balanced(clause.words):
        return clause
    for start, end in ((0, 1), (0, 2), (1, 0)):
        edges = text[max(clause.start - start, 0) : clause.start] + text[clause.end : clause.end + end]
        wider = Evidence.of(text, max(clause.start - start, 0), min(clause.end + end, len(text)))
        if QUOTES.intersection(edges) and _balanced(wider.words):
            return wider
    return clause


def _participle(syntax: Syntax, child: Token) -> bool:
    """ "…, killing 12 people" belongs to the clause."""
    return child.dep == "advcl" and child.tag == "VBG" and not syntax.children(child.i, "mark", "nsubj")


def _trimmed(syntax: Syntax, span: Span) -> Evidence:
    first, last = span.first, span.last
    first = _after_speaker(syntax, first, last)
    while last - first > 1 and syntax.tokens[last - 1].pos == "PUNCT":
        last -= 1
    while last - first > 1 and syntax.tokens[first].pos == "PUNCT":
        first += 1
    return syntax.evidence(Span(first, last))


def _after_speaker(syntax: Syntax, first: int, last: int) -> int:
    """Skip the name before the colon in a transcript: "Brandt: We have signed"."""
    i = first
    while i < last and syntax.tokens[i].pos == "PROPN":
        i += 1
    return i + 1 if first < i < last - 1 and syntax.tokens[i].words == ":" else first


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
