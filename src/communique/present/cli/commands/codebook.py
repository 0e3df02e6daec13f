"""See, copy and check codebooks: the issues that statements are coded on."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from communique.lexicons import codebook
from communique.present.cli.output import number, write_new
from communique.present.cli.plain import PlainCommand

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


def _built_in() -> str:
    return files(codebook).joinpath(codebook.BUILT_IN).read_text(encoding="utf-8")


@app.command(cls=PlainCommand)
def show() -> None:
    """Print the built-in codebook."""
    typer.echo(_built_in(), nl=False)


@app.command(cls=PlainCommand)
def copy(file: Annotated[Path, typer.Argument(help="Where to; must not be there yet.")]) -> None:
    """Copy the built-in codebook to a file, to change it there."""
    write_new(file, _built_in())
    typer.echo(f"Copied to {file}. Use it: communique read FILE… --codebook {file}")


@app.command(cls=PlainCommand)
def check(file: Annotated[Path, typer.Argument(help="A codebook file.")]) -> None:
    """Check a codebook file and list its issues."""
    found = codebook.load(file)
    typer.echo(f"{file} is a codebook of {number(len(found.issues), 'issue')}:")
    for issue in found.issues:
        typer.echo(f"  {issue.id}: {issue.label}")
