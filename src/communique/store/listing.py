"""The SQL of lists, a page at a time, and its rows as objects."""

from dataclasses import replace
from datetime import date
from typing import Any

from communique.records.listing import Choice, Hunt, ReportLine, Role, StatementLine
from communique.store import decode, faceting

# A list of reports: latest first, undated ones last.
REPORTS = """
SELECT told.id, told.title, told.outlet, told.published, told.source, told.language, stories.story,
    (SELECT count(*) FROM main.statements WHERE report = told.id) AS statements,
    (SELECT count(*) FROM main.events WHERE report = told.id) AS events,
    (SELECT count(*) FROM main.forecasts WHERE report = told.id) AS forecasts
FROM main.reports AS told JOIN main.stories AS stories ON stories.report = told.id
WHERE {where}
ORDER BY told.published IS NULL, told.published DESC, told.source, told.id LIMIT ? OFFSET ?
"""

# A report with those before and after it in the list.
NEIGHBOURS = """
WITH ordered AS (
    SELECT id, row_number() OVER (ORDER BY published IS NULL, published DESC, source, id) AS place FROM main.reports
),
here AS (SELECT place FROM ordered WHERE id = ?)
SELECT ordered.id FROM ordered, here WHERE ordered.place BETWEEN here.place - ? AND here.place + ?
ORDER BY ordered.place
"""

REPORT_COUNT = "SELECT count(*) AS count FROM main.reports AS told WHERE {where}"

# The places of the statements that are meant, latest first.
PLACES = "SELECT one.report, one.seq FROM {hunted} ORDER BY one.day DESC, one.report, one.seq LIMIT ? OFFSET ?"

# The statements that are meant, by id.
MEANT = "SELECT one.report, one.statement FROM {hunted} ORDER BY one.report, one.seq LIMIT ?"

COUNT = "SELECT count(*) AS count FROM {hunted}"

STATEMENT = """
SELECT said.*, one.speaker AS known_speaker, one.principal AS known_principal, one.day, one.number, (
    SELECT max(taken.kind) FROM main.reviewed AS known JOIN main.decisions AS taken ON taken.number = known.decision
    WHERE known.report = said.report AND known.id = said.id
) AS decided
FROM main.statements AS said JOIN main.searchable AS one ON one.report = said.report AND one.seq = said.seq
WHERE said.report = ? AND said.seq = ?
"""

CODINGS = "SELECT * FROM main.codings WHERE report = ? AND statement = ? ORDER BY seq"

# Where the words looked for stand: FTS5 puts marks around them.
OPEN, CLOSE = "\x02", "\x03"
MARKED = """
SELECT highlight(statement_words, 0, ?, ?) AS words FROM main.statement_words
WHERE statement_words MATCH ? AND rowid = ?
"""

# Whole reports that have the words, best first. SQLite cuts a passage for those only that are given.
REPORT_HITS = """
SELECT one.report, snippet(report_words, 1, ?, ?, '…', 24) AS words
FROM main.report_words JOIN main.searchable AS one ON one.number = report_words.rowid
WHERE report_words MATCH ? AND {where} ORDER BY rank, one.report LIMIT ? OFFSET ?
"""

REPORT_HIT_COUNT = """
SELECT count(*) AS count FROM main.report_words JOIN main.searchable AS one ON one.number = report_words.rowid
WHERE report_words MATCH ? AND {where}
"""

# Statements as the rows of a sheet, latest first.
LINES = """
SELECT one.report, one.statement, one.speaker, one.principal, one.act, one.form, one.day, one.outlet, one.coded,
    (SELECT words FROM main.statement_words WHERE rowid = one.number) AS words,
    (SELECT title FROM main.reports WHERE id = one.report) AS title
FROM {hunted} ORDER BY one.day DESC, one.report, one.seq LIMIT ? OFFSET ?
"""

