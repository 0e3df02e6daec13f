"""The program ``communique``: finds the commands, turns errors into one line and an exit status.

Exit status: 0 done; 1 some inputs could not be read, or the record could not be used; 2 wrong use; 130 stopped by
Ctrl-C; 141 the reader of the output went away.
"""

import ast
import importlib
import os
import sys
from importlib.resources import files
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from communique import __version__
from communique.core import registry
from communique.core.errors import CommuniqueError, UsageError
from communique.core.memory import look_seldom
from communique.present.cli import commands
from communique.present.cli.plain import PlainCommand
from communique.present.cli.screen import complain

NEXT = """\
Communiqué reads reports on international affairs and keeps the record: who said what, who did what to whom,
who stands where, who contradicts whom and what is expected. Every row is linked to its words.

  communique demo                        see it at work on example reports
  communique read FILE…                  read your own (.txt, .html, a folder …) and print the brief
  communique brief                       print the brief of all that was read
  communique serve                       look at it in the browser: read, compare, check, correct
  communique ask positions               who stands where; also: said, did, disagreements, forecasts
  communique ask said --actor NAME       one actor's words, and those of all who speak for it

communique --help lists the commands, communique COMMAND --help their options."""


class Commands(TyperGroup):
    """The commands are the files of the folder ``commands``; one is imported when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (the base class calls it so)
        """Return the names of the commands."""
        return list(registry.names(commands))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Return a command: its module's ``app``, else its function ``command``; None when there is none."""
        if cmd_name not in registry.names(commands):
            return None
        module = importlib.import_module(f"{commands.__name__}.{cmd_name}")
        found = getattr(module, "app", None)
        if found is None:
            found = typer.Typer(add_completion=False, rich_markup_mode=None)
            found.command(cmd_name, cls=PlainCommand)(module.command)
        command = typer.main.get_command(cast(typer.Typer, found))
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the list of commands with the first line of each file, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _about(name)) for name in registry.names(commands)])

    def invoke(self, ctx: Any) -> Any:
        """Run a command; every error of this package becomes one line on standard error and an exit status."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except CommuniqueError as error:
            complain(str(error))
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error
        except KeyboardInterrupt as error:
            complain("Stopped.")
            raise typer.Exit(130) from error
        except BrokenPipeError as error:
            _drop_output()
            raise typer.Exit(141) from error
        return result


def _about(name: str) -> str:
    source = files(commands).joinpath(f"{name}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


app = typer.Typer(cls=Commands, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def communique(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Read reports on international affairs and keep the record of who said and did what, with the words."""
    if version:
        typer.echo(f"communique {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(NEXT)


def main() -> None:
    """Run the program with the arguments of this process."""
    look_seldom()
    # Python's word for an output that was closed before the start is None.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 (open as long as the program runs)
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    # Reports are in any script; a terminal that cannot show a character shows a question mark instead of failing.
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty():
            stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app(prog_name="communique")
    except OSError as error:
        _drop_output()
        sys.stderr.write(f"The output cannot be written ({error.strerror}). What was read is in the record.\n")
        sys.exit(1)


def _drop_output() -> None:
    """Let go of what is still in the buffer: it has nowhere to go, and Python would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
