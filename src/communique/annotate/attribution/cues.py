"""Which words report: cues in the parse, and the range of characters that each takes."""

from collections.abc import Iterator

from communique.lexicons import cues as lexicon
from communique.lexicons.cues import Cue
from communique.records.syntax import Syntax, Token

# Dependents that belong to the cue when they stand right before the verb.
BEFORE = ("aux", "auxpass", "neg", "advmod")

# The small English model gives "hop" as the lemma of "hoped" and "hoping".
LEMMAS = {"hoped": "hope", "hoping": "hope", "hopes": "hope", "rated": "rate", "pled": "plead"}


def lemma_of(token: Token) -> str:
    """Return the dictionary form of a verb or noun."""
    return LEMMAS.get(token.lower, token.lemma.lower())


def verbal(syntax: Syntax) -> Iterator[tuple[Token, Cue]]:
    """Yield each reporting verb with its entry; a verb with its particle or preposition before the bare verb."""
    table = lexicon.verbs()
    for token in syntax.tokens:
        if token.pos == "VERB":
            for name in names(syntax, token):
                if name in table:
                    yield token, table[name]


def names(syntax: Syntax, verb: Token) -> Iterator[str]:
    """Yield the entries that a verb can be, the longest first: "call on", then "call"."""
    lemma = lemma_of(verb)
    particles = [child.lower for child in syntax.children(verb.i, "prt", "advmod")]
    prepositions = [c.lower for c in syntax.children(verb.i, "prep", "dative") if not _leads_to_date(syntax, c)]
    for particle in particles:
        for preposition in prepositions:
            yield f"{lemma} {particle} {preposition}"
        yield f"{lemma} {particle}"
    for preposition in prepositions:
        yield f"{lemma} {preposition}"
    yield lemma


def _leads_to_date(syntax: Syntax, preposition: Token) -> bool:
    entities = [syntax.entity_of(noun.i) for noun in syntax.children(preposition.i, "pobj")]
    return any(entity is not None and entity.label in ("DATE", "TIME") for entity in entities)


def speaks(verb: Token) -> bool:
    """Tell whether a verb can introduce quotations."""
    cue = lexicon.verbs().get(lemma_of(verb))
    return cue is not None and "q" in cue.frames


def nominal(syntax: Syntax) -> Iterator[tuple[Token, Cue]]:
    """Yield each reporting noun with its entry."""
    table = lexicon.nouns()
    for token in syntax.tokens:
        if token.pos == "NOUN" and token.lemma in table:
            yield token, table[token.lemma]


def cue_range(syntax: Syntax, verb: Token, cue: Cue) -> tuple[int, int]:
    """Return the characters of a verbal cue with its auxiliaries, adverbs, particle, preposition and "by"."""
    first = verb.i
    children = {child.i for child in syntax.children(verb.i, *BEFORE)}
    while first - 1 in children:
        first -= 1
    end = verb.end
    for word in cue.lemma.split()[1:]:
        for child in syntax.children(verb.i):
            if child.lower == word and child.i > verb.i:
                end = max(end, child.end)
    end = max([end, *(by.end for by in syntax.children(verb.i, "agent") if by.i == verb.i + 1)])
    return syntax.tokens[first].start, end


def is_negated(syntax: Syntax, verb: Token) -> bool:
    """Tell whether the verb is negated ("did not say", "never said")."""
    return any(child.dep == "neg" or child.lower == "never" for child in syntax.children(verb.i))
