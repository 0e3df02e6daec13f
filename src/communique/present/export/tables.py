"""The answers to a question, as files of other programs."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from communique.query.base import Cell, Row, Source, Table

SOURCE_COLUMNS = Source._fields


def as_json(name: str, question: Table, rows: Iterable[Row]) -> str:
    """Return one object: the question's name and its rows, each with its columns and its ``evidence``."""
    answers = [
        {
            **dict(zip(question.columns, map(_jsonable, row.cells), strict=True)),
            "evidence": [{key: _jsonable(value) for key, value in source._asdict().items()} for source in row.sources],
        }
        for row in rows
    ]
    whole: dict[str, Any] = {"communique": 1, "question": name, "rows": answers}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(question: Table, rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a table: one for each piece of evidence, ``row`` telling which belong together."""
    yield _line(["row", *question.columns, *SOURCE_COLUMNS])
    for number, row in enumerate(rows, 1):
        for source in row.sources:
            yield _line([number, *map(_cell, row.cells), *map(_cell, source)])


def _line(values: Iterable[str | float]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


def _jsonable(value: Cell) -> str | float | None:
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Cell) -> str | float:
    plain = _jsonable(value)
    return "" if plain is None else plain
