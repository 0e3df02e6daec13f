"""Actors of a record, a page at a time: who they are, for whom they speak, what they do, which sides they take."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from communique.records.listing import ActorLine, Happened, Spoken
from communique.records.report import Report
from communique.records.standing import Edge, Sides, Window, Witnessed
from communique.store import counting, decode

# Longer chains run in a circle.
STEPS = 9

# Long enough for any page.
NO_LIMIT = -1

# The names of all actors; what reports call somebody else is looked at one by one.
_NAMES = """
SELECT DISTINCT id, name FROM main.actors WHERE id NOT IN (SELECT actor FROM main.identities)
UNION SELECT coalesce(known.becomes, rows.id), rows.name FROM main.actors AS rows
LEFT JOIN main.identities AS known ON known.report = rows.report AND known.actor = rows.id
WHERE rows.id IN (SELECT actor FROM main.identities)
UNION SELECT becomes, name FROM main.identities WHERE name IS NOT NULL
"""

# Actors with how much they say and until when; most first.
_LISTED = f"""
WITH said AS (
    SELECT id, sum(count) AS count, max(day) AS day FROM (
        SELECT principal AS id, count(*) AS count, max(day) AS day FROM main.searchable
        WHERE principal IS NOT NULL GROUP BY principal
        UNION ALL
        SELECT speaker, count(*), max(day) FROM main.searchable
        WHERE speaker IS NOT NULL AND speaker IS NOT principal GROUP BY speaker
    )
    GROUP BY id
),
meant AS (SELECT DISTINCT id FROM ({_NAMES}) WHERE {{where}})
SELECT meant.id, coalesce(said.count, 0) AS count, said.day, count(*) OVER () AS every
FROM meant LEFT JOIN said ON said.id = meant.id
ORDER BY coalesce(said.count, 0) DESC, meant.id LIMIT ? OFFSET ?
"""

_KNOWN = "coalesce((SELECT becomes FROM main.identities WHERE report = {0}.report AND actor = {0}.{1}), {0}.{1})"

# Who speaks in a report, and for whom, nearest first.
_CHAIN = f"""
WITH RECURSIVE chain (report, actor, step) AS (
    SELECT ?, ?, 0
    UNION ALL
    SELECT chain.report, rows.on_behalf_of, step + 1 FROM chain
    JOIN main.actors AS rows ON rows.report = chain.report AND rows.id = chain.actor
    WHERE rows.on_behalf_of IS NOT NULL AND step < {STEPS}
)
SELECT {_KNOWN.format("chain", "actor")} AS id FROM chain ORDER BY step
"""

# For whom actors speak, at once or through others of the same report.
_SPEAKING = f"""
WITH RECURSIVE chain (report, actor, ahead, step) AS (
    SELECT report, id, on_behalf_of, 0 FROM main.actors WHERE on_behalf_of IS NOT NULL AND {{where}}
    UNION ALL
    SELECT chain.report, chain.actor, rows.on_behalf_of, step + 1 FROM chain
    JOIN main.actors AS rows ON rows.report = chain.report AND rows.id = chain.ahead
    WHERE rows.on_behalf_of IS NOT NULL AND step < {STEPS}
)
SELECT DISTINCT {_KNOWN.format("chain", "actor")} AS actor, {_KNOWN.format("chain", "ahead")} AS whom FROM chain
"""

# Who speaks for an actor, in how many reports, most first.
_SPOKEN = f"""
SELECT {_KNOWN.format("rows", "id")} AS id, count(*) AS reports, min(told.published) AS first,
    max(told.published) AS last, count(*) OVER () AS every
