"""Which ties count: repetitions, left-out names."""

from collections.abc import Container, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from communique.core.errors import UsageError
from communique.records.standing import DUPLICATES, Duplicates
from communique.records.ties import Tie

Part = tuple[Hashable, ...]


def without_duplicates(ties: Iterable[Tie], per: Duplicates, *, compat: bool = False) -> Iterator[Tie]:
    """Yield ties so that an actor says the same on a concept once.

    Args:
        ties: any; the first of those that say the same is kept, with weight 1.
        per: once a document, week (ISO 8601, from Monday), month or year, or once at all (``range``); ``include`` keeps
            all. An undated tie counts once a document for any of the periods.
        compat: as DNA has it, weeks and months of different years are the same when their numbers are.

    Raises:
        UsageError: there is no such choice.
    """
    if per not in DUPLICATES:
        raise UsageError(f"Repetitions cannot be kept by '{per}'. Choose one of: {', '.join(DUPLICATES)}.")
    if per == "include":
        yield from ties
        return
    seen: set[Part] = set()
    for tie in ties:
        key = (tie.actor, tie.concept, tie.value, *_part(tie, per, compat))
        if key not in seen:
            seen.add(key)
            yield replace(tie, weight=1)


def _part(tie: Tie, per: Duplicates, compat: bool) -> Part:
    if per == "range":
        return ()
    if per == "document" or tie.day is None:
        return ("document", tie.document)
    return _period(tie.day, per, compat)


def _period(day: date, per: Duplicates, compat: bool) -> Part:
    week = day.isocalendar()
    if per == "week":
        return (None if compat else week.year, week.week)
    return (None if compat else day.year, day.month) if per == "month" else (day.year,)


def without(ties: Iterable[Tie], names: Container[str]) -> Iterator[Tie]:
    """Yield the ties whose actor and concept are not among the names.

    Args:
        ties: any.
        names: actors and concepts to leave out; DNA calls what nobody filled in ``""``.
    """
    return (tie for tie in ties if tie.actor not in names and tie.concept not in names)
