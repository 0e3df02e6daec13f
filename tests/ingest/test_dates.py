"""Publication dates."""

from datetime import date, datetime

import pytest

from communique.ingest import dates


@pytest.mark.parametrize(
    "words",
    [
        "3 March 2026", "March 3, 2026 5:04 PM GMT", "Tuesday, 3rd March, 2026", "3 Mar 2026", "Mar. 3, 2026",
        "2026-03-03", "2026-03-03T23:30:00-05:00", "2026/3/3", "3/3/2026", "20260303", "03-Mar-2026",
        "Tue, 03 Mar 2026 17:04:00 GMT", "1772496000", 1772496000, 1772496000000, date(2026, 3, 3),
        datetime(2026, 3, 3, 23, 59), "MARCH 3 2026",
    ],
)  # fmt: skip
def test_readable(words: object) -> None:
    """The usual ways to write a day are read; the day is the one that is printed, whatever the time zone."""
    assert dates.parse(words) == date(2026, 3, 3)


@pytest.mark.parametrize(
    "words", ["04/03/2026", "31 February 2026", "soon", "March 2026", 2026, "²", None, [], "", True]
)
def test_unreadable(words: object) -> None:
    """Ambiguous, impossible and missing dates are no dates."""
    assert dates.parse(words) is None


@pytest.mark.parametrize(("words", "month"), [("25/03/2026", 3), ("03/25/2026", 3)])
def test_digits(words: str, month: int) -> None:
    """Digits are read where only one order is possible."""
    assert dates.parse(words) == date(2026, month, 25)


@pytest.mark.parametrize(
    ("month", "day", "published", "expected"),
    [
        (12, 31, date(2026, 1, 1), date(2025, 12, 31)),
        (1, 1, date(2025, 12, 31), date(2026, 1, 1)),
        (3, 3, date(2026, 3, 4), date(2026, 3, 3)),
        (2, 29, date(2026, 3, 1), None),
        (2, 29, date(2024, 3, 1), date(2024, 2, 29)),
    ],
)
def test_nearest(month: int, day: int, published: date, expected: date | None) -> None:
    """A day without a year belongs to the year that brings it closest to the publication date."""
    assert dates.nearest(month, day, published) == expected
