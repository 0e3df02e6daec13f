"""Lines to paragraphs: hard-wrapped text, one line per paragraph, lists."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# A text is hard-wrapped when its lines break where the next word would not have fitted (share of such breaks), in the
# middle of sentences (share of lines without closing punctuation), at the width of a page or a terminal.
MIN_FULL = 0.7
MIN_OPEN = 0.4
WIDTHS = range(40, 111)
MIN_BREAKS = 3

TERMINAL = re.compile(r"[.!?…:][\"”“’'»)\]]*$")
_BULLET = re.compile(r"\s*(?:[•●▪◦‣∙■►]\s*|[*·-]\s+)(?=\S)")
_RULE = re.compile(r"[\W_]*")
_HYPHEN = re.compile(r"[^\W_]-$")
_FIRST_WORD = re.compile(r"\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the input.

    Attributes:
        words: without line ends, single spaces.
        mark: the bullet and the space that stood before it, where it was an item of a list; else empty.
        group: number of the run of lines without an empty line between them that it stands in.
    """

    words: str
    mark: str
    group: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its indent (in spaces) and its bullet with the space after it (``mark``)."""

    words: str
    indent: int
    mark: str


def blocks(text: str, stands_alone: Callable[[str], bool], *, lines_are_paragraphs: bool = False) -> list[Block]:
    """Cut a tidy text into paragraphs; lines of punctuation alone are layout and are left out.

    Args:
        text: as ``decode.tidy`` gives it.
        stands_alone: tells lines that are never part of a longer paragraph (bylines, notices).
        lines_are_paragraphs: whether no lines are to be joined.
    """
    groups = list(_groups(text))
    width = 0 if lines_are_paragraphs else _width(groups)
    found: list[Block] = []
    for number, group in enumerate(groups):
        if lines_are_paragraphs:
            found += [Block(line.words, line.mark, number) for line in group]
        else:
            found += _joined(group, width, stands_alone, number)
    return found


def _groups(text: str) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for raw in text.split("\n"):
        line = _line(raw)
        if line:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _line(raw: str) -> _Line | None:
    bullet = _BULLET.match(raw)
    mark = bullet[0].strip() + " " if bullet else ""
    words = " ".join(raw[bullet.end() if bullet else 0 :].split())
    return None if _RULE.fullmatch(words) else _Line(words, len(raw) - len(raw.lstrip()), mark)


def _width(groups: list[list[_Line]]) -> int:
    """Return the width at which the text is wrapped; 0 when it is not."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    if len(pairs) < MIN_BREAKS:
        return 0
    lengths = sorted(_length(line) for line, _ in pairs)
    width = lengths[int(len(lengths) * 0.95)]
    full = sum(_is_full(line, after, width) for line, after in pairs)
    unfinished = sum(not TERMINAL.search(line.words) for line, _ in pairs)
    wrapped = width in WIDTHS and full >= MIN_FULL * len(pairs) and unfinished >= MIN_OPEN * len(pairs)
    return width if wrapped else 0


def _length(line: _Line) -> int:
    return line.indent + len(line.mark) + len(line.words)


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    first = _FIRST_WORD.match(after.words)
    return _length(line) + 1 + len(first[1] if first else "") > width


def _joined(group: list[_Line], width: int, stands_alone: Callable[[str], bool], number: int) -> Iterator[Block]:
    parts = [group[0]]
    for line, after in pairwise(group):
        joins = _goes_on(line, after, width, opening=parts[0])
        if joins and not (stands_alone(line.words) or stands_alone(after.words)):
            parts.append(after)
        else:
            yield _block(parts, number)
            parts = [after]
    yield _block(parts, number)


def _goes_on(line: _Line, after: _Line, width: int, *, opening: _Line) -> bool:
    """Tell whether a paragraph, whose first line is ``opening``, goes on from one line to the next."""
    unfinished = not TERMINAL.search(line.words)
    full = bool(width) and _is_full(line, after, width)
    if after.mark:
        # A dash at the start of a wrapped line of prose looks like a bullet.
        return unfinished and full and not opening.mark
    if unfinished and after.words[0].islower():
        return True
    if opening.mark:
        return unfinished and after.indent > opening.indent
    return full and after.indent <= line.indent


def _block(parts: list[_Line], number: int) -> Block:
    pieces = [parts[0].words]
    for before, part in pairwise(parts):
        # Modern wrapping breaks at hyphens that are part of the word: "US-" / "China".
        glue = "" if _HYPHEN.search(before.words[-2:]) else " "
        pieces.append(f"{glue}{part.mark}{part.words}")
    return Block("".join(pieces), parts[0].mark, number)
