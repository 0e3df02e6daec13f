"""Reporting expressions: which words attribute, which act they do, what their content can be."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import cast

from communique.records.words import Act


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting expression.

    Attributes:
        lemma: dictionary form with particle or preposition ("call for").
        act: what is done by it.
        frames: letters as explained at the head of ``verbs.tsv``; empty for nouns and phrases.
    """

    lemma: str
    act: Act
    frames: frozenset[str] = frozenset()


def _rows(name: str) -> Iterator[list[str]]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def verbs() -> Mapping[str, Cue]:
    """Return the verbal cues by lemma."""
    found = {row[0]: Cue(row[0], cast(Act, row[1]), frozenset(row[2].split(","))) for row in _rows("verbs.tsv")}
    return MappingProxyType(found)


@cache
def nouns() -> Mapping[str, Cue]:
    """Return the nominal cues by lemma."""
    return MappingProxyType({lemma: Cue(lemma, cast(Act, act)) for lemma, act in _rows("nouns.tsv")})


@cache
def phrases() -> Mapping[str, Cue]:
    """Return the prepositional cues by their words."""
    return MappingProxyType({words: Cue(words, cast(Act, act)) for words, act in _rows("phrases.tsv")})


@cache
def passives() -> Mapping[str, Cue]:
    """Return the participles that report in the passive; ``frames`` holds ``s`` or ``c``."""
    found = {lemma: Cue(lemma, cast(Act, act), frozenset(subject)) for lemma, act, subject in _rows("passives.tsv")}
    return MappingProxyType(found)


@cache
def others() -> Mapping[str, Cue]:
    """Return the cues that the rules leave alone and the tagger may find, by dictionary form."""
    return MappingProxyType({lemma: Cue(lemma, cast(Act, act)) for lemma, act in _rows("others.tsv")})


@cache
def _known() -> ChainMap[str, Cue]:
    return ChainMap(*map(dict, (verbs(), nouns(), phrases(), passives())))


def act_of(lemma: str) -> Act:
    """Return the act of a cue by its dictionary form; ``say`` for one that is in no table."""
    found = _known().get(lemma) or others().get(lemma)
    return found.act if found else "say"


def reports(lemma: str) -> bool:
    """Tell whether a cue, by its dictionary form, is one of those that the rules know as reporting."""
    return lemma in _known()


@cache
def occasions() -> frozenset[str]:
    """Return the nouns that name an occasion or a medium of speaking."""
    return frozenset(row[0] for row in _rows("occasions.tsv"))