FROM main.actors AS rows JOIN main.reports AS told ON told.id = rows.report
WHERE rows.on_behalf_of IN (SELECT value FROM json_each(?)) AND {_KNOWN.format("rows", "on_behalf_of")} = ?
GROUP BY 1 ORDER BY reports DESC, 1 LIMIT ? OFFSET ?
"""

# The events that an actor takes part in, latest first.
_EVENTS = f"""
SELECT * FROM (
    SELECT rows.*, {_KNOWN.format("rows", "actor")} AS known_actor, {_KNOWN.format("rows", "recipient")} AS known_other,
        coalesce(rows.day, told.published) AS since
    FROM main.events AS rows JOIN main.reports AS told ON told.id = rows.report
    WHERE rows.actor IN (SELECT value FROM json_each(?)) OR rows.recipient IN (SELECT value FROM json_each(?))
)
WHERE ? IN (known_actor, known_other)
"""


class Cast:
    """The actors of a record.

    Args:
        rows: runs a query.
    """

    def __init__(self, rows: Callable[..., Sequence[Any]]) -> None:
        self._rows = rows

    def listed(
        self, limit: int = NO_LIMIT, offset: int = 0, *, kinds: Collection[str] = (), words: Sequence[str] = ()
    ) -> tuple[list[ActorLine], int]:
        """Return actors, those who say most first, and how many there are in all.

        Args:
            limit, offset: which page.
            kinds: only of these; all if there is none.
            words: all of them stand in one name.
        """
        parts = ["instr(lower(name), lower(?)) > 0"] * len(words)
        if kinds:
            parts.append(f"substr(id, 1, instr(id, ':') - 1) IN ({', '.join('?' * len(kinds))})")
        rows = self._rows(_LISTED.format(where=" AND ".join(parts) or "1"), *words, *kinds, limit, offset)
        found = [ActorLine(row["id"], row["count"], _day(row["day"])) for row in rows]
        return found, rows[0]["every"] if rows else 0

    def chain(self, report: str, actor: str | None) -> list[str]:
        """Return an actor of a report and those for whom it speaks there, as the record knows them, nearest first."""
        if actor is None:
            return []
        return list(dict.fromkeys(row["id"] for row in self._rows(_CHAIN, report, actor)))

    def speaking(self, actors: Collection[str]) -> set[tuple[str, str]]:
        """Return which of these actors speak for which, in any report, at once or through others: ids of both."""
        wanted = frozenset(actors)
        if all(actor.startswith("person:") for actor in wanted):
            # Few speak for a person, while people speak for somebody in almost every report.
            rows = self._rows(_SPEAKING.format(where="on_behalf_of >= 'person:' AND on_behalf_of < 'person;'"))
        else:
            # States speak for nobody.
            own = self._own([actor for actor in wanted if not actor.startswith("state:")])
            rows = self._rows(_SPEAKING.format(where="id IN (SELECT value FROM json_each(?))"), own)
        found = {(row["actor"], row["whom"]) for row in rows}
        return {(one, whom) for one, whom in found if one != whom and one in wanted and whom in wanted}

    def spoken_for(self, actor: str, limit: int = NO_LIMIT, offset: int = 0) -> tuple[list[Spoken], int]:
        """Return who speaks for an actor, in most reports first, and how many there are in all."""
        rows = self._rows(_SPOKEN, self._own([actor]), actor, limit, offset)
        found = [Spoken(row["id"], row["reports"], _day(row["first"]), _day(row["last"])) for row in rows]
        return found, rows[0]["every"] if rows else 0

    def events(self, actor: str, limit: int = NO_LIMIT, offset: int = 0) -> tuple[list[Happened], int]:
        """Return the events that an actor takes part in, latest first, and how many there are in all."""
        own = self._own([actor])
        order = "ORDER BY since IS NULL, since DESC, report, seq LIMIT ? OFFSET ?"
        rows = self._rows(f"{_EVENTS} {order}", own, own, actor, limit, offset)
        reports: dict[str, Report] = {}
        for row in rows:
            if row["report"] not in reports:
                reports[row["report"]] = decode.report(
                    self._rows("SELECT * FROM main.reports WHERE id = ?", row["report"])[0]
                )
        found = [_happened(row, reports[row["report"]]) for row in rows]
        counted = self._rows(f"SELECT count(*) AS count FROM ({_EVENTS})", own, own, actor)
        return found, counted[0]["count"]

    def sides(self, window: Window) -> list[Sides]:
        """Return what each actor of a window says for and against each issue."""
        where, values = counting.where(window)
        return list(map(counting.sides, self._rows(counting.SIDES.format(**where, edges=""), *values)))

    def witnessed(self, window: Window, edge: Edge) -> list[Witnessed[Sides]]:
        """Return the same with the earliest or latest of the statements."""
        where, values = counting.where(window)
        rows = self._rows(counting.SIDES.format(**where, edges=counting.edges(edge)), *values)
        return [counting.witnessed(row, counting.sides) for row in rows]

    def last_day(self) -> date | None:
        """Return the last day on which anything was said; None where no day is known."""
        return _day(self._rows("SELECT max(day) AS day FROM main.searchable WHERE seq >= 0")[0]["day"])

    def _own(self, actors: Sequence[str]) -> str:
        """Return the ids by which reports may have actors of the record, as a JSON array."""
        listed = json.dumps(sorted(actors))
        rows = self._rows("SELECT actor FROM main.identities WHERE becomes IN (SELECT value FROM json_each(?))", listed)
        return json.dumps(sorted({*actors, *(row["actor"] for row in rows)}))


def _happened(row: Any, told: Report) -> Happened:
    event = decode.event(row, told.text)
    return Happened(
        event, row["known_actor"], row["known_other"], told.id, told.outlet, told.title, told.published, told.source
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
