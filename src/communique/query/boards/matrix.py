"""Where everybody stands on everything, counted."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from communique.query.base import Board, Row, Source, cited
from communique.query.positions import Standing, standing
from communique.query.view import share
from communique.records.standing import Window
from communique.store.database import Store

Latest = Mapping[tuple[str, str, str], tuple[str, str]]


class Matrix(Board):
    """A row for each actor and issue: the position of the window, what it was counted from, how sure it is.

    ``share`` is the expected share of support, ``low`` and ``high`` its bounds with 90 % probability. The evidence is
    the latest statement of each stance, the position's own first.
    """

    columns: ClassVar[tuple[str, ...]] = (
        "issue", "proposition", "actor", "stance", "statements", "support", "oppose", "mixed", "neutral",
        "independent_reports", "direct", "conditional", "share", "low", "high", "first", "last",
    )  # fmt: skip

    def rows(self, store: Store, window: Window) -> Iterator[Row]:
        """Yield a row for each actor and issue, by issue and actor."""
        found = [standing(tally) for tally in store.tallies(window)]
        latest = store.latest(window)
        said = store.said(dict.fromkeys(latest.values()))
        sources = {id: cited(statement, report) for id, (statement, report) in said.items()}
        names = store.called(dict.fromkeys(one.tally.actor for one in found))
        issues = store.worded(dict.fromkeys(one.tally.issue for one in found))
        for one in found:
            issue, counted = issues[one.tally.issue], one.tally
            cells = (
                issue.label, issue.proposition, names[counted.actor], one.stance, counted.statements, counted.support,
                counted.oppose, counted.mixed, counted.neutral, counted.reports,
                share(counted.direct / counted.statements), counted.conditional,
                None if one.share is None else share(one.share), one.low, one.high, counted.first, counted.last,
            )  # fmt: skip
            yield Row(cells, tuple(_evidence(one, latest, sources)))


def _evidence(one: Standing, latest: Latest, sources: Mapping[str, Source]) -> Iterator[Source]:
    stances = dict.fromkeys((one.stance, "support", "oppose", "mixed", "neutral"))
    for stance in stances:
        place = latest.get((one.tally.actor, one.tally.issue, stance))
        if place:
            yield sources[place[1]]
