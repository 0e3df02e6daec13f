"""Print the brief of the record."""

from pathlib import Path
from typing import Annotated

import typer

from communique.present.cli.options import (
    DEFAULT_RECORD,
    TEXT,
    Actor,
    BriefFormat,
    Issue,
    Outlet,
    RecordPath,
    Since,
    Until,
    day,
    existing,
)
from communique.present.cli.output import check_output, write_selection
from communique.query.filters import Filter
from communique.query.record import select


def command(
    record: RecordPath = DEFAULT_RECORD,
    actor: Actor = None,
    issue: Issue = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    format: Annotated[BriefFormat, typer.Option(help="How to print; docx is for Word.")] = BriefFormat(TEXT),
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write to a new file.", show_default=False)
    ] = None,
) -> None:
    """Print the brief: who said what, who stands where, who contradicts whom, who did what, what is expected."""
    check_output(format, output)
    with existing(record) as store:
        selection = select(store, None, Filter(actor, issue, day(since), day(until), outlet))
    write_selection(selection, format, output)
