"""From the parameters of an address to what is listed and counted."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import parse_qs

from communique.core.errors import UsageError
from communique.present.web.asked import Asked
from communique.query import naming
from communique.query.filters import Filter, matching_issues
from communique.records.listing import Choice, Hunt
from communique.records.standing import LEVELS, Level, Window
from communique.records.words import ACTS, FORMS, STANCES
from communique.store.database import Store
from communique.store.searching import match, terms

DECIDED = ("yes", "no")


def hunt(store: Store, asked: Asked) -> Hunt:
    """Return which statements a list shows.

    Parameters: q, since, until, actor, outlet, act, form, issue, stance, each with ``not-`` before it for what is left
    out, and decided.

    Raises:
        UsageError: a parameter is wrong.
    """
    typed = asked.text("q")
    decided = asked.choice("decided", DECIDED)
    since, until = period(asked)
    return Hunt(
        match=match(terms(typed)) if typed else None,
        since=since,
        until=until,
        actors=Choice(actors_named(store, asked.texts("actor")) or None, actors_named(store, asked.texts("not-actor"))),
        outlets=Choice(asked.texts("outlet") or None, asked.texts("not-outlet")),
        acts=_closed(asked, "act", ACTS),
        forms=_closed(asked, "form", FORMS),
        issues=Choice(issues_named(store, asked.texts("issue")) or None, issues_named(store, asked.texts("not-issue"))),
        stances=_closed(asked, "stance", STANCES),
        decided=None if not decided else decided == "yes",
    )


def window(store: Store, asked: Asked, level: Level = "state") -> Window:
    """Return which statements are counted.

    Parameters: level, since, until, outlet, form, actor, issue.

    Raises:
        UsageError: a parameter is wrong.
    """
    since, until = period(asked)
    named: Level = asked.choice("level", LEVELS, level)  # type: ignore[assignment]
    return Window(
        level=named,
        since=since,
        until=until,
        outlets=asked.texts("outlet") or None,
        forms=_closed(asked, "form", FORMS).wanted,
        actors=actors_named(store, asked.texts("actor")) or None,
        issues=issues_named(store, asked.texts("issue")) or None,
    )


def period(asked: Asked) -> tuple[date | None, date | None]:
    """Return the first and last day that are asked for.

    Raises:
        UsageError: one is no day, or the period ends before it begins.
    """
    since, until = asked.day("since"), asked.day("until")
    Filter(since=since, until=until)  # refuses a period that ends before it begins
    return since, until


def _closed(asked: Asked, name: str, known: Sequence[str]) -> Choice:
    wanted, excluded = asked.texts(name), asked.texts(f"not-{name}")
    for value in (*wanted, *excluded):
        if value not in known:
            raise UsageError(f"“{name}” is one of {', '.join(known)}; not “{value}”.")
    return Choice(wanted or None, excluded)


def actors_named(store: Store, given: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the actors that are named, by id or in words, and of those who speak for them.

    Raises:
        UsageError: one is nobody in the record; the message lists the nearest names.
    """
    meant = [id for words in given for id in naming.named(store, words)]
    return tuple(store.lists.speaking_for(meant)) if meant else ()


def issues_named(store: Store, given: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the issues that are named, by id or in words.

    Raises:
        UsageError: one is none; the message lists the nearest.
    """
    known = store.issues() if given else ()
    return tuple(dict.fromkeys(id for words in given for id in sorted(matching_issues(words, known))))


def parsed(query: str) -> Mapping[str, list[str]]:
    """Return the parameters of an address after its question mark."""
    return parse_qs(query)
