"""Floors: figures that no change may fall below, pinned with the hash of the data that they were taken on.

A floor is kept to four decimals. A figure is below its floor when it is smaller by more than `TOLERANCE`: room for
rounding and for the last digits of a parser on another processor, not for a worse result.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from communique.core.errors import UsageError
from communique_eval.base import Scores

TOLERANCE = 0.002


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one scorer.

    Attributes:
        corpus_hash: SHA-256 of the gold files that the figures were taken on.
        figures: value (0 to 1) by name of figure.
    """

    corpus_hash: str
    figures: Mapping[str, float]


def path() -> Path:
    """Return the file with the pinned floors."""
    return Path(str(resources.files("communique_eval").joinpath("floors.json")))


def load(file: Path) -> dict[str, Floors]:
    """Return the floors by scorer; none when there is no such file."""
    if not file.exists():
        return {}
    found = json.loads(file.read_text(encoding="utf-8"))
    return {name: Floors(one["corpus_hash"], one["figures"]) for name, one in found.items()}


def save(file: Path, floors: Mapping[str, Floors]) -> None:
    """Write the floors, the same bytes for the same floors."""
    plain = {name: {"corpus_hash": one.corpus_hash, "figures": one.figures} for name, one in floors.items()}
    file.write_text(json.dumps(plain, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def faults(name: str, scores: Scores, floors: Floors | None) -> Iterator[str]:
    """Yield what keeps the scores of a scorer from passing, one sentence each; nothing when they pass."""
    if floors is None:
        yield f"{name}: no floors are pinned. Pin them with --pin."
        return
    if scores.corpus_hash != floors.corpus_hash:
        yield (
            f"{name}: the gold data are not those that the floors were taken on "
            f"({scores.corpus_hash[:12]}, expected {floors.corpus_hash[:12]}). Get those, or pin anew with --pin."
        )
        return
    values = {figure.name: figure.value for figure in scores.figures}
    for figure, floor in floors.figures.items():
        value = values.get(figure)
        if value is None:
            yield f"{name}: '{figure}' has a floor and is not measured any more. Pin anew with --pin."
        elif value < floor - TOLERANCE:
            yield f"{name}: '{figure}' is {100 * value:.2f}, below its floor of {100 * floor:.2f}."


def raised(name: str, scores: Scores, floors: Floors | None, allow_regression: bool) -> Floors:
    """Return the floors with the scores pinned, parts left out.

    A floor only goes up, unless a regression is allowed or the gold data are others than before.

    Raises:
        UsageError: a figure is below its floor by more than the tolerance, and no regression is allowed.
    """
    values = {figure.name: round(figure.value, 4) for figure in scores.figures if not figure.part}
    if floors is None or allow_regression or floors.corpus_hash != scores.corpus_hash:
        return Floors(scores.corpus_hash, values)
    lower = [figure for figure, floor in floors.figures.items() if values.get(figure, floor) < floor - TOLERANCE]
    if lower:
        raise UsageError(
            f"{name}: {', '.join(lower)} would fall below the floor. "
            "Look into it, or lower the floor on purpose with --pin --allow-regression."
        )
    return Floors(
        scores.corpus_hash, {figure: max(value, floors.figures.get(figure, 0.0)) for figure, value in values.items()}
    )
