"""Options that several commands share."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.core.errors import UsageError
from communique.store.database import Store

DEFAULT_RECORD = Path("communique.db")


class BriefFormat(StrEnum):
    """How a brief is written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


class AskFormat(StrEnum):
    """How answers are written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    CSV = "csv"


RecordPath = Annotated[Path, typer.Option("--record", help="The record: one file.")]
Codebook = Annotated[
    Path | None, typer.Option("--codebook", help="A codebook file in place of the built-in one.", show_default=False)
]
Actor = Annotated[
    str | None,
    typer.Option(help="Name, id or country code; with all who speak for that actor.", show_default=False),
]
Issue = Annotated[str | None, typer.Option(help="Id of the issue, or words of its label.", show_default=False)]
Outlet = Annotated[str | None, typer.Option(help="Name of the outlet, or words of it.", show_default=False)]
Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day, YYYY-MM-DD.", show_default=False)
]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day, YYYY-MM-DD.", show_default=False)]


def day(value: datetime | None) -> date | None:
    """Return the day of an option."""
    return value.date() if value else None


@contextmanager
def existing(record: Path) -> Iterator[Store]:
    """Open a record that must be there.

    Raises:
        UsageError: there is no such file.
        StoreError: it cannot be used.
    """
    if not record.exists():
        raise UsageError(f"There is no record {record}. Make one: communique read FILE…, or name one with --record.")
    with Store.open(record) as store:
        yield store
