"""Running scorers by name, and setting their figures beside the floors and the published ones."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from communique.core import registry
from communique.core.errors import UsageError
from communique.core.settings import Settings
from communique_eval import scorers
from communique_eval.base import Row, Scorer, Scores
from communique_eval.gold import Gold


def names() -> tuple[str, ...]:
    """Return the names of the scorers, sorted."""
    return registry.names(scorers)


def load(name: str, settings: Settings | None = None) -> Scorer:
    """Return a scorer by its name.

    Args:
        name: the name of its file.
        settings: choices for the stages that are measured.

    Raises:
        UsageError: there is no such scorer; the message lists those that there are.
    """
    return registry.load(scorers, name, Scorer)(settings)  # type: ignore[type-abstract]


def run(name: str, gold: Gold, settings: Settings | None = None) -> Scores:
    """Run a scorer with these choices for the stages.

    Raises:
        UsageError: there is no such scorer, or the gold folder lacks files that it needs; the message names them.
    """
    scorer = load(name, settings)
    missing = gold.missing(scorer.needs)
    if missing:
        raise UsageError(f"'{name}' needs {', '.join(missing)}, which '{gold.folder}' does not have. Add it there.")
    return scorer.run(gold)


@dataclass(frozen=True, slots=True)
class Published:
    """A figure of others to set beside ours.

    Attributes:
        whose: the system, or ``humans`` for how far people agree with one another.
        value: 0 to 1.
        source: where it is published, and on which part of the data.
    """

    whose: str
    value: float
    source: str


def published(scorer: str, figure: str) -> tuple[Published, ...]:
    """Return the figures of others for one of ours, in the table's order."""
    return tuple(row for place, row in _published() if place == (scorer, figure))


@cache
def _published() -> tuple[tuple[tuple[str, str], Published], ...]:
    text = resources.files("communique_eval").joinpath("data", "published.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return tuple(
        ((row["scorer"], row["figure"]), Published(row["whose"], float(row["value"]), row["source"])) for row in rows
    )


def write_rows(rows: Sequence[Row], path: Path) -> None:
    """Write what was wrong as a table of tab-separated values with a header, in the given order."""
    fields = dict.fromkeys(field for row in rows for field in row) or {"kind": None}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(fields), delimiter="\t", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def table(name: str, scores: Scores, floors: dict[str, float]) -> Iterable[tuple[str, str, str, str, str, str]]:
    """Yield for each figure: its name, value, precision / recall, count, floor, and those of others; as text.

    Values are in per cent.
    """
    for figure in scores.figures:
        counts = figure.counts
        share = f"{100 * counts.precision:.1f} / {100 * counts.recall:.1f}" if counts else ""
        floor = floors.get(figure.name)
        others = "; ".join(f"{one.whose} {100 * one.value:.1f}" for one in published(name, figure.name))
        yield (
            figure.name, f"{100 * figure.value:.1f}", share, str(counts.gold) if counts else "",
            "" if floor is None else f"{100 * floor:.1f}", others,
        )  # fmt: skip
