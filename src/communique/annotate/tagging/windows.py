"""Words to windows of word pieces: neighbouring paragraphs together, very long ones cut at sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.models.wordpiece import WordPieces
from communique.records.syntax import Span, Syntax

# Word pieces of a window, with the mark that opens it and the one that closes each stretch. The encoder was trained
# on windows of 256; longer ones cost more than they tell.
SIZE = 256

Array = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once.

    Attributes:
        stretches: the ranges of tokens inside, each a paragraph or a part of one, in text order.
        pieces: numbers of the word pieces (1-d).
        words: for each piece the index of its token in the text; -1 for the marks (1-d).
        firsts: for each token of the stretches, in order, the place of its first piece (1-d).
    """

    stretches: tuple[Span, ...]
    pieces: Array
    words: Array
    firsts: Array


def windows(syntax: Syntax, stretches: Sequence[Span], encode: WordPieces) -> Iterator[Window]:
    """Pack stretches of tokens into windows, in order.

    Args:
        syntax: the parse.
        stretches: ranges of tokens that are read as units, such as paragraphs.
        encode: the word pieces.
    """
    waiting: list[Span] = []
    filled = 1
    for stretch in (part for one in stretches for part in _cut(syntax, one, encode)):
        size = _size(syntax, stretch, encode) + 1
        if waiting and filled + size > SIZE:
            yield _window(syntax, waiting, encode)
            waiting, filled = [], 1
        waiting.append(stretch)
        filled += size
    if waiting:
        yield _window(syntax, waiting, encode)


def _size(syntax: Syntax, stretch: Span, encode: WordPieces) -> int:
    return sum(len(encode(token.words)) for token in syntax.tokens[stretch.first : stretch.last])


def _cut(syntax: Syntax, stretch: Span, encode: WordPieces) -> Iterator[Span]:
    """Yield the stretch, or parts that fit a window: cut before a sentence if there is one, else at any word."""
    room, first, filled, sentence = SIZE - 2, stretch.first, 0, stretch.first
    sizes = [len(encode(token.words)) for token in syntax.tokens[stretch.first : stretch.last]]
    for i in range(stretch.first, stretch.last):
        if i > first and syntax.tokens[i].sentence != syntax.tokens[i - 1].sentence:
            sentence = i
        if filled + sizes[i - stretch.first] > room:
            at = sentence if sentence > first else i
            yield Span(first, at)
            filled = sum(sizes[at - stretch.first : i - stretch.first])
            first = sentence = at
        filled += sizes[i - stretch.first]
    if first < stretch.last:
        yield Span(first, stretch.last)


def _window(syntax: Syntax, stretches: Sequence[Span], encode: WordPieces) -> Window:
    pieces, words, firsts = [encode.start], [-1], []
    for stretch in stretches:
        for token in syntax.tokens[stretch.first : stretch.last]:
            firsts.append(len(pieces))
            found = encode(token.words)
            pieces.extend(found)
            words.extend([token.i] * len(found))
        pieces.append(encode.end)
        words.append(-1)
    return Window(tuple(stretches), *(np.array(one, dtype=np.int64) for one in (pieces, words, firsts)))
