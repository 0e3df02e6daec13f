"""Where everybody stands on everything, counted."""

from collections.abc import Iterator
from typing import ClassVar

from communique.query.base import Board, Row, quoted
from communique.query.changes import witness
from communique.query.positions import standing
from communique.query.view import share
from communique.records.standing import Window
from communique.store.database import Store


class Matrix(Board):
    """A row for each actor and issue: the position of the window, what it was counted from, how sure it is.

    ``share`` is the expected share of support, ``low`` and ``high`` its bounds with 90 % probability. The evidence is
    the latest statement of the position's stance; ``said`` has them all.
    """

    columns: ClassVar[tuple[str, ...]] = (
        "issue", "proposition", "actor", "stance", "statements", "support", "oppose", "mixed", "neutral",
        "independent_reports", "direct", "conditional", "share", "low", "high", "first", "last",
    )  # fmt: skip

    def rows(self, store: Store, window: Window) -> Iterator[Row]:
        """Yield a row for each actor and issue, by issue and actor."""
        counts = store.witnessed(window, "latest")
        found = [standing(one.counts) for one in counts]
        shown = [witness(one, max) for one in counts]
        said = store.quoted(shown)
        names = store.called(dict.fromkeys(one.tally.actor for one in found))
        issues = store.worded(dict.fromkeys(one.tally.issue for one in found))
        for one, stand in zip(found, shown, strict=True):
            issue, counted = issues[one.tally.issue], one.tally
            cells = (
                issue.label, issue.proposition, names[counted.actor], one.stance, counted.statements, counted.support,
                counted.oppose, counted.mixed, counted.neutral, counted.reports,
                share(counted.direct / counted.statements), counted.conditional,
                None if one.share is None else share(one.share), one.low, one.high, counted.first, counted.last,
            )  # fmt: skip
            yield Row(cells, (quoted(said[stand]),))
