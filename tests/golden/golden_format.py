"""The readable format of the golden cases: what a report says, written by somebody who read it.

One file for each example report. A line is ``kind: field | field | …``; a line that today's software misses begins with
``gap ``. Other lines (headings, remarks) are for readers and are passed over.

``said: actor | act | form | words``                  a statement; ``-`` as actor: nobody can tell who
``second-hand: actor | act | form | words``           a statement inside another one
``did: TYPE status | actor -> recipient | words``     an event
``never did: TYPE status | words``                    no event of that type and status may overlap the words
``position: actor | issue | stance``                  issue with its party: ``sanctions:IRN``
``never position: actor | issue | stance``
``forecast: by | outcome words | condition words``    ``-`` as ``by``: the reporter; ``-`` as condition: none
``never forecast: words``
``removed: words``                                    taken out of the text and listed as removed
``absent: words``                                     not in the text
``title: words``, ``published: YYYY-MM-DD``, ``outlet: words``
``wrong speakers: number``                            at most so many statements may have a wrong speaker
``wrong acts: number``, ``wrong forms: number``       likewise among the statements that were found

Fields may have alternatives: ``state:THA or body:tha-government``. A star in one stands for any characters: the mark
that tells the unnamed officials of different reports apart (``person:khm-official@*``). Words are given whole or as
``opening … closing``; the ranges of one content are joined by `` + ``. ``[text in square brackets]`` before or after
tells the place apart from others and is not part of the words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

KINDS = (
    "said", "second-hand", "did", "never did", "position", "never position", "forecast", "never forecast", "removed",
    "absent", "title", "published", "outlet", "wrong speakers", "wrong acts", "wrong forms",
)  # fmt: skip
FIELDS = {"said": 4, "second-hand": 4, "did": 3, "never did": 2, "position": 3, "never position": 3, "forecast": 3}
_LINE = re.compile(rf"(?P<gap>gap )?(?P<kind>{'|'.join(KINDS)}): (?P<rest>.+)")
_START = re.compile(r"(gap )?[a-z][a-z -]*: ")


class GoldenError(ValueError):
    """A golden file does not follow the format, or its words are not in the text; the message says where."""


@dataclass(frozen=True)
class Line:
    """One expectation.

    Attributes:
        kind: one of ``KINDS``.
        fields: what stands between the bars.
        gap: whether today's software is known to miss it.
        place: file and line number.
    """

    kind: str
    fields: tuple[str, ...]
    gap: bool
    place: str


def parse(content: str, name: str) -> tuple[Line, ...]:
    """Return the expectations of a golden file in their order.

    Raises:
        GoldenError: a line looks like an expectation and is none, or lacks a field.
    """
    numbered = enumerate(content.splitlines(), start=1)
    return tuple(line for number, words in numbered if (line := _line(words, f"{name}:{number}")) is not None)


def _line(words: str, place: str) -> Line | None:
    found = _LINE.fullmatch(words.rstrip())
    if found is None:
        if _START.match(words):
            raise GoldenError(f"{place}: '{words}' is of no known kind. Use one of {', '.join(KINDS)}.")
        return None
    kind, fields = found["kind"], tuple(part.strip() for part in found["rest"].split(" | "))
    if len(fields) != FIELDS.get(kind, 1):
        raise GoldenError(f"{place}: '{kind}' has {len(fields)} fields, expected {FIELDS.get(kind, 1)}.")
    return Line(kind, fields, found["gap"] is not None, place)


def load(path: Path) -> tuple[Line, ...]:
    """Read a golden file."""
    return parse(path.read_text(encoding="utf-8"), path.name)


def allowed(field: str, value: str | None) -> bool:
    """Tell whether a field allows a value: one of its alternatives, ``-`` for None, a star for any characters."""
    return any(
        value is None if form == "-" else value is not None and fnmatchcase(value, form) for form in _forms(field)
    )


def _forms(field: str) -> list[str]:
    return field.split(" or ")


def ranges(text: str, field: str, place: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open ranges that a field's words have in the text.

    Raises:
        GoldenError: the words are not there, or stand in several places and no context tells which is meant.
    """
    return tuple(_range(text, part, place) for part in field.split(" + "))


def _range(text: str, words: str, place: str) -> tuple[int, int]:
    opening, _, closing = words.partition(" … ")
    start, end = _find(text, opening, 0, place)
    plain = opening.replace("[", "").replace("]", "")
    if text.count(plain) > 1:
        raise GoldenError(f"{place}: '{plain}' stands in several places. Add words, or context in square brackets.")
    return (start, _find(text, closing, start, place)[1]) if closing else (start, end)


def _find(text: str, words: str, begin: int, place: str) -> tuple[int, int]:
    """Return the range of the words themselves, at the first place where they stand with their context."""
    found = re.fullmatch(r"(?:\[([^]]*)\])?([^][]+)(?:\[([^]]*)\])?", words)
    if found is None:
        raise GoldenError(f"{place}: square brackets stand only at the beginning and the end, not as in '{words}'.")
    before, inner, after = (part or "" for part in found.groups())
    at = text.find(before + inner + after, begin)
    if at < 0:
        raise GoldenError(f"{place}: '{before}{inner}{after}' is not in the text. Copy the words from the report.")
    return at + len(before), at + len(before) + len(inner)


def shared(a: Iterable[tuple[int, int]], b: Iterable[tuple[int, int]]) -> int:
    """Return how many characters two sets of ranges share; the ranges of one set do not overlap each other."""
    others = tuple(b)
    return sum(max(0, min(end, last) - max(start, first)) for start, end in a for first, last in others)


def length(spans: Iterable[tuple[int, int]]) -> int:
    """Return the number of characters in ranges."""
    return sum(end - start for start, end in spans)
