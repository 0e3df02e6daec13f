"""A part of the record, as asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.query.filters import Filter, chain, matching_actors, matching_issues, matching_outlets
from communique.records.report import Report
from communique.records.rows import Actor, Event, Forecast, Position, Record, Statement
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
    scope = Scope(None if reports is None else tuple(reports), outlets)
    if wanted != EVERYTHING:
        return _Narrowing(store, scope, wanted).selection()
    record = _rows(store, scope)
    mentions = store.mentions(scope)
    actors = tuple(replace(actor, mentions=mentions.get(actor.id, ())) for actor in merge(store.actors(scope)))
    record = replace(record, actors=actors, positions=store.positions(scope), disagreements=store.disagreements(scope))
    return Selection(record, frozenset(statement.id for statement in record.statements))


def _rows(store: Store, scope: Scope) -> Record:
    """Load what lies in single reports."""
    return Record(
        reports=store.reports(scope),
        statements=store.statements(scope),
        events=store.events(scope),
        forecasts=store.forecasts(scope),
    )


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
    # Who has left an office speaks for nobody, whatever earlier reports say.
    current = next((actor for actor in latest if actor.role), None)
    speaking = current or next((actor for actor in latest if actor.on_behalf_of), None)
    return Actor(
        id=same[0].id,
        name=name,
        kind=same[0].kind,
        country=next((actor.country for actor in latest if actor.country), None),
        sectors=tuple(dict.fromkeys(sector for actor in same for sector in actor.sectors)),
        role=current.role if current else None,
        on_behalf_of=speaking.on_behalf_of if speaking else None,
        aliases=tuple(sorted(names - {name})),
    )


class _Narrowing:
    """Keeps of a part of the record what meets a filter and what that refers to.

    Positions and disagreements follow from all statements of the period; the rest is loaded only from the reports that
    can have something of what is wanted.
    """

    def __init__(self, store: Store, scope: Scope, wanted: Filter) -> None:
        self.store = store
        self.scope = scope
        self.wanted = wanted
        self.known = {actor.id: actor for actor in merge(store.actors(scope))}
        self.actors = None if wanted.actor is None else matching_actors(wanted.actor, self.known)
        self.issues = None if wanted.issue is None else matching_issues(wanted.issue, store.issues())
        period = replace(scope, since=wanted.since, until=wanted.until)
        self.positions = tuple(filter(self._meets_position, store.positions(period)))
        self.disagreements = store.disagreements(period, self.actors, self.issues)
        self.rows = _rows(store, self._telling())
        self.reports = {report.id: report for report in self.rows.reports}
        self.statements = {statement.id: statement for statement in self.rows.statements}

    def selection(self) -> Selection:
        """Return the narrowed record."""
        asked = frozenset(statement.id for statement in self.rows.statements if self._meets(statement))
        events = tuple(event for event in self.rows.events if self._meets_event(event, asked))
        forecasts = tuple(forecast for forecast in self.rows.forecasts if self._meets_forecast(forecast, asked))
        record = Record((), (), (), self.positions, events, forecasts, self.disagreements)
        needed = self._with_referred([*asked, *_statements_of(record)])
        statements = tuple(statement for statement in self.rows.statements if statement.id in needed)
        record = replace(record, statements=statements)
        record = replace(record, reports=self._reports_of(record))
        return Selection(replace(record, actors=self._actors_of(record)), asked)

    def _telling(self) -> Scope:
        """Return the scope of the reports that name a wanted actor or are on a wanted issue, or are referred to.

        Reports that were chosen beforehand are few: they are all loaded.
        """
        if self.scope.reports is not None:
            return self.scope
        referred = frozenset(_statements_of(Record(positions=self.positions, disagreements=self.disagreements)))
        chosen: frozenset[str] | None = None
        if self.actors is not None:
            chosen = self.store.naming(self.actors) | self.store.holding(referred)
        if self.issues is not None:
            on = self.store.on(self.issues)
            chosen = on if chosen is None else chosen & on
        if chosen is None:
            return self.scope
        return replace(self.scope, reports=tuple(sorted(chosen)))

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
        return tuple(report for report in self.rows.reports if report.id in named)

    def _actors_of(self, record: Record) -> tuple[Actor, ...]:
        named = {id for actor in _named_in(record) for id in chain(actor, self.known)}
        mentions = self.store.mentions(Scope(tuple(report.id for report in record.reports)))
        actors = (actor for actor in self.known.values() if actor.id in named)
        return tuple(replace(actor, mentions=mentions.get(actor.id, ())) for actor in actors)


def _statements_of(record: Record) -> Iterator[str]:
    """Yield the ids of the statements that other rows refer to."""
    yield from (event.claimed_in for event in record.events if event.claimed_in)
    yield from (forecast.statement for forecast in record.forecasts if forecast.statement)
    yield from (statement for position in record.positions for statement in position.statements)
    yield from (id for found in record.disagreements for id in (found.a_statement, found.b_statement))


def _named_in(record: Record) -> Iterator[str | None]:
    for statement in record.statements:
        yield from (statement.speaker.actor if statement.speaker else None, statement.on_behalf_of, statement.to)
    yield from (actor for event in record.events for actor in (event.actor, event.recipient))
    yield from (forecast.by for forecast in record.forecasts)
    yield from (position.actor for position in record.positions)
