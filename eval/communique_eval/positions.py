"""Our own coding of positions: what a careful reader says who stands where, statement by statement."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import communique
from communique.core.errors import UsageError
from communique.records.rows import Actor, Record

REPORTER, NONE, UNNAMED = "reporter", "-", "unnamed"

# Which reports the gold is of, in the order in which they are shown.
PARTS = ("examples", "reports", "unseen")


@dataclass(frozen=True, slots=True)
class Coded:
    """A position as the reader writes it.

    Attributes:
        issue: id, with the party after a colon where the reader knows it.
        stance: towards the proposition.
    """

    issue: str
    stance: str


@dataclass(frozen=True, slots=True)
class Line:
    """One statement, or a sentence of the reporter's own.

    Attributes:
        holder: for whom it counts: code of a state, name of whoever else, `UNNAMED`, or `REPORTER`.
        start, end: range of its anchor in the text.
        wanted: what must be found, each with all that is right in its place; empty for no position.
        allowed: what may be found beside that.
    """

    holder: str
    start: int
    end: int
    wanted: tuple[frozenset[Coded], ...]
    allowed: frozenset[Coded]


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its gold and what the program reads in it."""

    name: str
    record: Record
    lines: tuple[Line, ...]


def reports(part: str) -> Iterator[Report]:
    """Yield the reports of a part, read by the program, in the order of their names."""
    for file in sorted(_folder(part).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".gold"):
            name = file.name.removesuffix(".gold")
            record = _read(str(_source(part, name)))
            text = record.reports[0].text
            lines = (_line(text, line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
            yield Report(name, record, tuple(lines))


@cache
def _read(path: str) -> Record:
    return communique.read(Path(path))


def _folder(part: str) -> Traversable:
    return resources.files("communique_eval").joinpath("data", "positions", part)


def _source(part: str, name: str) -> Path:
    """Return the file of a report: beside its gold, or among the examples that come with the program."""
    package = Path(str(resources.files("communique")))
    folders = (Path(str(_folder(part))), package / "examples", package.parents[1] / "examples")
    found = [file for folder in folders for file in sorted(folder.glob(f"{name}.*")) if file.suffix != ".gold"]
    if not found:
        raise UsageError(f"The report '{name}' is not installed.")
    return found[0]


def sha256() -> str:
    """Return the SHA-256 (hex) of the names and bytes of all gold files and their reports."""
    digest = hashlib.sha256()
    for part in PARTS:
        for file in sorted(_folder(part).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".gold"):
                report = _source(part, file.name.removesuffix(".gold"))
                digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
                digest.update(report.name.encode() + b"\0" + hashlib.sha256(report.read_bytes()).digest())
    return digest.hexdigest()


def _line(text: str, line: str) -> Line:
    fields = line.split(" | ")
    if len(fields) != 3:
        raise ValueError(f"A line has three fields, not {len(fields)}: {line}")
    holder, anchor, codings = fields
    if text.count(anchor) != 1:
        raise ValueError(f"These words occur {text.count(anchor)} times: {anchor}")
    wanted, allowed = list[frozenset[Coded]](), set[Coded]()
    for group in codings.split("; "):
        choices = [choice for choice in group.split(" or ") if choice.strip() != NONE]
        coded = frozenset(Coded(*choice.rsplit(" ", 1)) for choice in choices)
        if len(choices) == len(group.split(" or ")):
            wanted.append(coded)
        allowed |= coded
    start = text.index(anchor)
    return Line(holder, start, start + len(anchor), tuple(wanted), frozenset(allowed))


def same_party(coded: Coded, issue: str, record: Record) -> bool:
    """Tell whether an issue of the program's is the one of the reader, party included."""
    own, _, party = coded.issue.partition(":")
    found, _, other = issue.partition(":")
    return own == found and (party == other or (bool(party and other) and _is_called(party, other, record)))


def is_holder(holder: str, actor: str, record: Record) -> bool:
    """Tell whether an actor of the program's is the reader's holder."""
    if holder == UNNAMED:
        return actor.startswith("group:") or _actor(actor, record).name[:1].islower()
    return actor == f"state:{holder}" or _is_called(holder, actor, record)


def _is_called(name: str, actor: str, record: Record) -> bool:
    found = _actor(actor, record)
    names = (found.name, found.id, *found.aliases)
    return _plain(name) in map(_plain, names)


def _actor(id: str, record: Record) -> Actor:
    return next((actor for actor in record.actors if actor.id == id), Actor(id, id, "group", None, ()))


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("’", "'")


def overlapping(record: Record, line: Line) -> Sequence[str]:
    """Return the ids of the coded statements whose content holds a part of the line's anchor."""
    return [
        statement.id
        for statement in record.statements
        if statement.codings and any(one.start < line.end and line.start < one.end for one in statement.content)
    ]
