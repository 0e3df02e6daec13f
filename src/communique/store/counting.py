"""The SQL that counts ``stands``, and its rows as objects."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from communique.records.standing import PLACES, Cell, Counts, Edge, Sides, Tally, Window, Witnessed
from communique.records.words import STANCES, Stance

# The column of each level.
COLUMNS: Mapping[str, str] = MappingProxyType({"person": "person", "body": "body", "state": "principal"})

# How often each stance is taken.
_TAKEN = ", ".join(f"sum(stance = '{stance}') AS {stance}" for stance in STANCES)

TALLIES = f"""
SELECT {{level}} AS actor, issue, {_TAKEN}, count(DISTINCT story) AS reports, sum(form = 'direct') AS direct,
    sum(conditional) AS conditional, sum(force) AS force, min(day) AS first, max(day) AS last{{edges}}
FROM main.stands WHERE {{where}} GROUP BY {{level}}, issue ORDER BY issue, actor
"""

# The same as far as it tells the side.
SIDES = f"""
SELECT {{level}} AS actor, issue, {_TAKEN}, sum(conditional) AS conditional, sum(force) AS force{{edges}}
FROM main.stands WHERE {{where}} GROUP BY {{level}}, issue
"""

# The mark of the latest or earliest statement of each stance, in the same pass over the rows: see ``Stand.of``.
_EDGES = "".join(
    f""",
    {{edge}}(CASE stance WHEN '{stance}' THEN coalesce(day, '') || ' ' || report || ({PLACES} + seq) END)"""
    for stance in STANCES
)

# An issue as the codings of the first report have it, by id.
WORDED = "SELECT issue, label, proposition FROM main.codings WHERE issue = ? ORDER BY report, statement, seq LIMIT 1"

CONTENTS = "SELECT * FROM main.contents WHERE report = ? AND statement = ? ORDER BY seq"

# What statements say, in the order of their places: [[report, place], …] as JSON. A row for each part of the content.
QUOTED = """
SELECT said.report, said.seq, cue_start, cue_end, speaker_start, speaker_end, contents.start, contents."end"
FROM json_each(?) AS wanted
JOIN main.statements AS said ON said.report = wanted.value ->> 0 AND said.seq = wanted.value ->> 1
LEFT JOIN main.contents AS contents ON contents.report = said.report AND contents.statement = said.id
ORDER BY said.report, said.seq, contents.start, contents."end"
"""

# Reports as answers tell of them.
TOLD = "SELECT id, outlet, title, published, text FROM main.reports WHERE id IN (SELECT value FROM json_each(?))"

# What the user calls actors.
NAMED = "SELECT becomes, max(name) AS name FROM main.identities WHERE name IS NOT NULL GROUP BY becomes"

# The different names that reports give an actor, one step in the index each, however many reports name it.
NAMES = """
WITH RECURSIVE names (id, name) AS (
    SELECT ?, ''
    UNION ALL
    SELECT names.id, (
        SELECT min(named.name) FROM main.actors AS named WHERE named.id = names.id AND named.name > names.name
    )
    FROM names WHERE names.name IS NOT NULL
)
SELECT name FROM names
"""

# The names of an actor that no report knows by its id in the record: one of several groups that are called the same.
NAMES_ELSEWHERE = """
SELECT DISTINCT rows.name FROM main.identities AS known
JOIN main.actors AS rows ON rows.report = known.report AND rows.id = known.actor
WHERE known.becomes = ? AND NOT EXISTS (SELECT 1 FROM main.actors WHERE id = ?)
"""

# The ids of issues, one step in the index each, however many codings there are.
ISSUES = """
WITH RECURSIVE known (issue) AS (
    SELECT min(issue) FROM main.codings
    UNION ALL
    SELECT (SELECT min(issue) FROM main.codings WHERE issue > known.issue) FROM known WHERE known.issue IS NOT NULL
)
SELECT issue FROM known WHERE issue IS NOT NULL
"""

BY_DAY = """
SELECT {level} AS actor, issue, stance, story, day, count(*) AS count FROM main.stands WHERE {where}
GROUP BY {level}, issue, stance, story, day ORDER BY day IS NULL, day, story, actor, issue, stance
"""

# What ties a stance makes, 1 for agreement: who says both is on both sides, who takes none on neither.
CELLS = """
SELECT {level} AS actor, issue, value, {per} AS count
FROM main.stands
JOIN (
    SELECT 'support' AS side, 1 AS value UNION ALL SELECT 'oppose', 0
    UNION ALL SELECT 'mixed', 1 UNION ALL SELECT 'mixed', 0
) ON side = stance
WHERE {where}
GROUP BY {level}, issue, value ORDER BY actor, issue, value
"""

# How repetitions are counted. Weeks are those of ISO 8601, told by the year and week of their Thursday; statements of
# unknown day count once a story.
PER: Mapping[str, str] = MappingProxyType(
    {
        "include": "count(*)",
        "document": "count(DISTINCT story)",
        "week": "count(DISTINCT coalesce(date(day, '-3 days', 'weekday 4'), story))",
        "month": "count(DISTINCT coalesce(substr(day, 1, 7), story))",
        "year": "count(DISTINCT coalesce(substr(day, 1, 4), story))",
        "range": "1",
    }
)


def where(window: Window, *, copies: bool = False) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the names that the commands need and the values of their marks.

    Args:
        window: what is meant.
        copies: whether what repeats an earlier report of the same story is meant too.
    """
    level = COLUMNS[window.level]
    # Who asks for one outlet wants what it has, reprints too.
    parts, values = (
        [f"{level} IS NOT NULL", *(["copy = 0"] if window.outlets is None and not copies else [])],
        list[str](),
    )
    for mark, day in ((">=", window.since), ("<=", window.until)):
        if day:
            parts.append(f"day {mark} ?")
            values.append(day.isoformat())
    chosen = (("outlet", window.outlets), ("form", window.forms), (level, window.actors), ("issue", window.issues))
    for column, wanted in chosen:
        if wanted is not None:
            parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values += sorted(wanted)
    return {"level": level, "where": " AND ".join(parts)}, tuple(values)


def edges(edge: Edge) -> str:
    """Return the columns of TALLIES or SIDES that mark the earliest or latest statements."""
    return _EDGES.format(edge="min" if edge == "earliest" else "max")


def place(row: Sequence[Any]) -> tuple[str, int]:
    """Return report and place in a row of QUOTED."""
    return row[0], row[1]


def tally(row: Sequence[Any]) -> Tally:
    """Return a row of TALLIES."""
    *counted, first, last = row
    return Tally._make((*counted, _day(first), _day(last)))


def sides(row: Sequence[Any]) -> Sides:
    """Return a row of SIDES."""
    return Sides._make(row)


def witnessed(row: Sequence[Any], counts: Callable[[Sequence[Any]], Counts]) -> Witnessed[Counts]:
    """Return a row of TALLIES or SIDES with edges; ``counts`` makes an object of what stands before these."""
    return Witnessed(counts(row[: -len(STANCES)]), tuple(row[-len(STANCES) :]))


def cell(row: Any) -> Cell:
    """Return a row of CELLS."""
    return Cell(row["actor"], row["issue"], row["value"], row["count"])


def stance(row: Any) -> tuple[str, str, Stance, str, date | None, int]:
    """Return a row of BY_DAY: actor, issue, stance, story, day and how often."""
    return row["actor"], row["issue"], row["stance"], row["story"], _day(row["day"]), row["count"]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
