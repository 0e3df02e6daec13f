"""The words of a forecast: where the outcome begins and ends, how sure it is, by when."""

import re
from functools import cache

from communique.annotate.forecast.candidate import Candidate
from communique.annotate.forecast.screening import is_bare
from communique.lexicons.forecasts import hedge_pattern, hedges, words
from communique.records.evidence import Evidence
from communique.records.syntax import Span, Syntax

EDGES = " \t\n,;:.–—-“”\"‘’'()«»"
LEADING = re.compile(r"(?:that|and|but|or|so|yet|however|then|because|although|though|while|as|in return)\b,?\s+", re.I)


def without(span: Span, condition: Span | None) -> Span:
    """Take a condition off the edge of a clause; one in its middle stays."""
    if condition is None or condition.last <= span.first or condition.first >= span.last:
        return span
    if condition.first <= span.first:
        return Span(condition.last, max(span.last, condition.last + 1))
    if condition.last >= span.last - 1:
        return Span(span.first, condition.first)
    return span


def trimmed(text: str, start: int, end: int) -> Evidence | None:
    """Cut marks, "that" and "and" from the edges; None when no word is left."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    opening = LEADING.match(text, start, end)
    if opening:
        return trimmed(text, opening.end(), end)
    return Evidence.of(text, start, end) if end > start else None


def hedge(syntax: Syntax, candidate: Candidate, outcome: Evidence) -> str | None:
    """Return the words that say how sure the speaker is; None for a plain "will"."""
    marker = syntax.tokens[candidate.marker]
    first, last = max(0, min(outcome.start, marker.start) - 2), max(outcome.end, marker.end)
    found = list(hedge_pattern().finditer(syntax.text, first, last))
    at_marker = [m for m in found if m.start() < marker.end and marker.start < m.end()]
    near = [m for m in found if abs(m.start() - marker.start) < 40 and candidate.strength == "judged"]
    chosen = min(near or at_marker, key=lambda m: (_rank(m[0]), m.start()), default=None)
    if chosen is None:
        return None if is_bare(marker.words) or candidate.foretold else marker.words
    negated = syntax.children(candidate.head, "neg") and not chosen[0].lower().startswith(("not", "no "))
    return f"not {chosen[0]}" if negated else chosen[0]


def _rank(phrase: str) -> int:
    """Phrases with a known range first, then longer ones."""
    known = hedges()[phrase.lower()].likelihood is not None
    return -len(phrase) - (100 if known else 0)


def likelihood(phrase: str | None) -> tuple[float, float] | None:
    """Return the range of probability of a hedge; None where none is known."""
    known = hedges().get(phrase.lower()) if phrase else None
    return known.likelihood if known else None


def horizon(text: str, outcome: Evidence) -> str | None:
    """Return by when the outcome is expected, in the report's words; None where it is not said."""
    found = _horizons().search(text, outcome.start, outcome.end)
    return found[0] if found else None


@cache
def _horizons() -> re.Pattern[str]:
    unit = _any("unit") + "s?"
    number = rf"(?:(?:a |the )?(?:{_any('number')}|\d+)(?:[- ](?:or|to) (?:{_any('number')}|\d+))?(?: of)? )"
    part = r"(?:end|middle|close|start|beginning|turn|first half|second half|first quarter|last quarter|course)"
    month = rf"{_any('month')}(?:\.)?(?: \d{{1,2}})?(?:,? \d{{4}})?"
    when = rf"(?:{month}|{_any('weekday')}|(?:the )?(?:early |mid-?|late )?(?:19|20)\d\ds?|the (?:{_any('period')})|then|now)"
    patterns = [
        rf"(?:by|before|until|at|in|towards?|around|through) (?:the )?(?:very )?{part} of (?:the |this |next |that )?[\w-]+(?: \d{{4}})?",
        rf"(?:in|over|within|during|for) the (?:coming|next|following|near|nearest) {number}?{unit}",
        r"in the (?:near|foreseeable|not too distant|short|medium|long|longer) (?:future|term|run)",
        r"in the coming [a-z]+",
        rf"(?:within|in|over) (?:just |about |at least |less than |more than )?{number}{unit}(?: or (?:two|so))?",
        rf"within {unit}",
        rf"(?:by|before|until|till|in|after|from|as early as|as soon as|this|next|on) (?:the )?(?:early |late |mid-)?{when}",
        rf"(?:by |before |until |in )?(?:next|this|later this|early next|the next|the coming) {_any('period')}(?:'s|’s)?",
        rf"next {_any('weekday')}|next {_any('month')}|this coming {_any('period')}",
        r"tomorrow|tonight|overnight|very soon|soon|shortly|imminently|sooner or later",
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])")


def _any(name: str) -> str:
    return rf"(?:{'|'.join(sorted(words(name), key=lambda w: (-len(w), w)))})"
