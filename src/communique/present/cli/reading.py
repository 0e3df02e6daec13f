"""Reading inputs into a record, with progress on the terminal and a line for each input that fails."""

from collections.abc import Sequence
from dataclasses import dataclass

import typer

from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.present.cli.progress import with_progress
from communique.present.cli.screen import complain
from communique.run.batch import Outcome, read_into
from communique.store.database import Store


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
        for last in with_progress("Reading", read_into(store, names, given, settings)):
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
