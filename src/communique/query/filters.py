"""What a question is narrowed to, and what the words of a filter mean in a record."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.core.errors import UsageError
from communique.records.rows import Actor, Issue

# As many names as fit a line.
SOME = 5


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep of a record; None keeps everything.

    Attributes:
        actor: id, name, other name or, for a state, country code, in any case, else words of a name. Stands for those
            who speak for that actor too: ``China`` keeps its ministry's spokesman, not every Chinese.
        issue: id, with or without the party, else words of the label.
        since, until: first and last day, inclusive.
        outlet: name of the outlet, else words of it.
    """

    actor: str | None = None
    issue: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"No day is from {self.since} on and up to {self.until}. Swap --since and --until.")

    def in_period(self, day: date | None) -> bool:
        """Tell whether a day lies in the period; an unknown day lies in no period that has a limit."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


def matching_actors(words: str, actors: Mapping[str, Actor]) -> frozenset[str]:
    """Return the ids of the actors that the words name and of all who speak for them.

    Args:
        words: of the filter.
        actors: those of the record, by id.

    Raises:
        UsageError: the words name none; the message lists the nearest names.
    """
    named = named_actors(words, actors)
    return frozenset(id for id in actors if named.intersection(chain(id, actors)))


def named_actors(words: str, actors: Mapping[str, Actor]) -> frozenset[str]:
    """Return the ids of the actors that the words name.

    Raises:
        UsageError: the words name none; the message lists the nearest names.
    """
    return named_by(words, {id: [actor.name, id, *actor.aliases, *_code(actor)] for id, actor in actors.items()})


def named_by(words: str, names: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the ids of the actors that the words name.

    Args:
        words: of the filter.
        names: of each actor, the one to show first.

    Raises:
        UsageError: the words name none; the message lists the nearest names.
    """
    return _matching("actor", words, names)


def matching_issues(words: str, issues: Iterable[Issue]) -> frozenset[str]:
    """Return the ids of the issues that the words name.

    Raises:
        UsageError: the words name none; the message lists the nearest labels.
    """
    return _matching("issue", words, {issue.id: [issue.label, issue.id, issue.id.split(":")[0]] for issue in issues})


def matching_outlets(words: str, outlets: Sequence[str]) -> tuple[str, ...]:
    """Return the outlets that the words name.

    Raises:
        UsageError: the words name none; the message lists the nearest names.
    """
    return tuple(sorted(_matching("outlet", words, {outlet: [outlet] for outlet in outlets})))


def chain(actor: str | None, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Return the actor's id and the ids that it speaks for, nearest first; empty for None."""
    found: list[str] = []
    while actor is not None and actor not in found:
        found.append(actor)
        actor = actors[actor].on_behalf_of if actor in actors else None
    return tuple(found)


def _code(actor: Actor) -> Iterator[str]:
    if actor.kind == "state" and actor.country:
        yield actor.country


def _matching(kind: str, words: str, names: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the keys that have the words as one of their names, else those with a name that holds all the words.

    The first of a key's names is the one to show.
    """
    asked = words.strip().casefold()
    exact = frozenset(key for key, known in names.items() if asked in map(str.casefold, known))
    parts = set(re.findall(r"\w+", asked))
    held = frozenset(key for key, known in names.items() if parts and any(parts <= _parts(name) for name in known))
    if not exact | held:
        raise UsageError(_unknown(kind, words, names))
    return exact or held


def _parts(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


def _unknown(kind: str, words: str, names: Mapping[str, Sequence[str]]) -> str:
    if not names:
        return f"No {kind} is '{words}': what was asked about has no {kind} at all. Leave --{kind} out."
    shown = {name.casefold(): known[0] for known in names.values() for name in known}
    near = difflib.get_close_matches(words.strip().casefold(), shown, SOME)
    if near:
        return f"No {kind} is '{words}'. Nearest: {'; '.join(dict.fromkeys(shown[name] for name in near))}."
    some = sorted({known[0] for known in names.values()})
    more = f" and {len(some) - SOME} more" if len(some) > SOME else ""
    return f"No {kind} is '{words}'. There are: {'; '.join(some[:SOME])}{more}."
