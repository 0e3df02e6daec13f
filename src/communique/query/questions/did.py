"""Who did what to whom."""

from collections.abc import Iterator
from typing import ClassVar

from communique.query.base import Cell, Question, Row, source
from communique.query.view import View, quantity, share
from communique.records.rows import Event


class Did(Question):
    """The events with their status: what is denied, demanded or only claimed is told apart from what happened."""

    columns: ClassVar[tuple[str, ...]] = (
        "on", "status", "actor", "type", "mode", "recipient", "place", "amount", "unit", "claimed_by", "confidence",
    )  # fmt: skip

    def rows(self, view: View) -> Iterator[Row]:
        """Yield a row for each event."""
        for event in view.record.events:
            yield Row(self._cells(view, event), (source(view, event),))

    def _cells(self, view: View, event: Event) -> tuple[Cell, ...]:
        claim = view.statements.get(event.claimed_in or "")
        return (
            event.on,
            event.status,
            view.name(event.actor),
            event.type,
            event.mode,
            view.name(event.recipient),
            event.place,
            quantity(event.amount.value) if event.amount else None,
            event.amount.unit if event.amount else None,
            view.name(view.speaker(claim)) if claim else None,
            share(event.confidence),
        )
