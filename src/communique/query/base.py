"""What every question promises."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from communique.query.view import View, extent, passage, words
from communique.records.report import Report
from communique.records.rows import Event, Forecast, Statement
from communique.records.standing import Window
from communique.store.database import Store

Cell = str | float | date | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from.

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


@dataclass(frozen=True, slots=True)
class Row:
    """One answer.

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
    start, end = extent(row)
    around = passage(row, report.text).words
    return Source(report.id, report.outlet, report.title, report.published, start, end, words(row), around)
