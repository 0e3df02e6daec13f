"""The cases of tests/spec/quotations.md."""

from pathlib import Path

import pytest

from communique.annotate.annotators.quotations import Quotations
from communique.records.document import Document
from communique.records.layers import Quotation
from communique.records.report import Report

SPEC = Path(__file__).parents[1] / "spec" / "quotations.md"


def cases():
    """Return (passage, expected lines) of the specification."""
    found = []
    for block in SPEC.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, *lines = block.splitlines()
        passage = "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines if line.startswith(">"))
        expected = [line.removeprefix("- ").strip() for line in lines if line.startswith("- ")]
        found.append(pytest.param(passage, expected, id=heading))
    return found


def quotations(text: str) -> tuple[Quotation, ...]:
    """Run the stage on a text."""
    return Quotations()(Document(Report("report:0", "", (), None, (), None, "en", "", "", text)))


def shown(quotation: Quotation) -> str:
    """Write a quotation as a line of the specification."""
    marks = [
        "term" if not quotation.speech else "",
        "open" if not quotation.closed else "",
        "goes on" if quotation.continues is not None else "",
    ]
    return " ".join([quotation.evidence.words, *filter(None, marks)])


@pytest.mark.parametrize(("passage", "expected"), cases())
def test_case(passage, expected):
    """The quotations of a passage are those that the specification lists."""
    assert [shown(q) for q in quotations(passage)] == [line for line in expected if line != "nothing"]
