"""The ledger of forecasts: what is expected, by whom, under which condition, how surely and by when."""

from collections.abc import Iterator, Sequence

from communique.present.web import hunting
from communique.present.web.asked import Asked, to
from communique.present.web.base import Page, Sheet, Shown
from communique.query.base import Cell
from communique.records.listing import Expected
from communique.store.database import Store

COLUMNS = (
    "outcome", "condition", "hedge", "likely_from", "likely_to", "horizon", "by", "by_name", "outlet", "title",
    "published", "report", "row", "address",
)  # fmt: skip


class Forecasts(Page):
    """Forecasts, those of the latest reports first."""

    path = "/forecasts"
    name = "Forecasts"
    order = 8

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a page of them."""
        limit, offset = asked.limits()
        since, until = hunting.period(asked)
        actors = hunting.actors_named(store, asked.texts("actor"))
        words = asked.text("words").split()
        found, count = store.lists.forecasts(
            limit, offset, actors=actors or None, since=since, until=until, words=words
        )  # fmt: skip
        names = store.called(sorted({one.by for one in found if one.by}))
        told = {"forecasts": found, "names": names, "count": count, "limit": limit, "offset": offset}
        return Shown("Forecasts", told, Sheet(COLUMNS, _rows(found, names)))


def _rows(found: Sequence[Expected], names: dict[str, str]) -> Iterator[Sequence[Cell]]:
    for one in found:
        row = one.forecast
        low, high = row.likelihood or (None, None)
        yield (
            row.outcome.words, row.condition.words if row.condition else None, row.hedge, low, high, row.horizon,
            one.by, names[one.by] if one.by else one.source, one.outlet, one.title, one.published, one.report, row.id,
            to("reports", one.report, row=row.id),
        )  # fmt: skip
