"""Projects of the Discourse Network Analyzer (DNA) 3: SQLite files with coded statements. They are only read."""

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from communique.core.errors import InputError, UsageError
from communique.records.ties import Tie

# The tables that are asked.
TABLES = frozenset(
    {
        "DOCUMENTS",
        "STATEMENTTYPES",
        "VARIABLES",
        "STATEMENTS",
        "ENTITIES",
        "DATASHORTTEXT",
        "DATABOOLEAN",
        "DATAINTEGER",
    }
)
NAMES = ("short text",)
# Where the values of each kind are, and what to take them for.
STEPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "boolean": {"table": "DATABOOLEAN", "value": "steps.Value <> 0"},
        "integer": {"table": "DATAINTEGER", "value": "CAST(steps.Value AS INTEGER)"},
    }
)
# Days are kept as seconds since then, UTC.
EPOCH = date(1970, 1, 1)

VARIABLES = """
SELECT VARIABLES.ID, VARIABLES.Variable, VARIABLES.DataType
FROM VARIABLES JOIN STATEMENTTYPES ON STATEMENTTYPES.ID = VARIABLES.StatementTypeId
WHERE STATEMENTTYPES.Label = ? ORDER BY VARIABLES.ID
"""
DOCUMENTS = """
SELECT CAST(ID AS TEXT), CAST(Title AS TEXT), CAST(Author AS TEXT), CAST(Source AS TEXT), CAST(Section AS TEXT),
    CAST(Type AS TEXT), CAST(Date AS INTEGER)
FROM DOCUMENTS ORDER BY ID
"""
STATEMENTS = """
SELECT coalesce(CAST(actors.Value AS TEXT), ''), coalesce(CAST(concepts.Value AS TEXT), ''), {value},
    CAST(STATEMENTS.DocumentId AS TEXT)
FROM STATEMENTS
JOIN DATASHORTTEXT AS acting ON acting.StatementId = STATEMENTS.ID AND acting.VariableId = :actor
JOIN ENTITIES AS actors ON actors.ID = acting.Entity
JOIN DATASHORTTEXT AS about ON about.StatementId = STATEMENTS.ID AND about.VariableId = :concept
JOIN ENTITIES AS concepts ON concepts.ID = about.Entity
JOIN {table} AS steps ON steps.StatementId = STATEMENTS.ID AND steps.VariableId = :qualifier
    AND steps.Value IS NOT NULL
JOIN DOCUMENTS ON DOCUMENTS.ID = STATEMENTS.DocumentId
ORDER BY DOCUMENTS.Date, STATEMENTS.DocumentId, STATEMENTS.Start, STATEMENTS.ID
"""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a project.

    Attributes:
        title, author, source, section, type: as filled in; ``""`` where nothing was.
        day: its date; None when there is none.
    """

    title: str
    author: str
    source: str
    section: str
    type: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Project:
    """What was coded.

    Attributes:
        ties: one for each statement that has all three variables, by date and place; actors and concepts that nobody
            filled in are ``""``.
        boolean: whether statements agree or disagree (1, 0); else they have steps.
        documents: by the id that ties name.
    """

    ties: tuple[Tie, ...]
    boolean: bool
    documents: Mapping[str, Document]


def read(
    path: Path,
    actor: str = "organization",
    concept: str = "concept",
    qualifier: str = "agreement",
    statement_type: str = "DNA Statement",
) -> Project:
    """Read the statements of a project; the file stays as it is.

    Args:
        path: the file.
        actor, concept: variables of short text: who speaks, on what.
        qualifier: a boolean or integer variable: how it agrees.
        statement_type: the type of the statements, which has these variables.

    Raises:
        UsageError: there is no such file, type or variable; the message lists those that there are.
        InputError: the file is not a project of DNA 3, or damaged.
    """
    if not os.path.isfile(path):
        raise UsageError(f"There is no file {path}. Name a .dna file.")
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
            return _project(connection, path, (actor, concept, qualifier), statement_type)
    except (sqlite3.Error, OverflowError) as error:
        raise InputError(str(path), f"it cannot be read ({error})", _WAY_OUT) from error


_WAY_OUT = "Name a file that was saved by DNA 3, or restore it from a copy."


def _project(connection: sqlite3.Connection, path: Path, names: tuple[str, str, str], type: str) -> Project:
    tables = {row[0].upper() for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= TABLES:
        raise InputError(str(path), "it is not a project of DNA 3", _WAY_OUT)
    known = {name: (id, kind) for id, name, kind in connection.execute(VARIABLES, (type,))}
    if not known:
        raise UsageError(f"{path} has no statement type '{type}'. Choose one of: {_listed(_types(connection))}.")
    actor, concept = (_variable(path, known, name, NAMES) for name in names[:2])
    qualifier = _variable(path, known, names[2], STEPS)
    kind = known[names[2]][1]
    documents = dict(_documents(connection))
    rows = connection.execute(
        STATEMENTS.format(**STEPS[kind]), {"actor": actor, "concept": concept, "qualifier": qualifier}
    )
    ties = tuple(Tie(who, what, value, document, documents[document].day) for who, what, value, document in rows)
    return Project(ties, kind == "boolean", documents)


def _types(connection: sqlite3.Connection) -> Iterator[str]:
    return (row[0] for row in connection.execute("SELECT Label FROM STATEMENTTYPES ORDER BY ID"))


def _variable(path: Path, known: Mapping[str, tuple[int, str]], name: str, kinds: Collection[str]) -> int:
    fitting = {name: id for name, (id, kind) in known.items() if kind in kinds}
    if name not in fitting:
        raise UsageError(
            f"{path} has no {' or '.join(kinds)} variable '{name}'. Choose one of: {_listed(fitting) or 'none'}."
        )
    return fitting[name]


def _documents(connection: sqlite3.Connection) -> Iterator[tuple[str, Document]]:
    for id, title, author, source, section, type, seconds in connection.execute(DOCUMENTS):
        day = None if seconds is None else EPOCH + timedelta(seconds=seconds)
        yield id, Document(title or "", author or "", source or "", section or "", type or "", day)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
