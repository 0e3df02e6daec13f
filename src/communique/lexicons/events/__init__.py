"""Deeds and dates: the tables of trigger words, of nouns that matter for them, of governing words, of the calendar."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def calendar() -> Mapping[str, Mapping[str, int]]:
    """Return the words of the calendar by kind and word in lower case.

    The kinds are ``month`` (1 to 12), ``weekday`` (Monday 0), ``number``, ``ordinal``, ``day`` (days from today),
    ``not-before-weekday`` and ``not-after-weekday`` (words that make a name of the weekday: "Black Friday").
    """
    found: dict[str, dict[str, int]] = {}
    for kind, word, value in rows("calendar.tsv"):
        found.setdefault(kind, {})[word.lower()] = int(value)
    return MappingProxyType({kind: MappingProxyType(words) for kind, words in found.items()})


def rows(table: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a table beside this file, without comments and column names."""
    lines = files(__name__).joinpath(table).read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if line and not line.startswith("#")][1:]:
        yield line.split("\t")


@cache
def governors() -> Mapping[str, str]:
    """Return what a governing word makes of the deed under it, by lemma.

    The values are ``same`` ("begin"), ``denied`` ("refuse"), ``future`` ("plan"), ``hypothetical`` ("consider") and
    ``demanded`` ("urge").
    """
    return MappingProxyType({row[0]: row[1] for row in rows("governors.tsv")})
