"""The cases of the specifications of circumstances, repeats and syntax."""

from datetime import date
from pathlib import Path

import pytest

from communique.annotate.plan import annotate, stages
from communique.core.settings import Settings
from communique.records.document import Document
from communique.records.layers import CIRCUMSTANCES, REPEATS, SYNTAX, TIMES
from communique.records.report import Report

SPEC = Path(__file__).parents[1] / "spec"


def lines(name: str) -> list[str]:
    """Return the cases of a specification."""
    return [line[2:] for line in (SPEC / name).read_text(encoding="utf-8").splitlines() if line.startswith("- ")]


@pytest.fixture(scope="module")
def read():
    """A function from a text, and where its body starts, to the document with all layers."""
    chosen = stages(Settings())

    def run(text: str, body_start: int = 0) -> Document:
        published = date(2026, 3, 12)
        report = Report("report:0", "", (), None, (), published, "en", "", "", text, body_start=body_start)
        return annotate(Document(report), chosen)

    return run


@pytest.mark.parametrize("line", lines("circumstances.md"))
def test_circumstances(line, read):
    """Day, occasion and place of the first statement are those of the specification."""
    sentence, expected = line.split(" -> ")
    document = read(sentence)
    first = document[CIRCUMSTANCES][0]
    time = document[TIMES][first.time] if first.time is not None else None
    day = "-" if time is None else time.first if time.first == time.last else f"{time.first}..{time.last}"
    occasion, place = (one.words if one else "-" for one in (first.occasion, first.place))

    assert f"{day} | {occasion} | {place}" == expected


@pytest.mark.parametrize("line", lines("repeats.md"))
def test_repeats(line, read):
    """A headline's statement is the body's, or is not, as the specification says."""
    same = " = " in line
    headline, body = line.split(" = " if same else " ! ")
    document = read(f"{headline}\n\n{body}", len(headline) + 2)

    assert (document[REPEATS][0] is not None) == same


@pytest.mark.parametrize("line", lines("syntax.md"))
def test_syntax(line, read):
    """A coordinated verb hangs on the verb that has its form."""
    sentence, expected = line.split(" -> ")
    verb, head = expected.split(" under ")
    syntax = read(sentence)[SYNTAX]
    found = next(token for token in syntax.tokens if token.words == verb)

    assert syntax.tokens[found.head].words == head


def test_no_sentence_crosses_a_paragraph(read):
    """A paragraph without a full stop ends its sentence all the same."""
    syntax = read("Ships leave port\n\nThe crew waits.")[SYNTAX]

    assert [syntax.evidence(s).words for s in syntax.sentences] == ["Ships leave port", "The crew waits."]
