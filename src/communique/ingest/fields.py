"""Metadata under the many names that people give them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TypeVar

from communique.ingest import dates
from communique.ingest.cleaning import byline
from communique.ingest.decode import tidy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a mapping says about a report; None or empty where it says nothing."""

    text: str | None = None
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()


def fields(given: Mapping[object, object]) -> Fields:
    """Read the fields of a mapping from a JSON object, a front matter or JSON-LD.

    Args:
        given: keys in any capitals, with or without ``_``, ``-`` and spaces; values of any kind. A value of a kind
            that does not fit its field counts as absent.
    """
    plain = {_plain(key): value for key, value in given.items() if isinstance(key, str)}
    values = {field: [plain[name] for name in names if name in plain] for field, names in _names().items()}
    return Fields(
        text=_first(tidy("\n\n".join(_texts(value))).strip() for value in values["text"]),
        title=_first(one_line(_name(value)) for value in values["title"]),
        published=_first(dates.parse(value) for value in values["published"]),
        outlet=_first(one_line(_name(value)) for value in values["outlet"]),
        authors=_first(_people(value) for value in values["authors"]) or (),
        deck=_first(_lines(value) for value in values["deck"]) or (),
    )


def one_line(words: str) -> str:
    """Return tidy words with single spaces."""
    return " ".join(tidy(words).split())


@cache
def _names() -> dict[str, tuple[str, ...]]:
    rows = (resources.files(__package__) / "fields.tsv").read_text("utf-8").splitlines()[1:]
    return {field: tuple(names) for field, *names in (row.split("\t") for row in rows)}


def _plain(key: str) -> str:
    return re.sub(r"[\W_]", "", key).lower()


def _first(found: Iterable[T]) -> T | None:
    return next((value for value in found if value), None)


def _texts(value: object) -> list[str]:
    """Return the texts of a value that is a text or a list of paragraphs."""
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _name(value: object) -> str:
    """Return the text of a value that is a text, a mapping with a name, or a list whose first value is one."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _people(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    found = [name for one in values for name in byline.names(one_line(_name(one)))]
    return tuple(dict.fromkeys(found))


def _lines(value: object) -> tuple[str, ...]:
    lines = (one_line(line) for text in _texts(value) for line in text.splitlines())
    return tuple(line for line in lines if line)