ACTORS = """
SELECT id, sum(count) AS count FROM (
    SELECT principal AS id, count(*) AS count FROM main.searchable WHERE principal IS NOT NULL GROUP BY principal
    UNION ALL
    SELECT speaker, count(*) FROM main.searchable
    WHERE speaker IS NOT NULL AND speaker IS NOT principal GROUP BY speaker
)
GROUP BY id ORDER BY count DESC, id LIMIT ? OFFSET ?
"""

# Actors of the record by id or name; those whom the record calls otherwise by that too.
NAMED = """
SELECT coalesce((SELECT becomes FROM main.identities WHERE report = rows.report AND actor = rows.id), rows.id) AS id
FROM main.actors AS rows WHERE rows.id = ? OR rows.name = ? COLLATE NOCASE
UNION SELECT becomes FROM main.identities WHERE becomes = ? OR name = ? COLLATE NOCASE
"""

# All names of all actors; what reports call somebody else is looked at one by one.
NAMES = """
SELECT DISTINCT id, name, aliases FROM main.actors WHERE id NOT IN (SELECT actor FROM main.identities)
UNION SELECT coalesce(known.becomes, rows.id), rows.name, rows.aliases FROM main.actors AS rows
LEFT JOIN main.identities AS known ON known.report = rows.report AND known.actor = rows.id
WHERE rows.id IN (SELECT actor FROM main.identities)
UNION SELECT becomes, name, '[]' FROM main.identities WHERE name IS NOT NULL
"""

# Actors, their ids as a JSON array, and all who speak for them, in steps.
SPEAKING = """
WITH RECURSIVE meant (id) AS (
    SELECT value FROM json_each(?)
    UNION
    SELECT coalesce(known.becomes, rows.id) FROM meant
    JOIN main.actors AS rows ON rows.on_behalf_of = meant.id
    LEFT JOIN main.identities AS known ON known.report = rows.report AND known.actor = rows.id
    UNION
    SELECT coalesce(known.becomes, rows.id) FROM meant
    JOIN main.identities AS for_whom ON for_whom.becomes = meant.id
    JOIN main.actors AS rows ON rows.report = for_whom.report AND rows.on_behalf_of = for_whom.actor
    LEFT JOIN main.identities AS known ON known.report = rows.report AND known.actor = rows.id
)
SELECT id FROM meant ORDER BY id
"""

# What reports say of an actor, as each has it, earliest first; and the ids that reports know it by.
TOLD = """
SELECT told.published, told.id AS told_in, told.title, told.outlet, told.source, rows.*, coalesce(
    (SELECT becomes FROM main.identities WHERE report = rows.report AND actor = rows.on_behalf_of), rows.on_behalf_of
) AS for_whom
FROM main.actors AS rows
JOIN main.reports AS told ON told.id = rows.report
WHERE rows.id IN ({own}) AND coalesce(
    (SELECT becomes FROM main.identities WHERE report = rows.report AND actor = rows.id), rows.id
) = ?
ORDER BY told.published IS NULL, told.published, told.id
"""

OWN = "SELECT ? AS actor UNION SELECT actor FROM main.identities WHERE becomes = ?"

# The counted statements of one actor on one issue, latest first, those of copies among them.
CELL = """
SELECT report, seq, statement, stance, conditional, force, form, day, outlet, story, copy, confidence
FROM main.stands WHERE {where} ORDER BY day IS NULL, day DESC, report, seq LIMIT ? OFFSET ?
"""

CELL_COUNT = "SELECT count(*) AS count, coalesce(sum(copy), 0) AS copies FROM main.stands WHERE {where}"

# Who takes stances, and on what, most first.
HOLDERS = """
SELECT {level} AS id, count(*) AS count FROM main.stands WHERE {where} GROUP BY {level} ORDER BY count DESC, id
"""

DISCUSSED = """
SELECT issue AS id, count(*) AS count FROM main.stands WHERE {where} GROUP BY issue ORDER BY count DESC, id
"""

