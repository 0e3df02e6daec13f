"""Who contradicts whom."""

from collections.abc import Iterator
from typing import ClassVar

from communique.query.base import Question, Row, source
from communique.query.view import View


class Disagreements(Question):
    """The disagreements; the evidence is one statement in support and then one opposed."""

    columns: ClassVar[tuple[str, ...]] = ("issue", "proposition", "supports", "opposes")

    def rows(self, view: View) -> Iterator[Row]:
        """Yield a row for each disagreement."""
        for found in view.record.disagreements:
            sides = view.sides(found)
            issue = view.issues[found.issue]
            names = tuple(view.name(actor) for actor, _ in sides)
            yield Row((issue.label, issue.proposition, *names), tuple(source(view, said) for _, said in sides))
