"""The brief: what a record says, arranged for a reader. The terminal and the Markdown exporter show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from communique.present.export.base import Room
from communique.present.export.wording import day, days, wording
from communique.query.view import View, words
from communique.records.evidence import Evidence
from communique.records.report import Report
from communique.records.rows import Disagreement, Event, Forecast, Issue, Position, Statement
from communique.records.words import Form, Stance, Status

NOT_NAMED = "not named"
NOTHING = "Nothing in the record meets this."
SECOND_HAND = "second-hand, as reported by {}"
# A table of positions with more actors than this is read more easily as a list for each issue.
TABLE = 8

Numbers = tuple[int, ...]
Citable = Statement | Event | Forecast


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered source: the exact words of a report.

    Attributes:
        row: id of the first of the rows that it holds.
    """

    number: int
    report: Report
    words: str
    row: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement as it is shown.

    Attributes:
        speaker: name, else the words of the source; None when the report names none.
        verb: the reporting words of the report: ``told``, ``has called for``.
        words: the attributed words.
        first, last: the first and last day that it may be of.
        occasion: on which occasion and where.
        numbers: of the passages, repetitions in the same report included.
        reported_by: who says that this was said; None for first-hand words.
        second_hand: what the words say that others said or hold.
    """

    speaker: str | None
    verb: str
    form: Form
    words: str
    first: date | None
    last: date | None
    to: str | None
    occasion: str | None
    numbers: Numbers
    reported_by: str | None = None
    second_hand: tuple["Quote", ...] = ()

    @property
    def when(self) -> str:
        """The day or the period, readable; empty where it is not known."""
        return days(self.first, self.last)

    @property
    def remarks(self) -> str:
        """The form, unless the quotation marks tell it, and to whom it was said."""
        return ", ".join(filter(None, (wording("form", self.form).words, f"to {self.to}" if self.to else None)))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who speaks, and what they say.

    Attributes:
        name: ``NOT_NAMED`` when no actor can be named.
        role: office or description.
        speaks_for: names of those whom they speak for, nearest first.
    """

    name: str
    role: str | None
    speaks_for: tuple[str, ...]
    quotes: tuple[Quote, ...]

    @property
    def remarks(self) -> str:
        """Role and chain: ``adviser; speaks for Foreign Ministry → Freedonia``; nobody is named twice."""
        named = bool(self.role and self.speaks_for and self.role.endswith(self.speaks_for[0]))
        chain = " → ".join(self.speaks_for[named:])
        role = None if self.role == self.name else self.role
        return "; ".join(filter(None, (role, f"speaks for {chain}" if chain else None)))


@dataclass(frozen=True, slots=True)
class Stand:
    """An actor's stance in the table of positions."""

    stance: Stance
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: the actor, and its statement."""

    actor: str
    quote: Quote

    @property
    def by(self) -> str | None:
        """Who said it for the actor; None when the actor itself did."""
        return None if self.quote.speaker == self.actor else self.quote.speaker


@dataclass(frozen=True, slots=True)
class Clash:
    """The disagreements on one issue: each who supports the proposition disagrees with each who opposes it."""

    issue: Issue
    supports: tuple[Side, ...]
    opposes: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as it is shown.

    Attributes:
        first, last: the first and last day that it may be of.
        amount: readable.
        by: who claims, denies or demands it.
    """

    type: str
    mode: str | None
    status: Status
    actor: str
    recipient: str | None
    first: date | None
    last: date | None
    place: str | None
    amount: str | None
    by: str | None
    words: str
    numbers: Numbers

    @property
    def kind(self) -> str:
        """Type and mode: ``AID (humanitarian)``."""
        return f"{self.type} ({self.mode})" if self.mode else self.type

    @property
    def parties(self) -> str:
        """Who to whom: ``China → Ukraine``."""
        return f"{self.actor} → {self.recipient}" if self.recipient else self.actor

    @property
    def standing(self) -> str:
        """What the report says about it: ``DENIED by Ana Ruiz``."""
        shown = wording("status", self.status)
        return shown.other.format(self.by) if self.by else shown.words


@dataclass(frozen=True, slots=True)
class Expectation:
    """A forecast as it is shown; ``by`` is None where the report itself makes it."""

    by: str | None
    outcome: str
    condition: str | None
    hedge: str | None
    likelihood: tuple[float, float] | None
    horizon: str | None
    numbers: Numbers

    @property
    def remarks(self) -> str:
        """How sure and by when."""
        low, high = self.likelihood or (None, None)
        known = (
            f"“{self.hedge}”" if self.hedge else None,
            f"{low:.0%} to {high:.0%} likely" if low is not None and high is not None else None,
            self.horizon,
        )
        return ", ".join(filter(None, known))


