"""The SQL of which reports have something of what is asked."""

from collections.abc import Sequence
from datetime import date

from communique.records.listing import Hunt
from communique.store import listing

# Latest first, undated ones last; with how many of their statements are meant.
REPORTS = """
SELECT told.id, told.published, found.statements
FROM (SELECT report, sum(said) AS statements FROM ({parts}) GROUP BY report) AS found
JOIN main.reports AS told ON told.id = found.report
ORDER BY told.published IS NULL, told.published DESC, told.source, told.id
"""

_SAID = "SELECT one.report, 1 AS said FROM {hunted}"

# Events and forecasts may be meant where no statement is. A report that only may have one is no harm.
_OTHERS = """
SELECT rows.report, 0 FROM main.{table} AS rows JOIN main.reports AS told ON told.id = rows.report WHERE {where}
"""
_DAYS = {"events": "coalesce(rows.day, told.published)", "forecasts": "told.published"}
_ACTORS = {"events": ("actor", "recipient"), "forecasts": ("by_actor",)}

_OWN = "SELECT value FROM json_each(?) UNION SELECT actor FROM main.identities JOIN json_each(?) ON becomes = value"


def reports(hunt: Hunt, actors: str) -> tuple[str, tuple[str, ...]]:
    """Return the query of the reports that have statements, events or forecasts that are meant, and its values.

    Args:
        hunt: what is meant; of its choices, what is wanted.
        actors: the ids of its actors as JSON.
    """
    hunted, values = listing.hunted(hunt)
    parts, found = [_SAID.format(hunted=hunted)], list(values)
    if hunt.issues.wanted is None:
        for table in _DAYS:
            where, own = _meant(table, hunt, actors)
            parts.append(_OTHERS.format(table=table, where=where))
            found += own
    return REPORTS.format(parts=" UNION ALL ".join(parts)), tuple(found)


def _meant(table: str, hunt: Hunt, actors: str) -> tuple[str, Sequence[str]]:
    parts, values = ["1"], list[str]()
    days: tuple[tuple[str, date | None], ...] = ((">=", hunt.since), ("<=", hunt.until))
    for mark, day in days:
        if day:
            parts.append(f"{_DAYS[table]} {mark} ?")
            values.append(day.isoformat())
    if hunt.outlets.wanted is not None:
        parts.append(f"told.outlet IN ({', '.join('?' * len(hunt.outlets.wanted))})")
        values += hunt.outlets.wanted
    if hunt.actors.wanted is not None:
        parts.append("(" + " OR ".join(f"rows.{column} IN ({_OWN})" for column in _ACTORS[table]) + ")")
        values += [actors] * 2 * len(_ACTORS[table])
    return " AND ".join(parts), values
