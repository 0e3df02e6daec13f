"""A bar on the terminal for work that takes its time."""

import sys
from collections.abc import Iterator
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

# A bar for fewer pieces would be gone before it is seen.
WORTH_A_BAR = 4


class Step(Protocol):
    """A piece of the work."""

    @property
    def done(self) -> int:
        """How many pieces are finished."""

    @property
    def total(self) -> int:
        """How many there are in all."""


S = TypeVar("S", bound=Step)


def with_progress(doing: str, steps: Iterator[S]) -> Iterator[S]:
    """Pass steps on, with a bar on standard error when that is a terminal.

    Args:
        doing: what stands before the bar: "Reading".
        steps: the work.
    """
    if not sys.stderr.isatty():
        yield from steps
        return
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", visible=False)
        for step in steps:
            progress.update(bar, completed=step.done, total=step.total, visible=step.total >= WORTH_A_BAR)
            yield step


class _Rate(ProgressColumn):
    """Pieces a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")
