"""Plain text."""

from collections.abc import Iterator
from typing import BinaryIO

from communique.core.errors import InputError
from communique.ingest import base, decode
from communique.ingest.base import Draft, Reader


class TextReader(Reader):
    """Plain text in any encoding, laid out as it is printed."""

    extensions = (".txt", ".text")

    def bid(self, name: str, head: bytes) -> float:
        """Return 0.5 for a text file, 0.1 for a name without an ending (standard input); 0 for binary data."""
        if decode.binary_kind(head):
            return 0.0
        return 0.5 if self.owns(name) else 0.1 * (not base.ending(name))

    def read(self, stream: BinaryIO, source: str) -> Iterator[Draft | InputError]:
        """Yield the one report of the file."""
        data = base.whole(stream, source)
        yield Draft(base.sha256(data), decode.to_text(data, source))
