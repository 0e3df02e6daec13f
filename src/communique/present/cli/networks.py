"""A network on the terminal."""

from collections.abc import Iterable
from datetime import date

from rich.text import Text

from communique.present.cli.output import number as counted
from communique.present.cli.page import Page
from communique.present.export.networks import number
from communique.query.network.matrices import Matrix

# A matrix of this size is still read at a glance; of a larger one the heaviest ties are listed.
COLUMNS = 12
ROWS = 40
TIES = 40


def show(matrix: Matrix, page: Page) -> None:
    """Write a network: how large it is, then the matrix, or the heaviest ties where that would be too large."""
    page.item([size(matrix)])
    if not matrix.rows:
        return
    page.blank()
    if len(matrix.rows) <= ROWS and len(matrix.columns) <= COLUMNS:
        _matrix(matrix, page)
    else:
        _heaviest(matrix, page)


def show_windows(windows: Iterable[tuple[date, Matrix]], page: Page) -> None:
    """Write a table with one line a window: the day in its middle, its size and its heaviest tie."""
    rows = []
    for day, matrix in windows:
        ties = sorted(matrix.ties(), key=lambda tie: -abs(tie[2]))
        heaviest = f"{number(ties[0][2])}  {ties[0][0]} – {ties[0][1]}" if ties else ""
        cells = (day.isoformat(), str(_nodes(matrix)), str(len(ties)), heaviest)
        rows.append([Text(cell) for cell in cells])
    page.table(("middle", "nodes", "ties", "heaviest tie"), rows)


def size(matrix: Matrix) -> str:
    """Return how many nodes and ties a network has."""
    ties = counted(sum(1 for _ in matrix.ties()), "tie")
    actors = counted(len(matrix.rows), "actor")
    if matrix.one_mode:
        return f"{actors}, {ties}"
    return f"{actors}, {counted(len(matrix.columns), 'concept')}, {ties}"


def _nodes(matrix: Matrix) -> int:
    return len(matrix.rows) + (0 if matrix.one_mode else len(matrix.columns))


def _matrix(matrix: Matrix, page: Page) -> None:
    """Write the matrix under numbers in place of the names of its columns, which are told below or in its rows."""
    one_mode = matrix.one_mode
    rows = []
    for at, (name, values) in enumerate(zip(matrix.rows, matrix.values.tolist(), strict=True), 1):
        label = f"{at}  {name}" if one_mode else name
        rows.append([Text(label), *(Text(_brief(value), justify="right") for value in values)])
    page.table(("", *map(str, range(1, len(matrix.columns) + 1))), rows)
    if one_mode:
        return
    page.blank()
    for at, name in enumerate(matrix.columns, 1):
        page.item([name], label=[f"{at}"], margin=4)


def _heaviest(matrix: Matrix, page: Page) -> None:
    ties = sorted(matrix.ties(), key=lambda tie: (-abs(tie[2]), tie[0], tie[1]))
    for row, column, value in ties[:TIES]:
        page.item([f"{row} – {column}"], label=[_brief(value)], margin=9)
    if len(ties) > TIES:
        page.item([f"The {TIES} heaviest of them. All: --format csv, json or graphml."])


def _brief(value: float) -> str:
    """Return a weight with at most two decimals."""
    return number(round(value, 2))
