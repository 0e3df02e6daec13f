"""The sentence around a piece of evidence."""

import re

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
    cut = text.rfind("\n\n", max(0, start - REACH), start)
    first = cut + 2 if cut >= 0 else max(0, start - REACH)
    close = text.find("\n\n", end, end + REACH)
    last = close if close >= 0 else min(len(text), end + REACH)
    begins = [match.end() for match in _ends(text, first, start)]
    ends = (match.end() for match in _ends(text, max(first, end - 2), last) if match.end() >= end)
    begin = begins[-1] if begins else first
    words = text[begin : next(ends, last)]
    begin += len(words) - len(words.lstrip())
    return Evidence.of(text, begin, begin + len(words.strip()))


def sentence_before(text: str, start: int) -> str:
    """Return the words of the sentence in front of a place; "" where there is none."""
    before = text[:start].rstrip()
    return sentence(text, len(before) - 1, len(before)).words if before else ""


def _ends(text: str, start: int, end: int) -> list[re.Match[str]]:
    found = _END.finditer(text, start, min(len(text), end + 2))
    return [
        match
        for match in found
        if match.end() <= end and not _NO_END.search(text, max(0, match.end() - 12), match.end())
    ]
