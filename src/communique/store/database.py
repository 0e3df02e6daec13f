"""The record file: what is kept in it and how it is asked. The only module that holds a connection to it."""

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import wraps
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

from communique.core.errors import StoreError
from communique.records.decisions import Decision, Reviewed
from communique.records.listing import Frozen
from communique.records.report import Report
from communique.records.rows import (
    Actor,
    Disagreement,
    Event,
    Forecast,
    Issue,
    Mention,
    PastCoding,
    Position,
    Reading,
    Statement,
)
from communique.records.standing import Cell, Duplicates, Edge, Quoted, Stand, Tally, Window, Witnessed
from communique.records.words import Stance
from communique.store import counting, decode, identifying, keeping, past, place, scripts, searching, standing
from communique.store.casting import Cast
from communique.store.encode import decision_row
from communique.store.lists import Lists
from communique.store.scope import EVERYTHING, Scope

# Marks the file as ours in SQLite's header: "Comq" in ASCII.
APPLICATION = 0x436F6D71
# How long to wait for another process that is writing, in seconds. One report is written in milliseconds.
PATIENCE = 5.0

# Statements fetched at once: few enough for their reports to lie in memory, enough for the round trips not to count.
PORTION = 5_000

# Reports by publication, undated ones last; what was found in each in the order of its text.
ORDER = "reports.published IS NULL, reports.published, reports.source, reports.id, rows.seq"
# The columns that hold ids of actors.
ACTING = {
    "actors": ("id", "on_behalf_of"),
    "mentions": ("actor",),
    "statements": ("speaker", "on_behalf_of", "principal", "addressee"),
    "events": ("actor", "recipient"),
    "forecasts": ("by_actor",),
}

# What SQLite says when the file cannot be used, in lower case and in part, with what to tell the user.
REFUSALS = {
    "file is not a database": "is not a record of this program. Name another file with --record",
    "malformed": "is damaged. Restore it from a copy, or read the reports again into a new file",
    "is locked": "is being written by another process. Wait until it is done, or stop it",
    "is full": "cannot grow: the disk is full. Free some space; what was read before is kept",
    "disk i/o error": "cannot be read or written: the disk reports an error. What was read before is kept",
    "readonly": "cannot be written. Change its permissions, or name another file with --record",
    "interrupted": "was let go in the middle of a report. What was read before is kept",
    "unable to open": "cannot be opened. Check the folder and its permissions, or name another file with --record",
}
# For everything else: tables or rows are not as this program leaves them.
DAMAGED = REFUSALS["malformed"]

# A list of values, given as JSON.
_GIVEN = "SELECT value FROM json_each(?)"

P = ParamSpec("P")
T = TypeVar("T")


def _told(method: "Callable[Concatenate[Store, P], T]") -> "Callable[Concatenate[Store, P], T]":
    """Wrap a method so that what it cannot make sense of in the file is told as a StoreError."""

    @wraps(method)
    def asked(self: "Store", /, *args: P.args, **kwargs: P.kwargs) -> T:
        with _refusals(self._name):
            return method(self, *args, **kwargs)

    return asked


