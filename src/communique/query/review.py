"""The user's decisions about rows: taken, taken back, and what became of them."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from operator import attrgetter

from communique.core.errors import UsageError
from communique.core.ids import slug
from communique.lexicons import actors as tables
from communique.lexicons import codebook
from communique.query import naming
from communique.query.identity import settle_after
from communique.records.decisions import Anchor, Decision, last_batch, undone_batch
from communique.records.report import Report
from communique.records.rows import Event, Forecast, Reading, Statement
from communique.records.words import ACTOR_KINDS, ACTS, EVENT_TYPES, STANCES, STATUSES, DecisionKind
from communique.store.database import Store
from communique.store.reviewing import anchor, apply, said

Item = Statement | Event | Forecast

# A name that the user gives to an actor or a party has at most so many characters.
LONGEST_NAME = 200

# The fields that have words of a closed list.
CLOSED = {"act": ACTS, "type": EVENT_TYPES, "status": STATUSES}
ACTING = ("speaker", "on_behalf_of", "actor", "recipient")
SPANS = ("content", "evidence", "outcome")

# What of which kind of row can be set; a coding's issue and stance are set on its statement.
FIELDS = {
    "statement": ("speaker", "on_behalf_of", "act", "content", "issue"),
    "event": ("type", "status", "actor", "recipient", "evidence"),
    "forecast": ("outcome",),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is decided about.

    Attributes:
        report: id of its report.
        id: of the row; of the statement, for a coding.
        issue: id of the coding's issue; None for other rows.
    """

    report: str
    id: str
    issue: str | None = None


def accept(store: Store, rows: Iterable[Row]) -> int:
    """Decide that rows are right; return the number of the batch."""
    return _decide(store, drafts(store, rows, "accept"))


def reject(store: Store, rows: Iterable[Row]) -> int:
    """Decide that rows are wrong: they are neither shown nor counted; return the number of the batch."""
    return _decide(store, drafts(store, rows, "reject"))


def edit(store: Store, rows: Iterable[Row], field: str, value: str, at: int | None = None) -> int:
    """Decide what rows should say; return the number of the batch.

    Args:
        store: the record.
        rows: of one kind.
        field, value, at: as of ``drafts``.

    Raises:
        UsageError: the field has no such value.
    """
    return _decide(store, drafts(store, rows, "edit", field, value, at))


def rename(store: Store, actor: str, name: str) -> int:
    """Rename an actor of the record; return the number of the batch.

    Args:
        store: the record.
        actor: id or name.
        name: what it is to be called.

    Raises:
        UsageError: the name is empty, or the actor is nobody or several.
    """
    if not name.strip():
        raise UsageError("A name is needed: type what the actor is to be called.")
    one = Decision(0, "rename", naming.one(store, actor).id, name=_name(name))
    number = _decide(store, [one])
    settle_after(store, [one])
    return number


def undo(store: Store) -> tuple[Decision, ...]:
    """Take back what was decided last, in this session or an earlier one.

    Raises:
        UsageError: nothing stands.
    """
    return _take_back(store, last_batch(store.decisions()), "Nothing is left to undo.")


def redo(store: Store) -> tuple[Decision, ...]:
    """Take the last undo back.

    Raises:
        UsageError: nothing was undone, or something was decided since.
    """
    return _take_back(store, undone_batch(store.decisions()), "Nothing is left to redo.")


def _take_back(store: Store, meant: Sequence[Decision], nothing: str) -> tuple[Decision, ...]:
    if not meant:
        raise UsageError(nothing)
    _decide(store, [Decision(0, "undo", undoes=one.number) for one in meant])
    if any(one.anchor is None for one in meant):
        settle_after(store, meant)
    return tuple(meant)


def drafts(
    store: Store, rows: Iterable[Row], kind: DecisionKind, field: str = "", value: str = "", at: int | None = None
) -> list[Decision]:
    """Return decisions about rows that are not taken yet.

    Args:
        store: the record.
        rows: those of one report are best given one after the other: each report is read anew otherwise.
        kind: ``accept``, ``reject`` or ``edit``.
        field: of an edit, one of FIELDS.
        value: of an edit: a word of the field's list; an actor's name or id, or "" for nobody; the exact words of the
            report, for a span; id of an issue and stance, as "sanctions:RUS oppose", for an issue.
        at: where the words of a span begin, if they are there more than once; the nearest to the row by default.

    Raises:
        UsageError: a row is not in the record any more, or the field has no such value.
    """
    return [one for _, own in _drafted(store, rows, kind, field, value, at) for one in own]


