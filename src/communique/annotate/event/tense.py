"""Whether a clause looks ahead or back: the same question for dates and for deeds."""

from communique.lexicons.events import governors
from communique.records.syntax import Syntax, Token

# Auxiliaries of what is to come, and of what is left open; both look ahead.
MODALS_AHEAD = frozenset({"will", "shall", "wo", "'ll", "’ll", "would", "'d", "’d"})
MODALS_OPEN = frozenset({"may", "might", "could", "can", "should", "must"})


def governing_verb(syntax: Syntax, i: int) -> Token | None:
    """Return the nearest verb above token ``i``; the token itself if it is one; None for a fragment without a verb."""
    token = syntax.tokens[i]
    if token.pos in ("VERB", "AUX"):
        return token
    return next((above for above in syntax.ancestors(i) if above.pos in ("VERB", "AUX")), None)


def looks_ahead(syntax: Syntax, i: int) -> bool | None:
    """Tell whether the verb that governs token ``i`` speaks of the future.

    Returns:
        True for "will meet", "to meet", "is meeting", "plans to meet"; False for the past tense; None when the text
        does not tell.
    """
    verb = governing_verb(syntax, i)
    if verb is None:
        return None
    helpers = [child.lower for child in syntax.children(verb.i, "aux", "auxpass")]
    if MODALS_AHEAD.intersection(helpers) or MODALS_OPEN.intersection(helpers):
        return True
    if "to" in helpers:
        return _infinitive_ahead(syntax, verb)
    if verb.tag == "VBG" and {"is", "are", "am", "'s", "’s", "'re", "’re"}.intersection(helpers):
        return True
    if verb.tag == "VBD" or {"has", "have", "had", "was", "were", "did"}.intersection(helpers):
        return False
    return None


def _infinitive_ahead(syntax: Syntax, verb: Token) -> bool | None:
    """Tell whether an infinitive lies ahead: not after "began to", "failed to"."""
    if verb.dep == "ROOT":
        return True
    above = syntax.tokens[verb.head].lemma.lower()
    effect = "future" if above == "be" else governors().get(above)
    return None if effect in ("same", "denied") else True
