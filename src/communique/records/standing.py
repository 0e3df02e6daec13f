"""What statements say of where actors stand, counted."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar, get_args

# Whom a statement counts for: the person who speaks; the body that the person is in or speaks for; the end of the chain
# of representation, a state or whoever speaks for none.
Level = Literal["person", "body", "state"]
LEVELS: tuple[str, ...] = get_args(Level)

# What of repetitions is counted: all; one a story (a report and its near-duplicates), week, month or year; one at all.
Duplicates = Literal["include", "document", "week", "month", "year", "range"]
DUPLICATES: tuple[str, ...] = get_args(Duplicates)


@dataclass(frozen=True, slots=True)
class Cell:
    """How often an actor agrees (value 1) or disagrees (0) with the proposition of an issue."""

    actor: str
    issue: str
    value: int
    count: int


@dataclass(frozen=True, slots=True)
class Window:
    """Which statements are counted.

    Attributes:
        level: whom they count for.
        since, until: first and last day, inclusive; None for no limit. With a limit, statements of unknown day are out.
        outlets: only of these outlets, as the record spells them; None for all.
        forms: only of these forms; None for all.
        actors, issues: only of these ids; None for all.
    """

    level: Level = "state"
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] | None = None
    forms: tuple[str, ...] | None = None
    actors: tuple[str, ...] | None = None
    issues: tuple[str, ...] | None = None


class Tally(NamedTuple):
    """The statements of one actor on one issue in a window; what copies of a report repeat is counted once.

    Made by the ten thousand, so as light as can be.

    Attributes:
        actor, issue: ids.
        support, oppose, mixed, neutral: statements by stance.
        reports: independent reports that have them: near-duplicates are one.
        direct: statements in quotation marks throughout.
        conditional: statements under a condition.
        force: sum of how strong the acts are, 0 to 3 each.
        first, last: days of the earliest and latest; None where no day is known.
    """

    actor: str
    issue: str
    support: int
    oppose: int
    mixed: int
    neutral: int
    reports: int
    direct: int
    conditional: int
    force: int
    first: date | None
    last: date | None

    @property
    def statements(self) -> int:
        """How many there are."""
        return self.support + self.oppose + self.mixed + self.neutral


class Sides(NamedTuple):
    """The statements of one actor on one issue in a window, as far as they tell its side; see ``Tally``.

    Made by the ten thousand, so as light as can be.
    """

    actor: str
    issue: str
    support: int
    oppose: int
    mixed: int
    neutral: int
    conditional: int
    force: int

    @property
    def statements(self) -> int:
        """How many there are."""
        return self.support + self.oppose + self.mixed + self.neutral


Edge = Literal["earliest", "latest"]

# Added to the place of a statement in its report, so that all places have as many digits.
PLACES = 1_000_000_000


class Stand(NamedTuple):
    """The place of one counted statement.

    Attributes:
        report: id.
        seq: place of the statement in the report.
        day: when it was said, else published.
    """

    report: str
    seq: int
    day: date | None

    @classmethod
    def of(cls, mark: str) -> "Stand":
        """Return the place that a mark of ``Witnessed`` tells."""
        day, _, place = mark.partition(" ")
        cut = -len(str(PLACES))
        return cls(place[:cut], int(place[cut:]) - PLACES, date.fromisoformat(day) if day else None)


Counts = TypeVar("Counts", Sides, Tally)


class Witnessed(NamedTuple, Generic[Counts]):
    """Counted statements of one actor on one issue with the earliest or latest of them.

    Attributes:
        counts: what is counted.
        marks: the statement of each stance, in the order of ``STANCES``; None where there is none. Marks sort by day,
            unknown ones first, then by report and place.
    """

    counts: Counts
    marks: tuple[str | None, ...]


class Quoted(NamedTuple):
    """What a statement says, in its report; made by the ten thousand, so as light as can be.

    Attributes:
        report: id.
        outlet, title, published, text: of the report.
        parts: half-open ranges of the text that the statement says, in text order; never empty.
        around: the range from the first to the last character of these, its cue and its source.
    """

    report: str
    outlet: str | None
    title: str
    published: date | None
    text: str
    parts: tuple[tuple[int, int], ...]
    around: tuple[int, int]
