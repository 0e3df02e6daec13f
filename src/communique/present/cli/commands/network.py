"""Draw the network of who shares concepts with whom, of the record or of a DNA project."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.core.errors import UsageError
from communique.present.cli.networks import show, show_windows
from communique.present.cli.options import DEFAULT_RECORD, RecordPath, Since, Until, day, existing, narrowing
from communique.present.cli.output import write, write_new
from communique.present.cli.page import Page
from communique.present.cli.screen import screen
from communique.present.export.networks import graphml, matrix_csv, matrix_json, windows_csv, windows_json
from communique.query.filters import SOME, Filter
from communique.query.network import record as of_record
from communique.query.network.matrices import BOOLEAN, Counts, Matrix, Scale, counts, one_mode, two_mode
from communique.query.network.ties import without, without_duplicates
from communique.query.network.windows import Kernel, Width, moving
from communique.query.windows import window as counted_window
from communique.records.standing import LEVELS, Duplicates, Window
from communique.records.ties import Tie
from communique.store import dna
from communique.store.database import Store


class Mode(StrEnum):
    """Of whom the network is."""

    TWO = "two"
    ONE = "one"


class Qualifier(StrEnum):
    """What becomes of agreement and disagreement."""

    IGNORE = "ignore"
    COMBINE = "combine"
    SUBTRACT = "subtract"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"


class Normalisation(StrEnum):
    """What weights are divided by."""

    NO = "no"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"


class Repetitions(StrEnum):
    """How often the same counts."""

    INCLUDE = "include"
    DOCUMENT = "document"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class Smoothing(StrEnum):
    """How much a statement counts by its distance from the middle of a window."""

    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    EPANECHNIKOV = "epanechnikov"
    GAUSSIAN = "gaussian"


class Format(StrEnum):
    """How a network is written."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    GRAPHML = "graphml"


DEFAULT_QUALIFIERS = {Mode.TWO: Qualifier.SUBTRACT, Mode.ONE: Qualifier.CONGRUENCE}
DEFAULT_LEVEL = "state"
DEFAULT_VARIABLE = "organization"


@dataclass(frozen=True, slots=True)
class _Source:
    """Where ties come from, and what the options say about them.

    Attributes:
        file: a DNA project; None for the record.
        record: the record.
        actors: a level of the record or a variable of the project; None for the usual one.
        concepts, values, type: variables and statement type of a project.
        wanted: the period.
    """

    file: Path | None
    record: Path
    actors: str | None
    concepts: str
    values: str
    type: str
    wanted: Filter

    def ties(self, per: Duplicates, *, compat: bool, dated: bool) -> tuple[list[Tie], Scale]:
        """Return the ties of the period, without repetitions, and their scale.

        Args:
            per: which repetitions count.
            compat: as DNA counts them.
            dated: whether the days of ties are needed.
        """
        if self.file is None and not dated and not compat:
            with existing(self.record) as store:
                return of_record.counted(store, self._window(store), per), BOOLEAN
        ties, scale = self._of_record() if self.file is None else self._of_project(self.file)
        return list(without_duplicates(ties, per, compat=compat)), scale

    def _window(self, store: Store) -> Window:
        level = self.actors or DEFAULT_LEVEL
        if level not in LEVELS:
            raise UsageError(f"A record has no actors as '{level}'. Choose one of: {', '.join(LEVELS)}.")
        return counted_window(store, self.wanted, level)

    def _of_record(self) -> tuple[list[Tie], Scale]:
        with existing(self.record) as store:
            return of_record.ties(store, self._window(store)), BOOLEAN

    def _of_project(self, file: Path) -> tuple[list[Tie], Scale]:
        project = dna.read(file, self.actors or DEFAULT_VARIABLE, self.concepts, self.values, self.type)
        ties = [tie for tie in project.ties if self.wanted.in_period(tie.day)]
        return ties, BOOLEAN if project.boolean else Scale.integers(ties)


