"""The actors that a report's rows need."""

from collections.abc import Iterator

from communique.records.resolution import Resolution
from communique.records.rows import Actor, Reading


def named_actors(reading: Reading, resolution: Resolution) -> tuple[Actor, ...]:
    """Return the actors by id: every person, body and state found, and the groups that a row speaks of.

    A group without a row ("Chad and Niger" once each has its own statement, "hospitals") says nothing.
    """
    used = {one for actor in _used(reading) for one in resolution.chain(actor)}
    found = (resolution.actors[actor] for actor in sorted(resolution.actors))
    return tuple(actor for actor in found if actor.kind != "group" or actor.id in used)


def _used(reading: Reading) -> Iterator[str | None]:
    for statement in reading.statements:
        yield statement.speaker.actor if statement.speaker else None
        yield statement.to
    for event in reading.events:
        yield from (event.actor, event.recipient)
