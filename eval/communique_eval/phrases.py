"""Kinds of source and forms of content, told from the words alone, for gold rows and found rows alike."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from communique_eval.metrics import Ranges

FORMS = ("direct", "mixed", "indirect")
KINDS = ("name", "surname", "described name", "role", "pronoun", "I, we, you", "relative", "none")

_WORD = re.compile(r"\w[\w.’'-]*")
_MARKS = re.compile('[“”"]|\n\n')


def kind_of_source(words: str) -> str:
    """Tell what kind of source a phrase is.

    Returns:
        ``none`` for no word; ``pronoun``, ``I, we, you`` and ``relative`` for a single such word; ``surname`` for one
        capitalised word ("Smith", "Reuters"); ``name`` for several that are all capitalised, small words of names
        aside ("Anna van Dorn", "the Security Council"); ``described name`` for a phrase with a capitalised word after
        its first and with other words ("the ministry's spokesman Karl Ott"); ``role`` for the rest ("a senior
        official").
    """
    found = _WORD.findall(words)
    if not found:
        return "none"
    if len(found) == 1:
        word = found[0]
        acronym = len(word) > 1 and word.isupper()
        return (
            "surname" if acronym else _table("pronouns").get(word.lower(), "surname" if word[0].isupper() else "role")
        )
    carrying = [word for word in found if word.lower() not in _table("particles")]
    if carrying and all(word[0].isupper() for word in carrying):
        return "name" if len(carrying) > 1 or found[0] in carrying else "described name"
    return "described name" if any(word[0].isupper() for word in found[1:]) else "role"


def form_of_content(content: Ranges, quoted: Ranges) -> str:
    """Tell how much of the content stands between double quotation marks.

    Args:
        content: ranges of characters.
        quoted: what `quoted_ranges` returned for the text.

    Returns:
        ``direct`` when at least 95 in 100 characters do (commas and "and" between two quotations are allowed for),
        ``indirect`` when at most 5 do, else ``mixed``.
    """
    size = sum(end - start for start, end in content)
    inside = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in content for b in quoted)
    share = inside / size if size else 0.0
    return "direct" if share >= 0.95 else "indirect" if share <= 0.05 else "mixed"


def quoted_ranges(text: str) -> Ranges:
    """Return the ranges between double quotation marks, marks included.

    Straight marks open and close in turn; a quotation that its paragraph does not close ends with the paragraph.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _MARKS.finditer(text + "\n\n"):
        if opened is None:
            opened = mark.start() if mark.group() in '“"' else None
        elif mark.group() != "“":
            found.append((opened, mark.start() if mark.group() == "\n\n" else mark.end()))
            opened = None
    return tuple(found)


def words_of(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return the words of the ranges, pieces joined by " … ", white space made single spaces."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in ranges)


@cache
def _table(name: str) -> dict[str, str]:
    lines = resources.files("communique_eval").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return {row["word"]: row.get("kind", "") for row in csv.DictReader(lines, delimiter="\t")}
