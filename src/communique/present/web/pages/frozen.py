"""An answer as it was kept, and whether the record still gives it."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.core.errors import UsageError
from communique.present.web.answering import Cells, answer
from communique.present.web.asked import Asked
from communique.present.web.base import NotThere, Page, Sheet, Shown
from communique.records.listing import Frozen
from communique.store.database import Store


@dataclass(frozen=True)
class Today:
    """What the record answers now.

    Attributes:
        same: whether it is what was kept.
        added, removed: rows that only today's answer has, and that it has not any more.
        problem: why there is no answer to compare; None where there is one.
    """

    same: bool
    added: int
    removed: int
    problem: str | None


class FrozenAnswer(Page):
    """An answer with the address that gave it. Its rows never change."""

    path = "/frozen/{id}"
    freezes = False

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a page of its rows.

        Raises:
            NotThere: no answer was kept with the id.
        """
        kept = store.lists.frozen(asked.parts["id"])
        if kept is None:
            raise NotThere("No answer was kept at this address in this record.")
        limit, offset = asked.limits()
        told = {
            "kept": kept,
            "rows": kept.rows[offset : offset + limit] if limit >= 0 else kept.rows,
            "count": len(kept.rows),
            "limit": limit,
            "offset": offset,
            "today": _today(store, kept),
            "unchanged": store.lists.state() == kept.state,
        }
        return Shown("Frozen answer", told, Sheet(kept.columns, kept.rows))


def _today(store: Store, kept: Frozen) -> Today:
    try:
        _, columns, rows = answer(store, kept.address)
    except UsageError as error:
        return Today(False, 0, 0, str(error))
    if columns != kept.columns:
        return Today(False, 0, 0, "The rows have other columns now: the program is another version.")
    now, then = _counted(rows), _counted(kept.rows)
    return Today(now == then, (now - then).total(), (then - now).total(), None)


def _counted(rows: Sequence[Cells]) -> Counter[str]:
    return Counter(map(json.dumps, rows))
