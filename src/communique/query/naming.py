"""Which actors of a record the user means, however many it has."""

from collections.abc import Sequence
from dataclasses import replace

from communique.core.errors import UsageError
from communique.query.filters import named_by
from communique.query.record import merge
from communique.records.listing import Role
from communique.records.rows import Actor
from communique.store.database import Store


def named(store: Store, words: str) -> list[str]:
    """Return the ids of the actors of an id or a name, else of those with a name that holds all the words; sorted.

    Raises:
        UsageError: the words name none; the message lists the nearest names.
    """
    known = store.lists.named(words.strip())
    if known:
        return known
    names = {id: [*own, id, id.partition(":")[2]] for id, own in store.lists.names().items()}
    return sorted(named_by(words, names))


def one(store: Store, words: str) -> Actor:
    """Return the actor that an id or words of a name mean.

    Raises:
        UsageError: the words name none, or several.
    """
    found = named(store, words)
    if len(found) > 1:
        raise UsageError(f"'{words}' may be any of {'; '.join(found[:9])}. Give one of these ids.")
    return known(store, found[0])


def known(store: Store, id: str) -> Actor:
    """Return an actor of the record as its reports have it together.

    Raises:
        UsageError: there is none of the id.
    """
    roles = store.lists.roles(id)
    if not roles:
        raise UsageError(f"Nobody in the record is '{id}'.")
    return together(store, id, roles)


def together(store: Store, id: str, roles: Sequence[Role]) -> Actor:
    """Return an actor of the record, of what reports say of it."""
    return replace(merge(replace(role.actor, id=id) for role in roles)[0], name=store.called([id])[id])
