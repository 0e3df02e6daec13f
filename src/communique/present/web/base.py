"""What every page promises."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from communique.core.errors import UsageError
from communique.present.web.asked import Asked
from communique.query.base import Cell
from communique.store.database import Store


class NotThere(UsageError):
    """What the address names is not in the record."""


@dataclass(frozen=True)
class Sheet:
    """The rows of a page, as its JSON and CSV twins have them.

    Attributes:
        columns: names of the cells.
        rows: values in the order of the columns.
    """

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def plain(cell: Cell) -> str | float | None:
    """Return a cell as JSON has it."""
    return cell.isoformat() if isinstance(cell, date) else cell


@dataclass(frozen=True)
class Shown:
    """What a page shows.

    Attributes:
        title: of the page.
        told: what the template is given beside.
        sheet: the rows of its twins; None where it has none.
    """

    title: str
    told: Mapping[str, object] = field(default_factory=dict)
    sheet: Sheet | None = None


@dataclass(frozen=True)
class File:
    """A file to keep.

    Attributes:
        name: what browsers call it; ASCII.
        type: its media type.
        content: all of it.
    """

    name: str
    type: str
    content: bytes


class Page(ABC):
    """A page; its template has its file's name.

    The same record and address give the same page. Reading needs no JavaScript.

    Attributes:
        path: of its address, with its variable parts in braces.
        name: what the menu calls it; empty for pages that are reached from others.
        order: its place in the menu.
        twins: whether the address with ``.json`` or ``.csv`` gives its rows.
        freezes: whether its rows can be kept as they are now.
        downloads: endings with which the address gives a file to keep; see ``file``.
    """

    path: ClassVar[str]
    name: ClassVar[str] = ""
    order: ClassVar[int] = 0
    twins: ClassVar[bool] = True
    freezes: ClassVar[bool] = True
    downloads: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def show(self, store: Store, asked: Asked) -> Shown:
        """Return what is shown.

        Args:
            store: the record.
            asked: the address.

        Raises:
            UsageError: a parameter is wrong; the message says what to do.
            NotThere: what the path names is not in the record.
        """

    def file(self, store: Store, asked: Asked, ending: str) -> File:
        """Return what the page shows as a file.

        Args:
            store: the record.
            asked: the address.
            ending: one of ``downloads``.

        Raises:
            UsageError, NotThere: as ``show``.
        """
        raise NotImplementedError(f"{type(self).__name__} has downloads and makes no files")
