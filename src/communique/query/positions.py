"""What the statements of a window say about where an actor stands, with how sure that is."""

from functools import cache
from typing import NamedTuple

import numpy as np

from communique.records.listing import Camp
from communique.records.standing import Sides, Tally
from communique.records.words import Stance

# A position is that of one side where so many of its statements take it: a few against may be errors of coding
# (`communique score positions`), more are a view that is really mixed. Set by hand.
SETTLED = 0.8

# Share of the interval's probability.
LEVEL = 0.9

_GRID = np.linspace(0, 1, 4001)


class Standing(NamedTuple):
    """A position and what it rests on; made by the ten thousand, so as light as can be.

    Attributes:
        stance: what the statements say together.
        share: mean of the share of support among all that the actor would say, 0 to 1; None where none takes a side.
        low, high: bounds of that share with 90 % probability; None likewise.
        tally: what was counted.
    """

    stance: Stance
    share: float | None
    low: float | None
    high: float | None
    tally: Tally


def standing(tally: Tally) -> Standing:
    """Return the position that the statements make.

    The share of support has the Beta distribution that follows from the statements and a prior that holds all shares
    for equally likely (Laplace). A mixed statement counts half for each side.
    """
    support, oppose = sides(tally)
    if not support + oppose:
        return Standing("neutral", None, None, None, tally)
    low, high = interval(support, oppose)
    return Standing(side(tally), (support + 1) / (support + oppose + 2), low, high, tally)


def sides(counts: Tally | Camp | Sides) -> tuple[float, float]:
    """Return what counts for the proposition and what against it: a mixed statement is half for each."""
    return counts.support + counts.mixed / 2, counts.oppose + counts.mixed / 2


def side(counts: Tally | Camp | Sides) -> Stance:
    """Return the stance that statements make together."""
    support, oppose = sides(counts)
    if not support + oppose:
        return "neutral"
    if support / (support + oppose) >= SETTLED:
        return "support"
    return "oppose" if oppose / (support + oppose) >= SETTLED else "mixed"


@cache
def interval(support: float, oppose: float) -> tuple[float, float]:
    """Return the bounds between which the share of support lies with 90 % probability, to three decimals.

    Args:
        support, oppose: statements on either side.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(support, support * np.log(_GRID), 0) + np.where(oppose, oppose * np.log1p(-_GRID), 0)
    density = np.exp(logs - np.nanmax(logs[np.isfinite(logs)]))
    steps = (density[1:] + density[:-1]) / 2
    total = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
    low, high = (float(np.interp(quantile, total, _GRID)) for quantile in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return round(low, 3), round(high, 3)
