"""Names of states and bodies in a sentence, and which of them fills the slot of a proposition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.annotate.stance.lexicon import words
from communique.annotate.stance.naming import Naming
from communique.lexicons.actors import find_body, find_state
from communique.records.evidence import Evidence
from communique.records.syntax import Span, Syntax, Token

LONGEST = 6  # words in a name: "Democratic People's Republic of Korea" has five and a clitic

_PRONOUNS = {"we", "us", "our", "they", "them", "their", "it", "its", "he", "him", "his", "she", "her", "you", "your"}


@dataclass(frozen=True, slots=True)
class Name:
    """A state's or body's name.

    Attributes:
        first, last: its tokens, half-open.
        code: ISO 3166-1 alpha-3 of the state; "" for a body.
        id: code of the state or id of the body.
    """

    first: int
    last: int
    code: str
    id: str


@dataclass(frozen=True, slots=True)
class Party:
    """A name that fills a slot.

    Attributes:
        id: code of the state or id of the body.
        evidence: the words.
    """

    id: str
    evidence: Evidence


def names(syntax: Syntax, first: int, last: int) -> list[Name]:
    """Return the names of states and bodies among the tokens, longest first at each place, without overlap."""
    found: list[Name] = []
    place = first
    while place < last:
        name = _name_at(syntax, place, last)
        if name:
            found.append(name)
        place = name.last if name else place + 1
    return found


def _name_at(syntax: Syntax, first: int, limit: int) -> Name | None:
    if not syntax.tokens[first].words[:1].isupper():
        return None
    for last in range(min(limit, first + LONGEST), first, -1):
        if syntax.tokens[last - 1].tag == "POS":
            continue
        form = syntax.evidence(Span(first, last)).words
        state, body = find_state(form), find_body(form)
        if state or body:
            return Name(first, last, state[0] if state else "", state[0] if state else body or "")
    return None


def targets(syntax: Syntax, naming: Naming, own: frozenset[str] = frozenset()) -> tuple[Evidence, ...]:
    """Return the words that fill the slot of the issue's proposition; none where the sentence does not say.

    A name of a state or body comes first, without article and possessive ending; then a pronoun; then, for what is not
    a state under a general noun ("the regime"), the noun phrase. Of parties that are named together each is one.

    Args:
        syntax: the parse.
        naming: the term.
        own: codes of the speaker's states, passed over where the party is the other side ("we and Japan").
    """
    if naming.issue.target is None:
        return ()
    known = named(syntax, naming, own)
    if known or naming.issue.target_required:
        return tuple(party.evidence for party in known)
    return next(
        filter(
            None, (_other(syntax, token) for token in _phrases(syntax, naming) if not _around(syntax, naming, token))
        ),
        (),
    )


def named(syntax: Syntax, naming: Naming, own: frozenset[str] = frozenset()) -> tuple[Party, ...]:
    """Return the states and bodies that fill the slot by name; the arguments are those of ``targets``."""
    issue = naming.issue
    if issue.target is None:
        return ()
    inside = [name for name in names(syntax, naming.tokens[0], naming.tokens[-1] + 1) if name.code]
    nominal = issue.target_before and syntax.tokens[naming.top].pos != "VERB"
    if inside and (nominal or issue.target_object):
        return _parties(syntax, inside[:1])
    skipped = own if issue.target_other else frozenset()
    found = next(filter(None, (_named(syntax, token, skipped) for token in _phrases(syntax, naming))), [])
    return _parties(syntax, found[:1] if issue.target_other or not _together(syntax, found) else found)


def deniers(syntax: Syntax, naming: Naming) -> tuple[Evidence, ...]:
    """Return the pronoun for those who deny the deed themselves ("denied that it had fired on civilians")."""
    if not naming.issue.target_subject:
        return ()
    subjects = (subject for verb in _verbs(syntax, naming)[:1] for subject in syntax.children(verb.i, "nsubj"))
    return tuple(_evidence(subject) for subject in subjects if subject.lower in words("speaker again") | {"they"})


def _parties(syntax: Syntax, found: Sequence[Name]) -> tuple[Party, ...]:
    return tuple(Party(name.id, syntax.evidence(Span(name.first, name.last))) for name in found)


def _together(syntax: Syntax, found: Sequence[Name]) -> bool:
    """Tell whether names are joined ("the United States and South Korea")."""
    gaps = (syntax.tokens[a.last : b.first] for a, b in pairwise(found))
    return all(any(token.lower in ("and", ",") for token in gap) for gap in gaps)


def _phrases(syntax: Syntax, naming: Naming) -> list[Token]:
    return [token for token in _places(syntax, naming) if token.i not in naming.tokens]


def _around(syntax: Syntax, naming: Naming, noun: Token) -> bool:
    """Tell whether a noun's phrase holds the term itself: "the ballistic missile launch"."""
    return any(syntax.tokens[i].head == noun.i for i in naming.tokens)


