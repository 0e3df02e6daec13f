"""Read reports into the record."""

import shlex
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from communique.core.errors import UsageError
from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.present.cli.options import (
    DEFAULT_RECORD,
    TEXT,
    Attribution,
    BriefFormat,
    Codebook,
    Finder,
    OwnActors,
    RecordPath,
    Threads,
    dated,
    day,
    narrowing,
)
from communique.present.cli.output import check_output, counts, number, write, write_selection
from communique.present.cli.reading import Result, read_all
from communique.present.cli.screen import complain
from communique.query.record import Selection, select
from communique.store.database import Store

# The brief of more reports than this fills several screens; a summary comes in its place.
BRIEFABLE = 5
# Speakers that the summary names.
MOST_HEARD = 5
JSON = "json"


def command(
    files: Annotated[
        list[str], typer.Argument(help="Files, folders or patterns; - for standard input.", metavar="FILE…")
    ],
    published: Annotated[
        datetime | None,
        dated("Publication date, YYYY-MM-DD, where a report does not say; “on Wednesday” is counted from it."),
    ] = None,
    outlet: Annotated[str | None, narrowing("NAME", "Who published it.")] = None,
    title: Annotated[str | None, narrowing("TEXT", "The headline.")] = None,
    record: RecordPath = DEFAULT_RECORD,
    codebook: Codebook = None,
    attribution: Attribution = Finder.MODEL,
    threads: Threads = 0,
    actors: OwnActors = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    format: Annotated[BriefFormat | None, typer.Option(help="How to print.", show_default=False)] = None,
) -> None:
    """Read reports into the record and print their brief.

    A report that the record has already is not read again. An input that cannot be read costs one line on standard
    error and exit status 1; the others are read.
    """
    if json and format not in (None, JSON):
        raise UsageError(f"--json and --format {format} ask for different things. Use one of them.")
    wanted = JSON if json else format
    check_output(wanted or TEXT)
    if "-" in files and sys.stdin is not None and sys.stdin.isatty():
        complain("Type or paste the report, then press Ctrl-D.")
    settings = Settings(codebook, attribution.value, threads, actors)
    with Store.open(record) as store:
        result = read_all(store, files, Given(day(published), outlet, title), settings)
        _print(select(store, result.reports), result, record, wanted)
    if result.failed:
        raise typer.Exit(1)


def _print(selection: Selection, result: Result, record: Path, wanted: str | None) -> None:
    if wanted or 0 < len(result.reports) <= BRIEFABLE:
        write_selection(selection, wanted or TEXT)
    elif result.reports:
        write(_summary(selection, result, record))


def _summary(selection: Selection, result: Result, record: Path) -> Iterator[str]:
    failed = f", {result.failed} could not be read" if result.failed else ""
    yield f"{number(len(result.reports), 'report')} in {record}: {result.new} new{failed}.\n"
    yield f"{counts(selection.record)}.\n"
    spoken = Counter(said.speaker.actor for said in selection.record.statements if said.speaker and said.speaker.actor)
    names = {actor.id: actor.name for actor in selection.record.actors}
    heard = sorted(spoken, key=lambda actor: (-spoken[actor], actor))[:MOST_HEARD]
    if heard:
        yield f"Most heard: {', '.join(f'{names[actor]} ({spoken[actor]})' for actor in heard)}.\n"
    yield "\n"
    yield from _next(names[heard[0]] if heard else "NAME", record)


def _next(name: str, record: Path) -> Iterator[str]:
    """Yield what can be asked next, in commands that can be copied."""
    at = "" if record == DEFAULT_RECORD else f" --record {shlex.quote(str(record))}"
    commands = {
        f"brief{at}": "everything",
        f"ask positions{at}": "who stands where",
        f"ask disagreements{at}": "who contradicts whom",
        f"ask said --actor {shlex.quote(name)}{at}": "one actor's words",
    }
    width = max(map(len, commands))
    yield from (f"  communique {command:{width}}  {about}\n" for command, about in commands.items())
