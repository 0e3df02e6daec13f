"""Dates in the text, resolved against the day of the report."""

from collections.abc import Iterator
from datetime import date, timedelta

from communique.annotate.base import Annotator
from communique.annotate.event.dates import Days
from communique.annotate.event.tense import looks_ahead
from communique.annotate.event.timerules import Context, Found, Rule, hint, rules
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import SYNTAX, TIMES, TimeExpression
from communique.records.report import Report
from communique.records.syntax import Syntax

# A dateline older than this belongs to another report or year; a wire report is printed within days.
DATELINE = timedelta(days=7)

_Hit = tuple[int, int, Rule, dict[str, str]]


class Times(Annotator):
    """Find date expressions; durations, ages and clock times are left out."""

    version = 1
    needs = (SYNTAX,)
    gives = TIMES

    def __call__(self, document: Document) -> tuple[TimeExpression, ...]:
        """Return the date expressions in text order; they do not overlap."""
        syntax, anchor = document[SYNTAX], day_of(document.report)
        found: list[TimeExpression] = []
        previous: TimeExpression | None = None
        for start, end, rule, groups in sorted(_hits(syntax), key=lambda hit: hit[:2]):
            if previous and "\n\n" in syntax.text[previous.evidence.end : start]:
                previous = None
            known = _known(previous)
            result = rule.resolve(groups, Context(anchor, known, _ahead(syntax, end)))
            if result is not None:
                previous = _expression(syntax.text, start, end, result)
                found.append(previous)
        return tuple(found)


def day_of(report: Report) -> date | None:
    """Return the day that relative dates are counted from: the dateline's where it fits, else the publication date."""
    day = report.dateline.day if report.dateline else None
    if day and (report.published is None or abs(report.published - day) <= DATELINE):
        return day
    return report.published


def _hits(syntax: Syntax) -> Iterator[_Hit]:
    """Yield the matches of the rules; a place that an earlier rule has taken is not given again."""
    for sentence in syntax.sentences:
        start, end = syntax.tokens[sentence.first].start, syntax.tokens[sentence.last - 1].end
        if hint().search(syntax.text, start, end):
            yield from _hits_in(syntax.text, start, end)


def _hits_in(text: str, start: int, end: int) -> Iterator[_Hit]:
    taken = bytearray(end - start)
    for rule in rules():
        for match in rule.pattern.finditer(text, start, end):
            first, last = match.span("keep" if "keep" in rule.pattern.groupindex else 0)
            if not any(taken[first - start : last - start]):
                taken[first - start : last - start] = b"\1" * (last - first)
                yield first, last, rule, {name: words for name, words in match.groupdict().items() if words}


def _known(expression: TimeExpression | None) -> Days | None:
    if expression is None or expression.first is None or expression.last is None:
        return None
    return expression.first, expression.last


def _ahead(syntax: Syntax, end: int) -> bool | None:
    token = syntax.token_at(end - 1)
    return looks_ahead(syntax, token.i) if token else None


def _expression(text: str, start: int, end: int, found: Found) -> TimeExpression:
    first, last = found.days or (None, None)
    return TimeExpression(Evidence.of(text, start, end), first, last)
