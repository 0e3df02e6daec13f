"""Make, check and try codebooks: the issues that statements are coded on."""

from collections.abc import Iterable
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from communique.core.errors import CodebookError
from communique.core.settings import Settings
from communique.lexicons import codebook
from communique.present.cli.codebooks import show_differences, show_suggestions, show_topics
from communique.present.cli.options import (
    DEFAULT_RECORD,
    Attribution,
    Finder,
    Issue,
    OwnActors,
    RecordPath,
    Since,
    Until,
    day,
    existing,
    narrowing,
)
from communique.present.cli.output import number, write, write_new
from communique.present.cli.page import Page
from communique.present.cli.plain import PlainCommand
from communique.present.cli.progress import with_progress
from communique.present.cli.screen import complain, screen
from communique.present.export.stub import stub as written
from communique.present.export.tables import as_csv, as_json
from communique.query.base import Row, Table
from communique.run import discovery, suggestions, trial
from communique.store.scope import Scope

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


class TableFormat(StrEnum):
    """How rows are written."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


File = Annotated[Path, typer.Argument(help="A codebook file.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="Only N reports, the latest.", show_default=False)]
NewFile = Annotated[Path, typer.Argument(help="Where to; must not be there yet.")]
Format = Annotated[TableFormat, typer.Option(help="How to print; csv has a line for each piece of evidence.")]


def _built_in() -> str:
    return files(codebook).joinpath(codebook.BUILT_IN).read_text(encoding="utf-8")


@app.command(cls=PlainCommand)
def show() -> None:
    """Print the built-in codebook."""
    typer.echo(_built_in(), nl=False)


@app.command(cls=PlainCommand)
def new(file: NewFile) -> None:
    """Write a small codebook to start from, its fields explained."""
    write_new(file, codebook.example())
    typer.echo(f"Written to {file}. Put your issues in place of the two, then: communique codebook check {file}")


@app.command(cls=PlainCommand)
def copy(file: NewFile) -> None:
    """Copy the built-in codebook to a file, to change it there."""
    write_new(file, _built_in())
    typer.echo(f"Copied to {file}. Use it: communique read FILE… --codebook {file}")


@app.command(cls=PlainCommand)
def check(file: File) -> None:
    """Check a codebook file and list its issues, or all that is wrong with it, each with its line."""
    try:
        found = codebook.load(file)
    except CodebookError as error:
        for problem in (str(error), *getattr(error, "__notes__", ())):
            complain(problem)
        raise typer.Exit(2) from error
    typer.echo(f"{file} is a codebook of {number(len(found.issues), 'issue')}:")
    for issue in found.issues:
        typer.echo(f"  {issue.id}: {issue.label}")


@app.command("try", cls=PlainCommand)
def try_(
    file: File,
    record: RecordPath = DEFAULT_RECORD,
    issue: Issue = None,
    limit: Limit = None,
    attribution: Attribution = Finder.MODEL,
    actors: OwnActors = None,
    format: Format = TableFormat.TEXT,
) -> None:
    """Show which statements of the record a codebook would gain, lose or turn; nothing is written.

    The reports of the record are coded with the file and compared with the codings in the record. Give --attribution
    and --actors as they were given to read. Ctrl-C stops and shows what was found until then.
    """
    found: list[trial.Difference] = []
    last: trial.Tried | None = None
    stopped = False
    with existing(record) as store:
        steps = trial.trial(store, Settings(file, attribution.value, actors=actors), issue, limit)
        try:
            for last in with_progress("Trying", steps):
                found += last.differences
        except KeyboardInterrupt:
            stopped = True
    if format is TableFormat.TEXT:
        show_differences(found, last.done if last else 0, Page(screen()))
    else:
        _write("try", trial.Differences(), map(trial.row, found), format)
    if stopped:
        done = f"{last.done} of {last.total} reports" if last else "the first report was finished"
        complain(f"Stopped {'after' if last else 'before'} {done}. The record is as it was.")
        raise typer.Exit(130)


@app.command(cls=PlainCommand)
def suggest(
    record: RecordPath = DEFAULT_RECORD,
    least: Annotated[
        float, typer.Option(min=0, max=1, metavar="SHARE", help="How likely a suggestion must be.")
    ] = suggestions.LEAST,
    format: Format = TableFormat.TEXT,
) -> None:
    """Suggest on which issues of the built-in codebook statements may take sides beyond what is coded; you judge.

    A trained model answers, also where no word names the issue. Nothing is written: take over what is right on the
    page (communique serve), statement by statement. Ctrl-C stops and shows what was found until then.
    """
    found: list[Row] = []
    stopped = False
    with existing(record) as store:
        try:
            for part in with_progress("Suggesting", suggestions.in_record(store, least)):
                found += [suggestions.row(*one) for one in part.rows]
        except KeyboardInterrupt:
            stopped = True
    if format is TableFormat.TEXT:
        show_suggestions(found, Page(screen()))
    else:
        _write("suggest", suggestions.Suggestions(), found, format)
    if stopped:
        complain("Stopped. What is shown is not all.")
        raise typer.Exit(130)


@app.command(cls=PlainCommand)
def discover(
    record: RecordPath = DEFAULT_RECORD,
    since: Since = None,
    until: Until = None,
    least: Annotated[int, typer.Option(min=2, metavar="N", help="How many statements a topic has at least.")] = 3,
    stub: Annotated[
        Path | None, narrowing("FILE", "Write the topics to a new codebook file, to edit it there.")
    ] = None,
    format: Format = TableFormat.TEXT,
) -> None:
    """Show what is talked about in the record and not in its codebook, with a draft of an issue for each topic.

    Statements without a coding are grouped by what they say. A topic has several speakers or stands in several reports.
    """
    period = Scope(since=day(since), until=day(until))
    with existing(record) as store:
        said = discovery.uncoded(store, period)
        vectors = list(with_progress("Comparing", discovery.vectors(said)))
        topics = discovery.topics(store, said, vectors, least)
    if stub and topics:
        write_new(stub, written(topics))
        typer.echo(f"{number(len(topics), 'draft')} written to {stub}. Edit it, then: communique codebook check {stub}")
    elif format is TableFormat.TEXT:
        show_topics(topics, Page(screen()))
    else:
        _write("discover", discovery.Topics(), map(discovery.row, topics), format)


@app.command(cls=PlainCommand)
def past(record: RecordPath = DEFAULT_RECORD) -> None:
    """List the codings that earlier readings of the record's reports gave and the latest ones do not.

    Reading again with another codebook deletes no coding; what is past counts towards no position.
    """
    with existing(record) as store:
        found = store.past_codings()
    if not found:
        typer.echo("No coding is past.")
    for one in found:
        issue = one.coding.issue
        typer.echo(f"{issue.id}: {one.coding.stance} towards “{issue.proposition}”: {one.words}  ({one.report})")


def _write(name: str, table: Table, rows: Iterable[Row], format: TableFormat) -> None:
    write(as_csv(table, rows) if format is TableFormat.CSV else [as_json(name, table, rows)])
