"""Which actors of different reports are one, and which of one name are several.

Ids come from names, so that the same name is the same actor in all reports. Four things are mended here, each only
on evidence in the reports: people of one name in different states are kept apart; spellings and initials of one name
in the same office are one person; an acronym that one report explains is the body that it is explained as; "residents"
are those of their report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.lexicons import actors
from communique.records.decisions import Decision, standing
from communique.records.rows import Actor
from communique.resolve.people import alike, parts

Place = tuple[str, str]  # report, id of the actor as it was read there
Row = tuple[str, Actor]  # report, the actor as it was read there


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an actor of a report is in the record.

    Attributes:
        becomes: id in the record.
        name: what to call it; None for the name that reports give it.
    """

    becomes: str
    name: str | None = None


def identities(rows: Sequence[Row], decisions: Sequence[Decision] = ()) -> dict[Place, Identity]:
    """Return who is who, only for those who are not what their id says.

    Args:
        rows: the actors as the reports have them, earliest report first.
        decisions: the user's, in order; they go before what follows from the reports.
    """
    found = dict(_homonyms(rows))
    found |= _variants(rows, found)
    found |= _acronyms(rows)
    found |= _residents(rows)
    for decision in standing(decisions):
        if decision.actor:
            found |= _decided(decision, rows, found)
    return {place: identity for place, identity in found.items() if identity != Identity(place[1])}


def _is_named(actor: Actor) -> bool:
    return actor.kind == "person" and "@" not in actor.id


def _homonyms(rows: Iterable[Row]) -> Iterator[tuple[Place, Identity]]:
    """Yield the people whose name somebody of another state had in an earlier report.

    Somebody whose state is not told is nobody else in a record that knows one of the name, and a person of that
    report alone where it knows several.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for report, actor in rows:
        if _is_named(actor):
            groups[actor.id].append((report, actor))
    for same in groups.values():
        countries = list(dict.fromkeys(actor.country for _, actor in same if actor.country))
        if len(countries) < 2:
            continue
        for report, actor in same:
            if actor.country is None:
                yield (report, actor.id), Identity(f"{actor.id}@{_short(report)}")
            elif actor.country != countries[0]:
                state = actors.states().get(actor.country)
                name = f"{actor.name} ({state.name if state else actor.country})"
                yield (report, actor.id), Identity(f"{actor.id}-{actor.country.lower()}", name)


def _variants(rows: Iterable[Row], found: Mapping[Place, Identity]) -> dict[Place, Identity]:
    """Return the people whose name is another's in another spelling, in the same office of the same state."""
    known: dict[str, Actor] = {}
    places: dict[str, list[Place]] = defaultdict(list)
    for report, actor in rows:
        if _is_named(actor) and actor.country and actor.on_behalf_of and (report, actor.id) not in found:
            known.setdefault(actor.id, actor)
            places[actor.id].append((report, actor.id))
    offices: dict[tuple[str | None, str | None], list[Actor]] = defaultdict(list)
    for actor in known.values():
        offices[actor.country, actor.on_behalf_of].append(actor)
    merged: dict[Place, Identity] = {}
    for several in offices.values():
        for number, actor in enumerate(several):
            ones = [one for one in several[:number] if _one_name(one.name, actor.name)]
            if len(ones) == 1:
                first = merged.get(places[ones[0].id][0], Identity(ones[0].id))
                merged |= dict.fromkeys(places[actor.id], first)
    return merged


def _one_name(a: str, b: str) -> bool:
    return any(alike(parts(a), parts(b), initials=initials) for initials in (False, True))


def _acronyms(rows: Iterable[Row]) -> dict[Place, Identity]:
    """Return the bodies that are called by an acronym which some report gives as another name of one body."""
    explained: dict[str, set[str]] = defaultdict(set)
    bare: dict[str, list[Place]] = defaultdict(list)
    for report, actor in rows:
        if actor.kind != "body" or actor.id in actors.bodies():
            continue
        for name in (actor.name, *actor.aliases):
            if name.isupper() and " " not in name and name != actor.name:
                explained[name].add(actor.id)
        if actor.name.isupper() and " " not in actor.name:
            bare[actor.name].append((report, actor.id))
    single = {name: next(iter(ids)) for name, ids in explained.items() if len(ids) == 1}
    return {place: Identity(single[name]) for name, places in bare.items() if name in single for place in places}


def _residents(rows: Iterable[Row]) -> dict[Place, Identity]:
    """Return the groups that several reports call by a bare noun: the residents of one are not those of another."""
    places: dict[str, list[Place]] = defaultdict(list)
    for report, actor in rows:
        bare = (
            actor.kind == "group" and actor.country is None and actor.on_behalf_of is None and " and " not in actor.name
        )
        if bare and actor.id not in actors.bodies():
            places[actor.id].append((report, actor.id))
    several = (place for same in places.values() if len(same) > 1 for place in same)
    return {(report, id): Identity(f"{id}@{_short(report)}") for report, id in several}


def _short(report: str) -> str:
    """Return what stands for a report in ids that hold for it alone."""
    return report.removeprefix("report:")[:6]


def _decided(decision: Decision, rows: Iterable[Row], found: Mapping[Place, Identity]) -> dict[Place, Identity]:
    """Return what a decision makes of the actors as they are before it."""
    becomes = Identity(decision.becomes or str(decision.actor), decision.name)
    return {
        (report, actor.id): becomes
        for report, actor in rows
        if found.get((report, actor.id), Identity(actor.id)).becomes == decision.actor
        and decision.report in (None, report)
    }
