"""Options that several commands share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.core import registry
from communique.core.errors import UsageError
from communique.present.export import exporters
from communique.store.database import Store

DEFAULT_RECORD = Path("communique.db")


TEXT = "text"

if TYPE_CHECKING:

    class BriefFormat(StrEnum):
        """How a brief is written: for people, or in the format of one of the exporters."""
else:
    BriefFormat = StrEnum("BriefFormat", {name.upper(): name for name in (TEXT, *registry.names(exporters)[::-1])})


class Finder(StrEnum):
    """Who finds attributions."""

    MODEL = "model"
    RULES = "rules"


class AskFormat(StrEnum):
    """How answers are written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    CSV = "csv"


class Counted(StrEnum):
    """Whom statements count for."""

    PERSON = "person"
    BODY = "body"
    STATE = "state"


class FormOfWords(StrEnum):
    """In what form somebody's words are reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


def _day(words: str) -> datetime:
    try:
        return datetime.strptime(words, "%Y-%m-%d")
    except ValueError as error:
        raise typer.BadParameter(f"'{words}' is no day. Write it as YYYY-MM-DD, such as 2026-03-01.") from error


def narrowing(metavar: str, help: str) -> Any:
    """Return an option that may be left out.

    Args:
        metavar: what to call its value.
        help: what it is for.
    """
    return typer.Option(metavar=metavar, help=help, show_default=False)


def dated(help: str) -> Any:
    """Return an option with a day that may be left out."""
    return typer.Option(parser=_day, metavar="YYYY-MM-DD", help=help, show_default=False)


RecordPath = Annotated[Path, typer.Option("--record", help="The record: one file.")]
Codebook = Annotated[Path | None, narrowing("FILE", "A codebook file in place of the built-in one.")]
Attribution = Annotated[
    Finder, typer.Option("--attribution", help="Who finds who said what: the trained model, or the rules alone.")
]
OwnActors = Annotated[
    Path | None,
    typer.Option("--actors", metavar="FILE", help="A file of your own actors, names and offices.", show_default=False),
]
Threads = Annotated[
    int,
    typer.Option(min=0, metavar="N", help="Threads that run the model; 0 for one a core. Same results with any."),
]
Actor = Annotated[str | None, narrowing("NAME", "Name, id or country code; with all who speak for that actor.")]
Issue = Annotated[str | None, narrowing("ISSUE", "Id of the issue, or words of its label.")]
Outlet = Annotated[str | None, narrowing("NAME", "Name of the outlet, or words of it.")]
Since = Annotated[datetime | None, dated("First day, YYYY-MM-DD.")]
Until = Annotated[datetime | None, dated("Last day, YYYY-MM-DD.")]


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
    if not os.path.exists(record):
        raise UsageError(f"There is no record {record}. Make one: communique read FILE…, or name one with --record.")
    with Store.open(record) as store:
        yield store