class Store:
    """A record, open. Each report is written in a transaction of its own: killed at any time, the file is whole.

    Use as a context manager, made by ``open``. Every method may raise StoreError.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self._path = path
        self._name = _name(path)
        # What the temporary views show, and the number that SQLite counts up when others write.
        self._scope: tuple[Scope, int] | None = None

    @classmethod
    def open(cls, path: Path | None) -> "Store":
        """Open a record.

        Args:
            path: the file, made when there is none; None keeps the record in memory. A file that may not be written
                can be asked, not added to.

        Raises:
            StoreError: the file is not a record, is of a newer version, damaged, locked or in a folder where none can
                be made.
        """
        with _refusals(_name(path)):
            if path is not None:
                place.check(path)
            asked_only = path is not None and os.path.exists(path) and not place.is_writable(path)
            address = ":memory:" if path is None else path.absolute().as_uri() + (place.asked_only(path) * asked_only)
            connection = sqlite3.connect(address, timeout=PATIENCE, isolation_level=None, uri=True)
            store = cls(connection, path)
            try:
                store._prepare(asked_only=asked_only)
            except BaseException:
                connection.close()
                raise
        return store

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @_told
    def has(self, report: str, origin: str) -> bool:
        """Tell whether the report was read before by the same stages with the same settings."""
        return bool(self._rows("SELECT 1 FROM main.reports WHERE id = ? AND origin = ?", report, origin))

    @_told
    def add(self, reading: Reading, origin: str) -> bool:
        """Keep what was read in a report, in place of what an earlier reading of it gave.

        Returns:
            Whether anything changed: False when the record has exactly this already.
        """
        with self._transaction():
            changed = keeping.keep(self._connection.execute, reading, origin)
        if not changed:
            return False
        self._scope = None
        place.check_there(self._path)
        return True

    @_told
    def reports(self, scope: Scope = EVERYTHING) -> tuple[Report, ...]:
        """Return the reports, earliest publication first, undated ones last."""
        self._narrow(scope)
        order = "published IS NULL, published, source, id"
        return tuple(map(decode.report, self._rows(f"SELECT * FROM reports ORDER BY {order}")))

    @_told
    def actors(self, scope: Scope = EVERYTHING) -> tuple[Actor, ...]:
        """Return the actors as each report has them, in the order of the reports: one actor may come several times.

        Their mentions are left out, see ``mentions``: a large record has very many.
        """
        self._narrow(scope)
        return tuple(map(decode.actor, self._of_reports("actors")))

    @_told
    def mentions(self, scope: Scope = EVERYTHING) -> dict[str, tuple[Mention, ...]]:
        """Return where the reports name each actor, by the actor's id, in the order of the reports."""
        texts = self._texts(scope)
        found: dict[str, list[Mention]] = defaultdict(list)
        for row in self._of_reports("mentions"):
            found[row["actor"]].append(decode.mention(row, texts[row["report"]]))
        return {actor: tuple(mentions) for actor, mentions in found.items()}

    @_told
    def naming(self, actors: Set[str]) -> frozenset[str]:
        """Return the ids of the reports that name any of the actors."""
        rows = self._rows(f"SELECT DISTINCT {_as_is('id')}, rows.report FROM main.actors AS rows")
        return frozenset(row["report"] for row in rows if row["id"] in actors)

    @_told
    def on(self, issues: Set[str]) -> frozenset[str]:
        """Return the ids of the reports that have a statement coded on any of the issues."""
        rows = self._rows("SELECT DISTINCT issue, report FROM main.codings")
        return frozenset(row["report"] for row in rows if row["issue"] in issues)

    @_told
    def holding(self, statements: Set[str]) -> frozenset[str]:
        """Return the ids of the reports that the statements are from."""
        rows = self._rows("SELECT id, report FROM main.statements")
        return frozenset(row["report"] for row in rows if row["id"] in statements)

    @_told
    def statements(self, scope: Scope = EVERYTHING) -> tuple[Statement, ...]:
        """Return the statements of the period, in the order of the reports."""
        texts = self._texts(scope)
        contents, codings = self._by_statement("contents"), self._by_statement("codings")
        return tuple(
            decode.statement(row, texts[row["report"]], contents[key], codings[key])
            for row in self._of_reports("statements")
            for key in [(row["report"], row["id"])]
        )

    @_told
    def events(self, scope: Scope = EVERYTHING) -> tuple[Event, ...]:
        """Return the events that the reports tell of, in the order of the reports, whatever the period."""
        texts = self._texts(scope)
        return tuple(decode.event(row, texts[row["report"]]) for row in self._of_reports("events"))

    @_told
    def forecasts(self, scope: Scope = EVERYTHING) -> tuple[Forecast, ...]:
        """Return the forecasts in the reports, in their order, whatever the period."""
        texts = self._texts(scope)
        return tuple(decode.forecast(row, texts[row["report"]]) for row in self._of_reports("forecasts"))

    @_told
    def positions(self, scope: Scope = EVERYTHING) -> tuple[Position, ...]:
        """Return the positions that the scope's statements make, by issue and actor; see ``views/positions.sql``."""
        self._narrow(scope)
        carried: dict[tuple[str, str], list[str]] = defaultdict(list)
        order = "ORDER BY said_on IS NULL, said_on, report, seq"
        for row in self._rows(f"SELECT principal, issue, statement FROM counted {order}"):
            carried[row["principal"], row["issue"]].append(row["statement"])
        found = self._rows("SELECT * FROM positions ORDER BY issue, actor")
        # A statement may be coded twice on one issue.
        ids = (tuple(dict.fromkeys(carried[row["actor"], row["issue"]])) for row in found)
        return tuple(map(decode.position, found, ids))

    @_told
    def disagreements(
        self, scope: Scope = EVERYTHING, actors: Set[str] | None = None, issues: Set[str] | None = None
    ) -> tuple[Disagreement, ...]:
        """Return the disagreements between those positions; see ``views/disagreements.sql``.

        Args:
            scope: of the statements.
            actors: only those that one of these takes part in; None for all.
            issues: only those on these; None for all.
        """
        self._narrow(scope)
        parts, values = ["1"], list[str]()
        if actors is not None:
            parts.append(f"(a_actor IN ({_GIVEN}) OR b_actor IN ({_GIVEN}))")
            values += [json.dumps(sorted(actors))] * 2
        if issues is not None:
            parts.append(f"issue IN ({_GIVEN})")
            values.append(json.dumps(sorted(issues)))
        where = " AND ".join(parts)
        found = self._rows(f"SELECT * FROM disagreements WHERE {where} ORDER BY issue, a_actor, b_actor", *values)
        return tuple(map(decode.disagreement, found))

    @_told
    def issues(self) -> tuple[Issue, ...]:
        """Return the issues that any statement of the record is coded on, by id."""
        return tuple(self.worded(row["issue"] for row in self._rows(counting.ISSUES)).values())

    @_told
    def outlets(self) -> tuple[str, ...]:
        """Return the outlets of the record's reports, sorted."""
        rows = self._rows("SELECT DISTINCT outlet FROM main.reports WHERE outlet IS NOT NULL ORDER BY outlet")
        return tuple(row["outlet"] for row in rows)

    @_told
    def past_codings(self) -> tuple[PastCoding, ...]:
        """Return the codings that earlier readings gave and the latest ones do not, by issue, report and statement."""
        return tuple(map(past.decode, self._rows("SELECT * FROM main.past_codings ORDER BY issue, report, statement")))

    # Where actors stand, counted.

    @_told
    def tallies(self, window: Window) -> tuple[Tally, ...]:
        """Return what is counted in a window, by issue and actor."""
        where, values = counting.where(window)
        return tuple(map(counting.tally, self._rows(counting.TALLIES.format(**where, edges=""), *values)))

    @_told
    def witnessed(self, window: Window, edge: Edge) -> tuple[Witnessed[Tally], ...]:
        """Return the same with the earliest or latest of the statements."""
        where, values = counting.where(window)
        rows = self._rows(counting.TALLIES.format(**where, edges=counting.edges(edge)), *values)
        return tuple(counting.witnessed(row, counting.tally) for row in rows)

    @_told
    def stances(self, window: Window) -> list[tuple[str, str, Stance, str, date | None, int]]:
        """Return actor, issue, stance, story, day and count of what is counted in a window, earliest first."""
        where, values = counting.where(window)
        return list(map(counting.stance, self._rows(counting.BY_DAY.format(**where), *values)))

    @_told
    def cells(self, window: Window, per: Duplicates) -> tuple[Cell, ...]:
        """Return how often each actor takes each stance on each issue in a window, repetitions as asked."""
        where, values = counting.where(window)
        return tuple(map(counting.cell, self._rows(counting.CELLS.format(**where, per=counting.PER[per]), *values)))

    @_told
    def quoted(self, stands: Iterable[Stand]) -> dict[Stand, Quoted]:
        """Return what the statements say, each with its report; those that the record does not have are left out."""
        wanted, found = sorted({stand[:2]: stand for stand in stands}.items()), dict[Stand, Quoted]()
        for start in range(0, len(wanted), PORTION):
            portion = dict(wanted[start : start + PORTION])
            reports = json.dumps(sorted({report for report, _ in portion}))
            told = {row["id"]: row for row in self._rows(counting.TOLD, reports)}
            said = self._rows(counting.QUOTED, json.dumps(list(portion)))
            for key, parts in groupby(said, key=counting.place):
                found[portion[key]] = decode.quoted(told[key[0]], list(parts))
        return found

    @_told
    def called(self, actors: Iterable[str]) -> dict[str, str]:
        """Return what each actor of the record is called, by id."""
        own = {row["becomes"]: row["name"] for row in self._rows(counting.NAMED)}
        found = {}
        for actor in actors:
            rows = self._rows(counting.NAMES, actor) + self._rows(counting.NAMES_ELSEWHERE, actor, actor)
            names = [row["name"] for row in rows if row["name"]]
            fullest = min(names, key=lambda name: (-len(name.split()), -len(name), name), default=actor)
            found[actor] = own.get(actor, fullest)
        return found

    @_told
    def worded(self, issues: Iterable[str]) -> dict[str, Issue]:
        """Return the issues of these ids as statements are coded on them."""
        rows = [self._rows(counting.WORDED, issue) for issue in issues]
        return {row["issue"]: decode.issue(row) for found in rows for row in found}

    @property
    def lists(self) -> Lists:
        """Lists of the record, a page at a time."""
        return Lists(self._rows)

    @property
    def cast(self) -> Cast:
        """Actors of the record, a page at a time."""
        return Cast(self._rows)

    @_told
    def keep_query(self, name: str, address: str | None) -> None:
        """Keep a question by name, in place of one of that name; without an address, forget it."""
        with self._transaction():
            self._connection.execute("DELETE FROM main.queries WHERE name = ?", (name,))
            if address is not None:
                self._connection.execute("INSERT INTO main.queries VALUES (?, ?)", (name, address))

    @_told
    def freeze(self, answer: Frozen) -> None:
        """Keep an answer as it was given."""
        columns, rows = json.dumps(answer.columns), json.dumps(answer.rows, ensure_ascii=False)
        values = (answer.id, answer.address, answer.state, columns, rows)
        with self._transaction():
            self._connection.execute("INSERT OR IGNORE INTO main.frozen VALUES (?, ?, ?, ?, ?)", values)

    # Who is who across reports.

    @_told
    def known(self, actors: Set[str] | None = None) -> tuple[tuple[str, Actor], ...]:
        """Return the actors as the reports have them, each with its report, earliest report first.

        Args:
            actors: only these ids, and those that must be known to tell who they are; None for all.
        """
        joined = "main.actors AS rows JOIN main.reports AS reports ON reports.id = rows.report"
        where, values = "1", tuple[str, ...]()
        if actors is not None:
            where = "rows.id IN (SELECT value FROM json_each(?))"
            values = (json.dumps(sorted(identifying.beside(self._connection.execute, actors))),)
        found = self._rows(f"SELECT rows.* FROM {joined} WHERE {where} ORDER BY {ORDER}", *values)
        return tuple((row["report"], decode.actor(row)) for row in found)

    @_told
    def own(self, actors: Set[str]) -> frozenset[str]:
        """Return the ids by which reports may have actors of the record."""
        return identifying.own(self._connection.execute, actors)

    @_told
    def decisions(self) -> tuple[Decision, ...]:
        """Return the user's decisions in the order in which they were taken."""
        return tuple(map(decode.decision, self._rows("SELECT * FROM main.decisions ORDER BY number")))

    @_told
    def decide(self, *decisions: Decision) -> int:
        """Keep decisions that are taken together; return the number of their batch, given here like their own.

        Those about rows, and those that take them back, are applied report by report, so that nobody waits for long;
        what is not applied when the program is killed is applied by the next ``review``.
        """
        run = self._connection.execute
        with self._transaction():
            first = run("SELECT coalesce(max(number), 0) + 1 FROM main.decisions").fetchone()[0]
            for number, one in enumerate(decisions, first):
                values = decision_row(replace(one, number=number, batch=first))
                run(f"INSERT INTO main.decisions VALUES ({', '.join('?' * len(values))})", values)
            run(keeping.DUE, (first,))
        self.review()
        return int(first)

    @_told
    def review(self) -> None:
        """Apply the decisions about rows that are not applied yet."""
        for row in self._rows("SELECT report FROM main.due ORDER BY report"):
            with self._transaction():
                keeping.review(self._connection.execute, row["report"])
            self._scope = None

    @_told
    def reviewed(self) -> tuple[Reviewed, ...]:
        """Return what became of the decisions about rows of reports that the record has, by decision."""
        return tuple(map(decode.reviewed, self._rows("SELECT * FROM main.reviewed ORDER BY decision")))

    @_told
    def reading(self, report: str) -> Reading | None:
        """Return the rows of a report as they are shown; None where the record has no such report."""
        return keeping.shown(self._connection.execute, report)

    @_told
    def machine(self, report: str) -> Reading:
        """Return what the machine gave for a report, whatever was decided about it."""
        return keeping.machine(self._connection.execute, report)

    @_told
    def identities(self) -> tuple[tuple[str, str, str, str | None], ...]:
        """Return who is not what the id says: report, actor there, actor in the record, name or None."""
        return tuple(tuple(row) for row in self._rows("SELECT * FROM main.identities ORDER BY report, actor"))

    @_told
    def identify(
        self,
        identities: Iterable[tuple[str, str, str, str | None]],
        actors: Set[str] | None = None,
        state: str | None = None,
    ) -> bool:
        """Keep who is who in place of what was kept.

        Args:
            identities: report, actor there, actor in the record, name or None.
            actors: ids as reports have them whose identities these are; None for all.
            state: that of the record from which they were worked out, see ``Lists.state``; None for whatever it is.

        Returns:
            Whether it is kept now: False when the record has changed since that state.
        """
        run = self._connection.execute
        wanted = {(report, actor): (becomes, name) for report, actor, becomes, name in identities}
        with self._transaction():
            # Another process may have been faster: inside the transaction nothing changes any more.
            if state is not None and state != self.lists.state():
                return False
            if identifying.kept(run, actors) != wanted:
                identifying.keep(run, wanted, actors)
                self._scope = None
        return True

    # Making and checking the file.

    def _prepare(self, *, asked_only: bool) -> None:
        self._connection.row_factory = sqlite3.Row
        for name, function in standing.FUNCTIONS.items():
            self._connection.create_function(name, 1, function, deterministic=True)
        version = self._check()
        if version < len(scripts.migrations()) or not asked_only:
            self._update(version)
        self._connection.execute("CREATE TEMP TABLE chosen (report TEXT PRIMARY KEY) WITHOUT ROWID")
        self._connection.execute("CREATE TEMP TABLE period (since TEXT, until TEXT)")
        columns = {table: [row["name"] for row in self._rows(f"PRAGMA main.table_info({table})")] for table in ACTING}
        for name, select in (_scoped(columns) | scripts.views()).items():
            self._connection.execute(f"CREATE TEMP VIEW {name} AS {select}")

    def _update(self, version: int) -> None:
        """Bring the file to this program's format."""
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        steps = scripts.migrations()
        if version < len(steps):
            self._migrate(steps)
        self._make_views()

    def _check(self) -> int:
        """Return the file's version, 0 for an empty file; refuse one that is not ours before anything is written."""
        application, version = self._pragma("application_id"), self._pragma("user_version")
        if application == APPLICATION:
            if version > len(scripts.migrations()):
                raise StoreError(
                    f"The record {self._name} was made by a newer version of this program (format {version}, this one "
                    f"knows up to {len(scripts.migrations())}). Update the program, or name another file with --record."
                )
            return version
        if application or version or self._rows("SELECT 1 FROM sqlite_master"):
            raise StoreError(
                f"{self._name} is a SQLite file of another program, not a record. Name another file with --record."
            )
        return 0

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    def _migrate(self, steps: Sequence[str]) -> None:
        with self._transaction():
            # Another process may have been faster; inside the transaction the number holds.
            for number in range(self._pragma("user_version"), len(steps)):
                for command in _commands(steps[number]):
                    self._connection.execute(command)
                self._connection.execute(f"PRAGMA user_version = {number + 1}")
            for row in self._rows(
                "SELECT id, text FROM main.reports WHERE id NOT IN (SELECT report FROM main.stories)"
            ):
                standing.write(self._connection.execute, row["id"], row["text"])
            for row in self._rows("SELECT id FROM main.reports WHERE id NOT IN (SELECT report FROM main.searchable)"):
                searching.write(self._connection.execute, row["id"])
            self._connection.execute(f"PRAGMA application_id = {APPLICATION}")

    def _make_views(self) -> None:
        """Make the views of the folder in the file; those that it has unchanged are left alone."""
        kept = {row["sql"] for row in self._rows("SELECT sql FROM sqlite_master WHERE type = 'view'")}
        stale = {
            name: select for name, select in scripts.views().items() if f"CREATE VIEW {name} AS {select}" not in kept
        }
        if not stale:
            return
        with self._transaction():
            for name, select in stale.items():
                self._connection.execute(f"DROP VIEW IF EXISTS {name}")
                self._connection.execute(f"CREATE VIEW {name} AS {select}")

    # Asking.

    @contextmanager
    def still(self) -> Iterator[None]:
        """Hold what is asked to the record as it is at the first question: what others write meanwhile is not seen.

        Nothing may be written inside. Others are not kept from writing.
        """
        with _refusals(self._name):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")  # not ROLLBACK: what ``_narrow`` has set stays

    def _narrow(self, scope: Scope) -> None:
        """Make the temporary views show the scope. They have the names of the tables and hide them."""
        wanted = scope, self._pragma("data_version")
        if wanted == self._scope:
            return
        self._scope = None  # should any of this fail, the views show neither scope
        run = self._connection.execute
        run("DELETE FROM chosen")
        run("DELETE FROM period")
        days = [day.isoformat() if day else None for day in (scope.since, scope.until)]
        run("INSERT INTO period VALUES (?, ?)", days)
        kept = self._rows("SELECT id, outlet FROM main.reports")
        chosen = (
            (row["id"],)
            for row in kept
            if (scope.reports is None or row["id"] in scope.reports)
            and (scope.outlets is None or row["outlet"] in scope.outlets)
        )
        self._connection.executemany("INSERT INTO chosen VALUES (?)", chosen)
        self._scope = wanted

    def _texts(self, scope: Scope) -> dict[str, str]:
        self._narrow(scope)
        return {row["id"]: row["text"] for row in self._rows("SELECT id, text FROM reports")}

    def _of_reports(self, table: str) -> list[sqlite3.Row]:
        return self._rows(
            f"SELECT rows.* FROM {table} AS rows JOIN reports ON reports.id = rows.report ORDER BY {ORDER}"
        )

    def _by_statement(self, table: str) -> dict[tuple[str, str], list[sqlite3.Row]]:
        groups: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
        for row in self._rows(f"{_of_chosen(table)} ORDER BY report, statement, seq"):
            groups[row["report"], row["statement"]].append(row)
        return groups

    def _rows(self, query: str, *values: str | int) -> list[sqlite3.Row]:
        with _refusals(self._name):
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _refusals(self._name):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


