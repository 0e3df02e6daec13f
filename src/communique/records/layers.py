"""What the stages find in a report, as places in its text: no identities yet.

The layer constants at the end name each result; ``document[ATTRIBUTIONS]`` is typed accordingly.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.records.document import Layer
from communique.records.evidence import Evidence
from communique.records.syntax import Syntax
from communique.records.words import Act, EventType, Form, Stance, Status


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        evidence: the range with its marks.
        mark: ``double`` or ``single``.
        closed: whether the closing mark is there (a quotation that goes on in the next paragraph has none).
        continues: index in the layer of the quotation that this one goes on from, paragraph to paragraph.
        speech: whether it reads as somebody's words; False for scare quotes, titles of works and single terms.
    """

    evidence: Evidence
    mark: Literal["double", "single"]
    closed: bool = True
    continues: int | None = None
    speech: bool = True


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words attributed to a source, as places in the text.

    Attributes:
        source: the whole noun phrase of the source; None when the text names none ("it was reported that").
        cue: the reporting expression with auxiliaries and particles; None for a quotation that goes on from an
            earlier paragraph or stands alone, whose source is then the earlier one's.
        content: the attributed words, one range or several, in text order.
        form: how much of the content is in the speaker's own words, by quotation marks or by layout.
        lemma: dictionary form of the cue, with its particle or preposition ("say", "call for", "according to").
        negated: whether the cue is negated ("did not say").
        addressee: to whom it was said ("told reporters").
        reported_by: index in the layer of the attribution whose content holds this one (second-hand).
        continues: index in the layer of the attribution whose speaker goes on speaking here.
        confidence: 0 to 1.
        parties: those who say it, one by one, where the source names several ("Chad and Niger") or another joins in
            it ("Chad joined Niger in calling for …"); empty for a single source.
    """

    source: Evidence | None
    cue: Evidence | None
    content: tuple[Evidence, ...]
    form: Form
    lemma: str
    negated: bool = False
    addressee: Evidence | None = None
    reported_by: int | None = None
    continues: int | None = None
    confidence: float = 0.5
    parties: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstance:
    """When and where one attribution was said, as places in the text.

    Attributes:
        time: index in the times layer of the date that stands with the cue; None when there is none.
        occasion: the words that name the occasion ("a virtual press conference"); None when there are none.
        place: the words that name the place ("Geneva"); None when there are none.
    """

    time: int | None
    occasion: Evidence | None
    place: Evidence | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date in the text, counted from the publication date where it is relative.

    Attributes:
        evidence: the words ("on Wednesday", "last week", "March 3").
        first, last: the first and last day that it can mean, inclusive; equal when the day is known; None when
            it cannot be told (a relative date in a report without a publication date).
    """

    evidence: Evidence
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class IssueStance:
    """What one attribution says about one issue.

    Attributes:
        attribution: index in the attributions layer.
        issue: id of the issue in the codebook.
        stance: towards the proposition as the codebook words it.
        term: the words that named the issue.
        target: the words that name the party in the proposition's slot ("Russia's", "on Iran"); None when the
            sentence does not say.
        because: the reasons, readable.
        confidence: 0 to 1.
        holder: the words that name whose view or intention it is, where that is not the speaker ("China opposes …");
            the row stands only if the speaker speaks for that actor.
        official: whether the row stands only if the speaker speaks for a state or a body ("the sanctions will stay"
            is a promise from a minister and a forecast from an expert).
        conditional: whether it is taken under a condition ("if X, we would …").
        told: whether the trained model told it, where no rule does.
        open: whether it is sure only that a side is taken; the row stands where the party is the speaker's own side.
    """

    attribution: int
    issue: str
    stance: Stance
    term: Evidence
    target: Evidence | None
    because: tuple[str, ...]
    confidence: float
    holder: Evidence | None = None
    official: bool = False
    conditional: bool = False
    told: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity: 2,400,000 ``USD``, 3 ``killed``."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class EventSpan:
    """Something done, as places in the text.

    Attributes:
        type, mode: PLOVER type and mode (mode None where the type has none or the text does not tell).
        status: whether the text says it happened, and on whose word.
        trigger: the word that names the deed.
        evidence: the clause.
        actor, recipient: who did it, to whom; None when the text does not say.
        attribution: index of the attribution inside whose content it stands.
        time: index in the times layer.
        place: the place named with it.
        amount: a quantity that belongs to it.
        confidence: 0 to 1.
    """

    type: EventType
    mode: str | None
    status: Status
    trigger: Evidence
    evidence: Evidence
    actor: Evidence | None
    recipient: Evidence | None
    attribution: int | None = None
    time: int | None = None
    place: str | None = None
    amount: Amount | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class ForecastSpan:
    """A claim about the future, as places in the text.

    Attributes:
        attribution: index of the attribution that carries it; None for the reporter's own.
        outcome: what is expected.
        condition: under which condition ("the longer the war drags on", "if talks fail").
        hedge: the words that say how sure ("could", "is likely to").
        likelihood: the range of probability that readers give the hedge, 0 to 1 (source in the lexicon).
        horizon: by when, in the report's words.
    """

    attribution: int | None
    outcome: Evidence
    condition: Evidence | None
    hedge: str | None
    likelihood: tuple[float, float] | None
    horizon: str | None


SYNTAX: Layer[Syntax] = Layer("syntax")
QUOTATIONS: Layer[tuple[Quotation, ...]] = Layer("quotations")
ATTRIBUTIONS: Layer[tuple[Attribution, ...]] = Layer("attributions")
ACTS: Layer[tuple[Act, ...]] = Layer("acts")  # one for each attribution, in the same order
TIMES: Layer[tuple[TimeExpression, ...]] = Layer("times")
CIRCUMSTANCES: Layer[tuple[Circumstance, ...]] = Layer("circumstances")  # one for each attribution, in the same order
REPEATS: Layer[tuple[int | None, ...]] = Layer("repeats")  # for each attribution, the index of the one that it repeats
STANCES: Layer[tuple[IssueStance, ...]] = Layer("stances")
EVENTS: Layer[tuple[EventSpan, ...]] = Layer("events")
FORECASTS: Layer[tuple[ForecastSpan, ...]] = Layer("forecasts")
