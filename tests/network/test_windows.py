"""Networks over time."""

from datetime import date, timedelta
from math import exp, pi, sqrt
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.errors import UsageError
from communique.query.network.matrices import Matrix, two_mode
from communique.query.network.windows import KERNELS, Kernel, Width, moving
from communique.records.ties import Tie


def tie(day: date | None, weight: int = 1) -> Tie:
    """Make a tie."""
    return Tie("Ada", "x", 1, "one", day, weight)


def windows(days: list[date], width: str, kernel: Kernel | None = None) -> list[tuple[str, float]]:
    """Return the middle day of each window, and the weight of the tie in it."""
    return [(day.isoformat(), total(found)) for day, found in moving(list(map(tie, days)), Width.parse(width), two_mode,
            kernel=kernel)]  # fmt: skip


def total(found: Matrix) -> float:
    """Return the sum of a network."""
    return round(float(found.values.sum()), 6)


def test_days() -> None:
    """A window moves day by day, and is there where nothing was said."""
    days = [date(2026, 3, 5), date(2026, 3, 1), date(2026, 3, 1)]

    assert windows(days, "1d") == [(f"2026-03-0{day}", {1: 2, 5: 1}.get(day, 0)) for day in range(1, 6)]
    assert windows(days, "3d") == [("2026-03-02", 2), ("2026-03-03", 0), ("2026-03-04", 1)]
    assert windows(days, "4d") == [("2026-03-02", 2), ("2026-03-03", 1)]
    assert windows(days, "5d") == [("2026-03-03", 3)]


def test_weeks_begin_on_monday() -> None:
    """A Sunday and the Monday after it are of two weeks."""
    assert windows([date(2026, 3, 1), date(2026, 3, 2)], "1w") == [("2026-02-26", 1), ("2026-03-05", 1)]


def test_months_and_years() -> None:
    """Months and years are those of the calendar, leap days and the end of time included."""
    days = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 4, 1)]

    assert windows(days, "1m") == [("2024-01-16", 1), ("2024-02-15", 1), ("2024-03-16", 0), ("2024-04-15", 1)]
    assert windows(days, "3m") == [("2024-02-15", 2), ("2024-03-16", 2)]
    assert windows(days, "1y") == [("2024-07-01", 3)]
    assert windows([date(9999, 12, 31), date(9999, 11, 1)], "2m") == [("9999-12-01", 2)]


def test_events() -> None:
    """A window of statements moves by one; a tie of several statements is several."""
    ties = [tie(date(2026, 3, 9)), tie(date(2026, 3, 1), 2), tie(None)]
    found = list(moving(ties, Width.parse("2e"), two_mode))

    assert [(day.day, total(network)) for day, network in found] == [(1, 2), (5, 2)]


@pytest.mark.parametrize(
    ("kernel", "middle", "side"),
    [
        ("uniform", 1 / 2, 1 / 2),
        ("triangular", 1, 1 / 3),
        ("epanechnikov", 3 / 4, 3 / 4 * (1 - 4 / 9)),
        ("gaussian", 1 / sqrt(2 * pi), exp(-2 / 9) / sqrt(2 * pi)),
    ],
)
@pytest.mark.parametrize("width", ["3d", "3e"])
def test_kernels(kernel: Kernel, middle: float, side: float, width: str) -> None:
    """What lies a day from the middle of three days is two thirds of the way to their end."""
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]
    ((day, weight),) = windows(days, width, kernel)

    assert day == "2026-03-02"
    assert weight == pytest.approx(middle + 2 * side, abs=1e-6)


@pytest.mark.parametrize("kernel", get_args(Kernel))
def test_kernels_are_densities(kernel: Kernel) -> None:
    """Between the ends of a window a kernel has the weight 1, the Gaussian what lies within one deviation."""
    middles = (np.arange(2000) + 0.5) / 1000 - 1

    assert KERNELS[kernel](middles).sum() / 1000 == pytest.approx(0.6827 if kernel == "gaussian" else 1, abs=1e-4)


@pytest.mark.parametrize("words", ["x", "", "30", "d", "0d", "-1d", "1.5m", "30 d", "3q", "٣d", "1234567d"])
def test_no_width(words: str) -> None:
    """What is no width is refused with how to write one."""
    with pytest.raises(UsageError, match=r"such as 30d|1 or more"):
        Width.parse(words)


@pytest.mark.parametrize(
    ("ties", "width", "told"),
    [
        ([tie(date(2026, 3, 1)), tie(date(2026, 3, 9))], "10d", "10 days is longer than what there is, 9"),
        ([tie(date(2026, 3, 1))], "2e", "Make it shorter"),
        ([tie(None)], "1d", "No statement has a day"),
        ([], "1y", "No statement has a day"),
    ],
)
def test_no_windows(ties: list[Tie], width: str, told: str) -> None:
    """A window that does not fit is refused at once."""
    with pytest.raises(UsageError, match=told):
        moving(ties, Width.parse(width), two_mode)


def test_unknown_kernel() -> None:
    """The message lists the kernels."""
    with pytest.raises(UsageError, match=", ".join(KERNELS)):
        moving([tie(date(2026, 3, 1))], Width(1, "days"), two_mode, kernel="box")  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 800), min_size=1, max_size=20), st.sampled_from("dwmye"))
def test_windows_of_one_unit_share_out_all(offsets: list[int], unit: str) -> None:
    """Each statement is in exactly one window of one unit."""
    found = windows([date(2023, 6, 15) + timedelta(offset) for offset in offsets], f"1{unit}")

    assert sum(weight for _, weight in found) == len(offsets)
    assert [day for day, _ in found] == sorted(day for day, _ in found)
