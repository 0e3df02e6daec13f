"""A cell of the matrix: where an actor stands on an issue, how that follows, and the statements."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.core.errors import UsageError
from communique.present.web import hunting, standings
from communique.present.web.asked import Asked, to
from communique.present.web.base import Page, Sheet, Shown
from communique.present.web.timeline import timeline
from communique.query.base import Cell
from communique.query.positions import Standing, standing
from communique.query.view import words
from communique.records.rows import Issue
from communique.records.standing import LEVELS, Window
from communique.records.words import FORMS, STANCES, Stance
from communique.store.database import Store


class MatrixCell(Page):
    """The position of ``actor`` on ``issue``, by id or name; ``stance`` narrows the statements only."""

    path = "/matrix/cell"

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return the position and a page of its statements.

        Raises:
            UsageError: actor or issue are not given, or mean several.
        """
        window = hunting.window(store, asked)
        actor, issue = _actor(store, asked), _issue(store, asked, window)
        own = replace(window, actors=(actor,), issues=(issue.id,))
        wanted: Stance | None = asked.choice("stance", STANCES) or None  # type: ignore[assignment]
        limit, offset = asked.limits()
        tallies = store.tallies(own)
        sentences, names = standings.sentences(store, own, store.lists.cell(own, limit, offset, stance=wanted))
        name = store.called([actor])[actor]
        position = standing(tallies[0]) if tallies else None
        every, copies = store.lists.cell_count(own)
        told = {
            "actor": actor,
            "name": name,
            "issue": issue,
            "level": own.level,
            "position": position,
            "counts": _counts(position),
            "reckoned": standings.reckoned(position) if position else (),
            "every": every,
            "copies": copies,
            "reprints": own.outlets is not None,
            "count": store.lists.cell_count(own, stance=wanted)[0],
            "sentences": sentences,
            "names": names,
            "timeline": timeline(store.lists.months(own), own),
            "limit": limit,
            "offset": offset,
            "kept": standings.kept(own),
            "known": {"outlets": store.outlets(), "levels": LEVELS, "forms": FORMS, "stances": STANCES},
        }
        return Shown(f"{name}: {issue.label}", told, Sheet(COLUMNS, _lines(sentences)))


def _actor(store: Store, asked: Asked) -> str:
    """Return the actor that the address names."""
    typed = asked.text("actor")
    found = store.lists.named(typed) if typed else []
    if len(found) != 1:
        told = f"“{typed}” may be any of {', '.join(found[:9])}" if found else "One actor is needed, by its id or name"
        raise UsageError(f"{told}. Choose a cell of the matrix, or write actor=state:CHN into the address.")
    return found[0]


def _issue(store: Store, asked: Asked, window: Window) -> Issue:
    """Return the issue that the address names."""
    typed, found = asked.text("issue"), window.issues or ()
    if typed not in found and len(found) != 1:
        told = f"“{typed}” may be any of {', '.join(found[:9])}" if found else "One issue is needed, by its id or label"
        raise UsageError(f"{told}. Choose a cell of the matrix, or write issue=ceasefire into the address.")
    id = typed if typed in found else found[0]
    return store.worded([id])[id]


def _counts(position: Standing | None) -> list[tuple[str, int]]:
    return [(stance, getattr(position.tally, stance)) for stance in STANCES] if position else []


COLUMNS = (
    "statement", "report", "day", "stance", "conditional", "form", "counted", "speaker", "outlet", "title", "words",
    "address",
)  # fmt: skip


def _lines(sentences: Sequence[standings.Sentence]) -> Iterator[Sequence[Cell]]:
    for one in sentences:
        hit, stand = one.hit, one.stand
        address = to("reports", stand.report, row=stand.statement)
        yield (
            stand.statement, stand.report, stand.day, stand.stance, stand.conditional, stand.form, one.counted,
            hit.speaker, hit.outlet, hit.title, words(hit.statement), address,
        )  # fmt: skip