def _named(syntax: Syntax, head: Token, skipped: frozenset[str]) -> list[Name]:
    """Return the names at the head of a noun phrase or right before it ("Russian soldiers", "Kenya's army")."""
    near = [head.i, *(child.i for child in syntax.children(head.i, "amod", "compound", "poss", "nmod", "conj"))]
    near += [child.i for owner in syntax.children(head.i, "poss") for child in syntax.children(owner.i, "compound")]
    found = [name for name in names(syntax, min(near), max(near) + 1) if not name.code or name.code not in skipped]
    # "the government of Eritrea", "the army of Kenya"
    for preposition in syntax.children(head.i, "prep") if head.pos == "NOUN" else []:
        if not found and preposition.lower in ("of", "in", "from"):
            for noun in syntax.children(preposition.i, "pobj"):
                found += names(syntax, syntax.subtree(noun.i).first, noun.i + 1)
    return found


def _other(syntax: Syntax, head: Token) -> tuple[Evidence, ...]:
    """Return a pronoun or a noun phrase that is not just a general word for a state and its forces."""
    owners = [owner for owner in syntax.children(head.i, "poss") if owner.lower in _PRONOUNS]
    if owners or head.lower in _PRONOUNS - {"it", "he", "she", "they"}:
        return (_evidence(owners[0] if owners else head),)
    if head.pos not in ("NOUN", "PROPN") or head.lemma.casefold() in words("state-like") | words("manner"):
        return ()
    if head.dep == "compound" and head.lemma.casefold() not in words("armed group"):  # "a rebel offensive"
        return ()
    entity = syntax.entity_of(head.i)
    if entity and entity.label in ("DATE", "TIME"):  # "Friday's test"
        return ()
    before = [head.i, *(child.i for child in syntax.children(head.i, "det", "amod", "compound", "poss"))]
    phrase = Span(min(i for i in before if i <= head.i), head.i + 1)
    return () if names(syntax, phrase.first, phrase.last) else (syntax.evidence(phrase),)


def _evidence(token: Token) -> Evidence:
    return Evidence(token.start, token.end, token.words)


def _places(syntax: Syntax, naming: Naming) -> Iterator[Token]:
    """Yield the heads of the noun phrases that may fill the slot, best first."""
    issue, top = naming.issue, syntax.tokens[naming.top]
    nouns = [i for i in naming.tokens if syntax.tokens[i].pos in ("NOUN", "PROPN")] or [naming.top]
    verbs = _verbs(syntax, naming)
    yield from _after(syntax, [*naming.tokens, *(verb.i for verb in verbs[:1])], issue.target_after)
    if issue.target_before:
        for i in nouns:
            yield from syntax.children(i, "poss", "amod", "compound", "nmod")
    if issue.target_object:
        yield from syntax.children(top.i, "dobj")
    if issue.target_subject:
        for verb in verbs:
            yield from _doers(syntax, naming, verb)


def _after(syntax: Syntax, governors: list[int], prepositions: tuple[str, ...]) -> Iterator[Token]:
    for i in governors:
        token = syntax.tokens[i]
        if token.lower in prepositions:
            yield from syntax.children(i, "pobj")
        for preposition in syntax.children(i, "prep", "agent", "dative"):
            if preposition.lower in prepositions:
                yield from syntax.children(preposition.i, "pobj")
        if "to" in prepositions:
            yield from (child for child in syntax.children(i, "dative") if child.pos != "ADP")


def _verbs(syntax: Syntax, naming: Naming) -> list[Token]:
    """Return the term's verb and the verbs that it depends on, nearest first, within its clause."""
    token, found = syntax.tokens[naming.top], []
    for _ in range(6):  # more than six words up is another matter
        verb = token.pos in ("VERB", "AUX")
        if verb:
            found.append(token)
        elif found:  # from a verb up to a noun: another clause
            break
        if token.head == token.i or token.dep in ("ccomp", "relcl", "advcl", "ROOT"):
            break
        token = syntax.tokens[token.head]
    return found


def _doers(syntax: Syntax, naming: Naming, verb: Token) -> Iterator[Token]:
    """Yield who does what the verb says: its subject, the "by" of a passive, whom somebody else tells to do it."""
    if verb.lemma.casefold() in words("accuser"):
        yield from syntax.children(verb.i, "dobj")
    for agent in syntax.children(verb.i, "agent"):
        yield from syntax.children(agent.i, "pobj")
    if verb.i in naming.tokens or verb.lemma.casefold() in words("doer"):
        yield from syntax.children(verb.i, "nsubj")
        if verb.dep == "relcl":
            yield syntax.tokens[verb.head]
    if verb.dep == "xcomp":
        yield from syntax.children(verb.head, "dobj")
        for preposition in syntax.children(verb.head, "prep"):
            yield from syntax.children(preposition.i, "pobj") if preposition.lower in ("on", "to") else ()