def command(
    file: Annotated[
        Path | None, typer.Argument(help="A project of DNA 3; the record when left out.", metavar="[FILE.dna]")
    ] = None,
    record: RecordPath = DEFAULT_RECORD,
    mode: Annotated[Mode, typer.Option(help="two: actors and concepts; one: actors who share concepts.")] = Mode.TWO,
    qualifier: Annotated[
        Qualifier | None,
        typer.Option(
            help="Two modes: ignore, combine or subtract (the default). One mode: ignore, congruence (the default), "
            "conflict or subtract.",
            show_default=False,
        ),
    ] = None,
    normalise: Annotated[
        Normalisation,
        typer.Option(help="Two modes: activity or prominence. One mode: average, jaccard or cosine."),
    ] = Normalisation.NO,
    duplicates: Annotated[
        Repetitions,
        typer.Option(help="Count what an actor says again once a document, week and so on, or once at all."),
    ] = Repetitions.DOCUMENT,
    since: Since = None,
    until: Until = None,
    window: Annotated[
        str | None, narrowing("WIDTH", "One network for each window: 30d, 4w, 3m, 1y or 20e (statements).")
    ] = None,
    kernel: Annotated[
        Smoothing | None,
        typer.Option(help="Weigh statements by their distance from the middle of the window.", show_default=False),
    ] = None,
    actors_as: Annotated[
        str | None,
        narrowing(
            "LEVEL",
            f"Record: {', '.join(LEVELS)} ({DEFAULT_LEVEL} by default). Project: a variable ({DEFAULT_VARIABLE}).",
        ),
    ] = None,
    concepts_as: Annotated[str, typer.Option(metavar="NAME", help="Project: the variable of concepts.")] = "concept",
    values_as: Annotated[str, typer.Option(metavar="NAME", help="Project: the variable of agreement.")] = "agreement",
    type: Annotated[str, typer.Option(metavar="NAME", help="Project: the statement type.")] = "DNA Statement",
    exclude: Annotated[
        list[str] | None, narrowing("NAME", "Leave out an actor or concept; may be given several times.")
    ] = None,
    dna_compat: Annotated[
        bool, typer.Option("--dna-compat", help="Weeks and months without year, and cosine, as DNA has them.")
    ] = False,
    format: Annotated[Format, typer.Option(help="How to print; graphml is for Gephi, networkx, visone.")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write to a new file.", show_default=False)
    ] = None,
) -> None:
    """Draw the network of who shares concepts with whom, of the record or of a DNA project.

    "communique network --mode one --normalise average" ties states that hold the same positions. "communique network
    project.dna --window 3m --format json" gives a network for each three months. "communique network --mode one
    --format graphml --output states.graphml" makes a file for Gephi. Statements without actor or concept are left out.
    """
    _check(format, window, kernel, output)
    width = Width.parse(window) if window else None
    measure = _measure(mode, qualifier or DEFAULT_QUALIFIERS[mode], normalise, compat=dna_compat)
    wanted = Filter(since=day(since), until=day(until))
    source = _Source(file, record, actors_as, concepts_as, values_as, type, wanted)
    ties, scale = source.ties(duplicates.value, compat=dna_compat, dated=width is not None)
    ties = list(_without(ties, exclude or []))
    if width:
        chosen: Kernel | None = kernel.value if kernel else None
        _tell_windows(moving(ties, width, measure, scale=scale, kernel=chosen), format, output)
    else:
        _tell(measure, counts(ties, scale), format, output)


def _check(format: Format, window: str | None, kernel: Smoothing | None, output: Path | None) -> None:
    """Refuse options that do not go together before anything is read."""
    if kernel and not window:
        raise UsageError("A kernel weighs the statements of a window. Give its width with --window, such as 30d.")
    if window and format is Format.GRAPHML:
        raise UsageError("A graphml file holds one network. Leave out --window, or choose --format json or csv.")
    if output and format is Format.TEXT:
        raise UsageError("Text is for the terminal. With --output choose --format csv, json or graphml.")


def _measure(mode: Mode, qualifier: Qualifier, normalise: Normalisation, *, compat: bool) -> Callable[[Counts], Matrix]:
    """Return what makes a network of counts; what the mode does not have is refused here, before anything is read."""
    chosen: Any = {"qualifier": qualifier.value, "normalisation": normalise.value}
    measure = partial(two_mode, **chosen) if mode is Mode.TWO else partial(one_mode, **chosen, compat=compat)
    measure(counts([]))
    return measure


def _without(ties: Sequence[Tie], names: Sequence[str]) -> Iterator[Tie]:
    """Return the ties without actors and concepts of these names, or of none."""
    known = sorted({name for tie in ties for name in (tie.actor, tie.concept)})
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, SOME, 0) or ["none"]
            raise UsageError(f"There is no actor or concept '{name}' to leave out. Nearest: {'; '.join(near)}.")
    return without(ties, {"", *names})


def _tell(measure: Callable[[Counts], Matrix], found: Counts, format: Format, output: Path | None) -> None:
    matrix = measure(found)
    match format:
        case Format.TEXT:
            show(matrix, Page(screen()))
        case Format.CSV:
            _put(matrix_csv(matrix), output)
        case Format.JSON:
            _put(matrix_json(matrix), output)
        case Format.GRAPHML:
            _put([graphml(matrix, found)], output)


def _tell_windows(windows: Iterator[tuple[date, Matrix]], format: Format, output: Path | None) -> None:
    if format is Format.TEXT:
        show_windows(windows, Page(screen()))
    else:
        _put(windows_csv(windows) if format is Format.CSV else windows_json(windows), output)


def _put(pieces: Iterable[str], output: Path | None) -> None:
    if output:
        write_new(output, "".join(pieces))
    else:
        write(pieces)
