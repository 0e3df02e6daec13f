"""What every reader promises, and the draft that it gives."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import BinaryIO, ClassVar

from communique.core.errors import InputError, NotAReport

# A day's newspaper is under 2 MB of text and its saved pages under 10 MB each; what is larger is a collection,
# which JSON Lines holds, one report a line.
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as its file gives it, before cleaning.

    Attributes:
        sha256: hash of the original bytes; of the one line, for a report in a JSONL file.
        text: body, and whatever else the file mixes with it (headline, byline, notices), as decoded and tidied text.
        title: the headline where the format marks it; None where it has to be found in the text.
        deck: summary lines where the format marks them.
        outlet: who published it, where the format says so.
        authors: names, where the format says so.
        published: publication date, where the format says so.
        lines_are_paragraphs: whether each line of ``text`` is a paragraph of its own.
        line: line number in the file, from 1, where a file holds several reports.
    """

    sha256: str
    text: str
    title: str | None = None
    deck: tuple[str, ...] = ()
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    lines_are_paragraphs: bool = False
    line: int | None = None


class Reader(ABC):
    """A file format. Readers bid for an input by its name and first bytes; the highest bid reads it.

    Attributes:
        extensions: the endings of names that this reader takes for its own, in lower case with their dot.
    """

    extensions: ClassVar[tuple[str, ...]]

    @abstractmethod
    def bid(self, name: str, head: bytes) -> float:
        """Return how sure this reader is, 0 to 1, that it can read the input; 0 for another reader's files.

        Args:
            name: the file's name; ``-`` for standard input.
            head: the first bytes, up to 4096.
        """

    @abstractmethod
    def read(self, stream: BinaryIO, source: str) -> Iterator[Draft | InputError]:
        """Yield the reports of one input, and an error for each part that cannot be read.

        Args:
            stream: the bytes.
            source: the input as the user named it, for messages.

        Raises:
            InputError: nothing of the input can be read.
        """

    def owns(self, name: str) -> bool:
        """Tell whether the name ends like this format's files."""
        return ending(name) in self.extensions


def ending(name: str) -> str:
    """Return the ending of a file name in lower case with its dot; empty when it has none."""
    return PurePath(name).suffix.lower()


def whole(stream: BinaryIO, source: str) -> bytes:
    """Read an input that is one report.

    Raises:
        NotAReport: it is empty, or larger than a report can be.
    """
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        problem = f"this is more than {MAX_BYTES // 1_000_000} MB, too much for one report"
        raise NotAReport(source, problem, "Split it into files of one report each, or give JSON Lines.")
    if not data.strip():
        raise NotAReport(source, "this is empty", "Give a file with the text of a report.")
    return data


def sha256(data: bytes) -> str:
    """Return the hash of the bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
