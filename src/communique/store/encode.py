"""What was read in a report, as the rows of the record file's tables."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from communique.records.decisions import Decision
from communique.records.evidence import Evidence
from communique.records.report import Report
from communique.records.rows import Actor, Event, Forecast, Reading, Statement

Value = str | int | float | None
Row = tuple[Value, ...]
Identified = TypeVar("Identified", Actor, Statement, Event, Forecast)

# In the order in which they are written: a report before what was found in it.
TABLES = ("reports", "actors", "mentions", "statements", "contents", "codings", "events", "forecasts")


def encode(reading: Reading, origin: str) -> dict[str, list[Row]]:
    """Return the rows of each of TABLES, their values in the order of the table's columns.

    Rows of one id are one row, the first: ids are hashes of what defines a row.

    Args:
        reading: what was read in one report.
        origin: what read it: stages, versions and settings.
    """
    report = reading.report.id
    actors = {actor.id: actor for actor in reading.actors}
    statements = list(_once(reading.statements))
    rows: dict[str, Iterable[Row]] = {
        "reports": [_report(reading.report, origin)],
        "actors": (_actor(report, seq, actor) for seq, actor in _once(reading.actors)),
        "mentions": _mentions(report, reading.actors),
        "statements": (_statement(report, seq, found, principal(found, actors)) for seq, found in statements),
        "contents": (row for _, statement in statements for row in _contents(report, statement)),
        "codings": (row for _, statement in statements for row in _codings(report, statement)),
        "events": (_event(report, seq, event) for seq, event in _once(reading.events)),
        "forecasts": (_forecast(report, seq, forecast) for seq, forecast in _once(reading.forecasts)),
    }
    return {table: list(rows[table]) for table in TABLES}


def principal(statement: Statement, actors: Mapping[str, Actor]) -> str | None:
    """Return the id of the actor for whom the statement counts: the last of those that its speaker speaks for.

    None when no actor can be named. A chain that runs in a circle ends where it would repeat.
    """
    speaker = statement.speaker.actor if statement.speaker else None
    last, ahead = None, statement.on_behalf_of or speaker
    seen: set[str] = set()
    while ahead is not None and ahead not in seen:
        seen.add(ahead)
        last = ahead
        ahead = actors[ahead].on_behalf_of if ahead in actors else None
    return last


def _once(rows: Sequence[Identified]) -> Iterable[tuple[int, Identified]]:
    found: dict[str, Identified] = {}
    for row in rows:
        found.setdefault(row.id, row)
    return enumerate(found.values())


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _range(evidence: Evidence | None) -> tuple[int | None, int | None]:
    return (evidence.start, evidence.end) if evidence else (None, None)


def _readable(name: str) -> str:
    """Return a file name that can be kept as text: names that are not valid text come with lone surrogates."""
    return name.encode(errors="backslashreplace").decode()


def _report(report: Report, origin: str) -> Row:
    dateline = report.dateline
    day = dateline.day.isoformat() if dateline and dateline.day else None
    return (
        report.id, report.title, _json(report.deck), report.outlet, _json(report.authors),
        report.published.isoformat() if report.published else None, report.language, _readable(report.source),
        report.sha256, report.text, _json([[removed.words, removed.why] for removed in report.removed]),
        _json([dateline.place, day]) if dateline else None, report.body_start, origin,
    )  # fmt: skip


def _actor(report: str, seq: int, actor: Actor) -> Row:
    return (
        report, seq, actor.id, actor.name, actor.kind, actor.country, _json(actor.sectors), actor.role,
        actor.on_behalf_of, _json(actor.aliases),
    )  # fmt: skip


def _mentions(report: str, actors: Iterable[Actor]) -> Iterator[Row]:
    pairs = ((actor.id, mention) for actor in actors for mention in actor.mentions)
    for seq, (actor, mention) in enumerate(pairs):
        yield report, seq, actor, mention.evidence.start, mention.evidence.end


def _statement(report: str, seq: int, found: Statement, counts_for: str | None) -> Row:
    speaker = found.speaker
    return (
        report, seq, found.id, found.form, found.act, int(speaker is not None), speaker.actor if speaker else None,
        *_range(speaker.evidence if speaker else None), _json(speaker.because if speaker else ()),
        found.on_behalf_of, counts_for, found.reported_by, *_range(found.cue), found.to,
        found.said_on.isoformat() if found.said_on else None, found.occasion, found.confidence, found.same_as,
        found.said_from.isoformat() if found.said_from else None,
        found.said_until.isoformat() if found.said_until else None, found.place,
    )  # fmt: skip


def _contents(report: str, statement: Statement) -> Iterator[Row]:
    for seq, evidence in enumerate(statement.content):
        yield report, statement.id, seq, evidence.start, evidence.end


def _codings(report: str, statement: Statement) -> Iterator[Row]:
    for seq, coding in enumerate(statement.codings):
        issue = coding.issue
        yield (
            report, statement.id, seq, issue.id, issue.label, issue.proposition, coding.stance,
            _json(coding.because), coding.confidence, int(coding.conditional),
        )  # fmt: skip


def _event(report: str, seq: int, event: Event) -> Row:
    amount = event.amount
    return (
        report, seq, event.id, event.type, event.mode, event.status, event.actor, event.recipient,
        event.on.isoformat() if event.on else None, event.place, amount.value if amount else None,
        amount.unit if amount else None, event.claimed_in, *_range(event.evidence), event.confidence,
        event.until.isoformat() if event.until else None,
    )  # fmt: skip


def _forecast(report: str, seq: int, forecast: Forecast) -> Row:
    low, high = forecast.likelihood or (None, None)
    return (
        report, seq, forecast.id, forecast.statement, forecast.by, *_range(forecast.outcome),
        *_range(forecast.condition), forecast.hedge, low, high, forecast.horizon,
    )  # fmt: skip


def decision_row(one: Decision) -> Row:
    """Return a decision as a row of ``decisions``."""
    anchor = one.anchor
    place: Row = (None,) * 7
    if anchor:
        place = anchor.row, anchor.id, anchor.issue, anchor.start, anchor.words, anchor.before, anchor.after
    report = anchor.report if anchor else one.report
    return (
        one.number, one.kind, one.actor, one.becomes, report, one.name, one.undoes, one.batch, *place, one.field,
        one.value, one.machine,
    )  # fmt: skip
