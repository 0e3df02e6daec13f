"""Reading inputs into a record, with progress on the terminal and a line for each input that fails."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.present.cli.screen import complain
from communique.run.batch import Outcome, read_into
from communique.store.database import Store

# A bar for fewer reports would be gone before it is seen.
WORTH_A_BAR = 4


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the inputs.

    Attributes:
        reports: ids of the reports, in the order of the inputs, each once.
        new: how many the record did not have like this before.
        failed: how many inputs could not be read.
    """

    reports: tuple[str, ...]
    new: int
    failed: int


def read_all(store: Store, names: Sequence[str], given: Given, settings: Settings) -> Result:
    """Read inputs into a record; complain about each that cannot be read and go on.

    Raises:
        typer.Exit: with status 130 when the user stops it; what was read is kept.
        UsageError, StoreError: as ``read_into``.
    """
    reports: dict[str, None] = {}
    new = failed = 0
    last: Outcome | None = None
    try:
        for last in _with_progress(read_into(store, names, given, settings)):
            if last.error:
                failed += 1
                complain(str(last.error))
            elif last.report:
                reports[last.report] = None
                new += last.new
    except KeyboardInterrupt as error:
        done = f" after {last.done} of {last.total}" if last else ""
        complain(f"Stopped{done}. The record keeps what was read; the same command goes on from there.")
        raise typer.Exit(130) from error
    return Result(tuple(reports), new, failed)


def _with_progress(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Pass the outcomes on, with a bar on standard error when that is a terminal."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", visible=False)
        for outcome in outcomes:
            progress.update(bar, completed=outcome.done, total=outcome.total, visible=outcome.total >= WORTH_A_BAR)
            yield outcome


class _Rate(ProgressColumn):
    """Reports a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")
