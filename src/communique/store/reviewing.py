"""Decisions about rows, applied to what was read in a report.

A decision finds its row by id; where another reading gave other ids, by the words and what stands around them. What
finds no row any more is an orphan: listed, never dropped.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from communique.records.decisions import Anchor, Decision, Reviewed
from communique.records.evidence import Evidence
from communique.records.rows import Actor, Coding, Event, Forecast, Issue, Reading, Speaker, Statement

Item = Statement | Event | Forecast

# Characters kept of what stands around a row's words: as many as the quote selectors of web annotation take by custom.
AROUND = 32

# Another row is the one meant if it shares at least half of the characters that the two have together.
ALIKE = 0.5

# The reason that a value of the user's has.
BY_HAND = ("by hand",)


@dataclass(frozen=True, slots=True)
class Applied:
    """What decisions make of a reading.

    Attributes:
        reading: the rows as they are to be shown and counted.
        reviewed: what became of each decision, in order.
    """

    reading: Reading
    reviewed: tuple[Reviewed, ...]


def anchor(report: str, text: str, item: Item, issue: str | None = None) -> Anchor:
    """Return what a decision about a row is tied to.

    Args:
        report: id.
        text: of the report.
        item: the row; a coding's statement.
        issue: id of the coding's issue.
    """
    start, end = extent(item)
    kind = "coding" if issue is not None else _KINDS[type(item)]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Anchor(report, kind, item.id, issue, start, text[start:end], before, after)  # type: ignore[arg-type]


def extent(item: Item) -> tuple[int, int]:
    """Return the range from the first to the last character of a row's words."""
    if isinstance(item, Event):
        parts: tuple[Evidence | None, ...] = (item.evidence,)
    elif isinstance(item, Forecast):
        parts = (item.condition, item.outcome)
    else:
        parts = item.content or (item.cue,)
    known = [part for part in parts if part]
    return min(part.start for part in known), max(part.end for part in known)


def apply(reading: Reading, decisions: Sequence[Decision]) -> Applied:
    """Return what the standing decisions about a report's rows make of its reading.

    Args:
        reading: as the machine gave it.
        decisions: those about rows of this report that stand, in order.
    """
    work = _Work(reading)
    reviewed = tuple(work.take(one) for one in decisions)
    return Applied(work.reading(), reviewed)


