"""Events and forecasts with identities."""

from collections.abc import Mapping

from communique.core.ids import hashed
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import EVENTS, FORECASTS, TIMES, EventSpan, ForecastSpan
from communique.records.resolution import Resolution
from communique.records.rows import Event, Forecast, Statement


def events(
    document: Document, resolution: Resolution, rows: Mapping[int, Statement], holder: Mapping[int, int]
) -> tuple[Event, ...]:
    """Return the events of the report in text order; those without any known party are left out."""
    found = [_event(document, resolution, _statement(span, rows, holder), span) for span in document[EVENTS]]
    return tuple(event for event in found if event.actor or event.recipient)


def _statement(
    span: EventSpan | ForecastSpan, rows: Mapping[int, Statement], holder: Mapping[int, int]
) -> Statement | None:
    return rows[holder[span.attribution]] if span.attribution is not None else None


def _event(document: Document, resolution: Resolution, statement: Statement | None, span: EventSpan) -> Event:
    time = document[TIMES][span.time] if span.time is not None else None
    report = document.report.id
    return Event(
        id=hashed("event", report, span.type, *_place(span.trigger), *_place(span.actor), *_place(span.recipient)),
        report=report,
        type=span.type,
        mode=span.mode,
        status=span.status,
        actor=_actor(resolution, span.actor),
        recipient=_actor(resolution, span.recipient),
        on=time.first if time else None,
        place=span.place,
        amount=span.amount,
        claimed_in=statement.id if statement else None,
        evidence=span.evidence,
        confidence=span.confidence,
        until=time.last if time else None,
    )


def _place(words: Evidence | None) -> tuple[object, ...]:
    return (words.start, words.end, words.words) if words else ("-",)


def _actor(resolution: Resolution, words: Evidence | None) -> str | None:
    answer = resolution.answers.get((words.start, words.end)) if words else None
    return answer.actor if answer else None


def forecasts(document: Document, rows: Mapping[int, Statement], holder: Mapping[int, int]) -> tuple[Forecast, ...]:
    """Return the forecasts of the report in text order."""
    return tuple(_forecast(document, _statement(span, rows, holder), span) for span in document[FORECASTS])


def _forecast(document: Document, statement: Statement | None, span: ForecastSpan) -> Forecast:
    speaker = statement.speaker if statement else None
    report, outcome = document.report.id, span.outcome
    return Forecast(
        id=hashed("forecast", report, outcome.start, outcome.end, outcome.words),
        report=report,
        statement=statement.id if statement else None,
        by=speaker.actor if speaker else None,
        outcome=outcome,
        condition=span.condition,
        hedge=span.hedge,
        likelihood=span.likelihood,
        horizon=span.horizon,
    )
