"""The list of actors."""

from communique.present.web.asked import Asked, to
from communique.present.web.base import Page, Sheet, Shown
from communique.records.words import ACTOR_KINDS
from communique.store.database import Store


class Actors(Page):
    """Actors of some ``kind`` or all, those who say most first; ``words`` are looked for in their names."""

    path = "/actors"
    name = "Actors"
    order = 5

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a page of them."""
        limit, offset = asked.limits()
        kind = asked.choice("kind", ACTOR_KINDS)
        found, count = store.cast.listed(limit, offset, kinds=[kind] if kind else (), words=asked.text("words").split())
        names = store.called(one.id for one in found)
        rows = [
            (one.id, names[one.id], one.id.partition(":")[0], _country(store, one.id), one.statements, one.last)
            for one in found
        ]
        told = {"actors": rows, "count": count, "limit": limit, "offset": offset, "kinds": ACTOR_KINDS}
        columns = ("actor", "name", "kind", "country", "statements", "last", "address")
        return Shown("Actors", told, Sheet(columns, [(*row, to("actors", row[0])) for row in rows]))


def _country(store: Store, actor: str) -> str | None:
    """Return the code of an actor's country; a state has it in its id."""
    kind, _, rest = actor.partition(":")
    return rest if kind == "state" else store.lists.country(actor)
