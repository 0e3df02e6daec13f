"""Read reports into the record."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.present.cli.options import DEFAULT_RECORD, BriefFormat, Codebook, RecordPath, day
from communique.present.cli.output import counts, write, write_brief, write_json
from communique.present.cli.reading import Result, read_all
from communique.query.record import Selection, select
from communique.store.database import Store

# The brief of more reports than this fills several screens; a summary comes in its place.
BRIEFABLE = 5


def command(
    files: Annotated[
        list[str], typer.Argument(help="Files, folders or patterns; - for standard input.", metavar="FILE…")
    ],
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Publication date, YYYY-MM-DD, where a report does not say; “on Wednesday” is counted from it.",
            show_default=False,
        ),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.", show_default=False)] = None,
    title: Annotated[str | None, typer.Option(help="The headline.", show_default=False)] = None,
    record: RecordPath = DEFAULT_RECORD,
    codebook: Codebook = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    format: Annotated[BriefFormat | None, typer.Option(help="How to print.", show_default=False)] = None,
) -> None:
    """Read reports into the record and print their brief.

    A report that the record has already is not read again. An input that cannot be read costs one line on standard
    error and exit status 1; the others are read.
    """
    wanted = BriefFormat.JSON if json else format
    with Store.open(record) as store:
        result = read_all(store, files, Given(day(published), outlet, title), Settings(codebook))
        _print(select(store, result.reports), result, record, wanted)
    if result.failed:
        raise typer.Exit(1)


def _print(selection: Selection, result: Result, record: Path, wanted: BriefFormat | None) -> None:
    if wanted is BriefFormat.JSON:
        write_json(selection)
    elif wanted or 0 < len(result.reports) <= BRIEFABLE:
        write_brief(selection, markdown=wanted is BriefFormat.MD)
    elif result.reports:
        write(_summary(selection, result, record))


def _summary(selection: Selection, result: Result, record: Path) -> Iterator[str]:
    failed = f", {result.failed} could not be read" if result.failed else ""
    yield f"{len(result.reports)} reports in {record}: {result.new} new{failed}.\n"
    yield f"{counts(selection.record)}.\n\n"
    at = "" if record == DEFAULT_RECORD else f" --record {record}"
    yield f"  communique brief{at}                  everything\n"
    yield f"  communique ask disagreements{at}      who contradicts whom\n"
    yield f"  communique ask said --actor NAME{at}  one actor's words\n"
