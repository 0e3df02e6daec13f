"""Your own actors, names and offices: a file to start from, and a check of it."""

from pathlib import Path
from typing import Annotated

import typer

from communique.core.errors import UsageError
from communique.lexicons import actors as tables
from communique.lexicons.actors import own
from communique.present.cli.output import number
from communique.present.cli.plain import PlainCommand

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.command(cls=PlainCommand)
def example(file: Annotated[Path, typer.Argument(help="Where to; must not be there yet.")]) -> None:
    """Write a file to start from, its fields explained."""
    try:
        with file.open("x", encoding="utf-8") as written:
            written.write(own.example())
    except FileExistsError as error:
        raise UsageError(f"{file} is there already. Name another file, or remove it first.") from error
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}. Name another file.") from error
    typer.echo(f"Written to {file}. Use it: communique read FILE… --actors {file}")


@app.command(cls=PlainCommand)
def check(file: Annotated[Path, typer.Argument(help="A file of actors.")]) -> None:
    """Check a file of actors and list what it adds."""
    found = tables.load_own(file)
    rows = [row for table in found.rows.values() for row in table.values()]
    typer.echo(f"{file} adds {number(len(rows), 'actor')} and {number(len(found.offices), 'office')}:")
    for row in rows:
        names = row["names"].replace("|", ", ")
        typer.echo(f"  {row.get('id') or 'state:' + row['code']}  {row['name']}{' (' + names + ')' if names else ''}")
    for row in found.offices:
        days = " to ".join(filter(None, [row["first"], row["last"]]))
        typer.echo(f"  {row['of']}  {row['role']}: {row['holder']}{', ' + days if days else ''}")
