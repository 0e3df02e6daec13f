"""What every exporter promises."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from communique.records.rows import Record


class Exporter(ABC):
    """A format: a record in, text out. The same record gives the same text; nothing of it is shortened."""

    @abstractmethod
    def pieces(self, record: Record, asked: frozenset[str] | None = None) -> Iterator[str]:
        """Yield the text in pieces, the last ending in a line break.

        Args:
            record: closed: whatever a row refers to is there too.
            asked: ids of the statements that were asked for, where the others are there because a row needs them;
                None for all.
        """

    def text(self, record: Record) -> str:
        """Return the text."""
        return "".join(self.pieces(record))
