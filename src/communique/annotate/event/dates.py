"""Calendar arithmetic on ranges of days. Pure functions; weeks begin on Monday (ISO 8601)."""

from calendar import monthrange
from datetime import date

# The first and the last day that an expression can mean, inclusive.
Days = tuple[date, date]

# Thirds of a month and of a year that "early", "mid" and "late" mean; the first day (month) of each, 1-based.
THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
YEAR_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def plus_days(day: date, count: int) -> date:
    """Return the day ``count`` days later (earlier if negative); the calendar's ends are not crossed."""
    ordinal = day.toordinal() + count
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def plus_months(day: date, count: int) -> date:
    """Return the same day of the month ``count`` months later, or that month's last day; years stay in 1 to 9999."""
    months = min(max(day.year * 12 + day.month - 1 + count, 12), 9999 * 12 + 11)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plus(day: date, count: int, unit: str) -> date:
    """Return the day that lies ``count`` units later; unit is ``day``, ``week``, ``month``, ``year`` or ``decade``."""
    if unit in ("day", "week"):
        return plus_days(day, count * (7 if unit == "week" else 1))
    return plus_months(day, count * {"month": 1, "year": 12, "decade": 120}[unit])


def week_of(day: date) -> Days:
    """Return Monday and Sunday of the day's week."""
    monday = plus_days(day, -day.weekday())
    return monday, plus_days(monday, 6)


def weekend_of(day: date) -> Days:
    """Return Saturday and Sunday of the day's week."""
    monday = plus_days(day, -day.weekday())
    return plus_days(monday, 5), plus_days(monday, 6)


def month_of(year: int, month: int, part: str | None = None) -> Days:
    """Return the first and last day of a month, or of its ``early``, ``mid`` or ``late`` third."""
    last = monthrange(year, month)[1]
    low, high = THIRDS[part] if part else (1, 31)
    return date(year, month, low), date(year, month, min(high, last))


def year_of(year: int, part: str | None = None) -> Days:
    """Return the first and last day of a year, or of its ``early``, ``mid`` or ``late`` third."""
    low, high = YEAR_THIRDS[part] if part else (1, 12)
    return date(year, low, 1), month_of(year, high)[1]


def unit_of(day: date, unit: str) -> Days:
    """Return the whole ``day``, ``week``, ``weekend``, ``month``, ``year`` or ``decade`` that a day lies in."""
    if unit == "decade":
        first = max(day.year - day.year % 10, 1)
        return date(first, 1, 1), date(min(first + 9, 9999), 12, 31)
    if unit == "month":
        return month_of(day.year, day.month)
    ranges = {"week": week_of(day), "weekend": weekend_of(day), "year": year_of(day.year)}
    return ranges.get(unit, (day, day))


def weekday_before(day: date, weekday: int) -> date:
    """Return the latest such weekday (Monday 0) that is not after the day."""
    return plus_days(day, -((day.weekday() - weekday) % 7))


def weekday_after(day: date, weekday: int) -> date:
    """Return the first such weekday (Monday 0) that is not before the day."""
    return plus_days(day, (weekday - day.weekday()) % 7)


def valid(year: int, month: int, day: int) -> date | None:
    """Return the date; None when the calendar has no such day."""
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def nearest(anchor: date, month: int, day: int, future: bool | None) -> date | None:
    """Return the month and day in the year that fits a report of the anchor's day.

    Args:
        anchor: the publication date.
        month: 1 to 12.
        day: 1 to 31.
        future: whether the sentence speaks of the future; False for the past; None when it does not tell.
    """
    years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= year <= 9999]
    days = [found for year in years if (found := valid(year, month, day))]
    fitting = [found for found in days if future is None or (found >= anchor if future else found <= anchor)]
    return min(fitting or days, key=lambda found: abs(found - anchor), default=None)
