"""`communique score`: how well the stages do on gold data, beside the floors and the figures of others."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from communique_eval import floors, scoreboard
from communique_eval.base import Scores
from communique_eval.gold import Gold

HEADINGS = ("figure", "value", "precision / recall", "cases", "floor", "others")


def command(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="What to score: attribution, speakers, all (the default)."),
    ] = None,
    gold: Annotated[Path | None, typer.Option(help="Folder of the gold data; else COMMUNIQUE_GOLD.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    errors: Annotated[Path | None, typer.Option(help="Write what was wrong to this file, tab-separated.")] = None,
    check: Annotated[bool, typer.Option(help="Exit with 1 when a figure is below its floor.")] = False,
    pin: Annotated[bool, typer.Option(help="Raise the floors to these figures.")] = False,
    allow_regression: Annotated[bool, typer.Option(help="With --pin: also lower floors.")] = False,
) -> None:
    """Measure the stages against gold data.

    Raises:
        UsageError: no gold folder, an unknown name, gold files that a named scorer needs are missing, or a figure to
            be pinned is below its floor.
    """
    folder = Gold.find(gold)
    skipped: list[str] = []
    measured = dict(_measure([name for name in names or [] if name != "all"], folder, skipped))
    pinned = floors.load(floors.path())
    _show(measured, pinned, as_json)
    if errors:
        rows = [{"scorer": name, **row} for name, scores in measured.items() for row in scores.rows]
        scoreboard.write_rows(rows, errors)
    if pin:
        raised = {
            name: floors.raised(name, scores, pinned.get(name), allow_regression) for name, scores in measured.items()
        }
        floors.save(floors.path(), {**pinned, **raised})
    faults = [fault for name, scores in measured.items() for fault in floors.faults(name, scores, pinned.get(name))]
    _tell([*skipped, *(faults if check and not pin else [])])
    if check and not pin and (faults or skipped):
        raise typer.Exit(1)


def _measure(names: list[str], gold: Gold, skipped: list[str]) -> Iterator[tuple[str, Scores]]:
    """Run the named scorers. Without a name run all; those whose gold files are missing are skipped and said so."""
    for name in names or scoreboard.names():
        missing = gold.missing(scoreboard.load(name).needs)
        if missing and not names:
            skipped.append(f"{name}: not scored, the gold folder lacks {', '.join(missing)}.")
        else:
            yield name, scoreboard.run(name, gold)


def _show(measured: Mapping[str, Scores], pinned: Mapping[str, floors.Floors], as_json: bool) -> None:
    floor = {name: dict(pinned[name].figures) if name in pinned else {} for name in measured}
    if as_json:
        sys.stdout.write(json.dumps([_plain(name, measured[name], floor[name]) for name in measured], indent=2) + "\n")
        return
    for name, scores in measured.items():
        rows = list(scoreboard.table(name, scores, floor[name]))
        if sys.stdout.isatty():
            _print_table(f"{name}: {scoreboard.load(name).about}", rows)
        else:
            sys.stdout.writelines("\t".join((name, *row)) + "\n" for row in rows)


def _print_table(title: str, rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(*HEADINGS, title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for column in table.columns[1:5]:
        column.justify = "right"
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _plain(name: str, scores: Scores, floor: Mapping[str, float]) -> dict[str, Any]:
    """Return the scores as they are written in JSON; values are 0 to 1."""
    figures: list[dict[str, Any]] = []
    for figure in scores.figures:
        counts = figure.counts
        figures.append(
            {
                "name": figure.name,
                "value": figure.value,
                "precision": counts.precision if counts else None,
                "recall": counts.recall if counts else None,
                "cases": counts.gold if counts else None,
                "floor": floor.get(figure.name),
                "others": [
                    {"whose": one.whose, "value": one.value, "source": one.source}
                    for one in scoreboard.published(name, figure.name)
                ],
            }
        )
    return {"scorer": name, "corpus_hash": scores.corpus_hash, "figures": figures}


def _tell(messages: list[str]) -> None:
    sys.stderr.writelines(message + "\n" for message in messages)
