"""A report's text cut into pieces, each with the rows that stand on it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from communique.records.evidence import Evidence
from communique.records.report import Report
from communique.records.rows import Event, Forecast, Reading, Statement

Role = Literal["speaker", "cue", "content", "event", "forecast"]

# What is shown at once of a long report: so many paragraphs, or as many as have so many characters, about 20 pages
# of a book. A browser lays that out at once; of 10 MB it would need minutes.
PARAGRAPHS, CHARACTERS = 120, 40_000

# Which of several roles a piece is shown with.
ROLES: tuple[Role, ...] = ("cue", "speaker", "event", "forecast", "content")


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the text that belongs to a row.

    Attributes:
        row: id of the row.
        role: what the words are to it.
    """

    start: int
    end: int
    row: str
    role: Role


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the same rows on them throughout.

    Attributes:
        start: of the words in the text.
        roles: what the words are to any row, in the order of ROLES.
        rows: ids of the rows, those with the fewest words first.
    """

    start: int
    words: str
    roles: tuple[Role, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its pieces, and whether it is the title, of the deck or of the body."""

    start: int
    end: int
    part: Literal["title", "deck", "body"]
    pieces: tuple[Piece, ...]


def marks(reading: Reading) -> list[Mark]:
    """Return the ranges of all rows of a report, in text order."""
    found: list[Mark] = []
    for said in reading.statements:
        found += _marks(said.id, "content", said.content)
        found += _marks(said.id, "cue", [said.cue])
        found += _marks(said.id, "speaker", [said.speaker.evidence if said.speaker else None])
    for event in reading.events:
        found += _marks(event.id, "event", [event.evidence])
    for forecast in reading.forecasts:
        found += _marks(forecast.id, "forecast", [forecast.outcome, forecast.condition])
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.row))


def _marks(row: str, role: Role, parts: Iterable[Evidence | None]) -> list[Mark]:
    return [Mark(part.start, part.end, row, role) for part in parts if part]


def parts(report: Report) -> list[tuple[Evidence, ...]]:
    """Return the parts in which a report is shown: each some paragraphs, a longer paragraph cut between its words."""
    found: list[list[Evidence]] = [[]]
    size = 0
    for piece in (piece for whole in report.paragraphs() for piece in _cut(whole)):
        if size >= CHARACTERS or len(found[-1]) == PARAGRAPHS:
            found.append([])
            size = 0
        found[-1].append(piece)
        size += piece.end - piece.start
    return list(map(tuple, found))


def _cut(whole: Evidence) -> Iterator[Evidence]:
    start = 0
    while len(whole.words) - start > CHARACTERS:
        end = whole.words.rfind(" ", start, start + CHARACTERS) + 1 or start + CHARACTERS
        yield Evidence(whole.start + start, whole.start + end, whole.words[start:end])
        start = end
    yield Evidence(whole.start + start, whole.end, whole.words[start:]) if start else whole


def paragraphs(report: Report, found: Sequence[Mark], shown: Iterable[Evidence]) -> Iterator[Paragraph]:
    """Yield paragraphs of a report's text, with their pieces.

    Args:
        report: with its text.
        found: its marks, in text order.
        shown: the paragraphs.
    """
    ends = sorted({place for mark in found for place in (mark.start, mark.end)})
    longest = max((mark.end - mark.start for mark in found), default=0)
    starts = [mark.start for mark in found]
    for part in shown:
        first, last = bisect_left(starts, part.start - longest), bisect_left(starts, part.end)
        near = [mark for mark in found[first:last] if mark.end > part.start]
        cuts = [part.start, *ends[bisect_right(ends, part.start) : bisect_left(ends, part.end)], part.end]
        pieces = (_piece(report.text, a, b, near) for a, b in pairwise(cuts) if a < b)
        yield Paragraph(part.start, part.end, _part(report, part), tuple(pieces))


def _part(report: Report, part: Evidence) -> Literal["title", "deck", "body"]:
    if part.start >= report.body_start:
        return "body"
    return "title" if part.start == 0 and report.title else "deck"


def _piece(text: str, start: int, end: int, near: Sequence[Mark]) -> Piece:
    here = [mark for mark in near if mark.start <= start and end <= mark.end]
    roles = tuple(role for role in ROLES if any(mark.role == role for mark in here))
    rows = sorted(here, key=lambda mark: (mark.end - mark.start, mark.row))
    return Piece(start, text[start:end], roles, tuple(dict.fromkeys(mark.row for mark in rows)))


def place(row: Statement | Event | Forecast) -> int:
    """Return where a row's words begin."""
    if isinstance(row, Event):
        return row.evidence.start
    if isinstance(row, Forecast):
        return min(part.start for part in (row.outcome, row.condition) if part)
    parts = row.content or tuple(part for part in (row.cue,) if part)
    return min(part.start for part in parts)
