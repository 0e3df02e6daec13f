"""Timelines: bars for months, or for longer times where months are too many."""

from datetime import date

import pytest

from communique.present.web.timeline import BARS, TALLEST, timeline
from communique.records.listing import Month
from communique.records.standing import Window


def test_nothing_gives_no_drawing() -> None:
    """Without a day there is nothing to draw."""
    assert timeline([], Window()) is None


def test_bars_stand_in_lanes_by_stance() -> None:
    """Each stance that was ever taken has a lane of its own; bars are in proportion to the tallest."""
    drawn = timeline(
        [Month("2026-01", "support", 4), Month("2026-01", "oppose", 1), Month("2026-03", "oppose", 2)], Window()
    )

    assert drawn is not None
    assert [stance for stance, _ in drawn.lanes] == ["support", "oppose"]
    assert [(bar.stance, bar.height) for bar in drawn.bars] == [
        ("support", TALLEST), ("oppose", TALLEST / 4), ("oppose", TALLEST / 2),
    ]  # fmt: skip
    floors = dict(drawn.lanes)
    assert all(bar.y + bar.height == floors[bar.stance] for bar in drawn.bars)
    assert drawn.bars[2].x > drawn.bars[1].x
    assert [(one.label, one.counts["oppose"]) for one in drawn.periods] == [("2026-01", 1), ("2026-03", 2)]
    assert drawn.counted == 7


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2017-01", "2026-12", ("2017-01", "2026-12")),
        ("2016-12", "2026-12", ("2016", "2026")),
        ("1907-06", "2026-12", ("1907", "2026")),
        ("1906-06", "2026-12", ("1900–1909", "2020–2029")),
        ("0001-01", "9999-12", ("0000–0099", "9900–9999")),
    ],
)
def test_long_times_have_few_bars(first: str, last: str, labels: tuple[str, str]) -> None:
    """However long the time, the drawing stays small, and its days are days of the calendar."""
    drawn = timeline([Month(first, "support", 1), Month(last, "support", 1)], Window())

    assert drawn is not None
    assert (drawn.periods[0].label, drawn.periods[1].label) == labels
    assert drawn.width < 12 * BARS
    assert all(one.first <= one.last for one in drawn.periods)


def test_days_stay_within_the_window() -> None:
    """The days of a period, which links narrow to, do not go beyond those that were asked for."""
    months = [Month("2026-02", "support", 1)]
    whole = timeline(months, Window())
    part = timeline(months, Window(since=date(2026, 2, 10), until=date(2026, 2, 20)))

    assert whole is not None
    assert part is not None
    assert (whole.periods[0].first, whole.periods[0].last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (part.periods[0].first, part.periods[0].last) == (date(2026, 2, 10), date(2026, 2, 20))
