"""Lists of a record, a page at a time, however large it is."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from communique.core.ids import hashed
from communique.records.decisions import Decision, Logged, Reviewed
from communique.records.listing import (
    Camp,
    Counted,
    Expected,
    Facet,
    Frozen,
    Hit,
    Hunt,
    Month,
    ReportLine,
    Role,
    StatementLine,
)
from communique.records.report import Report
from communique.records.standing import Window
from communique.records.words import DecisionState, Stance
from communique.store import concerning, counting, decode, expecting, faceting, keeping, listing, log

# A function that runs a query with its values and returns the rows.
Rows = Callable[..., Sequence[Any]]

# Long enough for any page.
NO_LIMIT = -1


class Lists:
    """What a record has, a page at a time.

    Args:
        rows: runs a query.

    ``limit`` and ``offset`` of the methods are in rows; a limit below 0 is none.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def _run(self, query: str, values: Sequence[str] = ()) -> Sequence[Any]:
        return self._rows(query, *values)

    def reports(
        self,
        limit: int = NO_LIMIT,
        offset: int = 0,
        *,
        outlets: tuple[str, ...] | None = None,
        since: date | None = None,
        until: date | None = None,
        words: str | None = None,
    ) -> tuple[tuple[ReportLine, ...], int]:
        """Return reports, latest first, and how many there are in all.

        Args:
            limit, offset: which page.
            outlets, since, until: only those published by these, and in this period.
            words: part of the title.
        """
        where, values = listing.narrowed(outlets, since, until, words)
        found = self._rows(listing.REPORTS.format(where=where), *values, limit, offset)
        count = self._rows(listing.REPORT_COUNT.format(where=where), *values)[0]["count"]
        return tuple(map(listing.report_line, found)), count

    def concerned(self, hunt: Hunt) -> list[tuple[str, date | None, int]]:
        """Return the reports that may have something of what is meant: id, day and number of such statements.

        Latest first. Beside statements, events and forecasts are looked for, unless an issue is given: they have none.
        """
        query, values = concerning.reports(hunt, json.dumps(hunt.actors.wanted or ()))
        return [(row["id"], _day(row["published"]), row["statements"]) for row in self._rows(query, *values)]

    def neighbours(self, report: str, steps: int) -> list[ReportLine]:
        """Return a report between those that stand around it in the list of reports, up to so many on either side."""
        ids = [row["id"] for row in self._rows(listing.NEIGHBOURS, report, steps, steps)]
        where = f"told.id IN ({_marks(ids)})"
        return [listing.report_line(row) for row in self._rows(listing.REPORTS.format(where=where), *ids, NO_LIMIT, 0)]

    def report(self, id: str) -> Report | None:
        """Return a report; None where there is none of the id."""
        found = self._rows("SELECT * FROM main.reports WHERE id = ?", id)
        return decode.report(found[0]) if found else None

    def count(self, hunt: Hunt) -> int:
        """Return how many statements are meant."""
        hunted, values = listing.hunted(hunt)
        return int(self._rows(listing.COUNT.format(hunted=hunted), *values)[0]["count"])

    def places(self, hunt: Hunt, limit: int = NO_LIMIT, offset: int = 0) -> list[tuple[str, int]]:
        """Return the places of the statements that are meant: report and seq, latest first."""
        hunted, values = listing.hunted(hunt)
        found = self._rows(listing.PLACES.format(hunted=hunted), *values, limit, offset)
        return [(row["report"], row["seq"]) for row in found]

    def meant(self, hunt: Hunt, limit: int = NO_LIMIT) -> list[tuple[str, str]]:
        """Return the statements that are meant: report and id, those of one report together."""
        hunted, values = listing.hunted(hunt)
        found = self._rows(listing.MEANT.format(hunted=hunted), *values, limit)
        return [(row["report"], row["statement"]) for row in found]

    def lines(self, hunt: Hunt, limit: int = NO_LIMIT, offset: int = 0) -> list[StatementLine]:
        """Return the statements that are meant as rows of a sheet, latest first: for thousands of them."""
        hunted, values = listing.hunted(hunt)
        return list(map(listing.line, self._rows(listing.LINES.format(hunted=hunted), *values, limit, offset)))

    def statements(self, places: Sequence[tuple[str, int]], match: str | None = None) -> list[Hit]:
        """Return the statements of these places, in their order.

        Args:
            places: report and seq.
            match: what was looked for, to be marked.
        """
        reports: dict[str, Report] = {}
        return [self._hit(report, seq, reports, match) for report, seq in places]

    def _hit(self, report: str, seq: int, reports: dict[str, Report], match: str | None) -> Hit:
        if report not in reports:
            reports[report] = decode.report(self._rows("SELECT * FROM main.reports WHERE id = ?", report)[0])
        told = reports[report]
        row = self._rows(listing.STATEMENT, report, seq)[0]
        contents = self._rows(counting.CONTENTS, report, row["id"])
        codings = self._rows(listing.CODINGS, report, row["id"])
        said = decode.statement(row, told.text, contents, codings)
        words, marks = " … ".join(part.words for part in said.content), tuple[tuple[int, int], ...]()
        if match is not None:
            marked = self._rows(listing.MARKED, listing.OPEN, listing.CLOSE, match, row["number"])
            words, marks = listing.marks(marked[0]["words"]) if marked else (words, ())
        day = date.fromisoformat(row["day"]) if row["day"] else None
        who = row["known_speaker"], row["known_principal"]
        return Hit(said, *who, told.outlet, told.title, told.published, day, words, marks, row["decided"])

    def of_statement(self, report: str, statement: str) -> list[Hit]:
        """Return the statement of an id in a report, as it is shown; none where there is none."""
        rows = self._rows("SELECT seq FROM main.statements WHERE report = ? AND id = ?", report, statement)
        return self.statements([(report, row["seq"]) for row in rows])

    def facets(self, hunt: Hunt) -> tuple[dict[str, tuple[Facet, ...]], int]:
        """Return what the statements that are meant have in common, and how many they are in all.

        Counted are act, form, year, outlet, actor, issue and stance; most frequent first, "" for what is not known.
        """
        hunted, values = listing.hunted(hunt)
        row = self._rows(faceting.FOUND.format(hunted=hunted), *values)[0]
        return faceting.counted(row, hunt), row["count"]

    def passages(self, hunt: Hunt, limit: int, offset: int = 0) -> tuple[list[tuple[ReportLine, str, Any]], int]:
        """Return reports whose text has the words, best first, with a passage and marks, and how many there are.

        Args:
            hunt: its words, outlets and period, that of publication; all else is about statements.
            limit, offset: which page.
        """
        where, values = listing.passing(hunt)
        given = (str(hunt.match), *values)
        hits = listing.REPORT_HITS.format(where=where)
        found = []
        for row in self._rows(hits, listing.OPEN, listing.CLOSE, *given, limit, offset):
            line = self._rows(listing.REPORTS.format(where="told.id = ?"), row["report"], 1, 0)[0]
            found.append((listing.report_line(line), *listing.marks(row["words"])))
        return found, self._rows(listing.REPORT_HIT_COUNT.format(where=where), *given)[0]["count"]

    def actors(self, limit: int = NO_LIMIT, offset: int = 0) -> list[tuple[str, int]]:
        """Return the ids of who said something and how much, most first."""
        return [(row["id"], row["count"]) for row in self._rows(listing.ACTORS, limit, offset)]

    def named(self, words: str) -> list[str]:
        """Return the ids of the actors of the record that have an id or a name, in any case; sorted.

        Who has the id is the only one, although reports may know others by it too.
        """
        found = {row["id"] for row in self._rows(listing.NAMED, words, words, words, words)}
        return [words] if words in found else sorted(found)

    def names(self) -> dict[str, list[str]]:
        """Return the names of all actors of the record, the fullest first, by id."""
        found: dict[str, set[str]] = {}
        for row in self._rows(listing.NAMES):
            found.setdefault(row["id"], set()).update((row["name"], *json.loads(row["aliases"])))
        return {id: sorted(names, key=_fullest) for id, names in found.items()}

    def speaking_for(self, actors: Sequence[str]) -> list[str]:
        """Return the ids of actors, given by id, and of all who speak for them; sorted."""
        return [row["id"] for row in self._rows(listing.SPEAKING, json.dumps(actors))]

    def roles(self, actor: str) -> list[Role]:
        """Return what each report says of an actor, earliest first."""
        own = self._own(actor)
        rows = self._rows(listing.TOLD.format(own=_marks(own)), *own, actor)
        return list(map(listing.role, rows))

    def _own(self, actor: str) -> list[str]:
        return [row["actor"] for row in self._rows(listing.OWN, actor, actor)]

    def forecasts(
        self,
        limit: int = NO_LIMIT,
        offset: int = 0,
        *,
        actors: Sequence[str] | None = None,
        since: date | None = None,
        until: date | None = None,
        words: Sequence[str] = (),
    ) -> tuple[list[Expected], int]:
        """Return the forecasts, latest report first, and how many there are in all.

        Args:
            limit, offset: which page.
            actors: only those that these make, or that are in their statements.
            since, until: only those in reports of this period.
            words: all of them stand in the forecast.
        """
        where, values = expecting.narrowed(actors, since, until, words)
        places = self._rows(expecting.PLACES.format(where=where), *values, limit, offset)
        reports: dict[str, Report | None] = {row["report"]: self.report(row["report"]) for row in places}
        found = [
            _expected(self._rows(expecting.FORECAST, row["report"], row["seq"])[0], report)
            for row in places
            if (report := reports[row["report"]])
        ]
        return found, self._rows(expecting.COUNT.format(where=where), *values)[0]["count"]

    def cell(
        self, window: Window, limit: int = NO_LIMIT, offset: int = 0, *, stance: Stance | None = None
    ) -> list[Counted]:
        """Return the statements that a window means, latest first, with those that repeat others.

        Args:
            window: what is meant.
            limit, offset: which page.
            stance: only those that take it.
        """
        where, values = _taking(stance, *counting.where(window, copies=True))
        rows = self._rows(listing.CELL.format(**where), *values, limit, offset)
        return [_counted(row) for row in rows]

    def cell_count(self, window: Window, *, stance: Stance | None = None) -> tuple[int, int]:
        """Return how many statements ``cell`` has in all, and how many of them repeat others."""
        where, values = _taking(stance, *counting.where(window, copies=True))
        row = self._rows(listing.CELL_COUNT.format(**where), *values)[0]
        return row["count"], row["copies"]

    def holders(self, window: Window) -> list[tuple[str, int]]:
        """Return the ids of who takes stances in a window and how many are counted, most first."""
        where, values = counting.where(window)
        return [(row["id"], row["count"]) for row in self._rows(listing.HOLDERS.format(**where), *values)]

    def discussed(self, window: Window) -> list[tuple[str, int]]:
        """Return the ids of the issues that stances are taken on in a window and how many are counted, most first."""
        where, values = counting.where(window)
        return [(row["id"], row["count"]) for row in self._rows(listing.DISCUSSED.format(**where), *values)]

    def camps(self, window: Window) -> list[Camp]:
        """Return how many actors of a window have the same counts on an issue, by issue."""
        where, values = counting.where(window)
        return [
            Camp(row["issue"], row["support"], row["oppose"], row["mixed"], row["neutral"], row["actors"])
            for row in self._rows(listing.CAMPS.format(**where), *values)
        ]

    def principals(self, window: Window) -> dict[str, str]:
        """Return whom each actor of a window counts for in the end, the most frequent where there are several."""
        where, values = counting.where(window)
        return {row["id"]: row["principal"] for row in self._rows(listing.PRINCIPALS.format(**where), *values)}

    def country(self, actor: str) -> str | None:
        """Return the code of an actor's country; None where no report gives one."""
        found = (self._rows(listing.COUNTRY, own, actor) for own in self._own(actor))
        return next((rows[0]["country"] for rows in found if rows), None)

    def months(self, window: Window) -> list[Month]:
        """Return how often each stance was taken in each month of a window, copies counted once."""
        where, values = counting.where(window)
        return [
            Month(row["month"], row["stance"], row["count"])
            for row in self._rows(listing.MONTHS.format(**where), *values)
        ]

    def becoming(self, report: str) -> dict[str, str]:
        """Return which actors of a report are somebody else in the record, by their id in the report."""
        rows = self._rows("SELECT actor, becomes FROM main.identities WHERE report = ?", report)
        return {row["actor"]: row["becomes"] for row in rows}

    def decided(self, report: str) -> list[tuple[Decision, Reviewed | None]]:
        """Return the decisions about rows of a report that stand, with what became of them."""
        found = {one.decision: one for one in keeping.reviewed(self._run, report)}
        return [(one, found.get(one.number)) for one in keeping.about(self._run, report)]

    def log(
        self, limit: int = NO_LIMIT, offset: int = 0, *, state: DecisionState | None = None
    ) -> tuple[list[Logged], int]:
        """Return the user's decisions, latest first, and how many there are in all.

        Args:
            limit, offset: which page.
            state: only those of which this became.
        """
        where = log.WHERE[state] if state else "1"
        rows = self._rows(log.LOG.format(where=where), limit, offset)
        return list(map(log.logged, rows)), self._rows(log.COUNT.format(where=where))[0]["count"]

    def state(self) -> str:
        """Return a hash of the record: the same as long as the record says the same."""
        return hashed("state", self._rows(listing.STATE)[0]["state"])

    def queries(self) -> dict[str, str]:
        """Return the questions that the user keeps: name to address."""
        return {row["name"]: row["address"] for row in self._rows("SELECT * FROM main.queries ORDER BY name")}

    def frozen_links(self) -> list[tuple[str, str]]:
        """Return id and address of each answer that was kept, by address."""
        return [(row["id"], row["address"]) for row in self._rows(listing.FROZEN)]

    def frozen(self, id: str) -> Frozen | None:
        """Return an answer that was kept; None where there is none of the id."""
        found = self._rows("SELECT * FROM main.frozen WHERE id = ?", id)
        if not found:
            return None
        row = found[0]
        rows = tuple(tuple(cells) for cells in json.loads(row["rows"]))
        return Frozen(row["id"], row["address"], row["state"], tuple(json.loads(row["columns"])), rows)


def _counted(row: Any) -> Counted:
    return Counted(
        row["report"], row["seq"], row["statement"], row["stance"], bool(row["conditional"]), row["force"], row["form"],
        _day(row["day"]), row["outlet"], row["story"], bool(row["copy"]), row["confidence"],
    )  # fmt: skip


def _expected(row: Any, told: Report) -> Expected:
    named = row["speaker_start"] is not None
    source = told.text[row["speaker_start"] : row["speaker_end"]] if named else None
    known = (row["known"], source, told.id, told.outlet, told.title, told.published, told.source)
    return Expected(decode.forecast(row, told.text), *known)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _taking(
    stance: Stance | None, where: dict[str, str], values: tuple[str, ...]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return a condition narrowed to a stance, and its values."""
    if stance is None:
        return where, values
    return {**where, "where": f"{where['where']} AND stance = ?"}, (*values, stance)


def _fullest(name: str) -> tuple[int, int, str]:
    return -len(name.split()), -len(name), name


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
