"""A clause that may be a forecast."""

from dataclasses import dataclass
from typing import Literal

from communique.records.syntax import Span, Syntax, Token

# ``bare``: "will", "would"; ``open``: "could", "may", "might"; ``judged``: a probability or a verb that foretells.
Strength = Literal["bare", "open", "judged"]

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that speaks of the future.

    Attributes:
        head: index of the token that heads the clause.
        verb: index of the verb that names what comes about; equals ``head`` unless that is "is" of "is likely to".
        marker: index of the token that marks the future.
        strength: how much the marker tells by itself.
        span: tokens of the clause.
        foretold: whether a verb such as "predict" governs the clause.
        named: whether the outcome is a noun phrase ("predicted a recession").
    """

    head: int
    verb: int
    marker: int
    strength: Strength
    span: Span
    foretold: bool = False
    named: bool = False


def subject(syntax: Syntax, candidate: Candidate) -> Token | None:
    """Return the subject of the clause; a clause without one has that of the clause it is joined to."""
    for i in (candidate.head, candidate.verb):
        found = _own_subject(syntax, i)
        if found is not None:
            return found
    token = syntax.tokens[candidate.head]
    while token.dep == "conj":
        token = syntax.tokens[token.head]
        found = _own_subject(syntax, token.i)
        if found is not None:
            return found
    return None


def _own_subject(syntax: Syntax, i: int) -> Token | None:
    found = syntax.children(i, *SUBJECTS)
    real = [token for token in found if token.dep != "expl"]
    return next(iter(real or found), None)


def clause(syntax: Syntax, head: int) -> Span:
    """Return the tokens of a clause: its subtree up to a clause that is joined to it with a subject of its own."""
    whole = syntax.subtree(head)
    first, last = whole.first, whole.last
    for joined in syntax.children(head, "conj", "parataxis"):
        if joined.i > head and _own_subject(syntax, joined.i):
            last = min(last, _start_of_joined(syntax, head, joined))
    own = _own_subject(syntax, head)
    for before in syntax.children(head, "ccomp", "parataxis"):
        if before.i < head and _own_subject(syntax, before.i) and (own is None or own.i > before.i):
            first = max(first, min(syntax.subtree(before.i).last, head))
    return Span(first, max(last, head + 1))


def _start_of_joined(syntax: Syntax, head: int, joined: Token) -> int:
    start = syntax.subtree(joined.i).first
    conjunctions = [token.i for token in syntax.children(head, "cc") if token.i < joined.i]
    return min(start, conjunctions[-1]) if conjunctions else start
