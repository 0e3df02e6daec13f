"""The sentence around a piece of evidence."""

import re
from collections.abc import Iterator

from communique.records.evidence import Evidence

# The end of a sentence: a full stop, question or exclamation mark with closing quotation marks or brackets, before
# white space and what can open a sentence.
_END = re.compile(r"""[.!?…]["”’')\]»]*\s+(?=["“‘'(\[«]*[^\Wa-z_])""")
# A full stop that ends no sentence: after a title, a single initial or letters with stops between them.
_NO_END = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Gov|Sen|Rep|St|Jr|Sr|No|vs|etc|(?:[A-Z]\.)*[A-Z])\.\s+$"
)
# Far enough for any sentence that a person reads; keeps the search short in a text without any full stop.
REACH = 2_000


def sentence(text: str, start: int, end: int) -> Evidence:
    """Return the sentences that hold the range, within its paragraph or paragraphs.

    Only for showing: the stages have their own sentences.
    """
    return Evidence.of(text, *_around(text, start, end))


def sentence_words(text: str, start: int, end: int) -> str:
    """Return the words of ``sentence``."""
    begin, close = _around(text, start, end)
    return text[begin:close]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    cut = text.rfind("\n\n", max(0, start - REACH), start)
    first = cut + 2 if cut >= 0 else max(0, start - REACH)
    close = text.find("\n\n", end, end + REACH)
    last = close if close >= 0 else min(len(text), end + REACH)
    begin = max(_ends(text, first, start), default=first)
    ends = (found for found in _ends(text, max(first, end - 2), last) if found >= end)
    words = text[begin : next(ends, last)]
    begin += len(words) - len(words.lstrip())
    return begin, begin + len(words.strip())


def sentence_before(text: str, start: int) -> str:
    """Return the words of the sentence in front of a place; "" where there is none."""
    before = text[:start].rstrip()
    return sentence(text, len(before) - 1, len(before)).words if before else ""


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the white space behind a sentence ends, from ``start`` to ``end``."""
    for match in _END.finditer(text, start, min(len(text), end + 2)):
        close = match.end()
        if close <= end and not _NO_END.search(text, max(0, close - 12), close):
            yield close
