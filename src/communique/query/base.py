"""What every question promises."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import ClassVar, NamedTuple

from communique.query.passages import sentence_words
from communique.query.view import View, evidence, joined, reach
from communique.records.report import Report
from communique.records.rows import Event, Forecast, Statement
from communique.records.standing import Quoted, Window
from communique.store.database import Store

Cell = str | float | date | None


class Source(NamedTuple):
    """Where an answer comes from; made by the ten thousand, so as light as can be.

    Attributes:
        report: id of the report.
        outlet, title, published: of the report.
        start, end: the range of the words in the report's text, from the first part to the last.
        words: what the report says, its parts joined by an ellipsis.
        sentence: the sentence around the words.
    """

    report: str
    outlet: str | None
    title: str
    published: date | None
    start: int
    end: int
    words: str
    sentence: str


class Row(NamedTuple):
    """One answer; made by the ten thousand, so as light as can be.

    Attributes:
        cells: values in the order of the question's columns.
        sources: the evidence, never empty.
    """

    cells: tuple[Cell, ...]
    sources: tuple[Source, ...]


class Table(ABC):
    """What has columns, and rows that carry their evidence.

    An empty record gives no rows; the same record gives the same rows in the same order.

    Attributes:
        columns: names of the cells.
    """

    columns: ClassVar[tuple[str, ...]]


class Question(Table):
    """A question to the rows of a part of the record."""

    @abstractmethod
    def rows(self, view: View) -> Iterator[Row]:
        """Yield the answers."""


class Board(Table):
    """A question that is answered by counting, however large the record is."""

    @abstractmethod
    def rows(self, store: Store, window: Window) -> Iterator[Row]:
        """Yield the answers.

        Args:
            store: the record.
            window: which statements are counted.
        """


def source(view: View, row: Statement | Event | Forecast) -> Source:
    """Return where a row of the record comes from."""
    return cited(row, view.report(row))


def cited(row: Statement | Event | Forecast, report: Report) -> Source:
    """Return where a row comes from that was found in a report."""
    parts, around = tuple((part.start, part.end) for part in evidence(row)), reach(row)
    return quoted(Quoted(report.id, report.outlet, report.title, report.published, report.text, parts, around))


def quoted(one: Quoted) -> Source:
    """Return where what a statement says comes from."""
    text = one.text
    start, end = one.parts[0][0], max(end for _, end in one.parts)
    said = joined([text[first:last] for first, last in one.parts])
    around = sentence_words(text, *one.around)
    return Source(one.report, one.outlet, one.title, one.published, start, end, said, around)
