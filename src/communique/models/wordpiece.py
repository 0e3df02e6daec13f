"""Words to the word pieces of an uncased BERT vocabulary.

The words come from the parser, so that all that is left to do is what BERT's tokenizer does to a word: lower case,
accents off, punctuation apart, then the longest known piece first (Wu et al. 2016, section 4.1).
"""

import unicodedata
from collections.abc import Iterator, Sequence

PAD, UNKNOWN, START, END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"

# Longer words are unknown as a whole in BERT's own tokenizer.
LONGEST_WORD = 100

# Pieces kept of a word; an address or a chain of digits tells nothing by more. 99.99 % of the words of PolNeAR's
# training articles have fewer.
MOST_PIECES = 12

# Blocks of Han ideographs, each of which BERT's tokenizer takes for a word.
IDEOGRAPHS = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F),
)  # fmt: skip

# All double marks are one and all single marks are one, so that reports that differ in typography read alike.
MARKS = str.maketrans({**dict.fromkeys("“”„«»‟", '"'), **dict.fromkeys("‘’‚‛`´", "'"), "—": "-", "–": "-", "―": "-"})


class WordPieces:
    """The vocabulary, and the pieces of each word seen so far.

    Args:
        vocabulary: the pieces; their place is their number.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._seen: dict[str, tuple[int, ...]] = {}
        self.start, self.end, self.pad = self._ids[START], self._ids[END], self._ids[PAD]

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces: at least one, at most `MOST_PIECES`."""
        found = self._seen.get(word)
        if found is None:
            pieces = [piece for part in _parts(word) for piece in self._pieces(part)]
            found = tuple(pieces[:MOST_PIECES]) or (self._ids[UNKNOWN],)
            if len(word) <= LONGEST_WORD:
                self._seen[word] = found
        return found

    def _pieces(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            end = next((e for e in range(len(part), start, -1) if prefix + part[start:e] in self._ids), None)
            if end is None or len(part) > LONGEST_WORD:
                return [self._ids[UNKNOWN]]
            found.append(self._ids[prefix + part[start:end]])
            start = end
        return found


def _parts(word: str) -> Iterator[str]:
    """Yield the parts of a word that are looked up one by one: punctuation and ideographs stand alone."""
    part = ""
    for c in unicodedata.normalize("NFD", word[: 2 * LONGEST_WORD].translate(MARKS).lower()):
        category = unicodedata.category(c)
        if category in ("Mn", "Cf", "Cn") or (category == "Cc" and c not in "\t\n\r"):
            continue
        if _stands_alone(c, category) or c.isspace():
            yield from filter(None, (part, "" if c.isspace() else c))
            part = ""
        else:
            part += c
    if part:
        yield part


def _stands_alone(c: str, category: str) -> bool:
    ascii_mark = c.isascii() and not c.isalnum() and c.isprintable() and c != " "
    return ascii_mark or category.startswith("P") or any(first <= ord(c) <= last for first, last in IDEOGRAPHS)
