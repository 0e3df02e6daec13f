"""What is listed of a record, and how a list is narrowed."""

from dataclasses import dataclass
from datetime import date

from communique.records.rows import Actor, Event, Forecast, Statement
from communique.records.words import Form, Stance


@dataclass(frozen=True, slots=True)
class Choice:
    """Values that a list is narrowed to, and those that are left out; None does not narrow."""

    wanted: tuple[str, ...] | None = None
    excluded: tuple[str, ...] = ()


EVERY = Choice()


@dataclass(frozen=True, slots=True)
class Hunt:
    """Which statements are listed.

    Attributes:
        match: what full-text search is asked, in the syntax of FTS5; None for all.
        since, until: first and last day, inclusive; with a limit, statements of unknown day are out.
        actors: ids of who speaks or whom it counts for.
        outlets, acts, forms, issues, stances: of the statement.
        decided: True for those that somebody decided about, False for those that nobody did; None for all.
    """

    match: str | None = None
    since: date | None = None
    until: date | None = None
    actors: Choice = EVERY
    outlets: Choice = EVERY
    acts: Choice = EVERY
    forms: Choice = EVERY
    issues: Choice = EVERY
    stances: Choice = EVERY
    decided: bool | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found.

    Attributes:
        statement: as it is kept.
        speaker, principal: ids of who speaks and for whom it counts, as the record knows them.
        outlet, title, published: of its report.
        day: when it was said, else published.
        sentence: the sentence or sentences that hold it.
        marks: half-open ranges of ``sentence`` that hold the words looked for.
        decided: the kind of what was decided about it; of several the last by alphabet, None without any.
    """

    statement: Statement
    speaker: str | None
    principal: str | None
    outlet: str | None
    title: str
    published: date | None
    day: date | None
    sentence: str
    marks: tuple[tuple[int, int], ...] = ()
    decided: str | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement in a long list.

    Attributes:
        report, title, outlet: where it stands.
        id: of the statement.
        speaker, principal: ids of who speaks and for whom it counts, as the record knows them.
        day: when it was said, else published.
        words: its content, the parts joined by an ellipsis.
        codings: issue and stance of each.
    """

    report: str
    title: str
    outlet: str | None
    id: str
    speaker: str | None
    principal: str | None
    act: str
    form: str
    day: date | None
    words: str
    codings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the statements that were found have a value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list: what it is and how much was found in it."""

    id: str
    title: str
    outlet: str | None
    published: date | None
    source: str
    language: str
    statements: int
    events: int
    forecasts: int
    story: str


@dataclass(frozen=True, slots=True)
class Role:
    """What a report says of an actor.

    Attributes:
        report, title, outlet, published, source: the report.
        actor: as the report has it; it speaks for an actor of the record.
    """

    report: str
    title: str
    outlet: str | None
    published: date | None
    source: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Expected:
    """A forecast in a list.

    Attributes:
        by: id of who makes it, as the record knows them; None where nobody can be named.
        source: the report's words for who says it; None where the report itself does.
        report, outlet, title, published, file: the report where it stands.
    """

    forecast: Forecast
    by: str | None
    source: str | None
    report: str
    outlet: str | None
    title: str
    published: date | None
    file: str


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in a list.

    Attributes:
        statements: how many it makes or count for it.
        last: day of the latest of them.
    """

    id: str
    statements: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody who speaks for another.

    Attributes:
        reports: how many say so.
        first, last: days on which the earliest and the latest of them were published.
    """

    id: str
    reports: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Happened:
    """An event in a list.

    Attributes:
        actor, recipient: ids as the record knows them.
        report, outlet, title, published, file: the report where it stands.
    """

    event: Event
    actor: str | None
    recipient: str | None
    report: str
    outlet: str | None
    title: str
    published: date | None
    file: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A statement that counts towards a position, or repeats one that does.

    Attributes:
        report, seq: its place.
        statement: id.
        day: when it was said, else published.
        story: id of the first of the near-duplicates of its report.
        copy: whether an earlier report of the story has it: shown, not counted.
        force: how strong its act is, 0 to 3.
    """

    report: str
    seq: int
    statement: str
    stance: Stance
    conditional: bool
    force: int
    form: Form
    day: date | None
    outlet: str | None
    story: str
    copy: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Camp:
    """Actors whose statements on an issue come to the same counts.

    Attributes:
        support, oppose, mixed, neutral: statements of each of them by stance.
        actors: how many they are.
    """

    issue: str
    support: int
    oppose: int
    mixed: int
    neutral: int
    actors: int


@dataclass(frozen=True, slots=True)
class Month:
    """How often a stance was taken in a month.

    Attributes:
        month: as YYYY-MM.
    """

    month: str
    stance: Stance
    count: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """An answer kept as it was given.

    Attributes:
        id: of the link.
        address: path and parameters of the page that gave it.
        state: hash of the record then.
        columns, rows: the answer.
    """

    id: str
    address: str
    state: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]
