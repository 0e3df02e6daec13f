"""Positions in whole reports, read with everything that the package finds, against what a careful reader codes.

``reports/*.gold`` has one position a line: ``actor | issue | stance``; several issues that are all right are joined
with `` or ``. Lines with ``never:`` are tempting and wrong.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import communique
from communique.records.rows import Record

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))

PRECISION_FLOOR = 0.0
RECALL_FLOOR = 0.0
DISAGREEMENT_FLOOR = 0

Row = tuple[str, str, str]


@dataclass(frozen=True)
class Gold:
    """What a reader wrote down about one report.

    Attributes:
        wanted: the positions, each with all the ways of writing it that are right.
        never: positions that must not be found.
    """

    wanted: tuple[frozenset[Row], ...]
    never: frozenset[Row]


@cache
def gold(report: Path) -> Gold:
    """Read what a reader wrote down."""
    wanted, never = [], set[Row]()
    for line in report.with_suffix(".gold").read_text(encoding="utf-8").splitlines():
        actor, issues, stance = line.removeprefix("never: ").split(" | ")
        rows = frozenset((actor, issue, stance) for issue in issues.split(" or "))
        if line.startswith("never: "):
            never |= rows
        else:
            wanted.append(rows)
    return Gold(tuple(wanted), frozenset(never))


@cache
def record(report: Path) -> Record:
    """Read a report once."""
    return communique.read(report)


def positions(report: Path) -> set[Row]:
    """Return the positions that are found in a report."""
    return {(position.actor, position.issue.id, position.stance) for position in record(report).positions}


def right(report: Path) -> Iterator[Row]:
    """Yield the positions that are found and wanted."""
    for row in sorted(positions(report)):
        if any(row in rows for rows in gold(report).wanted):
            yield row


def test_most_of_what_is_found_is_right_and_most_of_what_is_there_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Precision and recall over all reports together stay above their floors."""
    correct = sum(len(list(right(report))) for report in REPORTS)
    found = sum(len(positions(report)) for report in REPORTS)
    wanted = sum(len(gold(report).wanted) for report in REPORTS)
    with capsys.disabled():
        sys.stdout.write(f"\npositions: {correct} right of {found} found, {wanted} wanted ")

    assert correct / found >= PRECISION_FLOOR
    assert correct / wanted >= RECALL_FLOOR


def test_disagreements_are_found() -> None:
    """The pairs of actors who take opposite sides are shown."""
    found = {(report.stem, pair.issue, pair.a_actor, pair.b_actor) for report in REPORTS for pair in _pairs(report)}

    assert len(found) >= DISAGREEMENT_FLOOR


def _pairs(report: Path) -> tuple[object, ...]:
    return record(report).disagreements


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.stem)
def test_tempting_positions_are_not_found(report: Path) -> None:
    """Nobody is shown with a position that the report does not give them."""
    assert not positions(report) & gold(report).never
