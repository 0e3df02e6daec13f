"""The list of reports."""

from communique.present.web.asked import Asked, to
from communique.present.web.base import Page, Sheet, Shown
from communique.store.database import Store


class Reports(Page):
    """Reports, latest first, with how much was found in each."""

    path = "/reports"
    name = "Reports"
    order = 1

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a page of them."""
        limit, offset = asked.limits()
        since, until, words = asked.day("since"), asked.day("until"), asked.text("title")
        found, count = store.lists.reports(
            limit, offset, outlets=asked.texts("outlet") or None, since=since, until=until, words=words or None
        )
        columns = ("report", "title", "outlet", "published", "statements", "events", "forecasts", "address")
        rows = [
            (
                one.id, one.title, one.outlet, one.published, one.statements, one.events, one.forecasts,
                to("reports", one.id),
            )
            for one in found
        ]  # fmt: skip
        told = {"reports": found, "count": count, "limit": limit, "offset": offset, "outlets": store.outlets()}
        return Shown("Reports", told, Sheet(columns, rows))