# The sections that cite sources, with the property of the brief that holds each.
CITING = {
    "said": "speakers", "positions": "positions", "disagreements": "clashes", "did": "deeds",
    "forecasts": "expectations",
}  # fmt: skip


class Brief:
    """A record arranged for a reader, with numbers for its sources.

    Args:
        view: the record.
        citable: ids of the rows whose passages get a number; None for all.
    """

    def __init__(self, view: View, citable: frozenset[str] | None = None) -> None:
        self.view, self._citable = view, citable
        self.reports = view.record.reports
        self._cited: set[str] = set()

    @classmethod
    def of(cls, view: View, sections: Iterable[str]) -> "Brief":
        """Return the brief in which the sources of these sections have the numbers from 1 on.

        Args:
            view: the record.
            sections: names out of ``CITING``; others cite nothing.
        """
        draft = cls(view)
        for section in CITING.keys() & set(sections):
            getattr(draft, CITING[section])
        return cls(view, frozenset(draft._cited))

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The names of the actors that have a position, in the order of the issues."""
        return tuple(dict.fromkeys(actor for stands in self.positions.values() for actor in stands))

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who said what, those who speak for one actor together, in the order in which each is first heard."""
        heard: dict[str, dict[str, list[Statement]]] = {}
        for statement in self.view.record.statements:
            if self._is_shown(statement):
                chain = self.view.chain(statement)
                principal, speaker = (chain[-1], chain[0]) if chain else ("", "")
                heard.setdefault(principal, {}).setdefault(speaker, []).append(statement)
        unnamed = heard.pop("", {})
        groups = [group for by_speaker in heard.values() for group in by_speaker.values()]
        return tuple(self._speaker(group) for group in [*groups, *unnamed.values()])

    @cached_property
    def positions(self) -> dict[Issue, dict[str, Stand]]:
        """Where each actor stands: for each issue, the names of the actors with their stances."""
        found: dict[Issue, dict[str, Stand]] = {}
        for position in self.view.record.positions:
            name = self.view.name(position.actor) or position.actor
            found.setdefault(position.issue, {})[name] = self._stand(position)
        return found

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Who contradicts whom, by issue; each side of it once."""
        found = groupby(self.view.record.disagreements, key=lambda found: found.issue)
        return tuple(self._clash(self.view.issues[issue], list(pairs)) for issue, pairs in found)

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """Who did what to whom, in the order of the reports."""
        return tuple(map(self._deed, self.view.record.events))

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        """What is expected, in the order of the reports."""
        return tuple(map(self._expectation, self.view.record.forecasts))

    def sources(self) -> Iterator[Passage]:
        """Yield the passages that were cited in what was asked of this brief so far, by number."""
        for number, ((report, passage), rows) in enumerate(self._gathered, 1):
            if self._cited.intersection(rows):
                yield Passage(number, self.view.reports[report], passage.words, rows[0])

    @cached_property
    def passages(self) -> dict[int, Passage]:
        """The passages that any section cites, by number."""
        for section in CITING.values():
            getattr(self, section)
        return {passage.number: passage for passage in self.sources()}

    def _is_shown(self, statement: Statement) -> bool:
        """Tell whether a statement has a place of its own: not with the one that it repeats or under its reporter's."""
        reporters = self._reporters(statement)
        under = bool(reporters) and self._has_place(reporters[0]) and statement not in reporters
        return self._has_place(statement) and not under

    def _has_place(self, statement: Statement) -> bool:
        return statement.id in self.view.asked and not self._is_repeat(statement)

    def _reporters(self, statement: Statement) -> list[Statement]:
        """Return who reports a statement, who reports that, and so on; a circle is gone round once."""
        found: list[Statement] = []
        ahead = self.view.statements.get(statement.reported_by or "")
        while ahead is not None and ahead not in found:
            found.append(ahead)
            ahead = self.view.statements.get(ahead.reported_by or "")
        return found

    def _is_repeat(self, statement: Statement) -> bool:
        return statement.same_as in self.view.statements

    def _speaker(self, group: list[Statement]) -> Speaker:
        chain = self.view.chain(group[0])
        actor = self.view.actors.get(chain[0]) if chain else None
        names = [self.view.name(id) or id for id in chain]
        return Speaker(
            names[0] if names else NOT_NAMED,
            actor.role if actor else None,
            tuple(names[1:]),
            tuple(map(self._with_second_hand, group)),
        )

    def _with_second_hand(self, statement: Statement, above: frozenset[str] = frozenset()) -> Quote:
        above |= {statement.id}
        inside = (inner for inner in self.view.reported.get(statement.id, ()) if inner.id not in above)
        return self._quote(statement, tuple(self._with_second_hand(inner, above) for inner in inside))

    def _quote(self, statement: Statement, second_hand: tuple[Quote, ...] = ()) -> Quote:
        return Quote(
            self._source(statement),
            _verb(statement),
            statement.form,
            words(statement),
            statement.said_from,
            statement.said_until,
            self.view.name(statement.to),
            _occasion(statement),
            self._numbers([statement, *self.view.repeats.get(statement.id, ())]),
            self._reporter(statement),
            second_hand,
        )

    def _source(self, statement: Statement | None) -> str | None:
        """Return the name of who speaks, else the report's words for them."""
        if statement is None or statement.speaker is None:
            return None
        named = statement.speaker.evidence
        return self.view.name(statement.speaker.actor) or (named.words if named else None)

    def _reporter(self, statement: Statement) -> str | None:
        if statement.reported_by is None:
            return None
        return self._source(self.view.statements.get(statement.reported_by)) or "a source"

    def _stand(self, position: Position) -> Stand:
        return Stand(position.stance, self._numbers(self.view.statements[id] for id in position.statements))

    def _clash(self, issue: Issue, pairs: list[Disagreement]) -> Clash:
        supports, opposes = zip(*map(self.view.sides, pairs), strict=True)
        return Clash(issue, self._sides(supports), self._sides(opposes))

    def _sides(self, sides: Iterable[tuple[str, Statement]]) -> tuple[Side, ...]:
        once = dict(sides)
        return tuple(Side(self.view.name(actor) or actor, self._quote(once[actor])) for actor in sorted(once))

    def _deed(self, event: Event) -> Deed:
        claim = self.view.statements.get(event.claimed_in or "")
        amount = event.amount
        return Deed(
            event.type,
            event.mode,
            event.status,
            self.view.name(event.actor) or NOT_NAMED,
            self.view.name(event.recipient),
            event.on,
            event.until,
            event.place,
            f"{amount.value:,.10g} {amount.unit}" if amount else None,
            self._source(claim),
            words(event),
            self._numbers([event]),
        )

    def _expectation(self, forecast: Forecast) -> Expectation:
        said = self.view.statements.get(forecast.statement or "")
        return Expectation(
            self.view.name(forecast.by) or self._source(said),
            forecast.outcome.words,
            forecast.condition.words if forecast.condition else None,
            forecast.hedge,
            forecast.likelihood,
            forecast.horizon,
            self._numbers([forecast]),
        )

    def _numbers(self, rows: Iterable[Citable]) -> Numbers:
        ids = {row.id for row in rows}
        self._cited |= ids
        return tuple(sorted({self._numbered[id] for id in ids}))

    @cached_property
    def _numbered(self) -> dict[str, int]:
        """The number of the passage that holds each row, by the row's id."""
        return {row: number for number, (_, rows) in enumerate(self._gathered, 1) for row in rows}

    @cached_property
    def _gathered(self) -> list[tuple[tuple[str, Evidence], list[str]]]:
        """The passages, each with the rows it holds, in the order of the texts; one in another is not repeated."""
        record = self.view.record
        order = {report.id: place for place, report in enumerate(record.reports)}
        every: list[Citable] = [*record.statements, *record.events, *record.forecasts]
        rows = [row for row in every if self._citable is None or row.id in self._citable]
        found = [(order[row.report], self.view.passage(row), row) for row in rows]
        found.sort(key=lambda item: (item[0], item[1].start, -item[1].end))
        gathered: list[tuple[tuple[str, Evidence], list[str]]] = []
        for _, passage, row in found:
            last = gathered[-1][0] if gathered else None
            if not last or last[0] != row.report or not last[1].holds(passage):
                gathered.append(((row.report, passage), []))
            gathered[-1][1].append(row.id)
        return gathered


def origin(report: Report) -> str:
    """Return where a report comes from, readable: outlet, day, title and file or address."""
    known = (report.outlet, day(report.published), f"“{report.title}”" if report.title else "", report.source)
    return ", ".join(filter(None, known))


def heading(report: Report) -> str:
    """Return what a report is, readable: outlet, day and title, or its file or address where it has no title."""
    known = (report.outlet, day(report.published), f"“{report.title}”" if report.title else report.source)
    return ", ".join(filter(None, known))


def address(passage: Passage, room: Room | None) -> str:
    """Return where a passage can be read: in the room, else where the report is on the web; empty for nowhere."""
    if room:
        return room(passage.report.id, passage.row)
    source = passage.report.source
    return source if source.startswith(("http://", "https://")) else ""


def _verb(statement: Statement) -> str:
    """Return the reporting words themselves, so that nothing is added; the act where a mark or nothing reports."""
    cue = statement.cue.words if statement.cue else ""
    return cue if any(c.isalpha() for c in cue) else wording("act", statement.act).words


def _occasion(statement: Statement) -> str | None:
    """Return on which occasion and where something was said, readable; None where neither is known."""
    return ", ".join(filter(None, (statement.occasion, statement.place and f"in {statement.place}"))) or None