# How many actors of an issue have the same counts.
CAMPS = """
SELECT issue, support, oppose, mixed, neutral, count(*) AS actors FROM (
    SELECT {level}, issue, sum(stance = 'support') AS support, sum(stance = 'oppose') AS oppose,
        sum(stance = 'mixed') AS mixed, sum(stance = 'neutral') AS neutral
    FROM main.stands WHERE {where} GROUP BY {level}, issue
)
GROUP BY issue, support, oppose, mixed, neutral ORDER BY issue, support, oppose, mixed, neutral
"""

# Whom each actor counts for in the end; the most frequent comes last.
PRINCIPALS = """
SELECT {level} AS id, principal, count(*) AS count FROM main.stands WHERE {where} GROUP BY {level}, principal
ORDER BY count, principal
"""

# The country that the first report which knows it gives an actor, of the reports' ids for it.
COUNTRY = """
SELECT country FROM main.actors AS rows
WHERE id = ? AND country IS NOT NULL AND coalesce(
    (SELECT becomes FROM main.identities WHERE report = rows.report AND actor = rows.id), rows.id
) = ?
ORDER BY report LIMIT 1
"""

# How often each stance was taken in each month.
MONTHS = """
SELECT substr(day, 1, 7) AS month, stance, count(*) AS count FROM main.stands
WHERE {where} AND day IS NOT NULL GROUP BY month, stance ORDER BY month, stance
"""

FROZEN = "SELECT id, address FROM main.frozen ORDER BY address, id"

# Reports are never changed but by being read again, decisions only added: these tell every state of a record apart,
# with what is not applied or worked out yet while it is being written.
STATE = """
SELECT (SELECT count(*) || ' ' || coalesce(group_concat(id || origin, ' '), '') FROM (
    SELECT id, origin FROM main.reports ORDER BY id
)) || ' ' || (SELECT coalesce(max(number), 0) FROM main.decisions)
    || ' ' || (SELECT count(*) FROM main.due) || ' ' || (
        SELECT coalesce(group_concat(report || actor || becomes || coalesce(name, ''), ' '), '') FROM (
            SELECT report, actor, becomes, name FROM main.identities ORDER BY report, actor
        )
    ) AS state
"""


def hunted(hunt: Hunt) -> tuple[str, tuple[str, ...]]:
    """Return the tables and conditions that mean the statements, and the values of their marks."""
    parts, values = list[str](), list[str]()
    for column, choice in (("outlet", hunt.outlets), ("act", hunt.acts), ("form", hunt.forms)):
        _choose(f"one.{column} IN ({{}})", choice, parts, values)
    _choose("(one.principal IN ({0}) OR one.speaker IN ({0}))", hunt.actors, parts, values, times=2)
    _code(hunt, parts, values)
    if hunt.decided is not None:
        known = "SELECT 1 FROM main.reviewed AS known WHERE known.report = one.report AND known.id = one.statement"
        parts.append(("" if hunt.decided else "NOT ") + f"EXISTS ({known})")
    days, day_values = _days("one.day", hunt.since, hunt.until)
    # The index of days has all statements in their order. Where anything else narrows them, the plus keeps SQLite from
    # going through it and looking up each row (100,000 statements: 20 ms against 75).
    parts = [f"{'+' if parts else ''}one.seq >= 0", *days, *parts]
    values = [*day_values, *values]
    tables = "main.searchable AS one"
    if hunt.match is not None:
        tables += " JOIN main.statement_words ON statement_words.rowid = one.number"
        parts, values = ["statement_words MATCH ?", *parts], [hunt.match, *values]
    return f"{tables} WHERE {' AND '.join(parts)}", tuple(values)


