"""Texts that are put to the vote: what a draft is about, so that who backs "the draft" backs what it would do."""

from communique.annotate.stance import clause
from communique.annotate.stance.lexicon import words
from communique.annotate.stance.naming import Naming
from communique.records.syntax import Syntax, Token

HIGHEST = 6  # words between a term and the verb of a draft

_SIGNS = {"start": 1, "pro": 1, "must": 1, "end": -1, "con": -1}


def drafted(syntax: Syntax, naming: Naming) -> int:
    """Return +1 or -1 where a draft would do or undo what a term names, 0 where the term stands in no draft.

    "A draft resolution would extend the mandate of the force", "a bill to ban …", "the text demands a ceasefire".
    """
    token, sign = syntax.tokens[naming.top], naming.sign
    for _ in range(HIGHEST):
        head = syntax.tokens[token.head]
        if head.i == token.i:
            return 0
        preposition = ""
        if token.dep in ("pobj", "pcomp") and head.pos in ("ADP", "PART", "SCONJ"):
            preposition, token = head.lower, head
            head = syntax.tokens[token.head]
        if token.dep in ("acl", "relcl") and is_draft(head):
            return sign
        effect = _effect(syntax, head, preposition)
        if token.dep in clause.SUBJECTS or not effect:
            return sign if is_draft(head) and preposition in ("on", "for", "of") else 0
        sign, token = sign * effect, head
        doer = clause.subject(syntax, token) if clause.part(token) == "verb" else None
        if doer is not None and is_draft(doer):
            return sign
    return 0


def is_draft(token: Token) -> bool:
    """Tell whether a noun names a text that is put to the vote."""
    return token.pos in ("NOUN", "PROPN") and clause.lemma(token) in words("draft")


def _effect(syntax: Syntax, head: Token, preposition: str) -> int:
    found = clause.classes(syntax, head, "object", preposition)
    return next((_SIGNS[kind] for kind in found if kind in _SIGNS), 0)
