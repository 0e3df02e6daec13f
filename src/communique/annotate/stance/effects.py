"""Whether a verb says something good or bad of its subject."""

from communique.annotate.stance import clause
from communique.annotate.stance.lexicon import words
from communique.records.syntax import Syntax, Token


def effect(syntax: Syntax, kind: str, verb: Token) -> int:
    """Return whether what a verb of a class says of its subject is good (+1), bad (-1) or neither (0)."""
    things = _objects(syntax, verb)
    if any(token.lower in words("nobody") for token in things):  # "helps nobody"
        return {"good": -1, "bad": 1, "harm": 1}.get(kind, 0)
    if any(clause.lemma(token) == "purpose" for token in things):  # "has served its purpose"
        return 0
    thing = next((sign for token in things if (sign := clause.judgement(syntax, token))), 0)
    foe = any(clause.lemma(token) in words("adversary") for token in things)
    found = {
        "good": -1 if thing < 0 else 1,
        "bad": -1,
        "harm": 1 if foe else -1,
        "solve": 1,
        "stop": -thing,
        "cause": thing,
    }
    return found.get(kind, 0)


def can_judge(token: Token) -> bool:
    """Tell whether a word can judge by itself: an adjective, participle or noun."""
    return token.pos in ("ADJ", "NOUN", "VERB", "ADV", "PROPN")


def _objects(syntax: Syntax, verb: Token) -> list[Token]:
    """Return what a verb brings about or acts on: objects, what hangs on it by "to", "in" or "for", and joined ones."""
    found = syntax.children(verb.i, "dobj", "attr")
    if clause.finite_modifier(verb):
        found.append(syntax.tokens[verb.head])
    for preposition in syntax.children(verb.i, "prep"):
        if preposition.lower in ("to", "in", "for"):
            found += syntax.children(preposition.i, "pobj")
    for complement in syntax.children(verb.i, "xcomp"):
        found += syntax.children(complement.i, "dobj")
    return found + [joined for token in found for joined in syntax.children(token.i, "conj")]
