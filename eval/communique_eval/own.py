"""Reports of our own, each with a line for every statement that says who speaks and for whom: ``data/reports``."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from communique.ingest.inputs import Given, report_from_text
from communique.records.evidence import Evidence
from communique.records.report import Report

NOBODY, UNNAMED, UNRESOLVED = "-", "unnamed", "unresolved"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a report, as a careful reader codes it; the format is described beside the data.

    Attributes:
        source: the words of the source; None where the statement has none of its own.
        content: from the first to the last word of what is attributed.
        speakers: names of the speaker, each as good as the others; or one of ``unnamed`` and ``unresolved``.
        bodies: ids of the body that the speaker speaks for or is; empty for none.
        states: codes of the state that the words count for; empty for none.
        sectors: PLOVER codes, each as good as the others; empty for none.
    """

    source: Evidence | None
    content: Evidence
    speakers: tuple[str, ...]
    bodies: tuple[str, ...]
    states: tuple[str, ...]
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with its statements."""

    name: str
    report: Report
    said: tuple[Said, ...]


def reports() -> Iterator[Coded]:
    """Yield the reports, sorted by name.

    Raises:
        ValueError: a line does not follow the format.
    """
    for file in _files(".gold"):
        name = file.name.removesuffix(".gold")
        text = _folder().joinpath(f"{name}.txt").read_text(encoding="utf-8")
        report = report_from_text(text, Given())
        lines = file.read_text(encoding="utf-8").splitlines()
        yield Coded(name, report, tuple(_said(report.text, line) for line in lines if line))


def sha256() -> str:
    """Return the SHA-256 (hex) of the names and bytes of all files."""
    digest = hashlib.sha256()
    for file in (*_files(".gold"), *_files(".txt")):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _folder() -> Traversable:
    return resources.files("communique_eval").joinpath("data", "reports")


def _files(ending: str) -> list[Traversable]:
    return sorted((f for f in _folder().iterdir() if f.name.endswith(ending)), key=lambda file: file.name)


def _said(text: str, line: str) -> Said:
    fields = line.split(" | ")
    if len(fields) != 6:
        raise ValueError(f"A line has six fields, not {len(fields)}: {line}")
    source, content = fields[:2]
    speakers, bodies, states, sectors = (_alternatives(field) for field in fields[2:])
    return Said(
        None if source == NOBODY else _source(text, source), _content(text, content), speakers, bodies, states, sectors
    )


def _alternatives(field: str) -> tuple[str, ...]:
    return () if field.strip() == NOBODY else tuple(one.strip() for one in field.split(" or "))


def _source(text: str, said: str) -> Evidence:
    """Return the words in brackets, found by all the words around them."""
    inner = re.search(r"\[(.+)\]", said)
    start = _once(text, said.replace("[", "").replace("]", ""))
    if inner is None:
        raise ValueError(f"No words stand in brackets: {said}")
    first = start + inner.start()
    return Evidence.of(text, first, first + len(inner[1]))


def _content(text: str, said: str) -> Evidence:
    first, gap, last = said.partition(" … ")
    start = _once(text, first)
    if not gap:
        return Evidence.of(text, start, start + len(first))
    end = text.find(last, start)
    if end < 0:
        raise ValueError(f"The content does not end with these words: {said}")
    return Evidence.of(text, start, end + len(last))


def _once(text: str, words: str) -> int:
    if text.count(words) != 1:
        raise ValueError(f"These words occur {text.count(words)} times: {words}")
    return text.index(words)
