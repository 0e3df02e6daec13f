"""The record contract as JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from communique.present.export.base import TextExporter
from communique.query.view import quantity, share
from communique.records.evidence import Evidence
from communique.records.report import Report
from communique.records.rows import Actor, Disagreement, Event, Forecast, Issue, Position, Record, Speaker, Statement

# Raised when a field changes its meaning or goes; added fields leave it.
CONTRACT = 1

Fields = dict[str, Any]


class Json(TextExporter):
    """One object with the rows of the record in their order."""

    type: ClassVar[str] = "application/json; charset=utf-8"

    def pieces(self, record: Record, asked: frozenset[str] | None = None) -> Iterator[str]:  # noqa: ARG002 (all is shown)
        """Yield the text, indented by two spaces, letters beyond ASCII as they are."""
        yield from json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(as_object(record))
        yield "\n"


def as_object(record: Record) -> Mapping[str, Any]:
    """Return the record as dicts, lists, strings, numbers and None."""
    return {
        "communique": CONTRACT,
        "reports": [_report(report) for report in record.reports],
        "actors": [_actor(actor) for actor in record.actors],
        "statements": [_statement(statement) for statement in record.statements],
        "positions": [_position(position) for position in record.positions],
        "events": [_event(event) for event in record.events],
        "forecasts": [_forecast(forecast) for forecast in record.forecasts],
        "disagreements": [_disagreement(found) for found in record.disagreements],
    }


def _report(report: Report) -> Fields:
    dateline = report.dateline
    return {
        "id": report.id,
        "title": report.title,
        "deck": list(report.deck),
        "outlet": report.outlet,
        "authors": list(report.authors),
        "published": report.published and report.published.isoformat(),
        "language": report.language,
        "source": report.source,
        "sha256": report.sha256,
        "text": report.text,
        "removed": [{"words": removed.words, "why": removed.why} for removed in report.removed],
        "dateline": dateline and {"place": dateline.place, "day": dateline.day and dateline.day.isoformat()},
        "body_start": report.body_start,
    }


def _actor(actor: Actor) -> Fields:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sectors": list(actor.sectors),
        "role": actor.role,
        "on_behalf_of": actor.on_behalf_of,
        "aliases": list(actor.aliases),
        "mentions": [{"report": mention.report, **_evidence(mention.evidence)} for mention in actor.mentions],
    }


def _statement(statement: Statement) -> Fields:
    return {
        "id": statement.id,
        "report": statement.report,
        "form": statement.form,
        "act": statement.act,
        "speaker": statement.speaker and _speaker(statement.speaker),
        "on_behalf_of": statement.on_behalf_of,
        "reported_by": statement.reported_by,
        "cue": statement.cue and _evidence(statement.cue),
        "content": [_evidence(part) for part in statement.content],
        "to": statement.to,
        "said_on": statement.said_on and statement.said_on.isoformat(),
        "said_from": statement.said_from and statement.said_from.isoformat(),
        "said_until": statement.said_until and statement.said_until.isoformat(),
        "place": statement.place,
        "occasion": statement.occasion,
        "confidence": share(statement.confidence),
        "same_as": statement.same_as,
        "codings": [
            {
                "issue": _issue(coding.issue),
                "stance": coding.stance,
                "because": list(coding.because),
                "confidence": share(coding.confidence),
                "conditional": coding.conditional,
            }
            for coding in statement.codings
        ],
    }


def _speaker(speaker: Speaker) -> Fields:
    words = speaker.evidence
    place: Fields = _evidence(words) if words else {"start": None, "end": None, "words": None}
    return {"actor": speaker.actor, **place, "because": list(speaker.because)}


def _position(position: Position) -> Fields:
    return {
        "actor": position.actor,
        "issue": _issue(position.issue),
        "stance": position.stance,
        "statements": list(position.statements),
        "on": position.on and position.on.isoformat(),
        "confidence": share(position.confidence),
    }


def _event(event: Event) -> Fields:
    return {
        "id": event.id,
        "report": event.report,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "actor": event.actor,
        "recipient": event.recipient,
        "on": event.on and event.on.isoformat(),
        "until": event.until and event.until.isoformat(),
        "place": event.place,
        "amount": event.amount and {"value": quantity(event.amount.value), "unit": event.amount.unit},
        "claimed_in": event.claimed_in,
        "evidence": _evidence(event.evidence),
        "confidence": share(event.confidence),
    }


def _forecast(forecast: Forecast) -> Fields:
    return {
        "id": forecast.id,
        "report": forecast.report,
        "statement": forecast.statement,
        "by": forecast.by,
        "outcome": _evidence(forecast.outcome),
        "condition": forecast.condition and _evidence(forecast.condition),
        "hedge": forecast.hedge,
        "likelihood": forecast.likelihood and list(map(share, forecast.likelihood)),
        "horizon": forecast.horizon,
    }


def _disagreement(found: Disagreement) -> Fields:
    return {
        "issue": found.issue,
        "a": {"actor": found.a_actor, "statement": found.a_statement},
        "b": {"actor": found.b_actor, "statement": found.b_statement},
    }


def _issue(issue: Issue) -> Fields:
    return {"id": issue.id, "label": issue.label, "proposition": issue.proposition}


def _evidence(evidence: Evidence) -> Fields:
    return {"start": evidence.start, "end": evidence.end, "words": evidence.words}
