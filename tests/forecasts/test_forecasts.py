"""Forecasts in short reports, as a reader would list them, and what holds of all of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotate.annotators.attributions import Attributions
from communique.annotate.annotators.forecasts import Forecasts
from communique.annotate.annotators.quotations import Quotations
from communique.annotate.annotators.syntax import SyntaxStage
from communique.annotate.base import Annotator
from communique.annotate.plan import annotate
from communique.lexicons import forecasts as lexicon
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, FORECASTS, ForecastSpan
from communique.records.report import Report

CASES = Path(__file__).parent / "cases"


@dataclass
class Case:
    """One case: a text and the rows expected."""

    name: str
    text: str = ""
    expected: list[str] = field(default_factory=list)
    by: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    """Read the case files; a case without an expectation is an error."""
    for path in sorted(CASES.glob("*.md")):
        for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            case = _case(f"{path.stem}: {part.splitlines()[0]}", part)
            assert case.expected, case.name
            yield case


def _case(name: str, part: str) -> Case:
    case = Case(name, " ".join(re.findall(r"^> (.+)$", part, re.M)))
    for line in part.splitlines():
        if line.startswith("forecast: ") or line == "nothing":
            case.expected.append(line.removeprefix("forecast: "))
        elif line.startswith("by: "):
            case.by.append(line.removeprefix("by: "))
    return case


@cache
def stages() -> tuple[Annotator, ...]:
    """Build the stages, once."""
    return SyntaxStage(), Quotations(), Attributions(), Forecasts()


def read(text: str) -> Document:
    """Annotate a text."""
    return annotate(Document(Report("report:0", "", (), None, (), None, "en", "", "", text)), stages())


def row(forecast: ForecastSpan) -> str:
    """Write a forecast as a case does."""
    likelihood = "-".join(f"{value:g}" for value in forecast.likelihood) if forecast.likelihood else None
    condition = forecast.condition.words if forecast.condition else None
    return " | ".join(
        x or "-" for x in (forecast.outcome.words, condition, forecast.hedge, likelihood, forecast.horizon)
    )


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    """The forecasts of a text are those that a reader lists."""
    document = read(case.text)
    found = document[FORECASTS]
    attributions = document[ATTRIBUTIONS]
    sources = [None if f.attribution is None else attributions[f.attribution].source for f in found]

    assert ([row(forecast) for forecast in found] or ["nothing"]) == case.expected
    if case.by:
        assert [source.words if source else "-" for source in sources] == case.by


def test_there_are_enough_cases() -> None:
    """At least fifty expectations, at least twenty of them traps."""
    expected = [line for case in cases() for line in case.expected]

    assert len(expected) >= 50
    assert expected.count("nothing") >= 20


PIECES = """if unless the longer greater prices will would could may might is likely to fall rise “ ” said analysts
expects , . should talks fail without rain by next year there a chance that not risk risks seeing we he ? expected China
absent on track threatens correlative more"""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*PIECES.split(), "\n\n"]), max_size=40))
def test_any_words_give_rows_with_their_words(pieces: list[str]) -> None:
    """Whatever the text, evidence holds its words, outcomes do not overlap, and the same text gives the same rows."""
    text = " ".join(pieces)
    document = read(text)
    found = document[FORECASTS]
    places = [place for f in found for place in (f.outcome, f.condition) if place is not None]

    assert all(text[place.start : place.end] == place.words for place in places)
    assert all(a.outcome.end <= b.outcome.start for a, b in pairwise(found))
    assert all(f.condition is None or not f.condition.holds(f.outcome) for f in found)
    assert read(text)[FORECASTS] == found


def test_hedges_are_probabilities_with_a_source() -> None:
    """Each range lies between 0 and 1, runs upwards and names its source."""
    known = [hedge for hedge in lexicon.hedges().values() if hedge.likelihood]

    assert len(known) >= 30
    assert all(0 <= hedge.likelihood[0] <= hedge.likelihood[1] <= 1 for hedge in known if hedge.likelihood)
    assert all(hedge.source for hedge in known)


def test_hedges_keep_their_order() -> None:
    """A surer word has no lower range than a less sure one."""
    order = ["very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"]
    ranges = [lexicon.hedges()[words].likelihood for words in order]

    assert ranges == sorted(ranges, key=lambda pair: pair or (0, 0))


def test_word_lists_are_sorted_and_hold_no_word_twice() -> None:
    """A table that people edit stays easy to read."""
    path = Path(lexicon.__file__).parent / "words.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

    assert lines == sorted(set(lines))
