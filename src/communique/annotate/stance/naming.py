"""Where a report names the issues of a codebook."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from communique.annotate.stance.patterns import Index
from communique.lexicons.codebook import Codebook, IssueEntry
from communique.records.syntax import Span, Syntax, Token

# No sentence of prose names more; a list that does is read up to here, so that time stays linear in its length.
MOST = 40


@dataclass(frozen=True, slots=True)
class Naming:
    """A term of an issue in the text.

    Attributes:
        issue: the issue.
        tokens: indices of the tokens that fit the term's words, in order.
        top: the one of them that the others depend on.
        sign: +1 where the term stands for what the proposition is about, -1 where for its contrary.
        polar: whether the term takes a side by itself.
        means: the words that it takes up, where it means the issue only because the report has named it before.
    """

    issue: IssueEntry
    tokens: tuple[int, ...]
    top: int
    sign: int
    polar: bool
    means: str = ""


@dataclass(frozen=True)
class _Terms:
    index: Index
    meaning: tuple[tuple[IssueEntry, int, bool], ...]


@lru_cache(maxsize=4)
def _terms(codebook: Codebook) -> _Terms:
    pairs: list[tuple[str, int]] = []
    meaning: list[tuple[IssueEntry, int, bool]] = []
    for issue in codebook.issues:
        lists = ((issue.terms, 1, False), (issue.opposite_terms, -1, False))
        polar = ((issue.for_terms, 1, True), (issue.against_terms, -1, True))
        for terms, sign, takes_side in (*lists, *polar):
            meaning.append((issue, sign, takes_side))
            pairs.extend((term, len(meaning) - 1) for term in terms)
    return _Terms(Index.of(pairs), tuple(meaning))


def namings(syntax: Syntax, sentence: Span, codebook: Codebook) -> tuple[Naming, ...]:
    """Return the terms in a sentence; a term inside a longer one does not count."""
    terms = _terms(codebook)
    found: dict[tuple[str, tuple[int, ...]], Naming] = {}
    for key, ids in islice(terms.index.find(syntax.tokens[sentence.first : sentence.last]), MOST):
        issue, sign, polar = terms.meaning[key]
        if (issue.id, ids) not in found or polar:
            found[issue.id, ids] = Naming(issue, ids, top(syntax, ids), sign, polar)
    covering: defaultdict[int, list[set[int]]] = defaultdict(list)
    for _, ids in found:
        for i in ids:
            covering[i].append(set(ids))
    kept = (naming for (_, ids), naming in found.items() if not any(set(ids) < other for other in covering[ids[0]]))
    return tuple(sorted(kept, key=lambda naming: (naming.tokens, naming.issue.id)))


def top(syntax: Syntax, ids: Iterable[int]) -> int:
    """Return the token of the term that the others hang on: a verb before a noun where there are several."""
    chosen = set(ids)
    tops = [i for i in sorted(chosen) if syntax.tokens[i].head == i or not chosen & _above(syntax, i)]
    return min(tops, key=lambda i: _rank(syntax.tokens[i]))


def _above(syntax: Syntax, i: int) -> set[int]:
    return {token.i for token in islice(syntax.ancestors(i), MOST)}


def _rank(token: Token) -> int:
    order = ("VERB", "AUX", "NOUN", "PROPN", "ADJ")
    return order.index(token.pos) if token.pos in order else len(order)
