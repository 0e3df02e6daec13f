"""The parse of a report: tokens, sentences, dependency tree, named entities.

A plain copy of what the parser found, so that later stages need no parser, can be tested on trees built by hand,
and can be sent to other processes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from communique.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text.

    Attributes:
        i: its index in ``Syntax.tokens``.
        start, end: its half-open character range.
        words: the characters.
        lemma: dictionary form, lower case except for proper names.
        pos: universal part of speech ("VERB", "PROPN"), https://universaldependencies.org/u/pos/.
        tag: Penn Treebank tag ("VBD", "NNP").
        dep: dependency label in the ClearNLP scheme of spaCy's English models ("nsubj", "ccomp"); the root has "ROOT".
        head: index of the token it depends on; its own index for a root.
        sentence: index of its sentence.
    """

    i: int
    start: int
    end: int
    words: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int

    @property
    def lower(self) -> str:
        """The characters in lower case."""
        return self.words.lower()


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``first`` (inclusive) to ``last`` (exclusive); a sentence or a named entity.

    Attributes:
        label: entity type in the OntoNotes scheme ("PERSON", "GPE", "ORG", "NORP", "DATE"); "" for a sentence.
    """

    first: int
    last: int
    label: str = ""


@dataclass(frozen=True)
class Syntax:
    """The parse of one report's text. No sentence crosses a paragraph."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    entities: tuple[Span, ...]

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                found[token.head].append(token.i)
        return tuple(map(tuple, found))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _entity_of(self) -> dict[int, Span]:
        return {i: entity for entity in self.entities for i in range(entity.first, entity.last)}

    @cached_property
    def _edges(self) -> tuple[tuple[int, int], ...]:
        """First token and last token (exclusive) of each token's subtree; linear in the number of tokens."""
        left, right = list(range(len(self.tokens))), list(range(1, len(self.tokens) + 1))
        for i in self._leaves_first():
            head = self.tokens[i].head
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])
        return tuple(zip(left, right, strict=True))

    def _leaves_first(self) -> list[int]:
        order = [token.i for token in self.tokens if token.head == token.i]
        for i in order:  # grows while it is walked: parents before children
            order.extend(self._children[i])
        return order[::-1]

    def children(self, i: int, *deps: str) -> list[Token]:
        """Return the tokens that depend on token ``i`` in text order; only those with one of ``deps`` if given."""
        found = (self.tokens[child] for child in self._children[i])
        return [token for token in found if not deps or token.dep in deps]

    def subtree(self, i: int) -> Span:
        """Return the range of tokens from the leftmost to the rightmost descendant of token ``i``."""
        return Span(*self._edges[i])

    def ancestors(self, i: int) -> Iterator[Token]:
        """Yield the token's head, its head's head and so on up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def sentence_of(self, i: int) -> Span:
        """Return the sentence of token ``i``."""
        return self.sentences[self.tokens[i].sentence]

    def entity_of(self, i: int) -> Span | None:
        """Return the named entity that token ``i`` is part of."""
        return self._entity_of.get(i)

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that begin inside the character range."""
        return self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def token_at(self, character: int) -> Token | None:
        """Return the token at a character, or the last one before it; None before the first token."""
        i = bisect_right(self._starts, character) - 1
        return self.tokens[i] if i >= 0 else None

    def evidence(self, span: Span) -> Evidence:
        """Return the characters of a range of tokens."""
        return Evidence.of(self.text, self.tokens[span.first].start, self.tokens[span.last - 1].end)

    def head_of(self, start: int, end: int) -> Token | None:
        """Return the token of the character range whose head lies outside it: the head of the phrase.

        Where a range has several, the first noun, name or pronoun among them wins; None for a range without a token.
        """
        inside = self.tokens_in(start, end)
        ids = {token.i for token in inside}
        tops = [token for token in inside if token.head == token.i or token.head not in ids]
        nominal = [token for token in tops if token.pos in ("NOUN", "PROPN", "PRON")]
        return next(iter(nominal or tops), None)
