"""Networks over time: a window that moves over the days or over the statements."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, cast, get_args

import numpy as np
import numpy.typing as npt

from communique.core.errors import UsageError
from communique.query.network.matrices import BOOLEAN, Array, Counts, Matrix, Scale, counts
from communique.records.ties import Tie

Days = npt.NDArray[np.int64]
Unit = Literal["days", "weeks", "months", "years", "events"]
UNITS: tuple[str, ...] = get_args(Unit)
Kernel = Literal["uniform", "triangular", "epanechnikov", "gaussian"]

# Densities over distances from the middle of a window; -1 and 1 are its ends. Each is 0 beyond them, the Gaussian cut.
KERNELS: Mapping[str, Callable[[Array], Array]] = MappingProxyType(
    {
        "uniform": lambda u: np.full_like(u, 0.5),
        "triangular": lambda u: 1 - np.abs(u),
        "epanechnikov": lambda u: 0.75 * (1 - u**2),
        "gaussian": lambda u: np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi),
    }
)

# What numpy calls the units.
_CODES: Mapping[str, Literal["D", "W", "M", "Y"]] = MappingProxyType(
    {"days": "D", "weeks": "W", "months": "M", "years": "Y"}
)
# numpy's weeks begin on Thursday, the day of the week that 1970 began with.
_FROM_MONDAY = 3
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Width:
    """How long a window is.

    Attributes:
        size: how many units, at least 1.
        unit: days, weeks from Monday, calendar months or years; or statements (``events``).
    """

    size: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.size < 1:
            raise UsageError(f"A window of {self.size} {self.unit} holds nothing. Give 1 or more.")

    @classmethod
    def parse(cls, words: str) -> "Width":
        """Read a width as users write it: a number and the first letter of a unit, ``30d``.

        Raises:
            UsageError: it is none.
        """
        found = re.fullmatch(r"(\d{1,6})([dwmye])", words.strip().lower(), re.ASCII)
        if not found:
            raise UsageError(
                f"'{words}' is no window. Write a number and d (days), w (weeks), m (months), y (years) or e (events), "
                "such as 30d or 20e."
            )
        unit = next(unit for unit in UNITS if unit.startswith(found[2]))
        return cls(int(found[1]), cast(Unit, unit))


@dataclass(frozen=True, slots=True, eq=False)
class _Slice:
    """The ties of one window, with how far each is from the middle, -1 to 1."""

    middle: date
    ties: Sequence[Tie]
    distances: Array


def moving(
    ties: Sequence[Tie],
    width: Width,
    measure: Callable[[Counts], Matrix],
    *,
    scale: Scale = BOOLEAN,
    kernel: Kernel | None = None,
) -> Iterator[tuple[date, Matrix]]:
    """Return the networks of a window that moves over the ties by one unit, each with the day in its middle.

    The first window begins with the unit that has the first day, the last one ends with the unit that has the last day.
    A day lies at its noon. Each network has the names that occur in its window; undated ties are in none.

    Args:
        ties: in any order.
        width: of the window.
        measure: makes the network of the counts in a window.
        scale: of the values.
        kernel: how much ties count by their distance from the middle; all 1 by default.

    Raises:
        UsageError: there is no such kernel, no tie has a day, or the window is longer than all of them.
    """
    if kernel is not None and kernel not in KERNELS:
        raise UsageError(f"There is no kernel '{kernel}'. Choose one of: {', '.join(KERNELS)}.")
    dated = sorted((tie for tie in ties if tie.day), key=_day)
    if not dated:
        raise UsageError("No statement has a day, so no window can be made. Leave the window out, or widen the period.")
    slices = _by_events(dated, width.size) if width.unit == "events" else _by_days(dated, width)
    weigh = KERNELS[kernel] if kernel else np.ones_like
    return ((one.middle, measure(counts(one.ties, scale, weigh(one.distances)))) for one in slices)


def _day(tie: Tie) -> date:
    return cast(date, tie.day)


def _check(width: Width, room: int) -> None:
    if width.size > room:
        raise UsageError(
            f"A window of {width.size} {width.unit} is longer than what there is, {room}. Make it shorter, or leave it "
            "out for one network of all."
        )


def _by_events(dated: Sequence[Tie], size: int) -> Iterator[_Slice]:
    single = [replace(tie, weight=1) for tie in dated for _ in range(tie.weight)]
    _check(Width(size, "events"), len(single))
    distances = (2 * np.arange(size) + 1) / size - 1
    windows = (single[first : first + size] for first in range(len(single) - size + 1))
    return (_Slice(_halfway(_day(ties[0]), _day(ties[-1])), ties, distances) for ties in windows)


def _halfway(first: date, last: date) -> date:
    return first + (last - first) // 2


def _by_days(dated: Sequence[Tie], width: Width) -> Iterator[_Slice]:
    days = np.array([_day(tie) for tie in dated], dtype="datetime64[D]")
    shift = _FROM_MONDAY if width.unit == "weeks" else 0
    units = (days[[0, -1]] + shift).astype(f"datetime64[{_CODES[width.unit]}]").astype(np.int64)
    room = int(units[1] - units[0]) + 1
    _check(width, room)
    # The days that units begin with, the one after the last included.
    starts = np.arange(units[0], units[1] + 2).astype(f"datetime64[{_CODES[width.unit]}]").astype("datetime64[D]")
    edges = (starts - shift).astype(np.int64)
    return _cut(dated, days.astype(np.int64), edges[: -width.size], edges[width.size :])


def _cut(dated: Sequence[Tie], days: Days, begins: Days, ends: Days) -> Iterator[_Slice]:
    """Yield the ties from each beginning up to its end.

    Args:
        dated: in the order of their days.
        days: the day of each tie [ties], counted from 1970.
        begins, ends: first day of each window and the day after its last [windows].
    """
    firsts, lasts = np.searchsorted(days, begins), np.searchsorted(days, ends)
    for begin, end, first, last in zip(begins.tolist(), ends.tolist(), firsts.tolist(), lasts.tolist(), strict=True):
        middle = date.fromordinal(_EPOCH + (begin + end - 1) // 2)
        distances = 2 * (days[first:last] - begin + 0.5) / (end - begin) - 1
        yield _Slice(middle, dated[first:last], distances)
