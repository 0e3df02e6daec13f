"""The ties of a record: who takes which side on which issue, by its statements."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from communique.records.standing import Duplicates, Window
from communique.records.ties import Tie
from communique.records.words import Stance
from communique.store.database import Store

# Actor, issue, stance, report, day and how many.
StanceRow = tuple[str, str, Stance, str, date | None, int]

# What ties a stance makes: who says both counts on both sides, who takes none on neither.
VALUES: Mapping[Stance, tuple[int, ...]] = {"support": (1,), "oppose": (0,), "mixed": (1, 0), "neutral": ()}


def ties_of(rows: Iterable[StanceRow]) -> list[Tie]:
    """Return the ties that stances make, 1 for support and 0 for opposition.

    Args:
        rows: stances; a mixed one makes two ties, a neutral one none.
    """
    return [
        Tie(actor, issue, value, report, day, weight)
        for actor, issue, stance, report, day, weight in rows
        for value in VALUES[stance]
    ]


def ties(store: Store, window: Window) -> list[Tie]:
    """Return the ties of a record one by one, under the names of actors and the labels of issues.

    Who shares a name with another one has the id behind it. The document of a tie is its story: reports that are
    near-duplicates are one. Second-hand statements and repetitions within a story are left out.

    Args:
        store: the record.
        window: which statements, and whom they count for.

    Raises:
        StoreError: the record cannot be read.
    """
    return _named(store, ties_of(store.stances(window)))


def counted(store: Store, window: Window, per: Duplicates) -> list[Tie]:
    """Return the ties of a record, as many as count of each kind in the weight of one: fast, without days.

    Args:
        store, window: as for ``ties``.
        per: which repetitions count.
    """
    return _named(store, identified(store, window, per))


def identified(store: Store, window: Window, per: Duplicates) -> list[Tie]:
    """Return the ties that ``counted`` returns under the ids of actors and issues."""
    return [Tie(cell.actor, cell.issue, cell.value, "", None, cell.count) for cell in store.cells(window, per)]


def _named(store: Store, ties: Sequence[Tie]) -> list[Tie]:
    """Return ties of ids as ties of names."""
    actors = actor_labels(store, dict.fromkeys(tie.actor for tie in ties))
    issues = issue_labels(store, dict.fromkeys(tie.concept for tie in ties))
    return [replace(tie, actor=actors[tie.actor], concept=issues[tie.concept]) for tie in ties]


def actor_labels(store: Store, actors: Iterable[str]) -> dict[str, str]:
    """Return what actors are called, by id; who shares a name with another one has the id behind it."""
    return _labels(store.called(actors))


def issue_labels(store: Store, issues: Iterable[str]) -> dict[str, str]:
    """Return the labels of issues, by id; one that is not alone in having its label has the id behind it."""
    return _labels({id: issue.label for id, issue in store.worded(issues).items()})


def _labels(names: Mapping[str, str]) -> dict[str, str]:
    """Return the name of each id, followed by the id where several have that name."""
    known = Counter(names.values())
    return {id: name if known[name] == 1 else f"{name} ({id})" for id, name in names.items()}
