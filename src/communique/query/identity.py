"""Who is who across the reports of a record: worked out, decided by the user, kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import count

from communique.core.errors import UsageError
from communique.core.ids import slug
from communique.query import naming
from communique.records.decisions import Decision, standing
from communique.records.rows import Actor
from communique.resolve import across
from communique.store.database import Store

# How often it is worked out anew who is who when the record changes meanwhile. What is kept after that may lack what
# another program wrote at that moment, until that one settles the record in its turn.
TRIES = 20

# Who is who: report and actor there, who that is; and the ids as reports have them that it is about, None for all.
Found = tuple[Mapping[tuple[str, str], across.Identity], Set[str] | None]


def settle(store: Store) -> None:
    """Work out who is who, and keep it where it changed; to be called when reports were added."""
    _keep(store, lambda taken: (across.identities(store.known(), taken), None))


def settle_after(store: Store, decisions: Iterable[Decision]) -> None:
    """Work out who those are that decisions are about, when these were just taken or taken back.

    What the reports say of all others has not changed. Gives what ``settle`` gives, in a record that was settled.
    """
    about = tuple(decisions)

    def work(taken: Sequence[Decision]) -> Found:
        own = store.own(_reached(_actors(about, taken), taken))
        found = across.identities(store.known(own), taken)
        return {place: one for place, one in found.items() if place[1] in own}, own

    _keep(store, work)


def _keep(store: Store, work: Callable[[Sequence[Decision]], Found]) -> None:
    """Keep who is who as it is worked out from all decisions, those that others take meanwhile among them."""
    for left in reversed(range(TRIES)):
        state = store.lists.state()
        found, own = work(store.decisions())
        rows = ((*place, one.becomes, one.name) for place, one in found.items())
        if store.identify(rows, own, state if left else None):
            return


def _actors(decisions: Iterable[Decision], taken: Iterable[Decision]) -> Iterator[str]:
    """Yield whom decisions are about; an undo is about those of what it takes back."""
    known = {one.number: one for one in taken}
    for one in decisions:
        last = one
        while last.undoes in known:
            last = known[last.undoes]
        if last.actor:
            yield last.actor


def _reached(actors: Iterable[str], taken: Iterable[Decision]) -> frozenset[str]:
    """Return the actors and all that decisions, whether they stand or not, may have made of them."""
    becoming = [(one.actor, one.becomes) for one in taken if one.actor and one.becomes]
    found, ahead = set[str](), list(actors)
    while ahead:
        actor = ahead.pop()
        if actor not in found:
            found.add(actor)
            ahead += [becomes for known, becomes in becoming if known == actor]
    return frozenset(found)


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
    one, other = naming.one(store, actor), naming.one(store, into)
    if one.id == other.id:
        raise UsageError(f"'{actor}' and '{into}' are one already: {one.name} ({one.id}).")
    if one.kind != other.kind and "group" not in (one.kind, other.kind):
        raise UsageError(f"{one.name} is a {one.kind} and {other.name} a {other.kind}: they cannot be one.")
    _decide(store, Decision(0, "merge", one.id, other.id, name=other.name))
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
    one = naming.one(store, actor)
    if one.kind == "state":
        raise UsageError(f"{one.name} is a state, and there is one of it. Split people, bodies or groups.")
    becomes = f"{one.id.partition(':')[0]}:{slug(name)}" if name else _free(store, one.id)
    if becomes == one.id:
        raise UsageError(f"'{name}' is what the actor is called already. Give another name.")
    called = name or f"{one.name} ({becomes.rpartition('-')[2]})"
    found = [id for words in reports for id in _reports(store, words, one)]
    _decide(store, *(Decision(0, "split", one.id, becomes, report, called) for report in dict.fromkeys(found)))
    return one, becomes


def undo(store: Store, number: int) -> Decision:
    """Take a decision back.

    Raises:
        UsageError: there is none of that number, or it was taken back before.
    """
    found = next((one for one in standing(store.decisions()) if one.number == number), None)
    if found is None:
        raise UsageError(f"No decision {number} stands. See them: communique actors decisions")
    store.decide(Decision(0, "undo", undoes=number))
    settle_after(store, [found])
    return found


def _decide(store: Store, *decisions: Decision) -> None:
    store.decide(*decisions)
    settle_after(store, decisions)


def _free(store: Store, id: str) -> str:
    """Return an id that nobody has: the given one with a number."""
    return next(free for number in count(2) if not store.lists.named(free := f"{id}-{number}"))


def _reports(store: Store, words: str, actor: Actor) -> list[str]:
    roles = store.lists.roles(actor.id)
    exact = [one.report for one in roles if words in (one.report, one.source)]
    found = exact or [one.report for one in roles if words.casefold() in f"{one.title} {one.source}".casefold()]
    if not found:
        told = "; ".join(f"{one.source} ({one.title})" if one.title else one.source for one in roles[:5])
        raise UsageError(f"No report that names {actor.name} is '{words}'. There are: {told}.")
    return found
