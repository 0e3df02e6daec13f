"""The word lists of this folder: what a word does to the stance on what depends on it, and which words judge."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Part = Literal["verb", "noun", "adj"]
Role = Literal["object", "subject"]


def _rows(table: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath(table).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def operators() -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """Return the classes of each word by (part of speech, role, word); the head of ``operators.tsv`` explains them."""
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for kind, part, role, words in _rows("operators.tsv"):
        for word in words.split("|"):
            key = part, role, word
            found[key] = (*found.get(key, ()), kind)
    return MappingProxyType(found)


@cache
def polarity() -> Mapping[tuple[str, str], int]:
    """Return +1 or -1 by (part of speech, word)."""
    rows = _rows("polar.tsv")
    return MappingProxyType(
        {(part, word): 1 if sign == "+" else -1 for sign, part, words in rows for word in words.split("|")}
    )


@cache
def phrases() -> tuple[tuple[int, str], ...]:
    """Return the phrases with their sign: +1, -1, or 0 for those that take no side."""
    signs = {"+": 1, "-": -1, "0": 0}
    return tuple((signs[sign], phrase) for sign, phrase in _rows("phrases.tsv"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of one list of ``words.tsv``."""
    return frozenset(word for key, listed in _rows("words.tsv") if key == name for word in listed.split("|"))
