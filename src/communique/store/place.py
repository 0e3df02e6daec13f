"""The place of a record in the file system."""

import os
from pathlib import Path

from communique.core.errors import StoreError

# How long every SQLite file's first mark is; SQLite takes a shorter file for an empty one and writes over it.
MARK = len("SQLite format 3") + 1


def check(path: Path) -> None:
    """Refuse what cannot be a record before SQLite touches it.

    Raises:
        StoreError: a folder, a pipe or a device, or a file too short to be a record yet not empty.
    """
    if os.path.isdir(path):
        raise StoreError(f"The record {path} is a folder. Name a file with --record.")
    if os.path.exists(path) and not os.path.isfile(path):
        raise StoreError(f"The record {path} is a pipe or a device. Name a file with --record.")
    if os.path.isfile(path) and 0 < path.stat().st_size < MARK:
        raise StoreError(f"The record {path} is not a record of this program. Name another file with --record.")


def is_read_only(path: Path) -> bool:
    """Tell whether a record is there that may not be added to; SQLite writes a journal beside the file."""
    may_write = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    return os.path.exists(path) and not may_write


def asked_only(path: Path) -> str:
    """Return the end of the address of a record that may not be written.

    What another process has not yet moved from its journal into the file counts too.
    """
    journal = Path(f"{path}-wal")
    return "?mode=ro" if os.path.exists(journal) and journal.stat().st_size else "?immutable=1"
