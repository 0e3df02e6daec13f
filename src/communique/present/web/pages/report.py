"""The reading room: a report's text with its rows marked, beside the card of the row that is chosen."""

from collections.abc import Sequence

from communique.lexicons import codebook
from communique.present.web import cards, marking
from communique.present.web.asked import Asked
from communique.present.web.base import NotThere, Page, Sheet, Shown
from communique.query.view import words
from communique.records.evidence import Evidence
from communique.records.rows import Event, Forecast, Statement
from communique.run.suggestions import of_statement
from communique.store.database import Store

# Reports shown before and after this one.
NEAR = 8

Item = Statement | Event | Forecast


class ReadingRoom(Page):
    """A report. ``row`` names the row whose card is shown, ``part`` the part of a long report."""

    path = "/reports/{report}"

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a part of the report, its rows and a card.

        Raises:
            NotThere: there is no such report, or no such row in it.
        """
        reading = store.reading(asked.parts["report"])
        if reading is None:
            raise NotThere("This report is not in the record. The list of reports has those that are.")
        items: list[Item] = sorted(
            (*reading.statements, *reading.events, *reading.forecasts), key=lambda row: (marking.place(row), row.id)
        )
        chosen = asked.text("row")
        row = next((one for one in items if one.id == chosen), None)
        removed = cards.rejected(store, reading) if store.lists.decided(reading.report.id) else ()
        if chosen and row is None and chosen not in {one.id for one in removed}:
            raise NotThere("This row is not in the report any more. The report may have been read anew.")
        parts = marking.parts(reading.report)
        part = asked.number("part", _part(parts, row) if row else 1)
        if part > len(parts):
            raise NotThere(f"This report has no part {part}; its last one is {len(parts)}.")
        here = parts[part - 1]
        low, high = (here[0].start, here[-1].end) if here else (0, 0)
        shown = [one for one in items if low <= marking.place(one) < high]
        kinds = {one.id: type(one).__name__.lower() for one in items}
        told = {
            "reading": reading,
            "paragraphs": list(marking.paragraphs(reading.report, marking.marks(reading), here)),
            "part": part,
            "parts_of": len(parts),
            "lines": cards.lines(store, reading, shown),
            "removed": removed,
            "kinds": kinds,
            "card": cards.card(store, reading, row) if row else None,
            "suggestions": of_statement(row, reading.report) if isinstance(row, Statement) else (),
            "chosen": chosen,
            "near": store.lists.neighbours(reading.report.id, NEAR),
            "issues": _issues(store),
        }
        columns = ("row", "kind", "start", "end", "words", "confidence")
        rows = [(one.id, kinds[one.id], *cards.extent(one), words(one), cards.confidence(one)) for one in items]
        return Shown(reading.report.title or "Report", told, Sheet(columns, rows))


def _issues(store: Store) -> list[tuple[str, str]]:
    """Return issues that can be added: those of the codebook, and those of the record that other codebooks brought."""
    known = {one.id: one.proposition for one in codebook.load().issues}
    return [*known.items(), *((one.id, one.proposition) for one in store.issues() if one.id not in known)]


def _part(parts: Sequence[Sequence[Evidence]], row: Item) -> int:
    """Return the number of the part in which a row begins."""
    place = marking.place(row)
    return max(1, sum(1 for part in parts if part and part[0].start <= place))