@contextmanager
def _refusals(name: str) -> Iterator[None]:
    """Say what SQLite's errors mean for the user."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error)
        meaning = next((REFUSALS[part] for part in REFUSALS if part in said.lower()), DAMAGED)
        raise StoreError(f"The record {name} {meaning}. (SQLite: {said})") from error
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(f"The record {name} {DAMAGED}. (In a row: {error})") from error


def _name(path: Path | None) -> str:
    return "in memory" if path is None else str(path)


def _scoped(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the views that stand in for tables while a scope is asked about, by name."""
    every = {name: _mapped(name, columns[name]) for name in ACTING}
    return every | {
        "reports": "SELECT * FROM main.reports WHERE id IN (SELECT report FROM chosen)",
        "statements": (
            f"SELECT {_selected('statements', columns['statements'], 'said')} FROM main.statements AS said "
            "JOIN main.reports AS told ON told.id = said.report, period "
            "WHERE said.report IN (SELECT report FROM chosen) "
            "AND (period.since IS NULL OR coalesce(said.said_on, told.published) >= period.since) "
            "AND (period.until IS NULL OR coalesce(said.said_on, told.published) <= period.until)"
        ),
    }


def _mapped(table: str, columns: Sequence[str]) -> str:
    """Return a table of the chosen reports with the actors of the record in place of those of each report."""
    chosen = "rows.report IN (SELECT report FROM chosen)"
    return f"SELECT {_selected(table, columns, 'rows')} FROM main.{table} AS rows WHERE {chosen}"


