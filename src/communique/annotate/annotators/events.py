"""Deeds: who did what to whom, with the status that the report gives them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, product

from communique.annotate.base import Annotator
from communique.annotate.event import amounts
from communique.annotate.event.clauses import clause_words, place_of, time_of, with_parties
from communique.annotate.event.match import Match, Matcher
from communique.annotate.event.status import effect_of_cue, presupposed, refused, status_of
from communique.lexicons.events import Sureness, classes
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import (
    ATTRIBUTIONS,
    EVENTS,
    SYNTAX,
    TIMES,
    Amount,
    Attribution,
    EventSpan,
    TimeExpression,
)
from communique.records.words import EventType, Status

# Chance that a row of each class is right where it matches: set by judgement, not measured class by class. Of events
# read in running news about five in six were right over all classes, which lies between "usual" and "sure".
CONFIDENCE: dict[Sureness, float] = {"sure": 0.85, "usual": 0.7, "weak": 0.5}
CLAIMED_FACTOR = 0.9  # judgement: reported speech nests clauses, where the parser errs more often

# A deed that lies longer ago is background to the report, not its news.
BACKGROUND = timedelta(days=90)

# In "promised to lift the curfew" the promise is the deed and the lifting its content.
PROMISES = frozenset({"AGREE", "CONCEDE", "THREATEN"})

# What is refused by "will not", with the mode of the refusal.
REFUSALS: dict[EventType, str] = {
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "AID": "assist",
    "CONSULT": "meet",
    "AGREE": "change",
    "COOPERATE": "change",
}

# More halves than this in "A, B, C and D" is a list, whose members are better read as one.
HALVES = 3


# "Summoned the ambassador and handed him a note" is one deed.
PRONOUNS = frozenset({"he", "him", "her", "it", "them", "they"})


class Events(Annotator):
    """Find deeds of political actors by trigger words and the parse; abstain where no party is known."""

    version = 1
    needs = (SYNTAX, ATTRIBUTIONS, TIMES)
    gives = EVENTS

    def __call__(self, document: Document) -> tuple[EventSpan, ...]:
        """Return the events in text order; a deed that a sentence names twice is given once."""
        reader = _Reader(document)
        found: list[EventSpan] = []
        sentences: list[int] = []
        for match in reader.matcher.matches():
            for event in reader.events(match):
                last = _last(sentences, match.at.sentence)
                same = [k for k in last if _same(found[k], event) or _outcome(found[k], event)]
                if same:
                    found[same[0]] = _fuller(found[same[0]], event)
                else:
                    found.append(event)
                    sentences.append(match.at.sentence)
        return tuple(found)


class _Reader:
    """Turns the matches of one report into events."""

    def __init__(self, document: Document) -> None:
        self.syntax = document[SYNTAX]
        self.attributions = document[ATTRIBUTIONS]
        self.times = document[TIMES]
        self.published = document.report.published
        self.contents = _Contents(self.attributions)
        self.matcher = Matcher(self.syntax)

    def events(self, match: Match) -> Iterator[EventSpan]:
        """Yield one event for each pair of actor and recipient."""
        attribution = self.contents.innermost(match.at.start)
        time = time_of(self.syntax, self.times, match)
        status = self._status(match, attribution, time)
        evidence = clause_words(self.syntax, match)
        amount = self._amount(match, evidence)
        confidence = CONFIDENCE[match.trigger.sureness] * (CLAIMED_FACTOR if status == "claimed" else 1)
        for actor, recipient in self._pairs(match):
            event = EventSpan(
                type=match.trigger.type,
                mode=match.trigger.mode,
                status=status,
                trigger=Evidence.of(self.syntax.text, match.at.start, match.at.end),
                evidence=with_parties(self.syntax, match, evidence, (actor, recipient)),
                actor=actor,
                recipient=recipient,
                attribution=attribution,
                time=time,
                place=place_of(self.syntax, match),
                amount=amount,
                confidence=round(confidence, 2),
            )
            yield event
            if status == "denied" and match.trigger.type in REFUSALS and refused(self.syntax, match.at):
                yield self._refusal(event)

    def _refusal(self, event: EventSpan) -> EventSpan:
        """ "We will not send weapons" denies the sending and refuses it."""
        status: Status = "asserted" if event.attribution is None else "claimed"
        mode, confidence = REFUSALS[event.type], CONFIDENCE["weak"]
        return replace(event, type="REJECT", mode=mode, status=status, amount=None, confidence=confidence)

    def _pairs(self, match: Match) -> Iterator[tuple[Evidence | None, Evidence | None]]:
        actors, recipients = self._words(match.actors), self._words(match.recipients)
        yield from product(actors, recipients)

    def _words(self, heads: tuple[int, ...]) -> list[Evidence | None]:
        chosen = heads if len(heads) <= HALVES else heads[:1]
        return [self.matcher.phrases.span(i) for i in chosen] or [None]

    def _status(self, match: Match, attribution: int | None, time: int | None) -> Status:
        status = status_of(self.syntax, match.at, match.verb)
        if attribution is not None:
            granted = status == "asserted" and presupposed(self.syntax, match.verb)
            status = "claimed" if granted else _as_attributed(status, self.attributions[attribution])
        day = self._ended(self.times[time]) if time is not None else None
        if status in ("asserted", "claimed") and _long_ago(day, self.published):
            return "past"
        return status

    def _ended(self, time: TimeExpression) -> date | None:
        """The day by which a deed of that time was over; None for "since 2014", which goes on."""
        before = self.syntax.text[max(time.evidence.start - 8, 0) : time.evidence.start].split()[-1:]
        words = [*before, *time.evidence.words.split()[:1]]
        return None if any(word.lower() == "since" for word in words) else time.last

    def _amount(self, match: Match, evidence: Evidence) -> Amount | None:
        """The victims, else the sum in the clause, else the number of what was acted upon."""
        roles = self.matcher.roles
        verbs = [match.at, *self.syntax.children(match.at.i, "advcl", "conj")]
        for verb in verbs:
            harmed = roles.object(verb.i) if verb.pos == "VERB" else None
            if harmed is not None and (found := amounts.victims(self.syntax, verb, harmed)):
                return found
        acted_upon = roles.object(match.at.i) if match.at.pos == "VERB" else match.at.i
        sum_ = amounts.quantity(evidence.words)
        return sum_ or (amounts.counted(self.syntax, acted_upon) if acted_upon is not None else None)


class _Contents:
    """Finds the attribution whose content a place stands in."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        self.parts = sorted((part.start, part.end, k) for k, a in enumerate(attributions) for part in a.content)
        # The furthest end so far tells where a search to the left may stop.
        self.reach = list(accumulate((end for _, end, _ in self.parts), max))

    def innermost(self, place: int) -> int | None:
        """Return the index of the attribution with the shortest content around a character."""
        holding: list[tuple[int, int]] = []
        i = bisect_right(self.parts, place, key=lambda part: part[0]) - 1
        while i >= 0 and self.reach[i] > place:
            start, end, k = self.parts[i]
            if place < end:
                holding.append((end - start, k))
            i -= 1
        return min(holding)[1] if holding else None


