"""Attributions with identities: statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from communique.core.ids import hashed
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ACTS, ATTRIBUTIONS, CIRCUMSTANCES, REPEATS, TIMES, Attribution
from communique.records.resolution import Resolution, Resolved
from communique.records.rows import Speaker, Statement

UNKNOWN = Resolved(None)


def statements(document: Document, resolution: Resolution) -> dict[int, Statement]:
    """Return the statements by the index of their attribution.

    An attribution by which a speaker reports their own words ("he said he believed …") is left out: the outer one
    holds the words.
    """
    attributions = document[ATTRIBUTIONS]
    speakers = _speakers(attributions, resolution)
    kept = [i for i in range(len(attributions)) if not _reports_oneself(i, attributions, speakers)]
    ids = {i: _id(document, attributions[i]) for i in kept}
    rows = {i: _statement(document, resolution, i, speakers[i], ids) for i in kept}
    return _dated(_same_as(document, rows))


def _speakers(attributions: Sequence[Attribution], resolution: Resolution) -> list[Speaker | None]:
    found: list[Speaker | None] = []
    for attribution in attributions:
        before = found[attribution.continues] if attribution.continues is not None else None
        if attribution.source is not None:
            answer = _answer(resolution, attribution.source)
            found.append(Speaker(answer.actor, attribution.source, answer.because))
        elif before is not None:
            found.append(Speaker(before.actor, None, (*before.because, "goes on speaking from the paragraph before")))
        else:
            found.append(None)
    return found


def _answer(resolution: Resolution, words: Evidence) -> Resolved:
    return resolution.answers.get((words.start, words.end), UNKNOWN)


def _reports_oneself(i: int, attributions: Sequence[Attribution], speakers: Sequence[Speaker | None]) -> bool:
    outer = attributions[i].reported_by
    inner = speakers[i]
    if outer is None or inner is None or inner.actor is None:
        return False
    reporter = speakers[outer]
    return reporter is not None and reporter.actor == inner.actor


def _id(document: Document, attribution: Attribution) -> str:
    places = [e for e in (attribution.source, attribution.cue, *attribution.content) if e]
    return hashed("statement", document.report.id, *((e.start, e.end, e.words) for e in places))


def _statement(
    document: Document, resolution: Resolution, i: int, speaker: Speaker | None, ids: Mapping[int, str]
) -> Statement:
    attribution, circumstance = document[ATTRIBUTIONS][i], document[CIRCUMSTANCES][i]
    actor = resolution.actors[speaker.actor] if speaker and speaker.actor else None
    occasion = circumstance.occasion
    to = attribution.addressee
    return Statement(
        id=ids[i],
        report=document.report.id,
        form=attribution.form,
        act=document[ACTS][i],
        speaker=speaker,
        on_behalf_of=actor.on_behalf_of if actor else None,
        reported_by=_reporter(document[ATTRIBUTIONS], i, ids),
        cue=attribution.cue,
        content=attribution.content,
        to=_answer(resolution, to).actor if to else None,
        said_on=_day(document, circumstance.time),
        occasion=occasion.words if occasion else None,
        confidence=attribution.confidence,
    )


def _reporter(attributions: Sequence[Attribution], i: int, ids: Mapping[int, str]) -> str | None:
    outer = attributions[i].reported_by
    while outer is not None and outer not in ids:
        outer = attributions[outer].reported_by
    return ids[outer] if outer is not None else None


def _day(document: Document, time: int | None) -> date | None:
    if time is None:
        return None
    expression = document[TIMES][time]
    return expression.first if expression.first == expression.last else None


def _same_as(document: Document, rows: Mapping[int, Statement]) -> dict[int, Statement]:
    """Mark the headline's statement as the body's when nothing says that somebody else speaks."""
    found = dict(rows)
    for i, original in enumerate(document[REPEATS]):
        if i in rows and original in rows and _may_be_one(rows[i], rows[original]):
            found[i] = replace(rows[i], same_as=rows[original].id)
    return found


def _may_be_one(a: Statement, b: Statement) -> bool:
    first, second = (s.speaker.actor if s.speaker else None for s in (a, b))
    represented = {a.on_behalf_of, b.on_behalf_of} - {None}
    return first is None or second is None or first == second or first in represented or second in represented


def _dated(rows: Mapping[int, Statement]) -> dict[int, Statement]:
    """Give a speaker's undated statements the day and occasion of the others, when the report gives only one."""
    by_actor: dict[str, list[Statement]] = defaultdict(list)
    for row in rows.values():
        if row.speaker and row.speaker.actor and row.reported_by is None:
            by_actor[row.speaker.actor].append(row)
    days = {actor: _only({r.said_on for r in said}) for actor, said in by_actor.items()}
    occasions = {actor: _only({r.occasion for r in said}) for actor, said in by_actor.items()}
    return {i: _filled(row, days, occasions) for i, row in rows.items()}


def _only(values: set[date | None] | set[str | None]) -> date | str | None:
    known = [value for value in values if value is not None]
    return known[0] if len(known) == 1 else None


def _filled(row: Statement, days: Mapping[str, object], occasions: Mapping[str, object]) -> Statement:
    actor = row.speaker.actor if row.speaker and row.reported_by is None else None
    day, occasion = days.get(actor or ""), occasions.get(actor or "")
    return replace(
        row,
        said_on=row.said_on or (day if isinstance(day, date) else None),
        occasion=row.occasion or (occasion if isinstance(occasion, str) else None),
    )
