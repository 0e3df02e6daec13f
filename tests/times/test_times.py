"""Dates in the text and the days that they mean."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotate.annotators.syntax import SyntaxStage
from communique.annotate.annotators.times import Times
from communique.records.document import Document
from communique.records.layers import SYNTAX, TIMES, TimeExpression
from communique.records.report import Dateline, Report

LINES = [line for line in Path(__file__).with_name("cases.tsv").read_text().splitlines() if not line.startswith("#")]
WORDS = [
    "on", "in", "last", "next", "the", "Friday", "week", "May", "March", "31", "3", "2014", "0", "9999", "-",
    "to", "two", "years", "ago", "earlier", "day", "this", "weekend", "will", "meet", "met", "decade", ".",
    ",", "1900s", "quarter", "first", "of", "\n\n",
]  # fmt: skip
CASES = [tuple((line + "\t\t\t").split("\t")[:5]) for line in LINES[1:]]


def times(text: str, published: date | None, dateline: Dateline | None = None) -> tuple[TimeExpression, ...]:
    """Parse a text and return its dates."""
    report = Report("r", "", (), None, (), published, "en", "", "", text, dateline=dateline)
    document = Document(report)
    return Times()(document.with_layer(SYNTAX, SyntaxStage()(document)))


def day(cell: str) -> date | None:
    """Read a cell of the table."""
    return date.fromisoformat(cell) if cell else None


@pytest.mark.parametrize(("published", "text", "words", "first", "last"), CASES)
def test_expression_means_its_days(published: str, text: str, words: str, first: str, last: str) -> None:
    """Each expression is found with its words and means the days that a reader would take it for."""
    found = {time.evidence.words: (time.first, time.last) for time in times(text, day(published))}

    assert found == ({} if words == "-" else found | {words: (day(first), day(last))})


def test_dateline_counts_before_publication() -> None:
    """A relative date is counted from the dateline's day where the report has one."""
    (found,) = times("The port was closed yesterday.", date(2022, 3, 5), Dateline("Geneva", date(2022, 3, 3)))

    assert (found.first, found.last) == (date(2022, 3, 2), date(2022, 3, 2))


def test_old_dateline_is_not_trusted() -> None:
    """A dateline far from the publication date is left aside."""
    (found,) = times("The port was closed yesterday.", date(2022, 3, 5), Dateline(None, date(2021, 3, 5)))

    assert found.first == date(2022, 3, 4)


def test_layer_is_the_one_promised() -> None:
    """The stage gives the times layer and needs the parse."""
    assert (Times.gives, Times.needs) == (TIMES, (SYNTAX,))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=30,
    ),
    st.sampled_from([None, date.min, date.max, date(2024, 2, 29)]),
)
def test_any_words_give_true_evidence(words: list[str], published: date | None) -> None:
    """Whatever the words and at the calendar's ends, nothing fails, evidence is true, days are in order, no overlap."""
    text = " ".join(words)
    found = times(text, published)

    assert all(text[time.evidence.start : time.evidence.end] == time.evidence.words for time in found)
    assert all(time.first is None or time.last is None or time.first <= time.last for time in found)
    assert all(a.evidence.end <= b.evidence.start for a, b in pairwise(found))
