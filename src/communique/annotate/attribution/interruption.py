"""Clauses that the cue follows or interrupts: "The talks, she said, will resume", "“We agree,” said the envoy"."""

from communique.annotate.attribution.contents import chars
from communique.annotate.attribution.draft import Ranges
from communique.annotate.attribution.sources import subject_of
from communique.records.syntax import Span, Syntax, Token

# Words that may stand between the content and the clause of the cue.
BREAKS = {",", "”", '"', "''", "’", "'", "—", "–", "―", "--", "-", "?", "!"}

# Dependents of the cue that belong to its clause and not to the content.
CLAUSE = ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "prt", "prep", "dobj", "dative", "npadvmod", "agent")


def interrupted(syntax: Syntax, verb: Token, clause: Span) -> Ranges:
    """Return the ranges of the sentence around the clause of a cue; () where it is not set off.

    The clause of the cue must be set off by a comma, a dash or a quotation mark.
    """
    sentence = syntax.sentence_of(verb.i)
    before = Span(sentence.first, clause.first)
    if clause.first == sentence.first or syntax.tokens[clause.first - 1].words not in BREAKS:
        return ()
    if not _has_predicate(syntax, before):
        if not _resumes(syntax, clause, sentence):
            return ()
        return chars(syntax, before), chars(syntax, Span(clause.last + 1, sentence.last))
    ranges = [chars(syntax, before)]
    rest = _rest(syntax, verb, clause, sentence)
    if rest:
        ranges.append(chars(syntax, rest))
    return tuple(ranges)


def after_colon(syntax: Syntax, clause: Span) -> Ranges:
    """Return the rest of the sentence where the clause of a cue ends in a colon: "Islanders tell Suva: send boats"."""
    last = syntax.sentence_of(clause.first).last
    if clause.last + 1 >= last or syntax.tokens[clause.last].words != ":":
        return ()
    return (chars(syntax, Span(clause.last + 1, last)),)


def clause_of(syntax: Syntax, verb: Token, source: Span) -> Span:
    """Return the tokens of the cue, its source and its modifiers that stand next to it."""
    first, last = verb.i, verb.i + 1
    if source.first == last:
        last = source.last
    parts = sorted((syntax.subtree(c.i) for c in syntax.children(verb.i, *CLAUSE)), key=lambda s: s.first)
    for part in parts:
        if part.first == last:
            last = part.last
    for part in reversed(parts):
        if part.last == first:
            first = part.first
    return Span(first, last)


def _has_predicate(syntax: Syntax, span: Span) -> bool:
    inside = syntax.tokens[span.first : span.last]
    return any(t.pos in ("VERB", "AUX") and subject_of(syntax, t) for t in inside) or any(
        t.words in '“"' for t in inside
    )


def _resumes(syntax: Syntax, clause: Span, sentence: Span) -> bool:
    """Tell whether the sentence goes on after the clause: "The trouble, he writes, began in …"."""
    if clause.last >= sentence.last or syntax.tokens[clause.last].words not in {",", "—", "–"}:
        return False
    return any(t.pos in ("VERB", "AUX") and t.tag != "VBG" for t in syntax.tokens[clause.last + 1 : sentence.last])


def _rest(syntax: Syntax, verb: Token, clause: Span, sentence: Span) -> Span | None:
    """Return the words after the clause that continue the content, not those that describe the saying."""
    first = clause.last
    if first >= sentence.last or syntax.tokens[first].words not in {",", "—", "–"}:
        return None
    following = syntax.tokens[first + 1 : sentence.last]
    if not following or following[0].tag == "VBG":  # ", adding that …" describes the saying
        return None
    own = any(child.i > first and child.dep in ("advcl", "prep", "conj", "acl") for child in syntax.children(verb.i))
    finite = any(t.tag in ("VBZ", "VBP", "VBD", "MD") for t in following)
    return Span(first + 1, sentence.last) if finite and not own else None
