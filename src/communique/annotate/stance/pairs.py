"""A sentence with a holder and a target, as the stance model reads it.

The sentence comes first, then the words of the target, then those of the holder, each closed by the end mark. Where the
sentence has the words of either, its pieces there are told so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.models.wordpiece import WordPieces

# Pieces read of a sentence, around the target, in training as at run time: 95 in 100 of MPQA's have at most 72.
LONGEST = 144

# Pieces read of a holder or target: 99 in 100 of MPQA's have at most 32.
LONGEST_PHRASE = 48

NOBODY, HOLDER, TARGET, BOTH = 0, 1, 2, 3

# The classes of the model's answer, in its order.
AGAINST, NO_SIDE, FOR = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Pair:
    """What the model reads.

    Attributes:
        pieces: numbers of word pieces, with the marks.
        roles: for each piece whether it belongs to the holder, the target, both or neither.
        first: place of the sentence's first piece kept, counted in the sentence.
        size: how many pieces of the sentence are kept.
    """

    pieces: tuple[int, ...]
    roles: tuple[int, ...]
    first: int
    size: int


def pair(sentence: Sequence[str], holder: Sequence[str], target: Sequence[str], encode: WordPieces) -> Pair:
    """Return what the model reads.

    Args:
        sentence, holder, target: words; holder and target may be words that the sentence does not have, or none.
        encode: words to pieces.
    """
    said, whose, what = ([piece for word in words for piece in encode(word)] for words in (sentence, holder, target))
    roles = [NOBODY] * len(said)
    for role, phrase in ((HOLDER, whose), (TARGET, what)):
        for start in _places(said, phrase):
            for i in range(start, start + len(phrase)):
                roles[i] |= role
    first = _window(roles, len(said))
    said, roles = said[first : first + LONGEST], roles[first : first + LONGEST]
    what, whose = what[:LONGEST_PHRASE], whose[:LONGEST_PHRASE]
    pieces = (encode.start, *said, encode.end, *what, encode.end, *whose, encode.end)
    told = (NOBODY, *roles, NOBODY, *([TARGET] * len(what)), NOBODY, *([HOLDER] * len(whose)), NOBODY)
    return Pair(pieces, told, first, len(said))


def _places(said: Sequence[int], phrase: Sequence[int]) -> list[int]:
    """Return where a phrase stands in the sentence."""
    size = len(phrase)
    return [i for i in range(len(said) - size + 1) if said[i : i + size] == phrase] if size else []


def _window(roles: Sequence[int], size: int) -> int:
    """Return the first piece to keep: the window lies around the target, or else begins with the sentence."""
    if size <= LONGEST:
        return 0
    there = next((i for i, role in enumerate(roles) if role & TARGET), 0)
    return max(0, min(there - LONGEST // 2, size - LONGEST))
