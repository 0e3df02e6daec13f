"""What the pages about positions share: filters that links keep, the order of positions, the arithmetic in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.query.positions import LEVEL, SETTLED, Standing, sides
from communique.query.view import evidence, passage, share
from communique.records.listing import Counted, Hit
from communique.records.standing import Stand, Window
from communique.records.words import Stance
from communique.store.database import Store

# The columns of positions in the twins of pages.
COLUMNS = (
    "actor", "name", "issue", "label", "stance", "statements", "support", "oppose", "mixed", "neutral",
    "independent_reports", "direct", "conditional", "share", "low", "high", "first", "last", "address",
)  # fmt: skip

# What the sides are called in sentences.
SIDES: dict[Stance, str] = {
    "support": "supports", "oppose": "opposes", "mixed": "mixed", "neutral": "takes no side",
}  # fmt: skip


def kept(window: Window) -> dict[str, str | Sequence[str] | None]:
    """Return the parameters with which another page counts the same statements; actors and issues are its own."""
    return {
        "level": window.level,
        "since": window.since.isoformat() if window.since else None,
        "until": window.until.isoformat() if window.until else None,
        "outlet": window.outlets,
        "form": window.forms,
    }


@dataclass(frozen=True)
class Sentence:
    """A statement in the sentence around it.

    Attributes:
        marks: half-open ranges of ``words`` that the statement says.
        counted: whether it counts towards the position; what repeats another does not.
    """

    hit: Hit
    stand: Counted
    words: str
    marks: tuple[tuple[int, int], ...]
    counted: bool


def sentences(store: Store, window: Window, found: Sequence[Counted]) -> tuple[list[Sentence], dict[str, str]]:
    """Return the statements of these rows as they are shown, and the names of who speaks."""
    stands = [Stand(one.report, one.seq, one.day) for one in found]
    texts = {stand: quoted.text for stand, quoted in store.quoted(stands).items()}
    hits = store.lists.statements([(one.report, one.seq) for one in found])
    shown = [_sentence(hit, one, texts[stand], window) for hit, one, stand in zip(hits, found, stands, strict=True)]
    return shown, store.called(sorted({id for hit in hits for id in (hit.speaker, hit.principal) if id}))


def _sentence(hit: Hit, stand: Counted, text: str, window: Window) -> Sentence:
    around = passage(hit.statement, text)
    marks = ((part.start - around.start, part.end - around.start) for part in evidence(hit.statement))
    # Who asks for an outlet has its reprints counted too.
    return Sentence(hit, stand, around.words, tuple(marks), window.outlets is not None or not stand.copy)


def line(one: Standing, name: str, label: str, address: str) -> tuple[str | float | None, ...]:
    """Return a position as a row of COLUMNS."""
    counted = one.tally
    days = (day.isoformat() if day else None for day in (counted.first, counted.last))
    return (
        counted.actor, name, counted.issue, label, one.stance, counted.statements, counted.support, counted.oppose,
        counted.mixed, counted.neutral, counted.reports, share(counted.direct / counted.statements),
        counted.conditional, None if one.share is None else round(one.share, 3), one.low, one.high, *days, address,
    )  # fmt: skip


def reckoned(one: Standing) -> tuple[str, ...]:
    """Return how a position follows from its statements, a sentence a step."""
    if one.share is None or one.low is None or one.high is None:
        return ("None of them takes a side, so the position is that no side is taken.",)
    support, oppose = sides(one.tally)
    both = support + oppose
    return (
        f"{support:g} for the proposition, {oppose:g} against it.{''.join(_aside(one))}",
        _drawn(one, support / both, oppose / both),
        f"How sure that is: with all shares equally likely beforehand, the share of support among all that the actor "
        f"would say is expected at {percent(one.share)}, that is ({support:g} + 1) of ({both:g} + 2), and lies between "
        f"{percent(one.low)} and {percent(one.high)} with {percent(LEVEL)} probability "
        f"(Beta distribution of {support + 1:g} and {oppose + 1:g}).",
    )


def _aside(one: Standing) -> Iterator[str]:
    """Yield what becomes of statements that are on neither side alone."""
    if one.tally.mixed:
        yield " A mixed statement is half for each."
    if one.tally.neutral:
        yield " Those that take no side are left aside."


def _drawn(one: Standing, support: float, oppose: float) -> str:
    """Return how the stance follows from the shares of both sides."""
    if one.stance == "mixed":
        shares = f"{percent(support)} are for it and {percent(oppose)} against it"
        return f"{shares}: neither is the {percent(SETTLED)} that a side needs, so the position is mixed."
    share, where = (support, "for") if one.stance == "support" else (oppose, "against")
    return f"{percent(share)} are {where} it; a side needs {percent(SETTLED)}: the position is “{SIDES[one.stance]}”."


def percent(value: float) -> str:
    """Return a share with one decimal where it has one: ``83.3 %``."""
    return f"{100 * value:.1f}".removesuffix(".0") + "\u202f%"