def _selected(table: str, columns: Sequence[str], rows: str) -> str:
    """Return what to select of a table, each id of an actor mapped to the actor of the record."""
    named = {column: _as_is(column, rows) for column in ACTING[table]}
    if table == "actors":
        named["name"] = _called(rows)
    return ", ".join(named.get(column, f'{rows}."{column}"') for column in columns)


def _as_is(column: str, rows: str = "rows") -> str:
    """Return the actor of the record in place of the one in a column."""
    whose = f"identities.report = {rows}.report AND identities.actor = {rows}.{column}"
    return f"coalesce((SELECT becomes FROM main.identities WHERE {whose}), {rows}.{column}) AS {column}"


def _called(rows: str) -> str:
    """Return what the record calls an actor: the user's name for it, else the report's."""
    whose = f"identities.report = {rows}.report AND identities.actor = {rows}.id"
    return f"coalesce((SELECT name FROM main.identities WHERE {whose}), {rows}.name) AS name"


def _of_chosen(table: str) -> str:
    return f"SELECT * FROM main.{table} WHERE report IN (SELECT report FROM chosen)"


def _commands(script: str) -> Iterator[str]:
    """Yield the commands of a script: ``executescript`` would end the transaction that it stands in."""
    command = ""
    for line in script.splitlines(keepends=True):
        command += line
        if sqlite3.complete_statement(command):
            yield command
            command = ""
