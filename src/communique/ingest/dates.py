"""Publication dates as they are printed and as metadata give them."""

import re
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources

# Epoch seconds below this are plain numbers (a year, a count); it is 3 March 1973.
_FIRST_EPOCH = 100_000_000
_LAST_EPOCH = 4_102_444_800  # the year 2100
_LAST_SECONDS = 10 * _LAST_EPOCH  # above it the number counts milliseconds


@cache
def months() -> dict[str, int]:
    """Return month numbers by lower-case name and abbreviation, without dots."""
    rows = (resources.files(__package__) / "months.tsv").read_text("utf-8").splitlines()[1:]
    return {name: int(number) for number, *names in (row.split("\t") for row in rows) for name in names}


@cache
def month_pattern() -> str:
    """Return a pattern that matches a month's name or abbreviation in any capitals."""
    return rf"(?i:{'|'.join(sorted(months(), key=len, reverse=True))})\b\.?"


_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"


@cache
def _full() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        rf"\b(?P<d1>{_DAY}) (?:of )?(?P<m1>{month}),? (?P<y1>{_YEAR})\b"
        rf"|\b(?P<m2>{month}) (?P<d2>{_DAY}),? (?P<y2>{_YEAR})\b"
        rf"|\b(?P<y3>{_YEAR})[-/.](?P<m3>[01]?\d)[-/.](?P<d3>[0-3]?\d)(?!\d)"
        rf"|\b(?P<d4>[0-3]?\d)(?P<s>[-/.])(?P<m4>[0-3]?\d)(?P=s)(?P<y4>{_YEAR})\b"
        rf"|\b(?P<d5>[0-3]\d)-(?P<m5>{month})-(?P<y5>{_YEAR})\b"
    )


def full_date(words: str) -> tuple[date | None, tuple[int, int]] | None:
    """Find the first date with day, month and year.

    Returns:
        The date and its range in ``words``; None when there is none. The date is None when the digits are
        ambiguous (03/04/2026) or name no day.
    """
    found = _full().search(words)
    if not found:
        return None
    group = {name[0]: value for name, value in found.groupdict().items() if value and name != "s"}
    day, month = int(re.sub(r"\D", "", group["d"])), month_number(group["m"])
    if found["d4"]:
        day, month = _unambiguous(day, month)
    return _valid(int(group["y"]), month, day), found.span()


def _unambiguous(first: int, second: int) -> tuple[int, int]:
    """Return day and month of a date in digits; (0, 0) where both orders are possible."""
    if first == second or first > 12:
        return first, second
    return (second, first) if second > 12 else (0, 0)


def month_number(words: str) -> int:
    """Return 1 to 12 for a month's name, abbreviation or number."""
    words = words.rstrip(".").lower()
    return int(words) if words.isdecimal() else months()[words]


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int, published: date) -> date | None:
    """Return the day of that month and day number that is closest to the publication date.

    A report of 1 January that is datelined 31 December belongs to the year before.
    """
    years = (published.year, published.year - 1, published.year + 1)
    found = [day_of for year in years if (day_of := _valid(year, month, day))]
    return min(found, key=lambda day_of: abs((day_of - published).days), default=None)


def parse(value: object) -> date | None:
    """Return the date that a metadata value holds: a date, epoch seconds or milliseconds, or words; None if none.

    The day is taken as printed, in the time zone of the value itself; epoch numbers are read in UTC.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _parse_words(value)
    return _parse_epoch(value) if isinstance(value, int | float) else None


def _parse_words(value: str) -> date | None:
    value = " ".join(value[:200].split())
    if value.isascii() and value.isdecimal():
        return _valid(int(value[:4]), int(value[4:6]), int(value[6:])) if len(value) == 8 else _parse_epoch(int(value))
    found = full_date(value)
    return found[0] if found else None


def _parse_epoch(value: float) -> date | None:
    seconds = value / 1000 if value > _LAST_SECONDS else value
    return datetime.fromtimestamp(seconds, UTC).date() if _FIRST_EPOCH <= seconds <= _LAST_EPOCH else None
