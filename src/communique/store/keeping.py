"""Writing what was read in a report: the rows as they are shown and counted, and beside them what the machine gave.

The functions work in an open transaction of the caller's.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from communique.records.decisions import Decision, Reviewed, standing
from communique.records.rows import Reading
from communique.store import decode, past, reviewing, searching
from communique.store import standing as sides
from communique.store.encode import TABLES, Row, encode
from communique.store.standing import Run

# What is found in a report, the report itself aside.
FOUND = TABLES[1:]

# Of a batch of decisions, the reports whose rows they are about; an undo's are those of what it takes back, and so on.
DUE = """
INSERT OR IGNORE INTO main.due
WITH RECURSIVE meant (number, undoes, report, row) AS (
    SELECT number, undoes, report, row FROM main.decisions WHERE batch = ?
    UNION
    SELECT one.number, one.undoes, one.report, one.row
    FROM meant JOIN main.decisions AS one ON one.number = meant.undoes
)
SELECT report FROM meant WHERE row IS NOT NULL AND report IN (SELECT id FROM main.reports)
"""


# The decisions about rows of a report, with the undos of them, and of those.
ABOUT = """
WITH RECURSIVE meant (number) AS (
    SELECT number FROM main.decisions WHERE report = ? AND row IS NOT NULL
    UNION
    SELECT one.number FROM meant JOIN main.decisions AS one ON one.undoes = meant.number
)
SELECT * FROM main.decisions WHERE number IN (SELECT number FROM meant) ORDER BY number
"""


def keep(run: Run, reading: Reading, origin: str) -> bool:
    """Keep what was read in a report, in place of what an earlier reading gave; decisions about its rows hold on.

    Returns:
        Whether anything changed: False when the record has exactly this already.
    """
    report = reading.report.id
    machine = encode(reading, origin)
    applied = reviewing.apply(reading, about(run, report))
    rows = encode(applied.reading, origin)
    shown, before = _kept(run, report), _machine_rows(run, report)
    same = _sets(rows) == shown and _sets(machine) == _sets(before)
    if same and applied.reviewed == reviewed(run, report):
        return False
    # Past codings are the machine's, whatever was decided about them.
    if _sets(before) != shown:
        _put(run, report, before)
    run(past.KEEP, (report,))
    searching.drop(run, report)
    run("DELETE FROM main.reports WHERE id = ?", (report,))
    _insert(run, machine, TABLES)
    run(past.DROP, (report,))
    if _sets(rows) != _sets(machine):
        _put(run, report, rows)
    _note(run, report, rows, machine, applied.reviewed)
    sides.write(run, report, reading.report.text)
    searching.write(run, report)
    return True


def review(run: Run, report: str) -> None:
    """Apply the decisions about a report's rows as they stand now to what the machine gave."""
    run("DELETE FROM main.due WHERE report = ?", (report,))
    machine = _machine_rows(run, report)
    if not machine["reports"]:
        return
    reading = _reading(run, machine)
    applied = reviewing.apply(reading, about(run, report))
    rows = encode(applied.reading, str(machine["reports"][0][-1]))
    searching.drop(run, report)
    _put(run, report, rows)
    _note(run, report, rows, machine, applied.reviewed)
    sides.renew(run, [report])
    searching.write(run, report)


def about(run: Run, report: str) -> list[Decision]:
    """Return the decisions about rows of a report that stand, in order."""
    return standing([decode.decision(row) for row in run(ABOUT, (report,))])


def reviewed(run: Run, report: str) -> tuple[Reviewed, ...]:
    """Return what became of the decisions about a report's rows."""
    rows = run("SELECT * FROM main.reviewed WHERE report = ? ORDER BY decision", (report,))
    return tuple(map(decode.reviewed, rows))


def shown(run: Run, report: str) -> Reading | None:
    """Return the rows of a report as they are shown; None where the record has no such report."""
    rows = {table: list(found) for table, found in _in_order(run, report).items()}
    return _reading(run, rows) if rows["reports"] else None


