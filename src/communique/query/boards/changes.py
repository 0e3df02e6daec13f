"""What changed since a day."""

from collections.abc import Iterator
from typing import ClassVar

from communique.core.errors import UsageError
from communique.query.base import Board, Cell, Row, quoted
from communique.query.changes import Change, changes
from communique.query.positions import side
from communique.records.standing import Sides, Stand, Window
from communique.store.database import Store


class Changes(Board):
    """A row for each position that is new, reversed, hardened, softened or gone silent since a day.

    The evidence is the latest statement of the year before, where there is one, and the first of the new position.
    """

    columns: ClassVar[tuple[str, ...]] = (
        "change", "issue", "proposition", "actor", "before", "statements_before", "until", "after", "statements_after",
        "since",
    )  # fmt: skip

    def rows(self, store: Store, window: Window) -> Iterator[Row]:
        """Yield a row for each change: by kind, then by issue and actor.

        Raises:
            UsageError: the window has no first day.
        """
        if window.since is None:
            raise UsageError("Changes since when? Give the day: communique ask changes --since 2026-03-01")
        found = changes(store, window)
        names = store.called(dict.fromkeys(change.actor for change in found))
        issues = store.worded(dict.fromkeys(change.issue for change in found))
        said = store.quoted(stand for change in found for stand in _stands(change))
        for change in found:
            issue = issues[change.issue]
            cells: tuple[Cell, ...] = (
                change.kind, issue.label, issue.proposition, names[change.actor], *_side(change.before),
                change.was.day if change.was else None, *_side(change.after), change.now.day if change.now else None,
            )  # fmt: skip
            yield Row(cells, tuple(quoted(said[stand]) for stand in _stands(change)))


def _stands(change: Change[Sides]) -> list[Stand]:
    return [stand for stand in (change.was, change.now) if stand]


def _side(counts: Sides | None) -> tuple[Cell, Cell]:
    return (side(counts), counts.statements) if counts else (None, 0)
