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


def check_there(path: Path | None) -> None:
    """Refuse to go on when an open record was removed: what is added to it is lost when it is closed.

    Raises:
        StoreError: there is no file any more.
    """
    if path is not None and not os.path.exists(path):
        raise StoreError(f"The record {path} was removed while it was in use. Read the reports again.")


def is_writable(path: Path) -> bool:
    """Tell whether a record can be made or added to; SQLite writes a journal beside the file."""
    return os.access(path.absolute().parent, os.W_OK) and (os.access(path, os.W_OK) or not os.path.exists(path))


def asked_only(path: Path) -> str:
    """Return the end of the address of a record that may not be written.

    What another process has not yet moved from its journal into the file counts too.
    """
    journal = Path(f"{path}-wal")
    return "?mode=ro" if os.path.exists(journal) and journal.stat().st_size else "?immutable=1"
