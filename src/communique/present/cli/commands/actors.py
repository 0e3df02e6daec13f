"""Who is who: your own actors, names and offices in a file; actors of the record made one or set apart."""

from pathlib import Path
from typing import Annotated

import typer

from communique.lexicons import actors as tables
from communique.lexicons.actors import own
from communique.present.cli.options import DEFAULT_RECORD, RecordPath, existing
from communique.present.cli.output import number, write_new
from communique.present.cli.plain import PlainCommand
from communique.query import identity
from communique.records.decisions import Decision, standing

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.command(cls=PlainCommand)
def example(file: Annotated[Path, typer.Argument(help="Where to; must not be there yet.")]) -> None:
    """Write a file to start from, its fields explained."""
    write_new(file, own.example())
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


@app.command(cls=PlainCommand)
def merge(
    actor: Annotated[str, typer.Argument(help="Name or id of an actor of the record.")],
    into: Annotated[str, typer.Argument(help="Name or id of the one that it is.")],
    record: RecordPath = DEFAULT_RECORD,
) -> None:
    """Make two actors of the record one: all that is told of the first counts for the second.

    The decision is kept in the record, and holds for reports that are read later.
    """
    with existing(record) as store:
        one, other = identity.merge(store, actor, into)
    typer.echo(f"{one.name} ({one.id}) is {other.name} ({other.id}).")


@app.command(cls=PlainCommand)
def split(
    actor: Annotated[str, typer.Argument(help="Name or id of an actor of the record.")],
    report: Annotated[
        list[str], typer.Argument(help="Reports in which it is somebody else: file, id, words of the title.")
    ],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What to call the one set apart.", show_default=False)
    ] = None,
    record: RecordPath = DEFAULT_RECORD,
) -> None:
    """Set apart two actors of one name: in the given reports it is somebody else."""
    with existing(record) as store:
        one, other = identity.split(store, actor, tuple(report), name)
    typer.echo(f"In {number(len(report), 'report')} {one.name} ({one.id}) is somebody else: {other}.")


@app.command(cls=PlainCommand)
def decisions(record: RecordPath = DEFAULT_RECORD) -> None:
    """List what you decided about who is who, and what each decision still finds."""
    with existing(record) as store:
        taken = store.decisions()
        shown = [one for one in taken if one.kind in ("merge", "split", "rename")]
        named = store.known({one.actor for one in shown if one.actor})
        known, becoming = {(report, actor.id) for report, actor in named}, {one[2] for one in store.identities()}
    stand = {one.number for one in standing(taken)}
    if not shown:
        typer.echo("Nothing was decided. See: communique actors merge --help, communique actors split --help")
    for one in shown:
        found = (one.becomes or one.actor) in becoming or any(
            id == one.actor and one.report in (None, report) for report, id in known
        )
        remark = "  (taken back)" if one.number not in stand else "" if found else "  (finds nothing now)"
        typer.echo(f"{one.number}  {_told(one)}{remark}")


def _told(one: Decision) -> str:
    if one.anchor:
        return f"{one.kind}: {one.anchor.row} “{one.anchor.words}” in {one.anchor.report}"
    if one.kind == "rename":
        return f"rename: {one.actor} is called {one.name}"
    where = f" in {one.report}" if one.report else ""
    return f"{one.kind}: {one.actor}{where} is {one.becomes}{f' ({one.name})' if one.kind == 'split' else ''}"


@app.command(cls=PlainCommand)
def undo(
    decision: Annotated[int, typer.Argument(help="Its number: communique actors decisions")],
    record: RecordPath = DEFAULT_RECORD,
) -> None:
    """Take a decision back."""
    with existing(record) as store:
        taken_back = identity.undo(store, decision)
    typer.echo(f"Taken back: {_told(taken_back)}.")
