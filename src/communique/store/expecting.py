"""The SQL of forecasts, a page at a time."""

from collections.abc import Sequence
from datetime import date

# Latest report first; undated ones last.
PLACES = """
SELECT rows.report, rows.seq FROM main.forecasts AS rows JOIN main.reports AS told ON told.id = rows.report
WHERE {where} ORDER BY told.published IS NULL, told.published DESC, told.id, rows.seq LIMIT ? OFFSET ?
"""

COUNT = """
SELECT count(*) AS count FROM main.forecasts AS rows JOIN main.reports AS told ON told.id = rows.report WHERE {where}
"""

# One forecast, who makes it as the record knows them, and the words that its statement has for them.
FORECAST = """
SELECT rows.*, coalesce(
    (SELECT becomes FROM main.identities WHERE report = rows.report AND actor = rows.by_actor), rows.by_actor
) AS known, said.speaker_start, said.speaker_end
FROM main.forecasts AS rows
LEFT JOIN main.statements AS said ON said.report = rows.report AND said.id = rows.statement
WHERE rows.report = ? AND rows.seq = ?
"""

# Who makes a forecast, or says or stands behind the statement that it is in.
_BY = """(coalesce(
    (SELECT becomes FROM main.identities WHERE report = rows.report AND actor = rows.by_actor), rows.by_actor
) IN ({0}) OR (rows.report, rows.statement) IN (
    SELECT report, statement FROM main.searchable WHERE principal IN ({0})
    UNION SELECT report, statement FROM main.searchable WHERE speaker IN ({0})
))"""

_WORDS = """instr(lower(
    substr(told.text, rows.outcome_start + 1, rows.outcome_end - rows.outcome_start) || ' ' || coalesce(
        substr(told.text, rows.condition_start + 1, rows.condition_end - rows.condition_start), ''
    ) || ' ' || coalesce(rows.hedge, '')
), lower(?)) > 0"""


def narrowed(
    actors: Sequence[str] | None, since: date | None, until: date | None, words: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Return the condition of a list of forecasts and the values of its marks.

    Args:
        actors: only those of these ids; None for all.
        since, until: first and last day of publication.
        words: all of them stand in the outcome, the condition or the hedge.
    """
    parts, values = ["1"], list[str]()
    for mark, day in ((">=", since), ("<=", until)):
        if day:
            parts.append(f"told.published {mark} ?")
            values.append(day.isoformat())
    if actors is not None:
        parts.append(_BY.format(", ".join("?" * len(actors))))
        values += [*actors] * 3
    for word in words:
        parts.append(_WORDS)
        values.append(word)
    return " AND ".join(parts), tuple(values)
