"""Who is who across the reports of a record: worked out, decided by the user, kept."""

from communique.core.errors import UsageError
from communique.core.ids import slug
from communique.query.filters import named_actors
from communique.query.record import merge as merged
from communique.records.rows import Actor, Decision
from communique.resolve import across
from communique.store.database import Store


def settle(store: Store) -> None:
    """Work out who is who, and keep it where it changed; to be called when reports or decisions were added."""
    found = across.identities(store.known(), store.decisions())
    store.identify((*place, identity.becomes, identity.name) for place, identity in found.items())


def merge(store: Store, actor: str, into: str) -> tuple[Actor, Actor]:
    """Decide that two actors of the record are one.

    Args:
        store: the record.
        actor, into: name or id of the actor, and of the one that it is.

    Returns:
        The two, as they were before.

    Raises:
        UsageError: one of them is nobody, or several, or they are one already.
    """
    one, other = _one(store, actor), _one(store, into)
    if one.id == other.id:
        raise UsageError(f"'{actor}' and '{into}' are one already: {one.name} ({one.id}).")
    if one.kind != other.kind and "group" not in (one.kind, other.kind):
        raise UsageError(f"{one.name} is a {one.kind} and {other.name} a {other.kind}: they cannot be one.")
    store.decide(Decision(0, "merge", one.id, other.id))
    settle(store)
    return one, other


def split(store: Store, actor: str, reports: tuple[str, ...], name: str | None) -> tuple[Actor, str]:
    """Decide that an actor is somebody else in some reports.

    Args:
        store: the record.
        actor: name or id.
        reports: ids of the reports, their files or words of their titles.
        name: what to call the one set apart; None for the same name with a number.

    Returns:
        The actor, and the id of the one set apart.

    Raises:
        UsageError: the actor is nobody or several, or a report is none or does not name the actor.
    """
    one = _one(store, actor)
    if one.kind == "state":
        raise UsageError(f"{one.name} is a state, and there is one of it. Split people, bodies or groups.")
    known = {other.id for other in store.actors()}
    kind = one.id.partition(":")[0]
    wanted = (f"{kind}:{slug(name)}" if name else f"{one.id}-{number}" for number in range(2, len(known) + 3))
    becomes = next((id for id in wanted if name or id not in known), one.id)
    if becomes == one.id:
        raise UsageError(f"'{name}' is what the actor is called already. Give another name.")
    called = name or f"{one.name} ({becomes.rpartition('-')[2]})"
    found = [id for words in reports for id in _reports(store, words, one)]
    store.decide(*(Decision(0, "split", one.id, becomes, report, called) for report in dict.fromkeys(found)))
    settle(store)
    return one, becomes


def undo(store: Store, number: int) -> Decision:
    """Take a decision back.

    Raises:
        UsageError: there is none of that number, or it was taken back before.
    """
    found = next((one for one in across.standing(store.decisions()) if one.number == number), None)
    if found is None:
        raise UsageError(f"No decision {number} stands. See them: communique actors decisions")
    store.decide(Decision(0, "undo", undoes=number))
    settle(store)
    return found


def _one(store: Store, words: str) -> Actor:
    actors = {actor.id: actor for actor in merged(store.actors())}
    found = sorted(named_actors(words, actors))
    if len(found) > 1:
        raise UsageError(f"'{words}' may be any of {'; '.join(found[:9])}. Give one of these ids.")
    return actors[found[0]]


def _reports(store: Store, words: str, actor: Actor) -> list[str]:
    named = store.naming({actor.id})
    reports = [report for report in store.reports() if report.id in named]
    exact = [one.id for one in reports if words in (one.id, one.source)]
    found = exact or [one.id for one in reports if words.casefold() in f"{one.title} {one.source}".casefold()]
    if not found:
        told = "; ".join(f"{one.source} ({one.title})" if one.title else one.source for one in reports[:5])
        raise UsageError(f"No report that names {actor.name} is '{words}'. There are: {told}.")
    return found
