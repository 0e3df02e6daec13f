"""Plain text."""

from collections.abc import Iterator
from typing import BinaryIO

from communique.core.errors import InputError
from communique.ingest import base
from communique.ingest.base import Draft, Reader
from communique.ingest.decode import to_text


class TextReader(Reader):
    """Plain text in any encoding, laid out as it is printed."""

    extensions = (".txt", ".text")

    def bid(self, name: str, head: bytes) -> float:
        """Return 0.5 for a text file, 0.1 for a name without an ending (standard input)."""
        return 0.5 if self.owns(name) else 0.1 * (not base.ending(name))

    def read(self, stream: BinaryIO, source: str) -> Iterator[Draft | InputError]:
        """Yield the one report of the file."""
        data = base.whole(stream, source)
        yield Draft(base.sha256(data), to_text(data, source))
