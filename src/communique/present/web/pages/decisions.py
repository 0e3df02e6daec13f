"""The log of all that the user decided, and what became of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.present.web.asked import Asked, to
from communique.present.web.base import Page, Sheet, Shown
from communique.query.base import Cell
from communique.records.decisions import Decision, Logged
from communique.records.words import DecisionState
from communique.store.database import Store

# What the parameter calls what became of a decision, and what people do.
STATES: Mapping[str, DecisionState] = {
    "holds": "holds", "taken-back": "taken back", "orphans": "orphan", "absent": "absent", "waiting": "waiting",
}  # fmt: skip
CALLED: Mapping[DecisionState, str] = {
    "holds": "holds", "taken back": "taken back", "orphan": "orphan: its row is not found any more",
    "absent": "its report is not in the record", "waiting": "is being applied",
}  # fmt: skip

COLUMNS = (
    "number", "batch", "kind", "state", "row", "id", "report", "words", "issue", "field", "machine", "value", "actor",
    "becomes", "name", "undoes", "address",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A decision as it is shown.

    Attributes:
        what: was done.
        machine, value: what the machine said then, and what the user says; empty where there is no such thing.
        link: address of the row, else of its report or its actor; None where there is none.
        words: of the row; names for a decision about actors.
        state: what became of it.
        stands: whether it can be taken back.
    """

    logged: Logged
    what: str
    machine: str
    value: str
    link: str | None
    words: str
    state: str
    stands: bool


class Decisions(Page):
    """Decisions, latest first; ``state`` narrows them to those of which one thing became, as ``orphans``."""

    path = "/decisions"
    name = "Decisions"
    order = 9

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a page of them."""
        limit, offset = asked.limits()
        state = asked.choice("state", tuple(STATES))
        found, count = store.lists.log(limit, offset, state=STATES[state] if state else None)
        names = store.called(_named(found))
        entries = [_entry(one, names) for one in found]
        told = {
            "entries": entries, "count": count, "limit": limit, "offset": offset, "state": state,
            "states": [None, *STATES],
        }  # fmt: skip
        return Shown("Decisions", told, Sheet(COLUMNS, map(_row, entries)))


def _named(found: Iterable[Logged]) -> set[str]:
    """Return the ids of actors that decisions are about or that the machine gave."""
    ids = {id for one in found for id in (one.decision.actor, one.decision.becomes) if id}
    values = (_told(one.decision.machine) for one in found)
    return ids | {value for value in values if isinstance(value, str) and ":" in value}


def _entry(one: Logged, names: Mapping[str, str]) -> Entry:
    decision, anchor = one.decision, one.decision.anchor
    if anchor is None:
        words, link = _about_actors(decision, names)
    else:
        words, here = anchor.words, to("reports", anchor.report)
        link = None if one.title is None else to("reports", anchor.report, row=one.now) if one.now else here
    machine, value = _readable(_told(decision.machine), names), _readable(_told(decision.value), names)
    stands = decision.kind != "undo" and one.state != "taken back"
    return Entry(one, _what(decision), _sure(decision, machine), value, link, words, CALLED[one.state], stands)


def _what(decision: Decision) -> str:
    """Return what was done, in words."""
    if decision.anchor is None:
        words = {"merge": "merged", "split": "set apart", "rename": "renamed", "undo": "took back"}[decision.kind]
        return f"{words} decision {decision.undoes}" if decision.kind == "undo" else f"{words} an actor"
    row = f"{'an' if decision.anchor.row == 'event' else 'a'} {decision.anchor.row}"
    if decision.anchor.issue is not None:
        row = f"{row} on {decision.anchor.issue}"
    if decision.kind == "edit":
        return f"set the {(decision.field or 'value').replace('_', ' ')} of {row}"
    return f"{decision.kind}ed {row}"


def _about_actors(decision: Decision, names: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the words of a decision about actors, and the address of the actor."""
    if decision.actor is None:
        return "", None
    who = names.get(decision.actor, decision.actor)
    words = {
        "merge": f"{who} ({decision.actor}) is {names.get(decision.becomes or '', '')} ({decision.becomes})",
        "split": f"{who} is {decision.name or decision.becomes} in one report",
        "rename": f"{decision.actor} is called {decision.name}",
    }
    return words[decision.kind], to("actors", decision.becomes or decision.actor)


def _told(value: str | None) -> Any:
    """Return a value as it was kept; the machine's stands beside its confidence."""
    told = json.loads(value) if value else None
    return told["value"] if isinstance(told, dict) and "value" in told else told


def _readable(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        if "issue" in value:
            return f"{value['stance']}: {value['issue']['label']}"
        return str(value.get("name") or "")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " … ".join(str(part[2]) if isinstance(part, list) else str(part) for part in value)
    return "" if value is None else names.get(str(value), str(value))


def _sure(decision: Decision, machine: str) -> str:
    """Return what the machine said, with how sure it was."""
    told = json.loads(decision.machine) if decision.machine else None
    sure = told.get("confidence") if isinstance(told, dict) else None
    words = machine or {"edit": "none", "accept": "found it", "reject": "found it"}.get(decision.kind, "")
    return f"{words} ({round(100 * sure)}\u202f%)" if isinstance(sure, int | float) else machine


def _row(entry: Entry) -> Sequence[Cell]:
    one, anchor = entry.logged.decision, entry.logged.decision.anchor
    told = (anchor.row, entry.logged.now or anchor.id, anchor.report, anchor.words, anchor.issue) if anchor else ()
    return (
        one.number, one.batch, one.kind, entry.logged.state, *(told or (None, None, one.report, None, None)), one.field,
        entry.machine, entry.value, one.actor, one.becomes, one.name, one.undoes, entry.link,
    )  # fmt: skip
