"""Show the program at work."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from communique.core.errors import UsageError
from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.present.cli.options import BriefFormat
from communique.present.cli.output import write_brief, write_json
from communique.present.cli.reading import read_all
from communique.query.record import select
from communique.store.database import Store


def command(
    record: Annotated[
        Path | None, typer.Option(help="Keep the record in this file, to ask it afterwards.", show_default=False)
    ] = None,
    format: Annotated[BriefFormat, typer.Option(help="How to print.")] = BriefFormat.TEXT,
) -> None:
    """Read the example reports that come with the program and print their brief."""
    with Store.open(record) as store:
        result = read_all(store, [str(_examples())], Given(), Settings())
        selection = select(store, result.reports)
    if format is BriefFormat.JSON:
        write_json(selection)
    else:
        write_brief(selection, markdown=format is BriefFormat.MD)


def _examples() -> Path:
    """Return the folder of the examples: in the installed package, else in the checkout around it."""
    package = Path(str(files("communique")))
    found = next((path for path in (package / "examples", package.parents[1] / "examples") if path.is_dir()), None)
    if found is None:
        raise UsageError("The example reports are not installed. Read a report of your own: communique read FILE…")
    return found
