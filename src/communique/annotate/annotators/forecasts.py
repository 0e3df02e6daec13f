"""What is expected: claims about the future, with their condition and how sure they are."""

from collections.abc import Iterator, Sequence

from communique.annotate.base import Annotator
from communique.annotate.forecast import conditions, markers, phrases, wording
from communique.annotate.forecast.candidate import Candidate
from communique.annotate.forecast.screening import Screen
from communique.annotate.forecast.voices import Voice, Voices
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, FORECASTS, QUOTATIONS, SYNTAX, ForecastSpan
from communique.records.syntax import Span, Syntax


class Forecasts(Annotator):
    """Find forecasts; own plans, promises, threats, demands and what might have been are left out."""

    version = 1
    needs = (SYNTAX, QUOTATIONS, ATTRIBUTIONS)
    gives = FORECASTS

    def __call__(self, document: Document) -> tuple[ForecastSpan, ...]:
        """Return the forecasts in the order of their outcomes; no outcome lies inside another one."""
        syntax, attributions = document[SYNTAX], document[ATTRIBUTIONS]
        quotations = document[QUOTATIONS]
        reading = _Reading(syntax, Voices(syntax, attributions, quotations), [q.evidence for q in quotations])
        found = [forecast for sentence in syntax.sentences for forecast in reading.sentence(sentence)]
        found += phrases.find(syntax, attributions)
        return _distinct(found)


def _distinct(found: list[ForecastSpan]) -> tuple[ForecastSpan, ...]:
    """Keep the longer of two outcomes that share words, in text order."""
    kept: list[ForecastSpan] = []
    for forecast in sorted(found, key=lambda f: (f.outcome.start - f.outcome.end, f.outcome.start)):
        if not any(forecast.outcome.overlaps(other.outcome) for other in kept):
            kept.append(forecast)
    return tuple(sorted(kept, key=lambda f: f.outcome.start))


class _Reading:
    """The forecasts of one report, sentence by sentence."""

    def __init__(self, syntax: Syntax, voices: Voices, quotations: Sequence[Evidence]) -> None:
        self._syntax = syntax
        self._quotations = quotations
        self._voices = voices
        self._screen = Screen(syntax)

    def sentence(self, sentence: Span) -> Iterator[ForecastSpan]:
        """Yield the forecasts of a sentence."""
        candidates = markers.find(self._syntax, sentence)
        if not candidates and not markers.HINT.search(self._syntax.evidence(sentence).words):
            return
        pair = conditions.correlative(self._syntax, sentence)
        if pair is not None:
            yield from self._correlative(*pair)
            return
        for candidate in candidates:
            condition = conditions.find(self._syntax, candidate)
            voice = self._voice(candidate)
            if self._screen.passes(candidate, voice, condition):
                yield from self._forecast(candidate, condition, voice)

    def _voice(self, candidate: Candidate) -> Voice | None:
        tokens = self._syntax.tokens
        return self._voices.of(tokens[candidate.verb].start, tokens[candidate.marker].start)

    def _forecast(self, candidate: Candidate, condition: Span | None, voice: Voice | None) -> Iterator[ForecastSpan]:
        syntax = self._syntax
        outcome = self._outcome(wording.without(syntax, candidate.span, condition), voice)
        if outcome is None or len(outcome.words.split()) < 2:
            return
        hedge = wording.hedge(syntax, candidate, outcome)
        yield ForecastSpan(
            attribution=voice.index if voice else None,
            outcome=outcome,
            condition=self._condition(condition, outcome),
            hedge=hedge,
            likelihood=wording.likelihood(hedge),
            horizon=wording.horizon(syntax.text, outcome),
        )

    def _outcome(self, span: Span, voice: Voice | None) -> Evidence | None:
        if span.first >= span.last:
            return None
        whole = self._syntax.evidence(span)
        start, end = whole.start, whole.end
        if voice is not None:
            first, last = self._voices.content(voice.index, start, end)
            start, end = max(start, first), min(end, last)
        end = min([end, *(q.end for q in self._quotations if q.start < start < q.end)])
        return wording.trimmed(self._syntax.text, start, end)

    def _condition(self, condition: Span | None, outcome: Evidence) -> Evidence | None:
        if condition is None:
            return None
        whole = self._syntax.evidence(condition)
        found = wording.trimmed(self._syntax.text, whole.start, whole.end)
        return found if found and not found.holds(outcome) else None

    def _has_verb(self, outcome: Evidence) -> bool:
        return any(token.pos in ("VERB", "AUX") for token in self._syntax.tokens_in(outcome.start, outcome.end))

    def _correlative(self, condition: Span, consequence: Span) -> Iterator[ForecastSpan]:
        syntax = self._syntax
        start = syntax.tokens[consequence.first].start
        voice = self._voices.of(start, start)
        outcome, expected = self._outcome(consequence, voice), self._condition(condition, syntax.evidence(consequence))
        if outcome is not None and expected is not None and self._has_verb(outcome):
            index, when = (voice.index if voice else None), wording.horizon(syntax.text, outcome)
            yield ForecastSpan(index, outcome, expected, None, None, when)
