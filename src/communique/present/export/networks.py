"""Networks as files of other programs: spreadsheets, scripts, Gephi, networkx, visone."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree as Xml

from communique.present.export.xmltext import held
from communique.query.network.matrices import Array, Counts, Matrix

# Weights are written with so many decimals, as DNA does.
DECIMALS = 6

Windows = Iterable[tuple[date, Matrix]]

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
# Attributes by what has them, with their types. Gephi shows a node's ``label``.
_KEYS = (
    ("node", "label", "string"),
    ("node", "name", "string"),
    ("node", "kind", "string"),
    ("node", "frequency", "int"),
    ("edge", "weight", "double"),
)


def matrix_csv(matrix: Matrix) -> Iterator[str]:
    """Yield the lines of a table: a header with the columns, then a line for each row with its name first."""
    yield _line(["", *matrix.columns])
    for name, values in zip(matrix.rows, matrix.values, strict=True):
        yield _line([name, *map(number, values.tolist())])


def windows_csv(windows: Windows) -> Iterator[str]:
    """Yield the lines of a table with one tie a line, after the number of its window and the day in the middle."""
    yield _line(["window", "day", "row", "column", "value"])
    for at, (day, matrix) in enumerate(windows, 1):
        for row, column, value in matrix.ties():
            yield _line([str(at), day.isoformat(), row, column, number(value)])


def matrix_json(matrix: Matrix) -> Iterator[str]:
    """Yield one object: ``rows``, ``columns`` and ``values``, one list a row."""
    yield _text({"communique": 1, **_plain(matrix)}) + "\n"


def windows_json(windows: Windows) -> Iterator[str]:
    """Yield one object with the ``windows``: each a matrix and the ``day`` in its middle, a line each."""
    yield '{"communique": 1, "windows": ['
    between = "\n"
    for day, matrix in windows:
        yield between + _text({"day": day.isoformat(), **_plain(matrix)})
        between = ",\n"
    yield "\n]}\n"


def graphml(matrix: Matrix, counts: Counts) -> str:
    """Return the network as GraphML 1.0, http://graphml.graphdrawing.org: an undirected graph with weights.

    Args:
        matrix: the network; where there is no tie there is no edge.
        counts: what it was made of: the ``frequency`` of a node is its number of statements.
    """
    # The namespace is written as a plain attribute: registering it would change the process.
    root = Xml.Element("graphml", xmlns=_GRAPHML)
    for of, name, type in _KEYS:
        Xml.SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": type})
    graph = Xml.SubElement(root, "graph", edgedefault="undirected")
    kind = "actor" if matrix.one_mode else "concept"
    _nodes(graph, "actor", counts.actors, counts.by_actor)
    if not matrix.one_mode:
        _nodes(graph, "concept", counts.concepts, counts.by_concept)
    for row, column, value in matrix.ties():
        ends = {"source": _id("actor", row), "target": _id(kind, column)}
        _data(Xml.SubElement(graph, "edge", ends), weight=number(value))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def number(value: float) -> str:
    """Return a weight as digits: ``3``, ``0.333333``."""
    digits = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _plain(matrix: Matrix) -> dict[str, Any]:
    values = [[_short(value) for value in row] for row in matrix.values.tolist()]
    return {"rows": matrix.rows, "columns": matrix.columns, "values": values}


def _short(value: float) -> float:
    return int(value) if value.is_integer() else round(value, DECIMALS)


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _nodes(graph: Xml.Element, kind: str, names: Sequence[str], frequencies: Array) -> None:
    for name, frequency in zip(names, frequencies.tolist(), strict=True):
        node = Xml.SubElement(graph, "node", id=_id(kind, name))
        _data(node, label=name, name=name, kind=kind, frequency=number(frequency))


def _id(kind: str, name: str) -> str:
    """Return the id of a node; an actor and a concept may have one name."""
    return held(f"{kind}:{name}")


def _data(element: Xml.Element, **values: str) -> None:
    for key, value in values.items():
        Xml.SubElement(element, "data", key=key).text = held(value)


def _line(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()
