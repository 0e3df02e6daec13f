"""A part of the record, as asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.query.filters import Filter, chain, matching_actors, matching_issues, matching_outlets
from communique.records.report import Report
from communique.records.rows import Actor, Disagreement, Event, Forecast, Position, Record, Statement
from communique.store.database import Store
from communique.store.scope import Scope

EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of the record and which of its statements were asked for.

    Attributes:
        record: closed: whatever a row refers to is there too.
        asked: ids of the statements that meet the filter; the record's others are there because a row needs them.
    """

    record: Record
    asked: frozenset[str]


def load(store: Store, reports: Sequence[str] | None = None, wanted: Filter = EVERYTHING) -> Record:
    """Return the rows of the record that meet the filter, with those that they refer to.

    An actor that several reports name is one: under its fullest name, with all its names, sectors and mentions, and
    the role that the latest report gives it.

    Args:
        store: the record.
        reports: ids of the reports to ask; None for all.
        wanted: what to keep.

    Raises:
        UsageError: the filter names an actor, issue or outlet that is not there.
        StoreError: the record cannot be read.
    """
    return select(store, reports, wanted).record


def select(store: Store, reports: Sequence[str] | None = None, wanted: Filter = EVERYTHING) -> Selection:
    """Return what ``load`` returns, and which statements were asked for."""
    outlets = None if wanted.outlet is None else matching_outlets(wanted.outlet, store.outlets())
    whole = Scope(None if reports is None else tuple(reports), outlets)
    period = replace(whole, since=wanted.since, until=wanted.until)
    record = Record(
        reports=store.reports(whole),
        actors=merge(store.actors(whole)),
        statements=store.statements(whole),
        positions=store.positions(period),
        events=store.events(whole),
        forecasts=store.forecasts(whole),
        disagreements=store.disagreements(period),
    )
    if wanted == EVERYTHING:
        return Selection(record, frozenset(statement.id for statement in record.statements))
    return _Narrowing(store, record, wanted).selection()


