"""Projects of DNA 3 made by hand, with invented people."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

TABLES = """
CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY, Value TEXT);
CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL, Author TEXT, Source TEXT,
    Section TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES (ID INTEGER PRIMARY KEY, Label TEXT NOT NULL);
CREATE TABLE VARIABLES (ID INTEGER PRIMARY KEY, Variable TEXT NOT NULL, DataType TEXT NOT NULL,
    StatementTypeId INTEGER);
CREATE TABLE STATEMENTS (ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,
    Stop INTEGER);
CREATE TABLE ENTITIES (ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);
CREATE TABLE DATASHORTTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
CREATE TABLE DATABOOLEAN (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATAINTEGER (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
INSERT INTO SETTINGS VALUES ('version', '3.1.2');
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement'), (2, 'Note');
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
    (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'strength', 'integer', 1),
    (6, 'words', 'long text', 2);
"""

# Organization, concept, whether it agrees, how strongly, document.
Row = tuple[str, str, int, int, int]

# Title, section, day.
DOCUMENTS = (("Dam defended", "home", "2026-01-05"), ("Dam attacked", "world", "2026-02-02"))
STATEMENTS: tuple[Row, ...] = (
    ("Ministry", "The dam is just.", 1, 2, 1),
    ("Ministry", "The dam is just.", 1, 1, 1),
    ("Farmers", "The dam is just.", 0, -2, 2),
    ("Farmers", "Talks should go on.", 1, 1, 2),
    ("Ministry", "Talks should go on.", 1, 1, 2),
    ("", "Talks should go on.", 0, -1, 2),
)


def write(
    path: Path, statements: Sequence[Row] = STATEMENTS, documents: Sequence[tuple[str, str, str]] = DOCUMENTS
) -> Path:
    """Write a project in which every person is Ida Moss."""
    with closing(sqlite3.connect(path)) as project, project:
        project.executescript(TABLES)
        for at, (title, section, day) in enumerate(documents, 1):
            seconds = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) + 3600
            row = (at, title, "The text.", "Ana Ruiz", "The Courier", section, "", seconds)
            project.execute("INSERT INTO DOCUMENTS VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        entities = {
            name: at
            for at, name in enumerate(
                dict.fromkeys(
                    [(1, "Ida Moss"), *((2, row[0]) for row in statements), *((3, row[1]) for row in statements)]
                )
            )
        }
        project.executemany("INSERT INTO ENTITIES VALUES (?, ?, ?)", [(at, *name) for name, at in entities.items()])
        for at, (who, what, agrees, strength, document) in enumerate(statements, 1):
            project.execute("INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?)", (at, document, at, at + 1))
            for variable, name in ((1, "Ida Moss"), (2, who), (3, what)):
                values = (at, variable, entities[variable, name])
                project.execute("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)", values)
            project.execute("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)", (at, agrees))
            project.execute("INSERT INTO DATAINTEGER (StatementId, VariableId, Value) VALUES (?, 5, ?)", (at, strength))
    return path
