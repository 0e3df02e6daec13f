"""The list of issues."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from communique.present.web import hunting, standings
from communique.present.web.asked import Asked, to
from communique.present.web.base import Page, Sheet, Shown
from communique.query.base import Cell
from communique.query.positions import side
from communique.records.rows import Issue
from communique.records.standing import LEVELS
from communique.records.words import FORMS, STANCES
from communique.store.database import Store


@dataclass
class Line:
    """An issue in the list.

    Attributes:
        count: statements.
        sides: actors by the stance that theirs come to.
    """

    issue: Issue
    count: int
    sides: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STANCES, 0))

    @property
    def actors(self) -> int:
        """How many take a stance."""
        return sum(self.sides.values())


# How the list is sorted; what stays equal stands by statements.
SORTS: Mapping[str, Callable[[Line], object]] = {
    "statements": lambda line: -line.count,
    "name": lambda line: line.issue.label.casefold(),
    "actors": lambda line: -line.actors,
    "contested": lambda line: -min(line.sides["support"], line.sides["oppose"]),
}


class Issues(Page):
    """Issues with how many actors are on each side; ``sort=contested`` puts those first that divide most."""

    path = "/issues"
    name = "Issues"
    order = 6

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a page of the list."""
        window = hunting.window(store, asked)
        sort = asked.choice("sort", tuple(SORTS), "statements")
        limit, offset = asked.limits()
        counts = dict(store.lists.discussed(window))
        lines = {id: Line(issue, counts[id]) for id, issue in store.worded(counts).items()}
        for camp in store.lists.camps(window):
            lines[camp.issue].sides[side(camp)] += camp.actors
        order = sorted(lines.values(), key=SORTS[sort])  # type: ignore[arg-type]
        kept = standings.kept(window)
        told = {
            "lines": order[offset:] if limit < 0 else order[offset : offset + limit],
            "count": len(order),
            "limit": limit,
            "offset": offset,
            "kept": kept,
            "known": {"outlets": store.outlets(), "levels": LEVELS, "forms": FORMS, "sorts": tuple(SORTS)},
        }
        columns = ("issue", "label", "proposition", "statements", "actors", *STANCES, "address")
        rows: list[tuple[Cell, ...]] = [
            (
                one.issue.id, one.issue.label, one.issue.proposition, one.count, one.actors, *one.sides.values(),
                to("issues", one.issue.id, **kept),
            )
            for one in order
        ]  # fmt: skip
        return Shown("Issues", told, Sheet(columns, rows))
