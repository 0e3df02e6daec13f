"""Measure the stages against gold data."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from communique.core.errors import UsageError
from communique.core.settings import Settings
from communique.present.cli.options import Attribution, Finder, narrowing
from communique.present.cli.output import write
from communique.present.cli.screen import complain, screen
from communique_eval import floors, scoreboard
from communique_eval.base import Figure, Scores
from communique_eval.gold import Gold

HEADINGS = ("figure", "value", "precision / recall", "cases", "floor", "others")
ALL = "all"


def command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help=(
                "actors, attribution, sources, speakers or all (the default); after attribution, files in CofeNet's "
                "format."
            ),
            metavar="[NAME…] [FILE…]",
        ),
    ] = None,
    gold: Annotated[Path | None, narrowing("FOLDER", "Folder of the gold data; else COMMUNIQUE_GOLD.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    errors: Annotated[
        Path | None,
        typer.Option(help="Write what was wrong to this file, sorted by kind, tab-separated.", show_default=False),
    ] = None,
    attribution: Attribution = Finder.MODEL,
    check: Annotated[bool, typer.Option("--check", help="Exit status 1 when a figure is below its floor.")] = False,
    pin: Annotated[bool, typer.Option("--pin", help="Raise the floors to these figures.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="With --pin: lower floors as well.")
    ] = False,
) -> None:
    """Measure the stages against gold data, beside the floors and the figures of others.

    Gold data are not part of the program: name their folder. Values are per cent, more is better. --check compares
    with the pinned floors; a figure may be 0.2 points below. With a FILE, that file is the gold data: one paragraph a
    line as JSON with tokens and labels.
    """
    settings = Settings(attribution=attribution.value)
    if attribution is not Finder.MODEL and (check or pin):
        raise UsageError("The floors are of the default. Leave out --attribution, or --check and --pin.")
    if check and pin:
        raise UsageError("--check compares with the floors and --pin changes them. Use one of them.")
    files = [Path(name) for name in names or [] if Path(name).is_file()]
    if files:
        if check or pin or errors:
            raise UsageError("Floors and rows belong to the gold folder. Leave out --check, --pin and --errors.")
        scorer = next((name for name in names or [] if Path(name) not in files), "attribution")
        for file in files:
            _show({scorer: scoreboard.load(scorer, settings).run_file(file)}, {}, as_json, str(file))
        return
    folder, wanted = Gold.find(gold), [name for name in names or [] if name != ALL]
    measured = dict(_measure(wanted, folder, settings))
    pinned = floors.load(floors.path())
    _show(measured, pinned, as_json)
    if errors:
        rows = [{"scorer": name, **row} for name, scores in measured.items() for row in scores.rows]
        scoreboard.write_rows(rows, errors)
    if pin:
        _pin(measured, pinned, allow_regression)
    skipped = len(measured) < len(wanted or scoreboard.names())
    if check and (_below(measured, pinned) or skipped):
        raise typer.Exit(1)


def _measure(wanted: list[str], gold: Gold, settings: Settings) -> Iterator[tuple[str, Scores]]:
    """Run the scorers that are wanted; with none named run all, and say which are skipped for want of gold files."""
    for name in wanted or scoreboard.names():
        missing = gold.missing(scoreboard.load(name).needs)
        if missing and not wanted:
            complain(f"{name} is not measured: '{gold.folder}' lacks {', '.join(missing)}.")
        else:
            yield name, scoreboard.run(name, gold, settings)


def _pin(measured: Mapping[str, Scores], pinned: Mapping[str, floors.Floors], allow_regression: bool) -> None:
    raised = {
        name: floors.raised(name, scores, pinned.get(name), allow_regression) for name, scores in measured.items()
    }
    floors.save(floors.path(), {**pinned, **raised})


def _below(measured: Mapping[str, Scores], pinned: Mapping[str, floors.Floors]) -> bool:
    """Complain about what does not pass; tell whether there is any."""
    found = [fault for name, scores in measured.items() for fault in floors.faults(name, scores, pinned.get(name))]
    for fault in found:
        complain(fault)
    return bool(found)


def _show(measured: Mapping[str, Scores], pinned: Mapping[str, floors.Floors], as_json: bool, file: str = "") -> None:
    floor = {name: dict(pinned[name].figures) if name in pinned else {} for name in measured}
    if as_json:
        write([json.dumps([_plain(name, measured[name], floor[name]) for name in measured], indent=2), "\n"])
        return
    for name, scores in measured.items():
        table = Table(*HEADINGS, title=f"{name}: {file or scoreboard.load(name).about}", box=box.SIMPLE_HEAD)
        table.title_justify = "left"
        for column in table.columns[1:5]:
            column.justify = "right"
        for row in scoreboard.table(name, scores, floor[name]):
            table.add_row(*row)
        screen().print(table)


def _plain(name: str, scores: Scores, floor: Mapping[str, float]) -> dict[str, Any]:
    """Return the scores as they are written in JSON; values are 0 to 1."""
    figures = [_plain_figure(name, figure, floor.get(figure.name)) for figure in scores.figures]
    return {"scorer": name, "corpus_hash": scores.corpus_hash, "figures": figures}


def _plain_figure(name: str, figure: Figure, floor: float | None) -> dict[str, Any]:
    counts = figure.counts
    others = scoreboard.published(name, figure.name)
    return {
        "name": figure.name,
        "value": figure.value,
        "precision": counts.precision if counts else None,
        "recall": counts.recall if counts else None,
        "cases": counts.gold if counts else None,
        "floor": floor,
        "others": [{"whose": one.whose, "value": one.value, "source": one.source} for one in others],
    }
