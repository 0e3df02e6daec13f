"""From the words of a filter to what is counted."""

from typing import get_args

from communique.core.errors import UsageError
from communique.query.filters import Filter, matching_actors, matching_issues, matching_outlets
from communique.query.record import merge
from communique.records.standing import LEVELS, Level, Window
from communique.records.words import Form
from communique.store.database import Store


def window(store: Store, wanted: Filter, level: str = "state", form: str | None = None) -> Window:
    """Return which statements of a record are counted.

    Args:
        store: the record.
        wanted: filter of the user; an actor stands for itself at its level and for the persons and bodies below it.
        level: ``person``, ``body`` or ``state``.
        form: ``direct``, ``mixed`` or ``indirect``; None for all.

    Raises:
        UsageError: the filter names an actor, issue or outlet that is not there, or level or form are none.
    """
    if level not in LEVELS or (form is not None and form not in get_args(Form)):
        raise UsageError(f"Levels are {', '.join(LEVELS)}; forms are {', '.join(get_args(Form))}.")
    named: Level = next(known for known in get_args(Level) if known == level)
    return Window(
        level=named,
        since=wanted.since,
        until=wanted.until,
        outlets=None if wanted.outlet is None else matching_outlets(wanted.outlet, store.outlets()),
        forms=None if form is None else (form,),
        actors=None if wanted.actor is None else _actors(store, wanted.actor),
        issues=None if wanted.issue is None else tuple(sorted(matching_issues(wanted.issue, store.issues()))),
    )


def _actors(store: Store, words: str) -> tuple[str, ...]:
    """Return the actors that the words name and all who speak for them, so that every level has some."""
    return tuple(sorted(matching_actors(words, {actor.id: actor for actor in merge(store.actors())})))