def machine(run: Run, report: str) -> Reading:
    """Return what the machine gave for a report, whatever was decided about it."""
    return _reading(run, _machine_rows(run, report))


def _insert(run: Run, rows: Mapping[str, Sequence[Row]], tables: Sequence[str]) -> None:
    for table in tables:
        for row in rows[table]:
            run(f"INSERT INTO main.{table} VALUES ({', '.join('?' * len(row))})", row)


def _put(run: Run, report: str, rows: Mapping[str, Sequence[Row]]) -> None:
    """Write what was found in a report in place of what is there."""
    for table in FOUND:
        run(f"DELETE FROM main.{table} WHERE report = ?", (report,))
    _insert(run, rows, FOUND)


def _note(
    run: Run,
    report: str,
    rows: Mapping[str, Sequence[Row]],
    machine: Mapping[str, Sequence[Row]],
    found: Sequence[Reviewed],
) -> None:
    """Keep the machine's rows where decisions changed any, and what became of the decisions."""
    run("DELETE FROM main.unreviewed WHERE report = ?", (report,))
    run("DELETE FROM main.reviewed WHERE report = ?", (report,))
    if _sets(rows) != _sets(machine):
        told = json.dumps(_named(run, machine, FOUND), ensure_ascii=False, separators=(",", ":"))
        run("INSERT INTO main.unreviewed VALUES (?, ?)", (report, told))
    for one in found:
        run("INSERT INTO main.reviewed VALUES (?, ?, ?, ?)", (one.decision, one.report, one.id, one.machine))


def _columns(run: Run, table: str) -> list[str]:
    return [row["name"] for row in run(f"PRAGMA main.table_info({table})")]


def _machine_rows(run: Run, report: str) -> dict[str, list[Row]]:
    """Return the rows of each table as the machine gave them; a column that is newer than they are is empty."""
    kept = {table: list(rows) for table, rows in _in_order(run, report).items()}
    other = run("SELECT rows FROM main.unreviewed WHERE report = ?", (report,)).fetchone()
    if other is None:
        return kept
    named = json.loads(other["rows"])
    columns = {table: _columns(run, table) for table in FOUND}
    found = {table: [tuple(map(row.get, columns[table])) for row in named[table]] for table in FOUND}
    return {"reports": kept["reports"], **found}


def _in_order(run: Run, report: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for table in TABLES:
        key = "id" if table == "reports" else "report"
        order = {"reports": "id", "contents": "statement, seq", "codings": "statement, seq"}.get(table, "seq")
        rows = run(f"SELECT * FROM main.{table} WHERE {key} = ? ORDER BY {order}", (report,))
        found[table] = [tuple(row) for row in rows]
    return found


def _kept(run: Run, report: str) -> dict[str, set[Row]]:
    return _sets(_in_order(run, report))


def _sets(rows: Mapping[str, Sequence[Row]]) -> dict[str, set[Row]]:
    return {table: set(rows[table]) for table in TABLES}


def _named(run: Run, rows: Mapping[str, Sequence[Row]], tables: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    columns = {table: _columns(run, table) for table in tables}
    return {table: [dict(zip(columns[table], row, strict=True)) for row in rows[table]] for table in tables}


def _reading(run: Run, rows: Mapping[str, Sequence[Row]]) -> Reading:
    """Return rows of the tables as what was read in a report."""
    named = _named(run, rows, TABLES)
    told = decode.report(named["reports"][0])
    mentions: dict[str, list[Any]] = defaultdict(list)
    for row in named["mentions"]:
        mentions[row["actor"]].append(decode.mention(row, told.text))
    parts: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for table in ("contents", "codings"):
        for row in named[table]:
            parts[table, row["statement"]].append(row)
    return Reading(
        told,
        tuple(decode.actor(row, tuple(mentions[row["id"]])) for row in named["actors"]),
        tuple(
            decode.statement(row, told.text, parts["contents", row["id"]], parts["codings", row["id"]])
            for row in named["statements"]
        ),
        tuple(decode.event(row, told.text) for row in named["events"]),
        tuple(decode.forecast(row, told.text) for row in named["forecasts"]),
    )
