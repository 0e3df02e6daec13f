"""Which words are the source's: the complement of a cue in the parse, or the clause that it interrupts."""

from communique.annotate.attribution.cues import speaks
from communique.annotate.attribution.draft import Ranges
from communique.annotate.attribution.sources import agent_of, subject_of
from communique.lexicons.cues import Cue
from communique.records.syntax import Span, Syntax, Token

# Prepositions that carry on a noun-phrase content: "criticised X for …", "described X as …".
CARRY_ON = ("for", "as", "of", "over", "against", "to", "with", "about", "from", "between", "that")


STOPS = {",", ".", ";", ":", "—", "–", "-", "―", "--"}


def complement(syntax: Syntax, verb: Token, cue: Cue) -> tuple[str, Ranges]:
    """Return what a verbal cue reports, from its dependents after it.

    Returns:
        the letter of the frame that fitted ("" for none) and the ranges of characters.
    """
    children = syntax.children(verb.i)
    for frame, find in (("c", _clause), ("i", _person_and_infinitive), ("x", _infinitive), ("p", _prepositional)):
        if frame in cue.frames:
            span = find(syntax, verb, children, cue)
            if span:
                return frame, (chars(syntax, span),)
    if "o" in cue.frames:
        ranges = _object(syntax, verb, children)
        if ranges:
            return "o", ranges
    return "", ()


def chars(syntax: Syntax, span: Span) -> tuple[int, int]:
    """Return the range of characters of tokens, without stops, dashes and a joining word at its ends."""
    first, last = span.first, span.last
    while last - 1 > first and syntax.tokens[last - 1].lower in {*STOPS, "and", "but", "or"}:
        last -= 1
    while first < last - 1 and syntax.tokens[first].words in STOPS:
        first += 1
    return syntax.tokens[first].start, syntax.tokens[last - 1].end


def _clause(syntax: Syntax, verb: Token, children: list[Token], cue: Cue) -> Span | None:
    """A clause after the verb: from its first word ("that" included) to the end of what depends on it."""
    for child in children:
        if child.dep == "ccomp" and child.i > verb.i and _is_clause(syntax, child):
            span = syntax.subtree(child.i)
            first = max(span.first, _after_addressee(syntax, verb, cue))
            last = _before_contrast(syntax, child, _right_edge(syntax, verb, span.last))
            return Span(first, last) if first < last else None
    return _clause_of_medium(syntax, verb, children)


def _clause_of_medium(syntax: Syntax, verb: Token, children: list[Token]) -> Span | None:
    """The clause that the parser hung on the medium: "said in a statement that …"."""
    for noun in _objects_of_prepositions(syntax, children):
        for clause in syntax.children(noun.i, "acl", "relcl", "ccomp"):
            that = [mark.i for mark in syntax.children(clause.i, "mark") if mark.lower == "that"]
            if that and that[0] > verb.i:
                return Span(that[0], syntax.subtree(clause.i).last)
    return None


def _before_contrast(syntax: Syntax, head: Token, last: int) -> int:
    """End a clause before another speaker's: "said talks went on, while in Vienna the envoy said …"."""
    for child in syntax.children(head.i, "advcl", "conj"):
        marks = [mark.i for mark in syntax.children(child.i, "mark") if mark.lower in ("while", "whereas")]
        if marks and marks[0] > head.i and speaks(child):
            return min(last, marks[0])
    return last


def _is_clause(syntax: Syntax, head: Token) -> bool:
    """Tell a clause from a participle after a comma or a stray noun that the parser took for one."""
    if head.tag == "VBG" and syntax.tokens[syntax.subtree(head.i).first - 1].words == ",":
        return False
    return head.pos in ("VERB", "AUX") or any(c.dep in ("nsubj", "nsubjpass", "mark") for c in syntax.children(head.i))


def _after_addressee(syntax: Syntax, verb: Token, cue: Cue) -> int:
    """Return the index of the first token after the verb and the person spoken to."""
    last = verb.i + 1
    if "a" in cue.frames:
        for child in syntax.children(verb.i, "dobj", "dative"):
            last = max(last, syntax.subtree(child.i).last)
    return last


