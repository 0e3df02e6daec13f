"""Who stands where."""

from collections.abc import Iterator
from typing import ClassVar

from communique.query.base import Question, Row, source
from communique.query.view import View, share


class Positions(Question):
    """The positions, by issue and actor, each with the statements that carry it."""

    columns: ClassVar[tuple[str, ...]] = ("issue", "proposition", "actor", "stance", "on", "confidence")

    def rows(self, view: View) -> Iterator[Row]:
        """Yield a row for each position."""
        for position in view.record.positions:
            carried = tuple(source(view, view.statements[id]) for id in position.statements)
            issue = position.issue
            actor = view.name(position.actor)
            yield Row(
                (issue.label, issue.proposition, actor, position.stance, position.on, share(position.confidence)),
                carried,
            )