def preview(
    store: Store, rows: Iterable[Row], kind: DecisionKind, field: str = "", value: str = ""
) -> list[tuple[Item | None, Item | None]]:
    """Return rows as they are shown, and as decisions about them all would make them; None where they are not shown.

    Args:
        store: the record.
        rows, kind, field, value: as of ``drafts``.

    Raises:
        UsageError: likewise.
    """
    found: list[tuple[Item | None, Item | None]] = []
    for machine, own in _drafted(store, rows, kind, field, value, None):
        taken = [one for one, _ in store.lists.decided(machine.report.id)]
        before, after = (_by_id(apply(machine, all).reading) for all in (taken, [*taken, *own]))
        ids = [one.anchor.id for one in own if one.anchor]
        found += [(before.get(id), after.get(id)) for id in ids]
    return found


def _drafted(
    store: Store, rows: Iterable[Row], kind: DecisionKind, field: str, value: str, at: int | None
) -> Iterator[tuple[Reading, list[Decision]]]:
    """Yield what the machine gave for a report, with the decisions about rows of it that stand together."""
    settled = cache(partial(_settled, store, field, value))
    for report, own in groupby(rows, key=attrgetter("report")):
        reading = _reading(store, report)
        known = _by_id(reading)
        found = [(row, _found(store, known.get(row.id), row)) for row in own]
        if kind == "edit":
            yield reading, [_edited(reading.report, item, row, field, (value, at), settled) for row, item in found]
        else:
            yield reading, [_about(reading.report, item, row, kind) for row, item in found]


def _by_id(reading: Reading) -> dict[str, Item]:
    rows: list[Item] = [*reading.forecasts, *reading.events, *reading.statements]
    return {row.id: row for row in rows}


def _decide(store: Store, decisions: Sequence[Decision]) -> int:
    if not decisions:
        raise UsageError("Nothing is marked.")
    return store.decide(*decisions)


def _about(report: Report, item: Item, row: Row, kind: DecisionKind) -> Decision:
    return Decision(0, kind, anchor=_anchor(report, item, row), machine=said(item, row.issue, None))


def _anchor(report: Report, item: Item, row: Row) -> Anchor:
    return anchor(report.id, report.text, item, row.issue)


def _found(store: Store, item: Item | None, row: Row) -> Item:
    """Return a row as the machine gave it: what the user changed is changed again on that."""
    coded = isinstance(item, Statement) and any(coding.issue.id == row.issue for coding in item.codings)
    if item is None or not (row.issue is None or coded or _is_own(store, row)):
        raise UsageError("This row is not in the record any more: its report was read anew. Load the page again.")
    return item


def _is_own(store: Store, row: Row) -> bool:
    """Tell whether a coding is one that the user added."""
    return any(
        coding.issue.id == row.issue
        for hit in store.lists.of_statement(row.report, row.id)
        for coding in hit.statement.codings
    )


def _reading(store: Store, report: str) -> Reading:
    try:
        return store.machine(report)
    except IndexError as error:
        raise UsageError("This report is not in the record any more.") from error


def _edited(
    report: Report,
    item: Item,
    row: Row,
    field: str,
    given: tuple[str, int | None],
    settled: Callable[[str | None], object],
) -> Decision:
    """Return an edit.

    Args:
        report, item, row: what it is about.
        field: what is set.
        given: the value as the user gives it, and where its words begin.
        settled: returns the value where it is the same for all rows, or all of one issue.
    """
    kind = {Statement: "statement", Event: "event", Forecast: "forecast"}[type(item)]
    if field not in FIELDS[kind] and not (field == "stance" and row.issue):
        raise UsageError(f"Of a {kind} can be set: {', '.join(FIELDS[kind])}; not “{field}”.")
    value = [_span(report, item, *given)] if field in SPANS else settled(row.issue if field == "stance" else None)
    machine = said(item, row.issue, None if row.issue else field)
    told = json.dumps(value, ensure_ascii=False)
    return Decision(0, "edit", anchor=_anchor(report, item, row), field=field, value=told, machine=machine)