def merge(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return one actor for each id, sorted by id.

    Args:
        actors: as the reports have them, earliest report first.
    """
    found: dict[str, list[Actor]] = {}
    for actor in actors:
        found.setdefault(actor.id, []).append(actor)
    return tuple(_merged(found[id]) for id in sorted(found))


def _merged(same: Sequence[Actor]) -> Actor:
    if len(same) == 1:
        return same[0]
    # The longest of the names with the most words; the first in the alphabet of those.
    name = min((actor.name for actor in same), key=lambda name: (-len(name.split()), -len(name), name))
    names = {other for actor in same for other in (actor.name, *actor.aliases)}
    latest = same[::-1]
    return Actor(
        id=same[0].id,
        name=name,
        kind=same[0].kind,
        country=next((actor.country for actor in latest if actor.country), None),
        sectors=tuple(dict.fromkeys(sector for actor in same for sector in actor.sectors)),
        role=next((actor.role for actor in latest if actor.role), None),
        on_behalf_of=next((actor.on_behalf_of for actor in latest if actor.on_behalf_of), None),
        aliases=tuple(sorted(names - {name})),
        mentions=tuple(mention for actor in same for mention in actor.mentions),
    )


class _Narrowing:
    """Keeps of a record what meets a filter and what that refers to."""

    def __init__(self, store: Store, record: Record, wanted: Filter) -> None:
        self.record = record
        self.wanted = wanted
        self.reports = {report.id: report for report in record.reports}
        self.statements = {statement.id: statement for statement in record.statements}
        self.known = {actor.id: actor for actor in record.actors}
        self.actors = None if wanted.actor is None else matching_actors(wanted.actor, self.known)
        self.issues = None if wanted.issue is None else matching_issues(wanted.issue, store.issues())

    def selection(self) -> Selection:
        """Return the narrowed record."""
        asked = frozenset(statement.id for statement in self.record.statements if self._meets(statement))
        events = tuple(event for event in self.record.events if self._meets_event(event, asked))
        forecasts = tuple(forecast for forecast in self.record.forecasts if self._meets_forecast(forecast, asked))
        positions = tuple(position for position in self.record.positions if self._meets_position(position))
        disagreements = tuple(found for found in self.record.disagreements if self._meets_disagreement(found))
        needed = self._with_referred([*asked, *_statements_of(events, forecasts, positions, disagreements)])
        statements = tuple(statement for statement in self.record.statements if statement.id in needed)
        narrowed = Record((), (), statements, positions, events, forecasts, disagreements)
        reports = self._reports_of(narrowed)
        return Selection(replace(narrowed, reports=reports, actors=self._actors_of(narrowed, reports)), asked)

    def _meets(self, statement: Statement) -> bool:
        speaker = statement.speaker.actor if statement.speaker else None
        day = statement.said_on or self.reports[statement.report].published
        return (
            self.wanted.in_period(day)
            and self._is_wanted(speaker, statement.on_behalf_of)
            and (self.issues is None or any(coding.issue.id in self.issues for coding in statement.codings))
        )

    def _is_wanted(self, *actors: str | None) -> bool:
        return self.actors is None or any(actor in self.actors for actor in actors)

    def _meets_event(self, event: Event, asked: frozenset[str]) -> bool:
        day = event.on or self.reports[event.report].published
        about = self.issues is None or event.claimed_in in asked
        return about and self.wanted.in_period(day) and self._is_wanted(event.actor, event.recipient)

    def _meets_forecast(self, forecast: Forecast, asked: frozenset[str]) -> bool:
        about = self.issues is None or forecast.statement in asked
        published = self.reports[forecast.report].published
        by = self._is_wanted(forecast.by) or forecast.statement in asked
        return about and by and self.wanted.in_period(published)

    def _meets_position(self, position: Position) -> bool:
        return (self.issues is None or position.issue.id in self.issues) and self._is_wanted(position.actor)

    def _meets_disagreement(self, found: Disagreement) -> bool:
        parties = self._is_wanted(found.a_actor, found.b_actor)
        return parties and (self.issues is None or found.issue in self.issues)

    def _with_referred(self, ids: Iterable[str]) -> frozenset[str]:
        """Return the statements, those that report them and those that they repeat."""
        found: set[str] = set()
        ahead = list(ids)
        while ahead:
            id = ahead.pop()
            if id in self.statements and id not in found:
                found.add(id)
                ahead += filter(None, (self.statements[id].reported_by, self.statements[id].same_as))
        return frozenset(found)

    def _reports_of(self, record: Record) -> tuple[Report, ...]:
        named = {statement.report for statement in record.statements}
        named |= {event.report for event in record.events} | {forecast.report for forecast in record.forecasts}
        return tuple(report for report in self.record.reports if report.id in named)

    def _actors_of(self, record: Record, reports: Sequence[Report]) -> tuple[Actor, ...]:
        named = {id for actor in _named_in(record) for id in chain(actor, self.known)}
        ids = {report.id for report in reports}
        return tuple(
            replace(actor, mentions=tuple(mention for mention in actor.mentions if mention.report in ids))
            for actor in self.record.actors
            if actor.id in named
        )


def _statements_of(
    events: Iterable[Event],
    forecasts: Iterable[Forecast],
    positions: Iterable[Position],
    disagreements: Iterable[Disagreement],
) -> Iterator[str]:
    yield from (event.claimed_in for event in events if event.claimed_in)
    yield from (forecast.statement for forecast in forecasts if forecast.statement)
    yield from (statement for position in positions for statement in position.statements)
    yield from (id for found in disagreements for id in (found.a_statement, found.b_statement))


def _named_in(record: Record) -> Iterator[str | None]:
    for statement in record.statements:
        yield from (statement.speaker.actor if statement.speaker else None, statement.on_behalf_of, statement.to)
    yield from (actor for event in record.events for actor in (event.actor, event.recipient))
    yield from (forecast.by for forecast in record.forecasts)
    yield from (position.actor for position in record.positions)
