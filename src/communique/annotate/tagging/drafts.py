"""What the tagger found as drafts: with the cue's dictionary form, negation, addressee and parties from the parse."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from communique.annotate.attribution.cues import is_negated, lemma_of, names
from communique.annotate.attribution.draft import Draft, Ranges
from communique.annotate.attribution.finding import ANONYMITY, is_naming, is_nobody
from communique.annotate.attribution.sources import parties
from communique.annotate.tagging.decoding import Found
from communique.annotate.tagging.linking import Linked
from communique.lexicons import cues as lexicon
from communique.records.syntax import Span, Syntax, Token

# A cue that none of the rules' tables has must be this sure: the tagger learnt from political quarrels, where
# "attacked" and "blocked" are words, and reports on conflicts use such verbs of deeds. On PolNeAR's development
# articles precision and recall of linked attributions are 83.4 and 78.5 at .2, 85.2 and 76.9 at .35, 85.9 and 75.0
# at .5; exact F1 58.1, 58.5, 58.3. Of twenty deeds in sentences of our own ("The court jailed the journalist") none
# reaches .5, two reach .35; of nine true ones in the example reports one is below .5.
UNKNOWN = 0.5

# Below this the source is the one that the rules give to the same cue: on the same articles overlap F1 is 80.8 without,
# 81.0 at .2, 80.5 at .4.
UNSURE = 0.2

NEGATIONS = {"not", "n't", "n’t", "never", "no"}


def drafts(
    syntax: Syntax, linked: Iterable[Linked], proposed: Sequence[Draft], confidence: Callable[[float], float]
) -> Iterator[Draft]:
    """Yield a draft for each attribution.

    Args:
        syntax: the parse.
        linked: what the tagger found.
        proposed: the drafts of the rules, in the order of their cues; one with the same cue tells what the tagger
            does not: the dictionary form, whom it was said to, whether the cue introduces speech, and the source where
            the tagger has none.
        confidence: how often an attribution is right, from how sure the tagger is of it.
    """
    same_as = _Proposed(proposed)
    for one in linked:
        cue = _chars(syntax, one.cue)
        same = same_as(cue, syntax.text)
        if same and _is_mistaken(one, same.source):
            yield same
            continue
        source, found = _source(one, same), same or _told(syntax, one, cue)
        known = one.sure >= UNKNOWN or same is not None or lexicon.reports(found.lemma)
        if known and _is_statement(syntax, one, found.lemma, source):
            yield replace(
                found,
                source=source,
                cue=cue if _has_word(syntax.text, cue) else found.cue,
                content=_content(syntax, one, same),
                confidence=confidence(one.sure),
                parties=parties(syntax, source, _head(syntax, one.cue)) if source else (),
            )


def _source(one: Linked, same: Draft | None) -> Span | None:
    """Return the tagger's source, or the rules' where the tagger has none or is unsure."""
    if same and same.source and (one.source is None or one.sure < UNSURE):
        return same.source
    return Span(one.source.first, one.source.last) if one.source else None


def _content(syntax: Syntax, one: Linked, same: Draft | None) -> Ranges:
    """Return the content; beside a phrase ("according to") without the joined clause, which is the reporter's again."""
    content = tuple(_chars(syntax, piece) for piece in one.content)
    if same and same.lemma in lexicon.phrases():
        return tuple(p for p in content if any(a < p[1] and p[0] < b for a, b in same.content)) or content
    return content


def _is_statement(syntax: Syntax, one: Linked, lemma: str, source: Span | None) -> bool:
    """Tell what is said by somebody from what nobody says, a wish to stay unnamed, and a name ("which it calls …")."""
    start = syntax.tokens[one.content[0].first].start
    return not (is_naming(syntax, lemma, source) or is_nobody(syntax, source) or ANONYMITY.match(syntax.text, start))


class _Proposed:
    """The drafts of the rules by their cues."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self._ends = [draft.cue[1] for draft in drafts]

    def __call__(self, cue: tuple[int, int], text: str) -> Draft | None:
        """Return the draft with the same cue; for a mark the one whose clause it ends ("Ministers tell Rome: pay")."""
        at = bisect_right(self._ends, cue[0])
        if at < len(self.drafts) and self.drafts[at].cue[0] < cue[1]:
            return self.drafts[at]
        if at and not _has_word(text, cue) and cue[0] <= self.drafts[at - 1].clause[1] + 1:
            return self.drafts[at - 1]
        return None


def _has_word(text: str, cue: tuple[int, int]) -> bool:
    return any(c.isalnum() for c in text[cue[0] : cue[1]])


def _is_mistaken(one: Linked, source: Span | None) -> bool:
    """Tell whether the tagger took for content what the rules have for the source, and is not sure of another."""
    unsure = one.source is None or one.sure < UNSURE
    return unsure and source is not None and any(x.first < source.last and source.first < x.last for x in one.content)


def _chars(syntax: Syntax, found: Found) -> tuple[int, int]:
    return syntax.tokens[found.first].start, syntax.tokens[found.last - 1].end


def _told(syntax: Syntax, one: Linked, cue: tuple[int, int]) -> Draft:
    """Return a draft with what the parse tells of a cue that the rules do not have."""
    head = _head(syntax, one.cue)
    words = {token.lower for token in syntax.tokens[one.cue.first : one.cue.last]}
    return Draft(
        _lemma(syntax, head, one.cue),
        None,
        cue,
        (),
        0.0,
        negated=bool(words & NEGATIONS) or is_negated(syntax, head),
        clause=_clause(cue, _chars(syntax, one.source) if one.source else None),
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
