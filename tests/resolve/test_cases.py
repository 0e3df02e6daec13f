"""Passages and whom their words mean: the files in ``cases``.

A case is a heading, optional settings, the passage, and lines ``* words -> actor`` (``-> unresolved``) that may go on
with the actors that this one speaks for, ``nobody`` at the end. The words are looked up in the passage; where some of
them stand in brackets, only those are asked and the others show which occurrence is meant. ``speech: source | content``
says who is credited with which words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from communique.records.evidence import Evidence
from communique.records.resolution import Resolution
from communique.resolve.resolver import Resolver

from .support import asked, document, speech

CASES = Path(__file__).parent / "cases"


@dataclass
class Case:
    """One passage with its settings and expectations (words, then the chain of actors)."""

    name: str
    settings: dict[str, str] = field(default_factory=dict)
    speeches: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    expectations: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


@cache
def cases() -> dict[str, Case]:
    """Read all case files; the name of a case is its file and heading."""
    found: dict[str, Case] = {}
    for path in sorted(CASES.glob("*.md")):
        case = Case("")
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                case = found.setdefault(f"{path.stem}: {line[2:]}", Case(line[2:]))
            elif line.startswith("* "):
                words, *chain = line[2:].split(" -> ")
                case.expectations.append((words, tuple(chain)))
            elif match := re.fullmatch(r"(published|body|speech): (.+)", line):
                add_setting(case, *match.groups())
            elif line:
                case.paragraphs.append(line)
    return found


def add_setting(case: Case, name: str, value: str) -> None:
    """Keep a setting of a case."""
    if name == "speech":
        case.speeches.append(value)
    else:
        case.settings[name] = value


def expectations() -> Iterator[object]:
    """Yield each expected line with the case that it belongs to."""
    for name, case in cases().items():
        for words, chain in case.expectations:
            yield pytest.param(name, words, chain, id=f"{name} / {words}")


@cache
def resolved(name: str) -> tuple[Resolution, dict[str, Evidence]]:
    """Resolve all words of a case at once."""
    case = cases()[name]
    text = "\n\n".join(case.paragraphs)
    published = date.fromisoformat(case.settings["published"]) if "published" in case.settings else None
    begins = text.index(case.settings["body"]) if "body" in case.settings else 0
    attributions = [speech(text, *line.split(" | ")) for line in case.speeches]
    wanted = {words: asked(text, words) for words, _ in case.expectations}
    doc = document(text, published=published, body_start=begins, attributions=attributions)
    return Resolver()(doc, list(wanted.values())), wanted


@pytest.mark.parametrize(("name", "words", "chain"), list(expectations()))
def test_words_mean_the_actor(name: str, words: str, chain: tuple[str, ...]) -> None:
    """The words mean the actor that a reader wrote down, who speaks for those written behind."""
    resolution, wanted = resolved(name)
    answer = resolution.answers[wanted[words].start, wanted[words].end]
    found = (*resolution.chain(answer.actor), "nobody") if answer.actor else ("unresolved",)

    assert found[: len(chain)] == chain, answer.because
