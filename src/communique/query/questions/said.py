"""Who said what."""

from collections.abc import Iterator
from typing import ClassVar

from communique.query.base import Cell, Question, Row, source
from communique.query.view import View, share
from communique.records.rows import Statement


class Said(Question):
    """The statements, in the order of the reports; what repeats another statement is left out."""

    columns: ClassVar[tuple[str, ...]] = (
        "said_on", "speaker", "role", "on_behalf_of", "act", "form", "to", "occasion", "reported_by", "confidence",
        "said_from", "said_until", "place",
    )  # fmt: skip

    def rows(self, view: View) -> Iterator[Row]:
        """Yield a row for each statement."""
        for statement in view.record.statements:
            if statement.id in view.asked and statement.same_as not in view.statements:
                yield Row(self._cells(view, statement), (source(view, statement),))

    def _cells(self, view: View, statement: Statement) -> tuple[Cell, ...]:
        speaker = view.speaker(statement)
        actor = view.actors.get(speaker or "")
        reporter = view.statements.get(statement.reported_by or "")
        return (
            statement.said_on,
            view.name(speaker),
            actor.role if actor else None,
            view.name(statement.on_behalf_of),
            statement.act,
            statement.form,
            view.name(statement.to),
            statement.occasion,
            view.name(view.speaker(reporter)) if reporter else None,
            share(statement.confidence),
            statement.said_from,
            statement.said_until,
            statement.place,
        )
