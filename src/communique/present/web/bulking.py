"""Decisions about all statements that a list shows."""

from dataclasses import dataclass

from communique.core.errors import UsageError
from communique.core.ids import hashed
from communique.present.web import hunting
from communique.present.web.asked import Asked
from communique.query.review import Row
from communique.records.words import DecisionKind
from communique.store.database import Store

# More statements are not decided about at once: nobody has looked at so many.
MOST = 5_000

# What can be done with many, and what of them set: words of one statement are not those of others.
DOING: tuple[DecisionKind, ...] = ("accept", "reject", "edit")
FIELDS = ("act", "speaker", "on_behalf_of", "issue")


@dataclass(frozen=True)
class Meant:
    """The statements that a decision is about.

    Attributes:
        rows: those of one report together.
        seen: what they come to: another choice gives another.
    """

    rows: tuple[Row, ...]
    seen: str


def meant(store: Store, query: str) -> Meant:
    """Return the statements that the parameters of a search mean.

    Args:
        store: the record.
        query: what stands behind the question mark of the search's address.

    Raises:
        UsageError: a parameter is wrong, or there are none or more than MOST.
    """
    asked = Asked("/search", {}, hunting.parsed(query))
    found = store.lists.meant(hunting.hunt(store, asked), MOST + 1)
    asked.known()
    if not found:
        raise UsageError("No statement meets this any more. Go back to the search.")
    if len(found) > MOST:
        raise UsageError(f"These are more than {MOST} statements. Narrow the search first.")
    return Meant(tuple(Row(*one) for one in found), hashed("seen", *(id for one in found for id in one)))
