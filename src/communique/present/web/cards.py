"""The card of a row: all that is known of it, with the machine's value beside the user's."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.query.filters import chain
from communique.query.view import extent, words
from communique.records.decisions import Decision
from communique.records.rows import Coding, Event, Forecast, Reading, Statement
from communique.records.words import ACTS, EVENT_TYPES, STATUSES
from communique.store.database import Store

Item = Statement | Event | Forecast

__all__ = ["Card", "Field", "Line", "card", "confidence", "extent", "lines", "rejected"]


@dataclass(frozen=True)
class Field:
    """A value of a row.

    Attributes:
        name: as an edit calls it; empty for what cannot be set.
        label: for people.
        value: what holds now, readable.
        machine: what the machine says, where the user set something else.
        actor: id of the actor that the value names.
        known: the words that the field may have; empty for free ones.
        raw: what stands in the form.
        because: the reasons.
    """

    name: str
    label: str
    value: str
    machine: str | None = None
    actor: str | None = None
    known: tuple[str, ...] = ()
    raw: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """A row with its fields.

    Attributes:
        chain: ids and names of who speaks and for whom.
        codings: of a statement.
        related: label, id and words of the rows that it refers to or that refer to it.
        decisions: about this row, that stand.
    """

    kind: str
    id: str
    words: str
    fields: tuple[Field, ...]
    chain: tuple[tuple[str, str], ...]
    codings: tuple[Coding, ...]
    related: tuple[tuple[str, str, str], ...]
    decisions: tuple[Decision, ...]
    confidence: float | None


@dataclass(frozen=True)
class Line:
    """A row in the list beside the text.

    Attributes:
        what: act, event type or "forecast".
        who: name, or the words of the source.
        decided: ``accept``, ``edit``, or empty.
    """

    kind: str
    id: str
    what: str
    who: str
    words: str
    codings: tuple[Coding, ...]
    decided: str


class Names:
    """What the record calls the actors of a report.

    Args:
        store: the record.
        report: id.
        actors: ids as the report has them.
    """

    def __init__(self, store: Store, report: str, actors: Iterable[str]) -> None:
        self.known = store.lists.becoming(report)
        self.names = store.called(sorted({self.known.get(id, id) for id in actors}))

    def id(self, actor: str | None) -> str | None:
        """Return the actor of the record."""
        return self.known.get(actor, actor) if actor else None

    def name(self, actor: str | None, otherwise: str = "nobody") -> str:
        """Return the name of an actor; the other words where there is none."""
        id = self.id(actor)
        return self.names.get(id, id) if id else otherwise


def names_of(store: Store, reading: Reading) -> Names:
    """Return the names of all actors of a reading."""
    return Names(store, reading.report.id, [actor.id for actor in reading.actors])


def confidence(row: Item) -> float | None:
    """Return how sure the machine is of a row, 0 to 1; None where it does not say."""
    return None if isinstance(row, Forecast) else round(row.confidence, 3)


def lines(store: Store, reading: Reading, items: Sequence[Item]) -> list[Line]:
    """Return rows of a report as they stand in a list."""
    names = names_of(store, reading)
    decided = _decided(store, reading.report.id)
    return [_line(row, names, [one.kind for one in decided.get(row.id, ())]) for row in items]


def _line(row: Item, names: Names, kinds: Sequence[str]) -> Line:
    decided = "edit" if "edit" in kinds else "accept" if "accept" in kinds else ""
    said = words(row)
    if isinstance(row, Statement):
        speaker = row.speaker
        source = speaker.evidence.words if speaker and speaker.evidence else ""
        who = names.name(speaker.actor if speaker else None, source)
        return Line("statement", row.id, row.act, who or "not named", said, row.codings, decided)
    if isinstance(row, Event):
        who = names.name(row.actor, "not named")
        return Line("event", row.id, f"{row.type} ({row.status})", who, said, (), decided)
    return Line("forecast", row.id, "forecast", names.name(row.by, "not named"), said, (), decided)


def _decided(store: Store, report: str) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision, known in store.lists.decided(report):
        if known is not None and known.id is not None:
            found.setdefault(known.id, []).append(decision)
    return found


def rejected(store: Store, reading: Reading) -> tuple[Line, ...]:
    """Return the rows that the user rejected."""
    machine = store.machine(reading.report.id)
    shown: list[Item] = [*reading.statements, *reading.events, *reading.forecasts]
    kept = {row.id for row in shown}
    found: list[Item] = [*machine.statements, *machine.events, *machine.forecasts]
    gone = [row for row in found if row.id not in kept]
    names = names_of(store, machine)
    return tuple(_line(row, names, ["reject"]) for row in gone)


def card(store: Store, reading: Reading, row: Item) -> Card:
    """Return the card of a row."""
    decisions = tuple(_decided(store, reading.report.id).get(row.id, ()))
    names = names_of(store, reading)
    machine = {
        one.field: json.loads(one.machine).get("value") for one in decisions if one.kind == "edit" and one.machine
    }
    fields = _fields(row, names, {name: _readable(value, names) for name, value in machine.items() if name})
    actors = {actor.id: actor for actor in reading.actors}
    behalf: tuple[str, ...] = ()
    if isinstance(row, Statement):
        speaker = row.speaker.actor if row.speaker else None
        behalf = tuple(dict.fromkeys((*chain(speaker, actors), *chain(row.on_behalf_of, actors))))
    codings = row.codings if isinstance(row, Statement) else ()
    kind = type(row).__name__.lower()
    told = tuple((names.id(id) or id, names.name(id)) for id in behalf)
    related = tuple(_related(reading, row))
    return Card(kind, row.id, words(row), fields, told, codings, related, decisions, confidence(row))


def _readable(value: object, names: Names) -> str:
    if isinstance(value, list):
        return " … ".join(str(part[2]) if isinstance(part, list) else str(part) for part in value)
    return names.name(None if value is None else str(value))


def _fields(row: Item, names: Names, machine: dict[str, str]) -> tuple[Field, ...]:
    def actor(name: str, label: str, id: str | None, because: tuple[str, ...] = ()) -> Field:
        return Field(name, label, names.name(id), machine.get(name), names.id(id), (), names.id(id) or "", because)

    def closed(name: str, label: str, value: str, known: tuple[str, ...]) -> Field:
        return Field(name, label, value, machine.get(name), None, known, value)

    if isinstance(row, Statement):
        because = row.speaker.because if row.speaker else ()
        source = row.speaker.evidence.words if row.speaker and row.speaker.evidence else "not named"
        when = row.said_on.isoformat() if row.said_on else "not told"
        return (
            actor("speaker", "Speaker", row.speaker.actor if row.speaker else None, because),
            Field("", "Named as", source),
            actor("on_behalf_of", "On behalf of", row.on_behalf_of),
            closed("act", "Act", row.act, ACTS),
            Field("", "Cue", row.cue.words if row.cue else "none"),
            Field("content", "Content", words(row), machine.get("content"), None, (), words(row)),
            Field("", "Form", row.form),
            Field("", "Said on", when),
            *([Field("", "Occasion", row.occasion)] if row.occasion else []),
            *([actor("", "To", row.to)] if row.to else []),
        )
    if isinstance(row, Event):
        when = row.on.isoformat() if row.on else "not told"
        amount = f"{row.amount.value:g} {row.amount.unit}" if row.amount else ""
        return (
            closed("type", "Type", row.type, EVENT_TYPES),
            closed("status", "Status", row.status, STATUSES),
            actor("actor", "Actor", row.actor),
            actor("recipient", "Recipient", row.recipient),
            Field("evidence", "Words", row.evidence.words, machine.get("evidence"), None, (), row.evidence.words),
            Field("", "On", when),
            *([Field("", "Place", row.place)] if row.place else []),
            *([Field("", "Amount", amount)] if amount else []),
        )
    likely = f"{row.likelihood[0]:g} to {row.likelihood[1]:g}" if row.likelihood else ""
    return (
        actor("", "By", row.by),
        Field("outcome", "Outcome", row.outcome.words, machine.get("outcome"), None, (), row.outcome.words),
        *([Field("", "Condition", row.condition.words)] if row.condition else []),
        *([Field("", "Hedge", row.hedge)] if row.hedge else []),
        *([Field("", "Likelihood", likely)] if likely else []),
        *([Field("", "By when", row.horizon)] if row.horizon else []),
    )


def _related(reading: Reading, row: Item) -> Iterable[tuple[str, str, str]]:
    """Yield label, id and words of the rows that a row refers to, and of those that refer to it."""
    said = {one.id: words(one) for one in reading.statements}
    own: dict[str, str | None]
    if isinstance(row, Statement):
        own = {"Reported by": row.reported_by, "Repeats": row.same_as}
    else:
        own = {"Claimed in": row.claimed_in} if isinstance(row, Event) else {"Said in": row.statement}
    yield from ((label, id, said[id]) for label, id in own.items() if id in said)
    yield from (("Reports", one.id, said[one.id]) for one in reading.statements if one.reported_by == row.id)
    yield from (("Claims", one.id, words(one)) for one in reading.events if one.claimed_in == row.id)
    yield from (("Expects", one.id, words(one)) for one in reading.forecasts if one.statement == row.id)
