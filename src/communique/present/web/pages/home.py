"""The first page: what the record holds and where to go."""

from communique.present.web.asked import Asked
from communique.present.web.base import Page, Shown
from communique.records.listing import Hunt
from communique.store.database import Store

# Of each list, as many as fit a screen.
SOME = 8


class Home(Page):
    """How much there is, the latest reports, and who is heard most."""

    path = "/"
    twins = False

    def show(self, store: Store, asked: Asked) -> Shown:  # noqa: ARG002 (every page is called so)
        """Return the first page."""
        reports, count = store.lists.reports(SOME)
        heard = store.lists.actors(SOME)
        names = store.called([id for id, _ in heard])
        told = {
            "reports": reports,
            "count": count,
            "statements": store.lists.count(Hunt()),
            "heard": [(id, names[id], said) for id, said in heard],
            "queries": store.lists.queries(),
        }
        return Shown("The record", told)