def _code(hunt: Hunt, parts: list[str], values: list[str]) -> None:
    """Add the conditions of issues and stances: where both are wanted, of one coding."""
    wanted = {"issue": hunt.issues.wanted, "stance": hunt.stances.wanted}
    own = [f"{name} IN ({', '.join('?' * len(known))})" for name, known in wanted.items() if known is not None]
    if own:
        coded = f"SELECT report, statement FROM main.codings WHERE {' AND '.join(own)}"
        parts.append(f"(one.report, one.statement) IN ({coded})")
        values += [value for known in wanted.values() if known is not None for value in known]
    coded = "SELECT 1 FROM main.codings AS coded WHERE coded.report = one.report AND coded.statement = one.statement"
    for column, choice in (("issue", hunt.issues), ("stance", hunt.stances)):
        excluded = Choice(None, choice.excluded)
        _choose(f"EXISTS ({coded} AND coded.{column} IN ({{}}))", excluded, parts, values)


def passing(hunt: Hunt) -> tuple[str, tuple[str, ...]]:
    """Return the conditions that whole reports can meet, outlets and days, and the values of their marks."""
    parts, values = _days("one.day", hunt.since, hunt.until)
    _choose("one.outlet IN ({})", hunt.outlets, parts, values)
    return " AND ".join(parts) or "1", tuple(values)


def _days(column: str, since: date | None, until: date | None) -> tuple[list[str], list[str]]:
    days = [(mark, day) for mark, day in ((">=", since), ("<=", until)) if day]
    return [f"{column} {mark} ?" for mark, _ in days], [day.isoformat() for _, day in days]


def _choose(test: str, choice: Choice, parts: list[str], values: list[str], times: int = 1) -> None:
    """Add the conditions of a choice; what has no value is not left out by excluding one."""
    if choice.wanted is not None:
        parts.append(test.format(", ".join("?" * len(choice.wanted))))
        values += list(choice.wanted) * times
    if choice.excluded:
        parts.append(f"NOT coalesce({test.format(', '.join('?' * len(choice.excluded)))}, 0)")
        values += list(choice.excluded) * times


def narrowed(
    outlet: tuple[str, ...] | None, since: date | None, until: date | None, words: str | None
) -> tuple[str, tuple[str, ...]]:
    """Return the condition of a list of reports and the values of its marks.

    Args:
        outlet: only of these outlets.
        since, until: first and last day of publication.
        words: part of the title.
    """
    parts, values = ["1"], list[str]()
    if outlet is not None:
        parts.append(f"told.outlet IN ({', '.join('?' * len(outlet))})")
        values += outlet
    for mark, day in ((">=", since), ("<=", until)):
        if day:
            parts.append(f"told.published {mark} ?")
            values.append(day.isoformat())
    if words:
        parts.append("instr(lower(told.title), lower(?)) > 0")
        values.append(words)
    return " AND ".join(parts), tuple(values)


def report_line(row: Any) -> ReportLine:
    """Return a row of REPORTS."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    told = (row["source"], row["language"], row["statements"], row["events"], row["forecasts"], row["story"])
    return ReportLine(row["id"], row["title"], row["outlet"], published, *told)


def line(row: Any) -> StatementLine:
    """Return a row of LINES."""
    day, codings = date.fromisoformat(row["day"]) if row["day"] else None, faceting.pairs(row["coded"])
    who = row["speaker"], row["principal"], row["act"], row["form"]
    return StatementLine(row["report"], row["title"], row["outlet"], row["statement"], *who, day, row["words"], codings)


def role(row: Any) -> Role:
    """Return a row of TOLD."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    told = replace(decode.actor(row), on_behalf_of=row["for_whom"])
    return Role(row["told_in"], row["title"], row["outlet"], published, row["source"], told)


def marks(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text without the marks of FTS5, and the ranges that they stood around."""
    plain, found, start = "", [], 0
    for piece in marked.split(OPEN):
        inside, close, rest = piece.partition(CLOSE)
        if close:
            start = len(plain)
            found.append((start, start + len(inside)))
        plain += inside + rest
    return plain, tuple(found)
