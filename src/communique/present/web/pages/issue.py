"""An issue: who takes which side, how that went over time, and what was said last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.present.web import hunting, standings
from communique.present.web.asked import Asked, to
from communique.present.web.base import NotThere, Page, Sheet, Shown
from communique.present.web.timeline import timeline
from communique.query.base import Cell
from communique.query.positions import Standing, standing
from communique.records.listing import Counted
from communique.records.rows import Issue
from communique.records.standing import LEVELS, Window
from communique.records.words import FORMS, STANCES
from communique.store.database import Store

# Of each side and of the latest statements, as many as leave the sides in view together.
SOME = 12


class IssuePage(Page):
    """An issue. ``stance`` shows all actors of one side, a page at a time, in place of some of each."""

    path = "/issues/{issue}"

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return the issue's sides.

        Raises:
            NotThere: no statement is on this issue.
        """
        wanted = asked.parts["issue"]
        issue = store.worded([wanted]).get(wanted)
        if issue is None:
            raise NotThere("No statement of the record is on this issue. The list of issues has those that are.")
        window = hunting.window(store, asked)
        asked.read.discard("issue")  # the path names it
        own = replace(window, issues=(issue.id,))
        stance = asked.choice("stance", STANCES)
        limit, offset = asked.limits()
        sides = _sides([standing(one) for one in store.tallies(own)])
        shown = _shown(sides, stance, limit, offset)
        latest, speaking = standings.sentences(store, own, _latest(store, own, asked))
        names = store.called([one.tally.actor for side in shown.values() for one in side])
        kept = standings.kept(own)
        told = {
            "issue": issue,
            "level": own.level,
            "stance": stance,
            "sides": shown,
            "counts": {name: len(side) for name, side in sides.items()},
            "every": sum(one.tally.statements for side in sides.values() for one in side),
            "names": names | speaking,
            "timeline": timeline(store.lists.months(own), own),
            "latest": latest,
            "limit": limit,
            "offset": offset,
            "kept": kept,
            "known": {"outlets": store.outlets(), "levels": LEVELS, "forms": FORMS},
        }
        return Shown(issue.label, told, Sheet(standings.COLUMNS, _lines(store, issue, sides, stance, kept)))


def _sides(found: Sequence[Standing]) -> dict[str, list[Standing]]:
    """Return the positions by stance, those of most statements first."""
    order = sorted(found, key=lambda one: (-one.tally.statements, one.tally.actor))
    return {stance: [one for one in order if one.stance == stance] for stance in STANCES}


def _shown(sides: Mapping[str, Sequence[Standing]], stance: str, limit: int, offset: int) -> dict[str, list[Standing]]:
    """Return a page of one side, or some of each."""
    if not stance:
        return {name: list(side[:SOME]) for name, side in sides.items()}
    return {stance: list(sides[stance][offset:] if limit < 0 else sides[stance][offset : offset + limit])}


def _latest(store: Store, window: Window, asked: Asked) -> list[Counted]:
    """Return the latest statements; what repeats others is left out, so there may be fewer."""
    return [] if asked.whole else [one for one in store.lists.cell(window, SOME) if not one.copy]


def _lines(
    store: Store, issue: Issue, sides: Mapping[str, Sequence[Standing]], stance: str,
    kept: Mapping[str, str | Sequence[str] | None],
) -> Iterator[Sequence[Cell]]:  # fmt: skip
    found = [one for name, side in sides.items() for one in side if stance in ("", name)]
    names = store.called([one.tally.actor for one in found])
    for one in found:
        actor = one.tally.actor
        address = to("matrix", "cell", actor=actor, issue=issue.id, **kept)
        yield standings.line(one, names[actor], issue.label, address)
