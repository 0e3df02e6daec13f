"""The words of a report whose actors must be known."""

from collections.abc import Iterator

from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, EVENTS, STANCES


def wanted(document: Document) -> tuple[Evidence, ...]:
    """Return the ranges to be resolved, each once, in text order."""
    return tuple(sorted(set(_all(document))))


def _all(document: Document) -> Iterator[Evidence]:
    for attribution in document[ATTRIBUTIONS]:
        yield from (e for e in (attribution.source, attribution.addressee, *attribution.parties) if e)
    for event in document[EVENTS]:
        yield from (e for e in (event.actor, event.recipient) if e)
    for stance in document[STANCES]:
        yield from (e for e in (stance.target, stance.holder) if e)
