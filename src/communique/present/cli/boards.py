"""What was counted, for people on the terminal: one block an issue."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from types import MappingProxyType

from communique.present.cli.citing import cited
from communique.present.cli.page import Page
from communique.present.export.wording import day, days, wording
from communique.query.base import Row, Source

Cells = Mapping[str, object]


def show(name: str, columns: Sequence[str], rows: Iterable[Row], page: Page) -> None:
    """Write the rows of a board under a heading for each issue.

    Args:
        name: the board's.
        columns: its columns.
        rows: its rows.
        page: where to write.
    """
    told = [(dict(zip(columns, row.cells, strict=True)), row.sources) for row in rows]
    if not told:
        page.item([_NOTHING[name]])
    for (issue, proposition), group in groupby(sorted(told, key=_issue), key=_issue):
        page.heading(issue, proposition)
        for cells, sources in group:
            _SHOWN[name](cells, sources, page)


def _issue(one: tuple[Cells, Sequence[Source]]) -> tuple[str, str]:
    return str(one[0]["issue"]), str(one[0]["proposition"])


def _matrix(cells: Cells, sources: Sequence[Source], page: Page) -> None:
    page.item(
        [f"{cells['actor']}  {wording('stance', str(cells['stance']))}", (f"  {_counts(cells)}", "dim")], indent=2
    )
    for source in sources:
        page.item(cited(source), indent=6)


def _counts(cells: Cells) -> str:
    sides = [f"{cells[name]} {name}" for name in ("support", "oppose", "mixed", "neutral") if cells[name]]
    several = f", {cells['independent_reports']} independent reports" if cells["independent_reports"] != 1 else ""
    direct = f", {round(100 * float(str(cells['direct'])))} % direct" if cells["direct"] else ""
    conditional = f", {cells['conditional']} under a condition" if cells["conditional"] else ""
    sure = f"; share of support {cells['low']} to {cells['high']}" if cells["share"] is not None else ""
    period = days(_date(cells["first"]), _date(cells["last"]))
    return f"{', '.join(sides)}{several}{direct}{conditional}{sure}" + (f"; {period}" if period else "")


def _changes(cells: Cells, sources: Sequence[Source], page: Page) -> None:
    before, after = (_side(cells[f"{side}"], cells[f"statements_{side}"]) for side in ("before", "after"))
    page.item([f"{cells['actor']}  ", (str(cells["change"]), "bold"), (f"  {before} → {after}", "dim")], indent=2)
    days_of = [cells[name] for name in ("until", "since") if cells[name] is not None]
    labels = [name for name in ("before", "after") if cells[name] is not None]
    for place, source in enumerate(sources):
        when = day(_date(days_of[place])) if place < len(days_of) else ""
        page.item([f"{labels[place]}{', ' + when if when else ''}: ", *cited(source)], indent=6)


def _side(stance: object, count: object) -> str:
    return f"{wording('stance', str(stance))} ({count})" if stance else "nothing said"


def _date(value: object) -> date | None:
    return value if isinstance(value, date) else None


_SHOWN: Mapping[str, Callable[[Cells, Sequence[Source], Page], None]] = MappingProxyType(
    {"matrix": _matrix, "changes": _changes}
)
_NOTHING: Mapping[str, str] = MappingProxyType(
    {"matrix": "No position in what was asked about.", "changes": "No change in what was asked about."}
)
