"""How often each stance was taken as time went by: bars to draw, and the same as rows of a table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from communique.records.listing import Month
from communique.records.standing import Window
from communique.records.words import Stance

# A bar is for a month; where these are too many to be told apart, for a year, ten years or a hundred.
SIZES = (1, 12, 120, 1200)
BARS = 120

# In pixels at the size of the text: room for the names of the stances, height of a lane and of its tallest bar, what
# all bars share, the widest and narrowest bar with its gap, and room for a label below.
NAMES, LANE, TALLEST, WIDTH, WIDEST, NARROWEST, LABEL = 120, 56, 36, 760, 36, 8, 70


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or a longer time where months are too many.

    Attributes:
        label: ``2026-03``, ``2026`` or ``2020–2029``.
        first, last: its days, within the days that are asked for.
        counts: statements by stance.
    """

    label: str
    first: date
    last: date
    counts: Mapping[Stance, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its left upper corner, its height, and what it stands for."""

    x: float
    y: float
    height: float
    stance: Stance
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn.

    Attributes:
        lanes: stances with the height at which their bars stand.
        ticks: labels with their place.
        bar: width of a bar.
        periods: those in which something was said, earliest first.
        counted: how many statements are drawn.
    """

    width: float
    height: float
    lanes: tuple[tuple[Stance, float], ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    bar: float
    periods: tuple[Period, ...]
    counted: int


def timeline(months: Sequence[Month], window: Window) -> Timeline | None:
    """Return what is drawn of the months; None where no statement has a day.

    Args:
        months: how often each stance was taken.
        window: what they were asked for.
    """
    if not months:
        return None
    size, found = _periods(months)
    first, last = min(found), max(found)
    step = min(WIDEST, max(NARROWEST, WIDTH / (last - first + 1)))
    stances = [stance for stance in get_args(Stance) if any(found[one][stance] for one in found)]
    lanes = {stance: LANE * (number + 1.0) for number, stance in enumerate(stances)}
    most = max(max(counts.values()) for counts in found.values())
    bars = [
        _bar(NAMES + (one - first) * step, lanes[stance], count, most, stance, _label(one, size))
        for one, counts in sorted(found.items())
        for stance, count in counts.items()
    ]
    every = -(-LABEL // int(step))
    ticks = [(NAMES + (one - first) * step, _label(one, size)) for one in range(first, last + 1, every)]
    periods = [Period(_label(one, size), *_days(one, size, window), counts) for one, counts in sorted(found.items())]
    width, height = NAMES + (last - first + 1) * step + LABEL, LANE * len(lanes) + 24
    counted = sum(one.count for one in months)
    return Timeline(width, height, tuple(lanes.items()), tuple(bars), tuple(ticks), step - 2, tuple(periods), counted)


def _periods(months: Sequence[Month]) -> tuple[int, dict[int, Counter[Stance]]]:
    """Return the size of a period in months, and the counts of each by its number."""
    numbers = [12 * int(one.month[:4]) + int(one.month[5:7]) - 1 for one in months]
    size = next((size for size in SIZES if max(numbers) // size - min(numbers) // size < BARS), SIZES[-1])
    found: dict[int, Counter[Stance]] = {}
    for number, one in zip(numbers, months, strict=True):
        found.setdefault(number // size, Counter())[one.stance] += one.count
    return size, found


def _bar(x: float, floor: float, count: int, most: int, stance: Stance, label: str) -> Bar:
    height = TALLEST * count / most
    return Bar(round(x, 1), round(floor - height, 1), round(height, 1), stance, count, label)


def _label(number: int, size: int) -> str:
    year, month = divmod(number * size, 12)
    if size == SIZES[0]:
        return f"{year:04}-{month + 1:02}"
    return f"{year:04}" if size == SIZES[1] else f"{year:04}–{year + size // 12 - 1:04}"


def _days(number: int, size: int, window: Window) -> tuple[date, date]:
    """Return the first and last day of a period that are within the window."""
    first, last = _first(number * size), _before(_first((number + 1) * size))
    return max(first, window.since or first), min(last, window.until or last)


def _first(number: int) -> date:
    """Return the first day of a month by its number since the year 0, the nearest where there is no such year."""
    year, month = divmod(number, 12)
    return date.min if year < date.min.year else date.max if year > date.max.year else date(year, month + 1, 1)


def _before(day: date) -> date:
    return day if day == date.max else day - timedelta(days=1)
