"""Deeds and dates: the tables of trigger words, of classes of words, of governing words, of the calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from communique.records.words import EventType

Sureness = Literal["sure", "usual", "weak"]


@dataclass(frozen=True, slots=True)
class Need:
    """One condition of a trigger, as explained at the head of ``triggers.tsv``.

    Attributes:
        name: "obj", "prep", "who" and so on.
        values: the words, or kinds, that satisfy it, classes written out; empty where any will do.
        after: for "pobj", the prepositions that the row asks for.
    """

    name: str
    values: frozenset[str]
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names a deed, with what must stand around it.

    Attributes:
        type, mode: PLOVER type and mode (None where the type has none or the word does not tell).
        pos: ``V`` verb, ``N`` noun, ``A`` adjective.
        lemma: dictionary form.
        needs: all must hold.
        actor, recipient: places in the clause to look for them, in order.
        sureness: how often the row is right where it matches.
    """

    type: EventType
    mode: str | None
    pos: Literal["V", "N", "A"]
    lemma: str
    needs: tuple[Need, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    sureness: Sureness


@cache
def triggers() -> Mapping[tuple[str, str], tuple[Trigger, ...]]:
    """Return the triggers by part of speech and lemma; those with more conditions come first."""
    found: dict[tuple[str, str], list[Trigger]] = {}
    for row in rows("triggers.tsv"):
        trigger = _trigger(row)
        found.setdefault((trigger.pos, trigger.lemma), []).append(trigger)
    return MappingProxyType({key: tuple(sorted(these, key=_specific, reverse=True)) for key, these in found.items()})


def _specific(trigger: Trigger) -> int:
    """A row that asks for words is more specific than one that asks for kinds of actors or bars some words."""
    return sum(3 if need.values and not need.name.startswith(("who", "not")) else 1 for need in trigger.needs)


def _trigger(row: list[str]) -> Trigger:
    kind, mode, pos, lemma, needs, actor, recipient, sureness = row
    return Trigger(
        cast(EventType, kind),
        None if mode == "-" else mode,
        cast(Literal["V", "N", "A"], pos),
        lemma,
        _needs(needs),
        tuple(role for role in actor.split("|") if role != "-"),
        tuple(role for role in recipient.split("|") if role != "-"),
        cast(Sureness, sureness),
    )


def _needs(cells: str) -> tuple[Need, ...]:
    needs = [_need(cell) for cell in cells.split(";") if cell != "-"]
    after = frozenset[str]().union(*(need.values for need in needs if need.name == "prep"))
    return tuple(replace(need, after=after) if need.name == "pobj" else need for need in needs)


def _need(cell: str) -> Need:
    name, _, listed = cell.partition("=")
    values: set[str] = set()
    for value in filter(None, listed.split(",")):
        values |= classes()[value[1:]] if value.startswith("@") else {value}
    return Need(name, frozenset(values))


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Return the classes of words by name."""
    found: dict[str, set[str]] = {}
    for name, lemma in rows("classes.tsv"):
        found.setdefault(name, set()).add(lemma)
    return MappingProxyType({name: frozenset(lemmas) for name, lemmas in found.items()})


@cache
def governors() -> Mapping[str, str]:
    """Return what a governing word makes of the deed under it, by lemma.

    The values are ``same`` ("begin"), ``denied`` ("refuse"), ``future`` ("plan"), ``hypothetical`` ("consider"),
    ``demanded`` ("urge") and ``claimed`` ("accuse").
    """
    return MappingProxyType({row[0]: row[1] for row in rows("governors.tsv")})


@cache
def units() -> Mapping[str, str]:
    """Return the unit of an amount by the word or sign in lower case: ``us$`` is ``USD``, ``tons`` are ``tonnes``."""
    return MappingProxyType({row[0]: row[1] for row in rows("units.tsv")})


@cache
def calendar() -> Mapping[str, Mapping[str, int]]:
    """Return the words of the calendar by kind and word in lower case.

    The kinds are ``month`` (1 to 12), ``weekday`` (Monday 0), ``number``, ``ordinal``, ``day`` (days from today),
    and words that make a name of the day after or before them: ``not-before-weekday`` ("Black Friday"),
    ``not-after-weekday`` ("Sunday Times"), ``not-before-day`` ("USA Today"); and ``year-noun``, what a bare
    year may stand before ("the army's 2014 offensive").
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
