"""The rows of the record file's tables, as records.

The functions take a table's row by column name; those whose rows point into a text take the text too. A row that this
program does not write raises ValueError, TypeError or KeyError.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from communique.records.decisions import Anchor, Decision, Reviewed
from communique.records.evidence import Evidence
from communique.records.layers import Amount
from communique.records.report import Dateline, Removed, Report
from communique.records.rows import (
    Actor,
    Coding,
    Disagreement,
    Event,
    Forecast,
    Issue,
    Mention,
    Position,
    Speaker,
    Statement,
)
from communique.records.standing import Quoted
from communique.records.words import ACTOR_KINDS, ACTS, DECISION_KINDS, EVENT_TYPES, FORMS, ROW_KINDS, STANCES, STATUSES


class Columns(Protocol):
    """A row whose values are had by the column's name."""

    def __getitem__(self, name: str, /) -> Any: ...


def report(row: Columns) -> Report:
    """Return a row of ``reports``."""
    return Report(
        id=row["id"],
        title=row["title"],
        deck=_strings(row["deck"]),
        outlet=row["outlet"],
        authors=_strings(row["authors"]),
        published=_day(row["published"]),
        language=row["language"],
        source=row["source"],
        sha256=row["sha256"],
        text=row["text"],
        removed=tuple(Removed(words, why) for words, why in json.loads(row["removed"])),
        dateline=_dateline(row["dateline"]),
        body_start=row["body_start"],
    )


def decision(row: Columns) -> Decision:
    """Return a row of ``decisions``."""
    return Decision(
        number=row["number"],
        kind=_word(row["kind"], DECISION_KINDS),
        actor=row["actor"],
        becomes=row["becomes"],
        report=row["report"],
        name=row["name"],
        undoes=row["undoes"],
        batch=row["batch"],
        anchor=_anchor(row),
        field=row["field"],
        value=row["value"],
        machine=row["machine"],
    )


def _anchor(row: Columns) -> Anchor | None:
    if row["row"] is None:
        return None
    kind, issue, start = _word(row["row"], ROW_KINDS), row["issue"], row["start"]
    return Anchor(row["report"], kind, row["row_id"], issue, start, row["words"], row["before"], row["after"])


def reviewed(row: Columns) -> Reviewed:
    """Return a row of ``reviewed``."""
    return Reviewed(row["decision"], row["report"], row["id"], row["machine"])


def actor(row: Columns, mentions: tuple[Mention, ...] = ()) -> Actor:
    """Return a row of ``actors``, with the places that name it."""
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=_word(row["kind"], ACTOR_KINDS),
        country=row["country"],
        sectors=_strings(row["sectors"]),
        role=row["role"],
        on_behalf_of=row["on_behalf_of"],
        aliases=_strings(row["aliases"]),
        mentions=mentions,
    )


def mention(row: Columns, text: str) -> Mention:
    """Return a row of ``mentions``."""
    return Mention(row["report"], _cut(text, row["start"], row["end"]))


def statement(row: Columns, text: str, contents: Sequence[Columns], codings: Sequence[Columns]) -> Statement:
    """Return a row of ``statements`` with its rows of ``contents`` and ``codings``, in order."""
    return Statement(
        id=row["id"],
        report=row["report"],
        form=_word(row["form"], FORMS),
        act=_word(row["act"], ACTS),
        speaker=_speaker(row, text),
        on_behalf_of=row["on_behalf_of"],
        reported_by=row["reported_by"],
        cue=_evidence(text, row["cue_start"], row["cue_end"]),
        content=tuple(_cut(text, part["start"], part["end"]) for part in contents),
        to=row["addressee"],
        said_on=_day(row["said_on"]),
        said_from=_day(row["said_from"]),
        said_until=_day(row["said_until"]),
        place=row["place"],
        occasion=row["occasion"],
        confidence=row["confidence"],
        same_as=row["same_as"],
        codings=tuple(_coding(coding) for coding in codings),
    )