class _Work:
    """The rows of one report while decisions are applied to them."""

    def __init__(self, reading: Reading) -> None:
        self.given = reading
        self.text = reading.report.text
        self.rows: dict[str, dict[str, Item]] = {
            "statement": _by_id(reading.statements),
            "event": _by_id(reading.events),
            "forecast": _by_id(reading.forecasts),
        }
        self.machine = {kind: dict(rows) for kind, rows in self.rows.items()}
        self.gone: set[str] = set()
        self.actors = {actor.id: actor for actor in reading.actors}
        self.known = frozenset(self.actors)
        self.moved = 0  # how far the row that is being decided about has moved in the text

    def take(self, decision: Decision) -> Reviewed:
        """Apply one decision and tell what became of it."""
        anchor = decision.anchor
        if anchor is None:
            raise ValueError(f"decision {decision.number} is about no row")
        item = self._find(anchor, decision)
        if item is None or not self._do(decision, anchor, item):
            return Reviewed(decision.number, anchor.report, None, None)
        return Reviewed(decision.number, anchor.report, item.id, self._machine_says(anchor, decision, item))

    def _machine_says(self, anchor: Anchor, decision: Decision, item: Item) -> str | None:
        return said(self.machine[_table(anchor)][item.id], anchor.issue, decision.field)

    def _find(self, anchor: Anchor, decision: Decision) -> Item | None:
        """Return the row that an anchor means, as the machine gave it; None where it is not there or cannot be told."""
        rows = self.machine[_table(anchor)]
        own = rows.get(anchor.id)
        if own is not None and self._words(own) == anchor.words:
            self.moved = extent(own)[0] - anchor.start
            return own
        start = self._place(anchor)
        if start is None:
            return None
        self.moved = start - anchor.start
        wanted = Evidence(start, start + len(anchor.words), anchor.words)
        shared = {id: _shared(extent(row), wanted) for id, row in rows.items()}
        most = max(shared.values(), default=0.0)
        near = [rows[id] for id, part in shared.items() if part == most >= ALIKE]
        if own in near:
            return own
        if len(near) > 1:  # of several in one place, the one of which the machine says the same still
            near = [row for row in near if said(row, anchor.issue, decision.field) == decision.machine]
        return near[0] if len(near) == 1 else None

    def _words(self, item: Item) -> str:
        start, end = extent(item)
        return self.text[start:end]

    def _place(self, anchor: Anchor) -> int | None:
        """Return where the anchor's words are now: of several places, the one that looks most like it was."""
        return place(self.text, anchor.words, anchor.start, anchor.before, anchor.after)

    def _do(self, decision: Decision, anchor: Anchor, item: Item) -> bool:
        """Apply a decision to the row that it means; return False where it cannot hold any more."""
        table = _table(anchor)
        current = self.rows[table].get(item.id)
        if current is None:  # rejected before
            return False
        if anchor.row == "coding":
            return self._coding(decision, str(anchor.issue), current)
        if decision.kind == "reject":
            del self.rows[table][item.id]
            self.gone.add(item.id)
        if decision.kind != "edit":
            return True
        changed = EDITS[table, str(decision.field)](self, current, json.loads(str(decision.value)))
        if changed is not None:
            self.rows[table][item.id] = changed
        return changed is not None

    def _coding(self, decision: Decision, issue: str, item: Item) -> bool:
        if not isinstance(item, Statement):
            return False
        own = [coding for coding in item.codings if coding.issue.id == issue]
        if decision.kind == "reject":
            kept: tuple[Coding, ...] = ()
        elif decision.kind == "accept":
            # What the user found right stays, even where a later reading does not give it.
            kept = tuple(own) or _given(decision.machine)
            if not kept:  # it was the user's own, and is taken back
                return False
        else:
            kept = (_coded(json.loads(str(decision.value))),)
        decided = {issue, *(coding.issue.id for coding in kept)}
        others = (coding for coding in item.codings if coding.issue.id not in decided)
        self.rows["statement"][item.id] = replace(item, codings=(*others, *kept))
        return True

    def actor(self, value: Mapping[str, Any] | None) -> str | None:
        """Return the id of an actor that the user named, who is one of the report's from now on."""
        if value is None:
            return None
        id = str(value["id"])
        if id not in self.actors:
            self.actors[id] = Actor(id, value["name"], value["kind"], value.get("country"), role=value.get("role"))
            behalf = self.actor(value.get("on_behalf_of"))
            self.actors[id] = replace(self.actors[id], on_behalf_of=behalf)
        return id

    def ranges(self, value: Sequence[Sequence[Any]]) -> tuple[Evidence, ...] | None:
        """Return ranges that the user marked, where their words are now; None where they are not."""
        found = []
        for start, _, words in value:
            now = place(self.text, words, start + self.moved, "", "")
            if now is None:
                return None
            found.append(Evidence(now, now + len(words), words))
        return tuple(sorted(found)) or None

    def reading(self) -> Reading:
        """Return the reading with all that was decided; no row refers to one that was rejected."""
        return replace(
            self.given,
            actors=(*self.given.actors, *(one for id, one in self.actors.items() if id not in self.known)),
            statements=tuple(self._statements()),
            events=tuple(
                replace(row, claimed_in=self._kept(row.claimed_in))
                for row in self.rows["event"].values()
                if isinstance(row, Event)
            ),
            forecasts=tuple(
                replace(row, statement=self._kept(row.statement))
                for row in self.rows["forecast"].values()
                if isinstance(row, Forecast)
            ),
        )

    def _statements(self) -> Iterator[Statement]:
        first: dict[str, str] = {}  # by the original that was rejected: the first of its copies takes its place
        for row in self.rows["statement"].values():
            if isinstance(row, Statement):
                same = self._kept(row.same_as, "same_as")
                if same is None and row.same_as is not None:
                    same = first.setdefault(row.same_as, row.id)
                yield replace(
                    row,
                    reported_by=self._kept(row.reported_by, "reported_by"),
                    same_as=None if same == row.id else same,
                )

    def _kept(self, id: str | None, field: str = "") -> str | None:
        """Return the id of a row; of one that was rejected what it refers to itself in a field, None without one."""
        seen = set[str]()
        while id in self.gone and id not in seen:
            seen.add(id)
            id = getattr(self.machine["statement"].get(id), field, None) if field else None
        return None if id in self.gone else id


def place(text: str, words: str, start: int, before: str, after: str) -> int | None:
    """Return where words stand in a text: where what is around them is most alike, then nearest to where they stood.

    Args:
        text: to look in.
        words: what to look for.
        start: where they stood.
        before, after: what stood around them.

    Returns:
        The index of the first character; None where the words are nowhere.
    """
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)

    def likeness(at: int) -> tuple[int, int]:
        behind = text[at + len(words) : at + len(words) + len(after)]
        ahead = text[max(0, at - len(before)) : at]
        return _common(before[::-1], ahead[::-1]) + _common(after, behind), -abs(at - start)

    return max(found, key=likeness, default=None)