def _settled(store: Store, field: str, value: str, issue: str | None) -> object:
    """Return the value of a field that is no span; a stance's is that of an issue."""
    if field in CLOSED:
        return _word(field, value, CLOSED[field])
    if field in ACTING:
        return named(store, value) if value.strip() else None
    if field == "stance":
        return {"issue": _issue(store, str(issue)), "stance": _word("stance", value, STANCES)}
    id, _, stance = value.strip().rpartition(" ")
    id = id.strip().removesuffix(":")  # no party was named
    return {"issue": _issue(store, id.strip()), "stance": _word("stance", stance, STANCES)}


def _word(field: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise UsageError(f"The {field} is one of {', '.join(known)}; not “{value}”.")
    return value


def _span(report: Report, item: Item, words: str, at: int | None) -> list[object]:
    """Return where words stand, nearest to where they are looked for."""
    near = at if at is not None else anchor(report.id, report.text, item).start
    wanted = words.strip()
    found, place = [], report.text.find(wanted) if wanted else -1
    while place >= 0:
        found.append(place)
        place = report.text.find(wanted, place + 1)
    if not found:
        raise UsageError("The report does not have these words. Mark them in the text, or copy them exactly.")
    start = min(found, key=lambda one: abs(one - near))
    return [start, start + len(wanted), wanted]


def _name(words: str) -> str:
    """Return a name as it is kept: without line breaks and needless spaces.

    Raises:
        UsageError: it is longer than names are, or has characters that cannot be written.
    """
    name = " ".join(words.split())
    if len(name) > LONGEST_NAME:
        raise UsageError(f"A name has up to {LONGEST_NAME} characters. Shorten it.")
    if any(unicodedata.category(one) in ("Cc", "Cs") for one in name):
        raise UsageError("This name has characters that cannot be written. Type it anew.")
    return name


def named(store: Store, words: str) -> dict[str, object]:
    """Return the actor that the user names, as the value of a decision: one of the record, of the tables, or a new one.

    Args:
        store: the record.
        words: an id or a name, in any case; a new person's name, or "kind: name" for others ("body: Red Crescent").

    Raises:
        UsageError: the words may be several actors.
    """
    wanted = _name(words)
    known = store.lists.named(wanted)
    if len(known) > 1:
        raise UsageError(f"“{wanted}” may be any of {'; '.join(known[:9])}. Give one of these ids.")
    if known:
        return _told(store, known[0])
    state, body = tables.find_state(wanted), tables.find_body(wanted)
    if state:
        return {"id": f"state:{state[0]}", "name": wanted, "kind": "state", "country": state[0]}
    if body:
        return {"id": body if body.startswith("body:") else f"body:{body}", "name": wanted, "kind": "body"}
    kind, colon, name = wanted.partition(":")
    if colon and kind in ACTOR_KINDS and name.strip():
        return {"id": f"{kind}:{slug(name.strip())}", "name": name.strip(), "kind": kind}
    return {"id": f"person:{slug(wanted)}", "name": wanted, "kind": "person"}


def _told(store: Store, id: str, depth: int = 0) -> dict[str, object]:
    """Return an actor of the record with those whom it speaks for."""
    roles = store.lists.roles(id)
    if not roles:
        return {"id": id, "name": id, "kind": id.partition(":")[0]}
    one = roles[-1].actor
    behalf = next((role.actor.on_behalf_of for role in reversed(roles) if role.actor.on_behalf_of), None)
    found: dict[str, object] = {"id": id, "name": one.name, "kind": one.kind, "country": one.country, "role": one.role}
    if behalf and behalf != id and depth < 9:  # a chain may run in a circle
        found["on_behalf_of"] = _told(store, behalf, depth + 1)
    return found


def _issue(store: Store, id: str) -> dict[str, str]:
    """Return an issue of the record or the codebook, its party filled in."""
    known = store.worded([id])
    if id in known:
        return {"id": id, "label": known[id].label, "proposition": known[id].proposition}
    base, _, party = id.partition(":")
    entry = next((one for one in codebook.load().issues if one.id == base), None)
    if entry is None or (party and entry.target is None):
        raise UsageError(f"No issue is “{id}”. See the codebook's: communique codebook check")
    if "/" in _name(party):
        raise UsageError(f"No party is called “{party}”. Name it without a slash.")
    state = tables.find_state(party) if party else None
    name = store.called([f"state:{state[0]}"])[f"state:{state[0]}"] if state else party
    made = entry.about(party or None, name or None)
    return {"id": made.id, "label": made.label, "proposition": made.proposition}
