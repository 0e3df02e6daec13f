"""Show the program at work."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from communique.core.errors import UsageError
from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.present.cli.options import TEXT, BriefFormat
from communique.present.cli.output import check_output, counts, write, write_selection
from communique.present.cli.reading import read_all
from communique.present.cli.screen import complain
from communique.present.web.serving import serve
from communique.query.record import select
from communique.records.rows import Record
from communique.store.database import Store


def command(
    record: Annotated[
        Path | None, typer.Option(help="Keep the record in this file, to ask it afterwards.", show_default=False)
    ] = None,
    format: Annotated[BriefFormat, typer.Option(help="How to print; all but text print all examples.")] = (
        BriefFormat(TEXT)
    ),
    page: Annotated[
        bool, typer.Option("--serve", help="Open them as a page in the browser instead, until Ctrl-C.")
    ] = False,
) -> None:
    """Read the example reports that come with the program and print the brief of one of them."""
    check_output(format)
    if page:
        with TemporaryDirectory() as folder:
            _serve(record or Path(folder, "demo.db"))
        return
    with Store.open(record) as store:
        result = read_all(store, [str(_examples())], Given(), Settings())
        selection = select(store, result.reports)
        if format != TEXT:
            write_selection(selection, format)
            return
        # The brief of all examples is long; the one that shows most of what the program does stands for them.
        each = [select(store, [report]) for report in result.reports]
        write_selection(max(each, key=lambda one: _kinds(one.record)), TEXT)
        write(_more(selection.record, record))


def _serve(record: Path) -> None:
    with Store.open(record) as store:
        read_all(store, [str(_examples())], Given(), Settings())
    serve(record, "127.0.0.1", 0, browser=True, tell=lambda address: complain(f"{address}  (stop with Ctrl-C)"))


def _kinds(found: Record) -> tuple[int, int, int]:
    """Return how much a report shows: kinds of rows, kinds of status and second-hand words, then its brevity."""
    rows = (found.statements, found.positions, found.disagreements, found.events, found.forecasts)
    second_hand = any(statement.reported_by for statement in found.statements)
    variety = len({event.status for event in found.events}) + second_hand
    return sum(map(bool, rows)), variety, -sum(map(len, rows))


def _more(found: Record, record: Path | None) -> Iterator[str]:
    kept = record or "demo.db"
    yield f"\nThis is one of {len(found.reports)} example reports. All together: {counts(found)}.\n\n"
    if record is None:
        yield "  communique demo --serve                    look at them in the browser\n"
        yield f"  communique demo --record {kept}           keep them, to ask\n"
    yield f"  communique brief --record {kept}          everything\n"
    yield f"  communique ask positions --record {kept}  who stands where\n"
    if record is not None:
        yield f"  communique serve {kept}                   look at it in the browser\n"


def _examples() -> Path:
    """Return the folder of the examples: in the installed package, else in the checkout around it."""
    package = Path(str(files("communique")))
    found = next((path for path in (package / "examples", package.parents[1] / "examples") if path.is_dir()), None)
    if found is None:
        raise UsageError("The example reports are not installed. Read a report of your own: communique read FILE…")
    return found
