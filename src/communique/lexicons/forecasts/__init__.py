"""Words by which forecasts are found, and how sure each hedge is. Tables beside this file, read once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that say how sure a forecast is.

    Attributes:
        words: in lower case.
        likelihood: lowest and highest probability, 0 to 1; None where no standard or study gives one.
        source: where the range comes from, as explained at the head of ``hedges.tsv``; None where there is none.
    """

    words: str
    likelihood: tuple[float, float] | None
    source: str | None


@cache
def hedges() -> Mapping[str, Hedge]:
    """Return the hedges by their words."""
    return MappingProxyType({row[0]: _hedge(*row) for row in _rows("hedges.tsv")})


@cache
def hedge_pattern() -> re.Pattern[str]:
    """Return a pattern that finds hedges in a text, the longest first where several begin."""
    longest_first = sorted(hedges(), key=lambda words: (-len(words), words))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


@cache
def horizon_pattern() -> re.Pattern[str]:
    """Return a pattern that finds by when something is expected."""
    parts = {name: f"(?:{_any(name)})" for name in ("month", "weekday", "unit", "period")}
    number = rf"(?:\d+|{_any('number')})"
    parts["number"] = rf"(?:(?:a |the )?{number}(?:[- ](?:or|to) {number})? (?:of )?)"
    patterns = []
    for name, pattern in _rows("horizons.tsv"):
        if name:
            parts[name] = pattern.format(**parts)
        else:
            patterns.append(pattern.format(**parts))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])")


def _any(name: str) -> str:
    return "|".join(sorted(words(name), key=lambda word: (-len(word), word)))


@cache
def words(name: str) -> frozenset[str]:
    """Return one of the word lists of ``words.tsv``.

    Raises:
        KeyError: there is no list of that name.
    """
    return _lists()[name]


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, word in _rows("words.tsv"):
        found[name].add(word)
    return {name: frozenset(members) for name, members in found.items()}


def _hedge(phrase: str, low: str, high: str, source: str) -> Hedge:
    return Hedge(phrase, (float(low), float(high)) if low else None, source if low else None)


def _rows(table: str) -> Iterator[list[str]]:
    text = files(__name__).joinpath(table).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