def _as_attributed(status: Status, attribution: Attribution) -> Status:
    """What somebody says happened is claimed; what he denies is denied; what he hopes or fears is open.

    What he only refers to, in the reporter's words, the reporter takes to have happened.
    """
    if status not in ("asserted", "claimed"):
        return status
    if attribution.form == "indirect" and attribution.lemma in classes()["cue-mentioning"]:
        return "asserted"
    effect = effect_of_cue(attribution.lemma)
    if attribution.negated and effect is None:
        return "hypothetical"
    return effect or "claimed"


def _long_ago(day: date | None, published: date | None) -> bool:
    return day is not None and published is not None and published - day > BACKGROUND


def _last(sentences: list[int], sentence: int) -> Iterator[int]:
    """Yield the places of the events of one sentence, which stand at the end."""
    k = len(sentences) - 1
    while k >= 0 and sentences[k] == sentence:
        yield k
        k -= 1


def _same(first: EventSpan, second: EventSpan) -> bool:
    """Tell whether two events of one sentence are one deed: one type, no party that differs."""
    if first.type != second.type or (first.status != second.status and first.type not in PROMISES):
        return False
    if first.mode and second.mode and first.mode != second.mode:
        return False
    if not _agree(first.actor, second.actor):
        return False
    again = first.actor == second.actor and second.recipient is not None and second.recipient.words.lower() in PRONOUNS
    return again or _agree(first.recipient, second.recipient)


def _outcome(first: EventSpan, second: EventSpan) -> bool:
    """Tell whether the second is what the first led to: "shelled the port, killing three people"."""
    if first.type != second.type or first.status != second.status or first.trigger == second.trigger:
        return False
    return first.actor == second.actor and first.evidence.holds(second.trigger)


def _agree(first: Evidence | None, second: Evidence | None) -> bool:
    return first is None or second is None or first.overlaps(second) or first.words == second.words


def _fuller(first: EventSpan, second: EventSpan) -> EventSpan:
    """Return the one with more parties; the earlier where they are alike."""

    def known(event: EventSpan) -> int:
        return sum(value is not None for value in (event.actor, event.recipient, event.mode, event.amount))

    return second if known(second) > known(first) else first