def quoted(told: Columns, parts: Sequence[Sequence[Any]]) -> Quoted:
    """Return what a statement says, of a row of ``reports`` and the statement's rows of ``counting.QUOTED``."""
    _, _, *cue, source_start, source_end, start, _ = parts[0]
    content = tuple((part[-2], part[-1]) for part in parts) if start is not None else (tuple(cue),)
    places = [*content, *(place for place in (cue, (source_start, source_end)) if place[0] is not None)]
    begin, end = min(place[0] for place in places), max(place[1] for place in places)
    text = told["text"]
    if not 0 <= begin < end <= len(text):
        raise ValueError(f"characters {begin} to {end} of a text of {len(text)}")
    return Quoted(told["id"], told["outlet"], told["title"], _day(told["published"]), text, content, (begin, end))


def event(row: Columns, text: str) -> Event:
    """Return a row of ``events``."""
    return Event(
        id=row["id"],
        report=row["report"],
        type=_word(row["type"], EVENT_TYPES),
        mode=row["mode"],
        status=_word(row["status"], STATUSES),
        actor=row["actor"],
        recipient=row["recipient"],
        on=_day(row["day"]),
        place=row["place"],
        amount=None if row["amount"] is None else Amount(row["amount"], row["unit"]),
        claimed_in=row["claimed_in"],
        evidence=_cut(text, row["start"], row["end"]),
        confidence=row["confidence"],
        until=_day(row["until"]),
    )


def forecast(row: Columns, text: str) -> Forecast:
    """Return a row of ``forecasts``."""
    return Forecast(
        id=row["id"],
        report=row["report"],
        statement=row["statement"],
        by=row["by_actor"],
        outcome=_cut(text, row["outcome_start"], row["outcome_end"]),
        condition=_evidence(text, row["condition_start"], row["condition_end"]),
        hedge=row["hedge"],
        likelihood=None if row["low"] is None else (row["low"], row["high"]),
        horizon=row["horizon"],
    )


def issue(row: Columns) -> Issue:
    """Return the issue that a row of ``codings`` or ``positions`` names."""
    return Issue(row["issue"], row["label"], row["proposition"])


def position(row: Columns, statements: Sequence[str]) -> Position:
    """Return a row of the view ``positions`` with the ids of its statements."""
    return Position(
        row["actor"], issue(row), _word(row["stance"], STANCES), tuple(statements), _day(row["day"]), row["confidence"]
    )


def disagreement(row: Columns) -> Disagreement:
    """Return a row of the view ``disagreements``."""
    return Disagreement(row["issue"], row["a_actor"], row["a_statement"], row["b_actor"], row["b_statement"])


def _word(value: str, known: Sequence[str]) -> Any:
    """Return a word of a closed list.

    Raises:
        ValueError: it is none.
    """
    if value not in known:
        raise ValueError(f"'{value}' is none of {', '.join(known)}")
    return value


def _speaker(row: Columns, text: str) -> Speaker | None:
    if not row["sourced"]:
        return None
    words = _evidence(text, row["speaker_start"], row["speaker_end"])
    return Speaker(row["speaker"], words, _strings(row["because"]))


def _coding(row: Columns) -> Coding:
    stance, because = _word(row["stance"], STANCES), _strings(row["because"])
    return Coding(issue(row), stance, because, row["confidence"], bool(row["conditional"]))


def _dateline(value: str | None) -> Dateline | None:
    if value is None:
        return None
    place, day = json.loads(value)
    return Dateline(place, _day(day))


def _cut(text: str, start: int, end: int) -> Evidence:
    """Return evidence from a text.

    Raises:
        ValueError: the range does not lie in it.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"characters {start} to {end} of a text of {len(text)}")
    return Evidence.of(text, start, end)


def _evidence(text: str, start: int | None, end: int | None) -> Evidence | None:
    return None if start is None or end is None else _cut(text, start, end)


def _strings(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
