"""Key-point matching: does an argument express a proposition? The data and the measure of the 2021 shared task."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

# Of each topic and side the better half of the arguments counts (Friedman-Melamed et al. 2021, section 3).
TOP_SHARE = 0.5

Labels = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Text:
    """An argument or a key point.

    Attributes:
        id, text, topic: as in the data.
        side: +1 for the topic's demand, -1 against it.
    """

    id: str
    text: str
    topic: str
    side: int


@dataclass(frozen=True, slots=True)
class Arguments:
    """One part of the data.

    Attributes:
        arguments: in the order of the file.
        key_points: by id.
        labels: for each argument, 1 or 0 by key point; pairs whose annotators were undecided are missing.
    """

    arguments: tuple[Text, ...]
    key_points: Mapping[str, Text]
    labels: Labels


def arguments(gold: Path, part: str) -> Arguments:
    """Read one part ("train", "dev") of the data in a folder of gold data.

    Raises:
        OSError: a file is missing.
    """
    return read(gold / "keypoints", part)


def read(folder: Path, part: str) -> Arguments:
    """Read one part of the data from the folder that has its three files.

    Raises:
        OSError: a file is missing.
        KeyError, ValueError: one is not as the shared task has it.
    """
    labels: dict[str, dict[str, int]] = {}
    for row in _rows(folder / f"labels_{part}.csv"):
        labels.setdefault(row["arg_id"], {})[row["key_point_id"]] = int(row["label"])
    spoken = [_text(row, "arg_id", "argument") for row in _rows(folder / f"arguments_{part}.csv")]
    points = [_text(row, "key_point_id", "key_point") for row in _rows(folder / f"key_points_{part}.csv")]
    return Arguments(tuple(spoken), {point.id: point for point in points}, labels)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _text(row: Mapping[str, str], key: str, words: str) -> Text:
    return Text(row[key], row[words], row["topic"], int(row["stance"]))


def mean_average_precision(data: Arguments, match: Callable[[Text, Text], float]) -> tuple[float, float]:
    """Return the shared task's measure, strict and relaxed, each 0 to 1.

    Each argument is given its best key point of its topic and side; of each topic and side the better half is kept
    and its average precision taken; the mean over topics and sides is the measure. A pair that the annotators were
    undecided about is wrong in the strict and right in the relaxed figure.

    Args:
        data: arguments, key points, labels.
        match: how well an argument matches a key point; any scale.
    """
    precisions = []
    for _, group in groupby(sorted(data.arguments, key=_group), _group):
        said = list(group)
        points = [point for point in data.key_points.values() if _group(point) == _group(said[0])]
        best = [(*max((match(one, point), point.id) for point in points), one.id) for one in said] if points else []
        best.sort(key=lambda row: -row[0])
        kept = best[: int(TOP_SHARE * len(best))]
        pairs = [
            [data.labels.get(argument, {}).get(point, undecided) for _, point, argument in kept] for undecided in (0, 1)
        ]
        precisions.append([average_precision(labels) for labels in pairs])
    strict, relaxed = (sum(column) / len(column) for column in zip(*precisions, strict=True))
    return strict, relaxed


def average_precision(labels: list[int]) -> float:
    """Return the mean of the precisions at each right row of a ranking; 0 where none is right."""
    right, total = 0, 0.0
    for place, label in enumerate(labels, 1):
        if label:
            right += 1
            total += right / place
    return total / right if right else 0.0


def _group(text: Text) -> tuple[str, int]:
    return text.topic, text.side
