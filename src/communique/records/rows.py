"""The rows of the record: the contract of ``communique read --json`` as frozen dataclasses.

Ranges are half-open and count Unicode code points in the text of the report that the row names.
"""

from dataclasses import dataclass
from datetime import date

from communique.records.evidence import Evidence
from communique.records.layers import Amount
from communique.records.report import Report
from communique.records.words import Act, ActorKind, EventType, Form, Stance, Status


@dataclass(frozen=True, slots=True)
class Mention:
    """Evidence that names an actor."""

    report: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body, state or group that can speak or act.

    Attributes:
        id: readable and stable: ``state:CHN``, ``body:chn-embassy-in-usa``, ``person:liu-pengyu``.
        name: the fullest name found.
        country: ISO 3166-1 alpha-3; None where there is none or it is not known.
        sectors: PLOVER sector codes, most specific first.
        role: the office or description, as the text or the tables give it.
        on_behalf_of: id of the actor that this one speaks for.
        aliases: other names found, sorted.
        mentions: where the texts name it, in order.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    on_behalf_of: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of a statement and who it is.

    Attributes:
        actor: id of the actor; None when it cannot be told.
        evidence: the words of the source; None where the speaker of an earlier statement goes on.
        because: the chain of reasons from the words to the actor.
    """

    actor: str | None
    evidence: Evidence | None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something one can be for or against, its proposition with the party filled in.

    Attributes:
        id: the codebook's id, with the party's where it has a slot: ``war-crimes:RUS``.
        label: neutral name.
        proposition: the sentence one can agree or disagree with.
    """

    id: str
    label: str
    proposition: str


@dataclass(frozen=True, slots=True)
class Coding:
    """The stance of one statement on one issue.

    Attributes:
        conditional: whether it is taken under a condition only ("if X, we would …").
    """

    issue: Issue
    stance: Stance
    because: tuple[str, ...]
    confidence: float
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class PastCoding:
    """A coding that an earlier reading of a report gave and the latest does not.

    Attributes:
        report, statement: ids; the statement may be gone.
        words: those of its content.
        coding: as it was.
    """

    report: str
    statement: str
    words: str
    coding: Coding


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to an actor.

    Attributes:
        speaker: None when the report names no source.
        on_behalf_of: id of the actor whom the speaker speaks for.
        reported_by: id of the statement whose content holds this one: what A says that B said.
        to: id of the actor whom it was said to.
        said_on: the day; None when it cannot be told.
        said_from, said_until: the first and last day that it may be of ("last week"), both ``said_on`` where that is
            known; None when the report gives no time.
        place: where it was said, as the report names it.
        occasion: "virtual press conference", as the report words it.
        same_as: id of the statement in the same report that this one repeats (a deck line and its sentence).
        codings: its stances on issues.
    """

    id: str
    report: str
    form: Form
    act: Act
    speaker: Speaker | None
    on_behalf_of: str | None
    reported_by: str | None
    cue: Evidence | None
    content: tuple[Evidence, ...]
    to: str | None
    said_on: date | None
    occasion: str | None
    confidence: float
    same_as: str | None = None
    codings: tuple[Coding, ...] = ()
    said_from: date | None = None
    said_until: date | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something done.

    Attributes:
        on: the day, or the first day of the period that the report gives ("last week").
        until: the last day of that period; the same as ``on`` when the day is known.
        claimed_in: id of the statement that it stands in.
    """

    id: str
    report: str
    type: EventType
    mode: str | None
    status: Status
    actor: str | None
    recipient: str | None
    on: date | None
    place: str | None
    amount: Amount | None
    claimed_in: str | None
    evidence: Evidence
    confidence: float
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """A claim about the future."""

    id: str
    report: str
    statement: str | None
    by: str | None
    outcome: Evidence
    condition: Evidence | None
    hedge: str | None
    likelihood: tuple[float, float] | None
    horizon: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """An actor's stance on an issue, as carried by its statements.

    Attributes:
        actor: id of the actor at the end of the chain of representation (the state for its spokesman).
        on: day of the latest statement.
        confidence: 0 to 1.
    """

    actor: str
    issue: Issue
    stance: Stance
    statements: tuple[str, ...]
    on: date | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two positions of different actors on one issue with opposite stance, each with one statement."""

    issue: str
    a_actor: str
    a_statement: str
    b_actor: str
    b_statement: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one report: the unit that the store keeps."""

    report: Report
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    forecasts: tuple[Forecast, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Rows of one or several reports, as asked for."""

    reports: tuple[Report, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
