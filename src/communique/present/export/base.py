"""What every exporter promises."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import ClassVar

from communique.records.rows import Record

# From the ids of a report and of a row in it to the address where the row can be read in its report.
Room = Callable[[str, str], str]


class Exporter(ABC):
    """A format: a record in, a file out. The same record gives the same bytes; nothing of it is shortened.

    Args:
        room: where rows can be read; None where there is no such place.

    Attributes:
        type: the media type of the file.
    """

    type: ClassVar[str]

    def __init__(self, room: Room | None = None) -> None:
        self.room = room

    @abstractmethod
    def chunks(self, record: Record, asked: frozenset[str] | None = None) -> Iterator[bytes]:
        """Yield the file in pieces.

        Args:
            record: closed: whatever a row refers to is there too.
            asked: ids of the statements that were asked for, where the others are there because a row needs them;
                None for all.
        """


class TextExporter(Exporter):
    """A format that is text: it can be shown on a terminal."""

    @abstractmethod
    def pieces(self, record: Record, asked: frozenset[str] | None = None) -> Iterator[str]:
        """Yield the text in pieces, the last ending in a line break.

        Args:
            record: closed: whatever a row refers to is there too.
            asked: ids of the statements that were asked for, where the others are there because a row needs them;
                None for all.
        """

    def chunks(self, record: Record, asked: frozenset[str] | None = None) -> Iterator[bytes]:
        """Yield the text in UTF-8."""
        return (piece.encode("utf-8", "replace") for piece in self.pieces(record, asked))

    def text(self, record: Record) -> str:
        """Return the text."""
        return "".join(self.pieces(record))