def _right_edge(syntax: Syntax, verb: Token, last: int) -> int:
    """Extend a clause over adjuncts that the parser hung on the cue, up to the next coordinate verb or full stop."""
    for child in syntax.children(verb.i):
        if child.i >= last and child.dep in ("prep", "npadvmod", "advmod") and syntax.subtree(child.i).first == last:
            last = syntax.subtree(child.i).last
    return last


def _person_and_infinitive(syntax: Syntax, verb: Token, children: list[Token], _cue: Cue) -> Span | None:
    """ "urged the parties to meet", "called on the parties to meet": the person belongs to the content."""
    inside = _inner_infinitive(syntax, verb, children)
    if inside is None:
        return None
    persons = [c for c in children if c.dep in ("dobj", "dative") and verb.i < c.i < inside.i]
    persons += [p for p in _objects_of_prepositions(syntax, children) if p.i < inside.i]
    first = syntax.subtree((persons or [inside])[0].i).first
    return Span(first, syntax.subtree(inside.i).last)


def _objects_of_prepositions(syntax: Syntax, children: list[Token]) -> list[Token]:
    return [noun for child in children if child.dep == "prep" for noun in syntax.children(child.i, "pobj")]


def _inner_infinitive(syntax: Syntax, verb: Token, children: list[Token]) -> Token | None:
    inner = [child for noun in _objects_of_prepositions(syntax, children) for child in syntax.children(noun.i)]
    for child in [*children, *inner]:
        if child.i > verb.i and child.dep in ("xcomp", "ccomp", "advcl", "relcl", "acl") and _has_to(syntax, child):
            return child
    return None


def _has_to(syntax: Syntax, verb: Token) -> bool:
    return any(child.lower == "to" and child.tag == "TO" for child in syntax.children(verb.i, "aux"))


def _infinitive(syntax: Syntax, verb: Token, children: list[Token], _cue: Cue) -> Span | None:
    start = syntax.subtree(verb.i).first
    if start > 0 and syntax.tokens[start - 1].lower in ("what", "whatever"):  # "do whatever they want to do"
        return None
    for child in children:
        if child.i > verb.i and child.dep in ("xcomp", "ccomp") and (_has_to(syntax, child) or child.tag == "VBG"):
            first = syntax.subtree(child.i).first
            if first > verb.i and syntax.tokens[first - 1].words != ",":  # not ", citing …"
                return Span(first, syntax.subtree(child.i).last)
    return None


def _prepositional(syntax: Syntax, verb: Token, children: list[Token], cue: Cue) -> Span | None:
    preposition = cue.lemma.split()[-1]
    for child in children:
        if child.lower == preposition and child.dep in ("prep", "dative", "agent") and child.i > verb.i:
            span = syntax.subtree(child.i)
            return Span(child.i + 1, span.last) if span.last > child.i + 1 else None
    return None


def _object(syntax: Syntax, verb: Token, children: list[Token]) -> Ranges:
    """A noun phrase as content: the object with what carries it on, or the subject of a passive."""
    thing = next((c for c in children if c.i > verb.i and (c.dep in ("dobj", "oprd") or _is_what(syntax, c))), None)
    if thing is not None and _reports(syntax, thing):
        last = syntax.subtree(thing.i).last
        for child in children:
            if child.i >= last and _carries_on(child):
                last = max(last, syntax.subtree(child.i).last)
        return (chars(syntax, Span(syntax.subtree(thing.i).first, last)),)
    subject = subject_of(syntax, verb)
    if subject is not None and subject.dep == "nsubjpass" and agent_of(syntax, verb):
        return (chars(syntax, syntax.subtree(subject.i)),)
    return ()


def _is_what(syntax: Syntax, clause: Token) -> bool:
    """Tell a clause that stands for a thing: "condemned what they called a provocation"."""
    return clause.dep == "ccomp" and syntax.tokens[syntax.subtree(clause.i).first].tag == "WP"


def _carries_on(child: Token) -> bool:
    return child.dep in ("oprd", "xcomp") or (child.dep == "prep" and child.lower in CARRY_ON)


def _reports(syntax: Syntax, thing: Token) -> bool:
    """Tell whether an object can be what is said: not a reflexive, not a bare number or day."""
    if thing.tag == "CD" or thing.lower.endswith(("self", "selves")):
        return False
    entity = syntax.entity_of(thing.i)
    return entity is None or entity.label not in ("DATE", "TIME")
