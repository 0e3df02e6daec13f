"""Who says it: the source of a cue in the dependency tree."""

from communique.lexicons.actors import state_names
from communique.records.syntax import Span, Syntax, Token

SUBJECTS = ("nsubj", "nsubjpass")

# Labels under which a verb without a subject of its own shares its head's.
SHARES_SUBJECT = ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep")

FINITE = ("VBD", "VBZ", "VBP")

# Verbs away from the cue that the search for a subject may go; longer chains are parsing errors in most cases.
REACH = 4

# Tokens that an apposition between a name and its verb may take.
APPOSITION = 25


def source_of(syntax: Syntax, verb: Token) -> Span | None:
    """Return the noun phrase that is the subject of a verb, its own or a shared one.

    The agent of a passive is its source ("was rejected by the council"); a dummy "it" or "there" is none.
    """
    agent = agent_of(syntax, verb)
    if agent:
        return agent
    if _is_passive(syntax, verb):
        return None
    if verb.tag in FINITE and not subject_of(syntax, verb) and verb.dep != "conj":
        return _name_before(syntax, verb)
    token: Token | None = verb
    for _ in range(REACH):
        if token is None:
            return None
        subject = subject_of(syntax, token)
        if subject:
            return None if _is_dummy(subject) else phrase(syntax, subject)
        token = _sharer(syntax, token)
        if token is not None and token.pos in ("NOUN", "PROPN", "PRON"):
            return phrase(syntax, token, before=verb.i)
    return None


def parties(syntax: Syntax, source: Span, verb: Token) -> tuple[Span, ...]:
    """Return the single parties of a source that names several, and those whom it joins in the deed.

    Returns:
        the parties in text order; () for a source of one.
    """
    head = syntax.head_of(syntax.tokens[source.first].start, syntax.tokens[source.last - 1].end)
    if head is None:
        return ()
    joined = joined_by(syntax, verb)
    if joined:
        return source, joined
    heads = [head]
    for token in heads:  # grows while it is walked: each conjunct may have one of its own
        heads.extend(t for t in syntax.children(token.i, "conj") if t.i < source.last and t.pos in ("NOUN", "PROPN"))
    return tuple(_without_conjuncts(syntax, one) for one in heads) if len(heads) > 1 else ()


TOGETHER = ("both", "alike", "all", "each", "together")


def joined_by(syntax: Syntax, verb: Token) -> Span | None:
    """Return whom the source joins: "joined the EU in calling for …"."""
    for ancestor in list(syntax.ancestors(verb.i))[:2]:
        if ancestor.lemma == "join":
            return next((phrase(syntax, thing) for thing in syntax.children(ancestor.i, "dobj")), None)
    return None


def _without_conjuncts(syntax: Syntax, head: Token) -> Span:
    """Return a conjunct without those after it, and without "both" or "alike"."""
    span = syntax.subtree(head.i)
    ends = [c.i for c in syntax.children(head.i) if c.i > head.i and (c.dep in ("cc", "conj") or c.lower in TOGETHER)]
    return trim(syntax, Span(span.first, min([span.last, *ends])))


def inverted_source(syntax: Syntax, verb: Token) -> Span | None:
    """Return the noun phrase right after a cue that follows a comma or a quotation mark: "…,” said the envoy".

    The parser takes such a subject for an object now and then.
    """
    if verb.i == 0 or syntax.tokens[verb.i - 1].words not in {",", "”", '"', "''", "’", "'"}:
        return None
    for child in syntax.children(verb.i):
        if child.i > verb.i and child.pos in ("NOUN", "PROPN", "PRON"):
            found = phrase(syntax, child)
            return found if found.first == verb.i + 1 else None
    return None


def with_comma(syntax: Syntax, source: Span, verb: Token) -> Span:
    """Take in the comma that closes an apposition before the cue, as PolNeAR's annotators do."""
    inside = syntax.tokens[source.first : source.last]
    closes = source.last < verb.i and syntax.tokens[source.last].words == ","
    return Span(source.first, source.last + 1) if closes and any(t.words == "," for t in inside) else source