def _by_id(rows: Sequence[Item]) -> dict[str, Item]:
    """Return rows by id: rows of one id are one row, the first."""
    found: dict[str, Item] = {}
    for row in rows:
        found.setdefault(row.id, row)
    return found


def _common(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _shared(a: tuple[int, int], b: Evidence) -> float:
    """Return the characters that two ranges share, as a part of those that they have together."""
    both = min(a[1], b.end) - max(a[0], b.start)
    return max(0, both) / (max(a[1], b.end) - min(a[0], b.start))


def _table(anchor: Anchor) -> str:
    return "statement" if anchor.row == "coding" else anchor.row


def said(item: Item, issue: str | None, field: str | None) -> str | None:
    """Return what a row says, as JSON: of a coding all, of other rows the field, or the confidence without one.

    Args:
        item: the row; a coding's statement.
        issue: id of the coding's issue.
        field: as in ``EDITS``.
    """
    if issue is not None and isinstance(item, Statement):
        own = next((coding for coding in item.codings if coding.issue.id == issue), None)
        return _json(None if own is None else coded(own))
    confidence = None if isinstance(item, Forecast) else item.confidence
    if field is None:
        return _json({"confidence": confidence})
    return _json({"value": _VALUES[field](item), "confidence": confidence})


def coded(coding: Coding) -> dict[str, object]:
    """Return a coding as the value of a decision."""
    issue = {"id": coding.issue.id, "label": coding.issue.label, "proposition": coding.issue.proposition}
    told = {"stance": coding.stance, "conditional": coding.conditional}
    return {"issue": issue, **told, "because": list(coding.because), "confidence": coding.confidence}


def _coded(value: Mapping[str, Any]) -> Coding:
    because = tuple(value.get("because", BY_HAND))
    issue = Issue(**value["issue"])
    return Coding(issue, value["stance"], because, value.get("confidence", 1.0), bool(value.get("conditional")))


def _given(machine: str | None) -> tuple[Coding, ...]:
    """Return the coding that the machine gave when a decision was taken, if any."""
    return (_coded(json.loads(machine)),) if machine else ()


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _speaker(work: _Work, row: Statement, value: Any) -> Statement:
    actor = work.actor(value)
    words = row.speaker.evidence if row.speaker else None
    behalf = work.actors[actor].on_behalf_of if actor else None
    return replace(row, speaker=Speaker(actor, words, BY_HAND), on_behalf_of=behalf)


def _content(work: _Work, row: Statement, value: Any) -> Statement | None:
    parts = work.ranges(value)
    return None if parts is None else replace(row, content=parts)


def _evidence(work: _Work, row: Event, value: Any) -> Event | None:
    parts = work.ranges(value)
    return None if parts is None else replace(row, evidence=parts[0])


def _outcome(work: _Work, row: Forecast, value: Any) -> Forecast | None:
    parts = work.ranges(value)
    return None if parts is None else replace(row, outcome=parts[0])


def _issue(_: _Work, row: Statement, value: Any) -> Statement:
    new = _coded(value)
    others = tuple(coding for coding in row.codings if coding.issue.id != new.issue.id)
    return replace(row, codings=(*others, new))


# What an edit of a field does; None where its words are not in the report any more.
EDITS: Mapping[tuple[str, str], Callable[[_Work, Any, Any], Item | None]] = MappingProxyType(
    {
        ("statement", "speaker"): _speaker,
        ("statement", "on_behalf_of"): lambda work, row, value: replace(row, on_behalf_of=work.actor(value)),
        ("statement", "act"): lambda _, row, value: replace(row, act=value),
        ("statement", "content"): _content,
        ("statement", "issue"): _issue,
        ("event", "type"): lambda _, row, value: replace(row, type=value, mode=None),
        ("event", "status"): lambda _, row, value: replace(row, status=value),
        ("event", "actor"): lambda work, row, value: replace(row, actor=work.actor(value)),
        ("event", "recipient"): lambda work, row, value: replace(row, recipient=work.actor(value)),
        ("event", "evidence"): _evidence,
        ("forecast", "outcome"): _outcome,
    }
)

_KINDS = {Statement: "statement", Event: "event", Forecast: "forecast"}


def _ranges(*parts: Evidence) -> list[list[object]]:
    return [[part.start, part.end, part.words] for part in parts]


_VALUES: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "speaker": lambda row: row.speaker.actor if row.speaker else None,
        "content": lambda row: _ranges(*row.content),
        "evidence": lambda row: _ranges(row.evidence),
        "outcome": lambda row: _ranges(row.outcome),
        "issue": lambda row: [coding.issue.id for coding in row.codings],
        **{name: attrgetter(name) for name in ("on_behalf_of", "act", "type", "status", "actor", "recipient")},
    }
)
