"""Actors, other names and offices that a user adds: a YAML file as rows of the tables."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn

from communique.core.errors import ActorsError
from communique.core.ids import slug
from communique.lexicons import userfile

EXAMPLE = "example.yaml"
KINDS = (
    "igo", "executive", "ministry", "agency", "military", "legislature", "court", "party", "armed-group", "company",
    "ngo", "think-tank", "university", "media", "group",
)  # fmt: skip
# Fields of an entry: whether it must be there, and whether it is a list.
ACTOR = {
    "id": (False, False), "name": (False, False), "names": (False, True), "kind": (False, False),
    "country": (False, False), "sectors": (False, True), "on_behalf_of": (False, False),
}  # fmt: skip
OFFICE = {
    "of": (True, False), "role": (True, False), "holder": (True, False), "names": (False, True),
    "first": (False, False), "last": (False, False), "gender": (False, False), "source": (False, False),
}  # fmt: skip
Row = dict[str, str]


@dataclass(frozen=True)
class Own:
    """What a user adds to the tables.

    Attributes:
        rows: by table, then by the cell that identifies a row; the cells as the table's file has them.
        offices: rows of the offices table.
        digest: SHA-256 (hex) of the file; "" for no file.
    """

    rows: Mapping[str, Mapping[str, Row]]
    offices: tuple[Row, ...]
    digest: str = ""


NOTHING = Own({}, ())
_current: ContextVar[Own] = ContextVar("own", default=NOTHING)


def current() -> Own:
    """Return what the user adds here and now."""
    return _current.get()


@contextmanager
def using(own: Own) -> Iterator[None]:
    """Let the tables have what the user adds, in this thread and as long as the block runs."""
    before = _current.set(own)
    try:
        yield
    finally:
        _current.reset(before)


def example() -> str:
    """Return a file to start from."""
    return resources.files(__package__).joinpath(EXAMPLE).read_text(encoding="utf-8")


def load(path: Path | None) -> Own:
    """Read a user's file; None gives nothing.

    Raises:
        ActorsError: the file is missing, cannot be read or does not follow the format; the message names the file, the
            entry and the field, and says what to do.
    """
    if path is None:
        return NOTHING
    return parse(userfile.text_of(path, ActorsError, "actors", "communique actors example FILE"), str(path))


@cache
def parse(text: str, name: str) -> Own:
    """Return what the text of a file adds.

    Args:
        text: YAML.
        name: what complaints call the file.

    Raises:
        ActorsError: it does not follow the format.
    """
    data = userfile.data_of(text, name, ActorsError)
    return _Reader(name).read(data, hashlib.sha256(text.encode()).hexdigest())


class _Reader:
    """Checks the data of one file; every complaint starts with the file's name and the entry."""

    def __init__(self, name: str) -> None:
        self.where = name

    def fail(self, problem: str, way_out: str) -> NoReturn:
        raise ActorsError(f"{self.where}: {problem}. {way_out}")

    def read(self, data: object, digest: str) -> Own:
        if not isinstance(data, dict) or not set(data) <= {"version", "actors", "offices"}:
            self.fail("is no file of actors", "Start from 'communique actors example FILE': 'actors:' and 'offices:'.")
        rows: dict[str, dict[str, Row]] = {"states.tsv": {}, "bodies.tsv": {}}
        for number, entry in enumerate(self._list(data, "actors"), 1):
            table, key, row = self._actor(self._entry(entry, f"actors, entry {number}", ACTOR))
            if key in rows[table]:
                self.fail(f"'{row['name'] or key}' stands there twice", "Put all its names into one entry.")
            rows[table][key] = row
        offices = (
            self._office(self._entry(entry, f"offices, entry {number}", OFFICE))
            for number, entry in enumerate(self._list(data, "offices"), 1)
        )
        return Own(rows, tuple(offices), digest)

    def _list(self, data: Mapping[str, Any], field: str) -> list[object]:
        found = data.get(field) or []
        if not isinstance(found, list):
            self.fail(f"'{field}' is no list", "Put '- ' in front of each entry.")
        return found

    def _entry(self, entry: object, where: str, fields: Mapping[str, tuple[bool, bool]]) -> Row:
        """Return the cells of an entry, lists joined as in the tables."""
        if not isinstance(entry, dict):
            self.fail(f"{where} is no entry", f"Give it fields: {', '.join(fields)}.")
        for field in entry:
            if field not in fields:
                self.fail(f"{where}: unknown field '{field}'", f"Known are: {', '.join(fields)}.")
        missing = [field for field, (must, _) in fields.items() if must and not entry.get(field)]
        if missing:
            self.fail(f"{where}: field '{missing[0]}' is missing", "Every entry needs it.")
        return {field: self._cell(entry.get(field), where, field, many) for field, (_, many) in fields.items()}

    def _cell(self, value: object, where: str, field: str, many: bool) -> str:
        if value is None:
            return ""
        values = value if isinstance(value, list) else [value]
        words = [str(one).strip() for one in values if isinstance(one, str | date | int)]
        bad = len(words) != len(values) or not all(words) or (isinstance(value, list) and not many)
        if bad or any(mark in word for word in words for mark in "|\t\n"):
            self.fail(f"{where}: field '{field}' cannot be read", "Write plain text, in a list where it is several.")
        plain = [word[4:] for word in words if field == "names" and word[:4].lower() == "the "]
        return "|".join(dict.fromkeys([*words, *plain]))

    def _actor(self, row: Row) -> tuple[str, str, Row]:
        said = row["id"] or row["name"]
        if not said:
            self.fail("an actor has neither 'id' nor 'name'", "Give it a name.")
        kind, _, key = (row["id"] or f"body:{slug(row['name'])}").partition(":")
        if kind not in ("state", "body", "group") or not key:
            self.fail(f"'{said}': the id is none", "Write it as state:KEN, body:a-name or group:a-name.")
        if row["kind"] and row["kind"] not in KINDS:
            self.fail(f"'{said}': there is no kind '{row['kind']}'", f"Kinds are: {', '.join(KINDS)}.")
        if kind == "state":
            return "states.tsv", key, {"code": key, "name": row["name"], "names": row["names"]}
        kept = {field: row[field] for field in ("name", "names", "kind", "country", "sectors", "on_behalf_of")}
        return "bodies.tsv", f"{kind}:{key}", {"id": f"{kind}:{key}", **kept}

    def _office(self, row: Row) -> Row:
        for field in ("first", "last"):
            try:
                row[field] = date.fromisoformat(row[field]).isoformat() if row[field] else ""
            except ValueError:
                self.fail(f"'{row['holder']}': '{row[field]}' is no day", "Write it as YYYY-MM-DD.")
        if row["first"] and row["last"] and row["last"] < row["first"]:
            self.fail(f"'{row['holder']}': {row['last']} is before {row['first']}", "Swap 'first' and 'last'.")
        if row["gender"] not in ("", "f", "m"):
            self.fail(f"'{row['holder']}': gender is 'f' or 'm'", "Leave it out where it is not known.")
        return {**row, "role": row["role"].lower(), "source": row["source"] or "own file"}
