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
from communique.run.assemble.kept import holders

UNKNOWN = Resolved(None)


def statements(document: Document, resolution: Resolution) -> tuple[dict[int, Statement], Mapping[int, int]]:
    """Return the statements by the index of their attribution, and for each attribution the one that holds it."""
    attributions = document[ATTRIBUTIONS]
    speakers = _speakers(attributions, resolution)
    holder = holders(attributions, speakers, resolution)
    ids = {i: _id(document, attributions[i]) for i, held in holder.items() if i == held}
    rows = {i: _statement(document, resolution, i, speakers[i], ids, holder) for i in ids}
    return _dated(_same_as(document, rows)), holder


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


def _id(document: Document, attribution: Attribution) -> str:
    places = [e for e in (attribution.source, attribution.cue, *attribution.content) if e]
    return hashed("statement", document.report.id, *((e.start, e.end, e.words) for e in places))


def _statement(
    document: Document,
    resolution: Resolution,
    i: int,
    speaker: Speaker | None,
    ids: Mapping[int, str],
    holder: Mapping[int, int],
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
        reported_by=ids[holder[attribution.reported_by]] if attribution.reported_by is not None else None,
        cue=attribution.cue,
        content=attribution.content,
        to=_answer(resolution, to).actor if to else None,
        said_on=_day(document, circumstance.time),
        occasion=occasion.words if occasion else None,
        confidence=attribution.confidence,
    )


def _day(document: Document, time: int | None) -> date | None:
    if time is None:
        return None
    expression = document[TIMES][time]
    return expression.first if expression.first == expression.last else None


def _same_as(document: Document, rows: Mapping[int, Statement]) -> dict[int, Statement]:
    """Mark the headline's statement as the body's when nothing says that somebody else speaks."""
    found = dict(rows)
    repeats: tuple[int | None, ...] = document[REPEATS]
    for i, original in enumerate(repeats):
        if i in rows and original is not None and original in rows and _may_be_one(rows[i], rows[original]):
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
