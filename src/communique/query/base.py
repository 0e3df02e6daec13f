"""What every question promises."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from communique.query.view import View, extent, words
from communique.records.rows import Event, Forecast, Statement

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


class Question(ABC):
    """A question to the record: columns, and rows that carry their evidence.

    An empty record gives no rows; the same record gives the same rows in the same order.

    Attributes:
        columns: names of the cells.
    """

    columns: ClassVar[tuple[str, ...]]

    @abstractmethod
    def rows(self, view: View) -> Iterator[Row]:
        """Yield the answers."""


def source(view: View, row: Statement | Event | Forecast) -> Source:
    """Return where a row of the record comes from."""
    report = view.report(row)
    start, end = extent(row)
    passage = view.passage(row)
    return Source(report.id, report.outlet, report.title, report.published, start, end, words(row), passage.words)
