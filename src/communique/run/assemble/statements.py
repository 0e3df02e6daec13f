"""Attributions with identities: statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import TypeVar

from communique.core.ids import hashed
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ACTS, ATTRIBUTIONS, CIRCUMSTANCES, REPEATS, TIMES, Attribution
from communique.records.resolution import Resolution, Resolved
from communique.records.rows import Speaker, Statement
from communique.run.assemble.kept import holders

UNKNOWN = Resolved(None)
T = TypeVar("T")
Days = tuple[date | None, date | None]
_Circumstances = tuple[Days, str | None, str | None]


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
    to, place = attribution.addressee, circumstance.place
    first, last = _days(document, circumstance.time)
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
        said_on=first if first == last else None,
        said_from=first,
        said_until=last,
        place=place.words if place else None,
        occasion=occasion.words if occasion else None,
        confidence=attribution.confidence,
    )


def _days(document: Document, time: int | None) -> Days:
    """Return the first and the last day that a date may mean."""
    if time is None:
        return None, None
    expression = document[TIMES][time]
    return expression.first, expression.last


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
    """Give a speaker's undated statements the days, occasion and place of the others, where those are the same."""
    by_actor: dict[str, list[Statement]] = defaultdict(list)
    for row in rows.values():
        if row.speaker and row.speaker.actor and row.reported_by is None:
            by_actor[row.speaker.actor].append(row)
    told = {actor: _told(said) for actor, said in by_actor.items()}
    return {i: _filled(row, told) for i, row in rows.items()}


def _told(said: Sequence[Statement]) -> _Circumstances:
    days: set[Days] = {(one.said_from, one.said_until) for one in said if one.said_from}
    occasions, places = {one.occasion for one in said if one.occasion}, {one.place for one in said if one.place}
    return _only(days) or (None, None), _only(occasions), _only(places)


def _only(values: Set[T]) -> T | None:
    return next(iter(values)) if len(values) == 1 else None


def _filled(row: Statement, told: Mapping[str, _Circumstances]) -> Statement:
    actor = row.speaker.actor if row.speaker and row.reported_by is None else None
    if actor is None:
        return row
    days, occasion, place = told[actor]
    first, last = (row.said_from, row.said_until) if row.said_from else days
    return replace(
        row,
        said_on=first if first == last else None,
        said_from=first,
        said_until=last,
        occasion=row.occasion or occasion,
        place=row.place or place,
    )
