"""What the user decides about the record: who is who, which rows are right, and what they should say.

Decisions are only ever added. An undo is a decision too, and so is the undo of an undo.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from communique.records.words import DecisionKind, DecisionState, RowKind


@dataclass(frozen=True, slots=True)
class Anchor:
    """The row that a decision is about, found again by what the report says there.

    Attributes:
        report: id of the report.
        row: what kind of row.
        id: of the row when the decision was taken; of the statement, for a coding.
        issue: id of a coding's issue; None for other rows.
        start: where the row's words began.
        words: the row's words, from the first to the last character.
        before, after: what stood around them, up to 32 characters each.
    """

    report: str
    row: RowKind
    id: str
    issue: str | None
    start: int
    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        number: from 1, in the order in which decisions were taken.
        kind: about actors ``merge`` (an actor is another one), ``split`` (in one report it is another one), ``rename``;
            about rows ``accept``, ``reject``, ``edit``; ``undo``.
        actor: id of the actor that it is about; None for others.
        becomes: id of the one that it is; None likewise.
        report: the report of a split or of a row.
        name: what to call the one that a split sets apart or that is renamed.
        undoes: the number of the decision that an ``undo`` takes back.
        batch: decisions that were taken together have one number here, that of the first; they are undone together.
        anchor: the row; None where it is about an actor.
        field: what of the row an ``edit`` changes.
        value: what it is to be, as JSON.
        machine: what the machine said when the decision was taken, as JSON, with its confidence.
    """

    number: int
    kind: DecisionKind
    actor: str | None = None
    becomes: str | None = None
    report: str | None = None
    name: str | None = None
    undoes: int | None = None
    batch: int = 0
    anchor: Anchor | None = None
    field: str | None = None
    value: str | None = None
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of a decision about a row.

    Attributes:
        decision: its number.
        report: id.
        id: of the row that it holds for now; None for an orphan, which finds its row no more.
        machine: what the machine says of the row now, as JSON; None where the row is one that only the user has.
    """

    decision: int
    report: str
    id: str | None
    machine: str | None


@dataclass(frozen=True, slots=True)
class Logged:
    """A decision in the list of all.

    Attributes:
        decision: as it was taken.
        state: ``holds``; ``taken back``; ``orphan``: its row is not found any more; ``absent``: its report is not in
            the record; ``waiting``: it is not applied yet.
        now: id of the row that it holds for now; None where there is none.
        title, outlet, published: of its report; None where it has none in the record.
    """

    decision: Decision
    state: DecisionState
    now: str | None
    title: str | None
    outlet: str | None
    published: date | None


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that were not taken back, in order, undos aside."""
    void = taken_back(decisions)
    return [one for one in decisions if one.kind != "undo" and one.number not in void]


def taken_back(decisions: Iterable[Decision]) -> frozenset[int]:
    """Return the numbers of the decisions, undos among them, that a later undo takes back and that stay so."""
    void: set[int] = set()
    for one in sorted(decisions, key=lambda one: one.number, reverse=True):
        if one.kind == "undo" and one.undoes is not None and one.number not in void:
            void.add(one.undoes)
    return frozenset(void)


def last_batch(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that an undo would take back: the latest batch that stands; empty if there is none."""
    return _batch(standing(decisions))


def undone_batch(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the undos that a redo would take back; none where there is none, or something was decided since."""
    void = taken_back(decisions)
    latest = max((one.number for one in decisions if one.kind != "undo"), default=0)
    own = {one.number for one in decisions if one.kind != "undo"}
    return _batch(
        [
            one
            for one in decisions
            if one.kind == "undo" and one.undoes in own and one.number not in void and one.number > latest
        ]
    )


def _batch(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    last = decisions[-1].batch if decisions else 0
    return tuple(one for one in decisions if one.batch == last)
