"""What the tagger found as drafts: with the cue's dictionary form, negation, addressee and parties from the parse."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.annotate.attribution.cues import is_negated, lemma_of, names
from communique.annotate.attribution.draft import Draft
from communique.annotate.attribution.sources import parties
from communique.annotate.tagging.decoding import Found
from communique.annotate.tagging.linking import Linked
from communique.lexicons import cues as lexicon
from communique.records.syntax import Span, Syntax, Token

NEGATIONS = {"not", "n't", "n’t", "never", "no"}


def drafts(syntax: Syntax, linked: Iterable[Linked], proposed: Sequence[Draft]) -> Iterator[Draft]:
    """Yield a draft for each attribution.

    Args:
        syntax: the parse.
        linked: what the tagger found.
        proposed: the drafts of the rules, in the order of their cues; one with the same cue tells what the tagger
            does not: the dictionary form, whom it was said to, whether the cue introduces speech.
    """
    ends = [draft.cue[1] for draft in proposed]
    for one in linked:
        cue = _chars(syntax, one.cue)
        at = bisect_right(ends, cue[0])
        same = proposed[at] if at < len(proposed) and proposed[at].cue[0] < cue[1] else None
        source = Span(one.source.first, one.source.last) if one.source else None
        content = tuple(_chars(syntax, piece) for piece in one.content)
        found = _told(syntax, one, cue, source) if same is None else same
        yield replace(found, source=source, cue=cue, content=content, confidence=one.sure)


def _chars(syntax: Syntax, found: Found) -> tuple[int, int]:
    return syntax.tokens[found.first].start, syntax.tokens[found.last - 1].end


def _told(syntax: Syntax, one: Linked, cue: tuple[int, int], source: Span | None) -> Draft:
    """Return a draft with what the parse tells of a cue that the rules do not have."""
    head = _head(syntax, one.cue)
    words = {token.lower for token in syntax.tokens[one.cue.first : one.cue.last]}
    return Draft(
        _lemma(syntax, head, one.cue),
        None,
        cue,
        (),
        one.sure,
        negated=bool(words & NEGATIONS) or is_negated(syntax, head),
        clause=_clause(cue, _chars(syntax, one.source) if one.source else None),
        parties=parties(syntax, source, head) if source else (),
    )


def _clause(cue: tuple[int, int], source: tuple[int, int] | None) -> tuple[int, int]:
    return (min(cue[0], source[0]), max(cue[1], source[1])) if source else cue


def _head(syntax: Syntax, cue: Found) -> Token:
    """Return the word of a cue that reports: its last verb, else its last noun, else its head in the parse."""
    inside = syntax.tokens[cue.first : cue.last]
    for kind in ("VERB", "NOUN"):
        found = [token for token in inside if token.pos == kind]
        if found:
            return found[-1]
    return syntax.head_of(inside[0].start, inside[-1].end) or inside[0]


def _lemma(syntax: Syntax, head: Token, cue: Found) -> str:
    table = lexicon.verbs()
    if head.pos == "VERB":
        return next((name for name in names(syntax, head) if name in table), lemma_of(head))
    words = " ".join(token.lower for token in syntax.tokens[cue.first : cue.last])
    return words if words in lexicon.phrases() else lemma_of(head)
