"""The cases of tests/spec/attributions.md, by the rules; the model is held to a share of them."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotate.plan import annotate, stages
from communique.core.settings import Settings
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, Attribution
from communique.records.report import Report

SPEC = Path(__file__).parents[1] / "spec" / "attributions.md"


def cases(spec=SPEC):
    """Yield (heading, passage, expected lines) of a specification."""
    for block in spec.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, *lines = block.splitlines()
        passage = "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines if line.startswith(">"))
        expected = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
        yield pytest.param(passage, expected, id=heading)


@pytest.fixture(scope="session")
def attribute():
    """A function from a text to its attributions."""
    chosen = stages(Settings(attribution="rules"), ("syntax", "quotations", "attributions"))

    def run(text: str) -> tuple[Attribution, ...]:
        report = Report("report:0", "", (), None, (), None, "en", "", "", text)
        return annotate(Document(report), chosen)[ATTRIBUTIONS]

    return run


def shown(attribution: Attribution) -> str:
    """Write an attribution as a line of the specification."""
    source = attribution.source.words.rstrip(",") if attribution.source else "-"
    cue = attribution.cue.words if attribution.cue else "-"
    content = " … ".join(piece.words for piece in attribution.content)
    inside = "inside: " if attribution.reported_by is not None else ""
    goes_on = " goes on" if attribution.continues is not None else ""
    return f"{inside}{source} | {cue} | {content} | {attribution.form}{goes_on}"


@pytest.mark.parametrize(("passage", "expected"), list(cases()))
def test_case(passage, expected, attribute):
    """The attributions of a passage are those that the specification lists, no more and no fewer."""
    found = [shown(attribution) for attribution in attribute(passage)]

    assert sorted(found) == sorted(line for line in expected if line != "nothing")


WORDS = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "said", "says", "Anna", "the minister", "that", ",", ".", "\n\n", "it", "told",
     "according to", "Iran", "denied", "—", ":", "Q:", "to", "leave", "was quoted as saying", "his claim that"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_evidence_is_always_true(attribute, words):
    """Whatever the text, every range lies inside it, has its words, and contents stand apart from source and cue."""
    text = re.sub(r" *\n\n *", "\n\n", words).strip()

    for attribution in attribute(text):
        ranges = [e for e in (attribution.source, attribution.cue, *attribution.content) if e]
        assert all(text[e.start : e.end] == e.words and e.words for e in ranges)
        own = [e for e in (attribution.source, attribution.cue) if e]
        assert not any(piece.overlaps(e) for piece in attribution.content for e in own)
        assert attribution.cue or attribution.continues is not None
