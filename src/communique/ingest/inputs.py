"""From what the user names to reports: files, folders, patterns, standard input, texts."""

import errno
import glob
import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast

from communique.core import registry
from communique.core.errors import InputError, NotAReport
from communique.ingest import assemble, base, decode, readers
from communique.ingest.assemble import Given
from communique.ingest.base import Draft, Reader
from communique.records.report import Report

__all__ = ["Given", "Source", "find", "report_from_text", "reports"]

STANDARD_INPUT = "-"

# Bytes that readers see before they bid.
HEAD = 4096

# Files that say something about the folder that they lie in; read only when they are named.
ABOUT_FOLDERS = ("readme", "license", "licence", "changelog", "contributing")

# Reads what no reader bids for: a user who names a file with an unknown ending knows that it is a report.
FALLBACK = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """One input.

    Attributes:
        name: as the user named it; ``standard input`` for standard input.
        path: None for standard input.
    """

    name: str
    path: Path | None


def find(names: Sequence[str]) -> tuple[list[Source], list[InputError]]:
    """Find the inputs that the user names.

    Args:
        names: files (of any ending); folders, searched through and through for files with a known ending (hidden ones
            and those about the folder, such as a README, are left out); patterns with ``*``, ``?`` or ``[…]``; or
            ``-`` for standard input.

    Returns:
        The inputs in the order of the names, a folder's sorted by path, each once; and an error for each name or folder
        that cannot be used.
    """
    found: dict[str, Source] = {}
    errors: list[InputError] = []
    for name in names:
        for one in _named(name):
            if isinstance(one, InputError):
                errors.append(one)
            else:
                key = os.path.abspath(one.path) if one.path else STANDARD_INPUT
                found.setdefault(key, one)
    return list(found.values()), errors


def _named(name: str) -> Iterator[Source | InputError]:
    if name == STANDARD_INPUT:
        yield Source("standard input", None)
    elif "\x00" in name or not name:
        yield InputError(name.replace("\x00", "�"), "this is no file name", "Give a file or a folder.")
    elif os.path.lexists(name):
        yield from _existing(name)
    elif glob.has_magic(name):
        yield from _matching(name)
    else:
        way_out = "Check the spelling; a folder or a pattern such as 'reports/*.txt' can be given too."
        yield InputError(name, "there is no such file or folder", way_out)


def _matching(pattern: str) -> Iterator[Source | InputError]:
    names = sorted(glob.glob(pattern, recursive=True))
    if not names:
        yield InputError(pattern, "no file matches this pattern", "Check the spelling and the folder it starts from.")
    for name in names:
        yield from _existing(name)


def _existing(name: str) -> Iterator[Source | InputError]:
    if os.path.isdir(name):
        yield from _in_folder(name)
    else:
        yield Source(name, Path(name))


def _in_folder(folder: str) -> Iterator[Source | InputError]:
    """Yield the reports of a folder and of the folders in it; links to folders are not followed."""
    failures: list[OSError] = []
    paths: list[str] = []
    for place, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [os.path.join(place, name) for name in files if _is_report(name)]
    paths = sorted(path for path in paths if not _is_special(path))
    for path in paths:
        yield Source(path, Path(path))
    for failure in failures:
        yield _unreadable(str(failure.filename), failure)
    if not paths and not failures:
        problem = f"there is no report in this folder (looked for {', '.join(sorted(_extensions()))})"
        yield InputError(folder, problem, "Give another folder, or name the files.")


def _is_report(name: str) -> bool:
    about = Path(name).stem.lower() in ABOUT_FOLDERS
    return base.ending(name) in _extensions() and not name.startswith(".") and not about


def _is_special(path: str) -> bool:
    """Tell whether a name in a folder is a pipe, a socket or a device: reading one may never end."""
    return os.path.exists(path) and not os.path.isfile(path)


def _unreadable(name: str, error: OSError) -> InputError:
    reason = (error.strerror or type(error).__name__).lower()
    if error.errno in (errno.ENOENT, errno.ELOOP):
        way_out = "It is gone, or it is a link that leads nowhere: mend it, or leave it out."
    else:
        way_out = "Check its permissions, or leave it out."
    return InputError(name, f"this cannot be read ({reason})", way_out)


def reports(source: Source, given: Given) -> Iterator[Report | InputError]:
    """Read one input.

    Args:
        source: from ``find``.
        given: what the user says about it; stands above what the input says.

    Yields:
        Its reports, or an error for each part of it that cannot be read; nothing is raised for bad input.
    """
    try:
        with _open(source) as stream:
            head, stream = _peek(stream)
            reader = _reader(source, head)
            for draft in reader.read(stream, source.name):
                yield _report(draft, given, source)
    except InputError as error:
        yield error
    except OSError as error:
        yield _unreadable(source.name, error)


def _open(source: Source) -> AbstractContextManager[BinaryIO]:
    if source.path is None:
        if sys.stdin is None:  # Python's word for a standard input that was closed before the start
            raise InputError(source.name, "this is closed", "Give a file, or send a text to it.")
        return nullcontext(sys.stdin.buffer)
    if not stat.S_ISREG(source.path.stat().st_mode) and not stat.S_ISFIFO(source.path.stat().st_mode):
        raise InputError(source.name, "this is no file", "Give a file or a folder.")
    return source.path.open("rb")


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes and a stream that still has them; standard input cannot be wound back."""
    head = stream.read(HEAD)
    return head, cast(BinaryIO, io.BufferedReader(_Rewound(head, stream)))


class _Rewound(io.RawIOBase):
    """Bytes already read, then the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head = memoryview(head)
        self.rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        taken = self.head[: len(buffer)]
        self.head = self.head[len(taken) :]
        data = taken if taken else self.rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@cache
def _readers() -> dict[str, Reader]:
    names = registry.names(readers)
    return {name: registry.load(readers, name, Reader)() for name in names}  # type: ignore[type-abstract]


@cache
def _extensions() -> frozenset[str]:
    return frozenset(extension for reader in _readers().values() for extension in reader.extensions)


def _reader(source: Source, head: bytes) -> Reader:
    """Return the reader with the highest bid; of equal ones the first by name."""
    name = STANDARD_INPUT if source.path is None else source.path.name
    bids = {reader: reader.bid(name, head) for reader in _readers().values()}
    best = max(bids, key=lambda reader: bids[reader])
    return best if bids[best] > 0 else _readers()[FALLBACK]


def _report(draft: Draft | InputError, given: Given, source: Source) -> Report | InputError:
    if isinstance(draft, InputError):
        return draft
    place = source.name if draft.line is None else f"{source.name}, line {draft.line}"
    try:
        return assemble.report(draft, given, place)
    except InputError as error:
        return error


def report_from_text(text: str, given: Given, source: str = "text") -> Report:
    """Read a text that a program has.

    Args:
        text: laid out as in a text file: headline, deck, byline and so on are recognised.
        given: what is known about it.
        source: a name for it.

    Raises:
        NotAReport: it is empty, too long, or no report.
        UnsupportedLanguage: it is not English.
    """
    data = text.encode("utf-8", errors="surrogatepass")
    if not text.strip():
        raise NotAReport(source, "this is empty", "Give the text of a report.")
    return assemble.report(Draft(base.sha256(data), decode.tidy(text)), given, source)