def agent_of(syntax: Syntax, verb: Token) -> Span | None:
    """Return the "by" phrase of a passive."""
    for by in syntax.children(verb.i, "agent"):
        for noun in syntax.children(by.i, "pobj"):
            return phrase(syntax, noun)
    return None


def subject_of(syntax: Syntax, verb: Token) -> Token | None:
    """Return the head of the verb's own subject."""
    return next(iter(syntax.children(verb.i, *SUBJECTS)), None)


def phrase(syntax: Syntax, head: Token, before: int | None = None) -> Span:
    """Return the noun phrase of a head, without stops and brackets at its ends.

    Args:
        syntax: the parse.
        head: the head noun.
        before: the phrase ends before this token (a participle that the noun governs).
    """
    first, last = syntax.subtree(head.i).first, syntax.subtree(head.i).last
    last = min(last, before) if before is not None and before > head.i else _whole_word(syntax, last)
    return trim(syntax, Span(_after_place(syntax, first, head.i), last))


def _whole_word(syntax: Syntax, last: int) -> int:
    """Take in the rest of a hyphenated word that the parser cut: "her ex" of "her ex-husband"."""
    tokens = syntax.tokens
    while last + 1 < len(tokens) and tokens[last].words == "-" and tokens[last - 1].end == tokens[last].start:
        if tokens[last].end != tokens[last + 1].start:
            break
        last += 2
    return last


def _after_place(syntax: Syntax, first: int, head: int) -> int:
    """Pass over a place that the parser joined to a name: "in Vienna Okoro said"."""
    at = first
    if at > 0 and syntax.tokens[at - 1].lower == "in":
        at -= 1
    if syntax.tokens[at].lower == "in" and at + 1 < head and syntax.tokens[at + 1].lower in state_names():
        return at + 2
    return first


def trim(syntax: Syntax, span: Span) -> Span:
    """Drop punctuation, and a quotation mark that has no partner, at both ends."""
    first, last = span.first, span.last
    while last - 1 > first and syntax.tokens[last - 1].pos in ("PUNCT", "CCONJ"):
        last -= 1
    while first < last - 1 and syntax.tokens[first].pos in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    return Span(first, last)


def _is_passive(syntax: Syntax, verb: Token) -> bool:
    """Tell whether a verb is in the passive, also as a bare participle ("Asked about the talks, …")."""
    if syntax.children(verb.i, "nsubjpass", "auxpass"):
        return True
    if verb.i == syntax.sentence_of(verb.i).first and verb.tag in ("VBD", "VBN"):
        return True
    return verb.tag == "VBN" and verb.dep != "conj" and not syntax.children(verb.i, "aux")


def _name_before(syntax: Syntax, verb: Token) -> Span | None:
    """Return the name before a finite verb that the parser gave no subject.

    Either right before it ("in Vienna Okoro said") or before an apposition ("In Oslo, Ida Berg, a diver, said").
    """
    last = verb.i
    if last > 0 and syntax.tokens[last - 1].words == ",":
        commas = [i for i in range(max(0, last - APPOSITION), last - 1) if syntax.tokens[i].words == ","]
        last = commas[-1] if commas else last
    first = last
    while first > 0 and syntax.tokens[first - 1].pos == "PROPN" and syntax.tokens[first - 1].lower not in state_names():
        first -= 1
    return Span(first, verb.i) if first < last and _in_one_sentence(syntax, first, verb) else None


def _in_one_sentence(syntax: Syntax, first: int, verb: Token) -> bool:
    return syntax.tokens[first].sentence == verb.sentence


def _is_dummy(subject: Token) -> bool:
    return subject.dep == "expl" or subject.tag == "EX"


def _sharer(syntax: Syntax, verb: Token) -> Token | None:
    """Return the token whose subject, or which itself, a verb without a subject takes."""
    head = syntax.tokens[verb.head]
    if head.i == verb.i:
        return None
    if verb.dep in ("acl", "relcl") and verb.tag in ("VBG", "VB", "VBN"):
        return head if verb.tag == "VBG" else None
    return head if verb.dep in SHARES_SUBJECT else None
