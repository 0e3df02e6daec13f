"""The words of a forecast: where the outcome begins and ends, how sure it is, by when."""

import re

from communique.annotate.forecast.candidate import Candidate
from communique.lexicons.forecasts import hedge_pattern, hedges, horizon_pattern
from communique.records.evidence import Evidence
from communique.records.syntax import Span, Syntax

EDGES = " \t\n,;:.–—-“”\"‘’'()«»"
LEADING = re.compile(
    r"(?:that(?! (?:could|will|would|may|might|is|was)\b)|and|but|or|so|yet|however|then|because|although|though|while)"
    r"\b,?\s+",
    re.IGNORECASE,
)


def without(syntax: Syntax, span: Span, condition: Span | None) -> Span:
    """Take a condition off the edge of a clause; one in its middle stays."""
    if condition is None or condition.last <= span.first or condition.first >= span.last:
        return span
    if all(token.pos in ("PUNCT", "CCONJ", "SCONJ") for token in syntax.tokens[span.first : condition.first]):
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
        return None if candidate.strength == "bare" or candidate.foretold else marker.words
    if not syntax.children(candidate.head, "neg") or chosen[0].lower().startswith(("not", "no ")):
        return chosen[0]
    return f"{chosen[0]} not" if marker.tag == "MD" and chosen in at_marker else f"not {chosen[0]}"


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
    found = horizon_pattern().search(text, outcome.start, outcome.end)
    return found[0] if found else None
