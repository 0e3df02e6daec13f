"""The cases of tests/spec/acts.md."""

from pathlib import Path

import pytest

from communique.annotate.plan import annotate, stages
from communique.core.settings import Settings
from communique.lexicons import cues
from communique.records.document import Document
from communique.records.layers import ACTS, ATTRIBUTIONS
from communique.records.report import Report
from communique.records.words import ACTS as ALL_ACTS

SPEC = Path(__file__).parents[1] / "spec" / "acts.md"
LINES = [line[2:].split(" -> ") for line in SPEC.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]


@pytest.fixture(scope="module")
def acts_of():
    """A function from a sentence to the acts of its outermost statements."""
    chosen = stages(Settings(attribution="rules"), ("syntax", "quotations", "attributions", "acts"))

    def run(text: str) -> list[str]:
        document = annotate(Document(Report("report:0", "", (), None, (), None, "en", "", "", text)), chosen)
        pairs = zip(document[ATTRIBUTIONS], document[ACTS], strict=True)
        return [act for attribution, act in pairs if attribution.reported_by is None]

    return run


@pytest.mark.parametrize(("sentence", "expected"), LINES)
def test_case(sentence, expected, acts_of):
    """The act of a statement is the one that the specification gives."""
    assert acts_of(sentence) == expected.split(", ")


def test_every_act_has_a_case():
    """The specification shows each act at least once."""
    assert {act for _, acts in LINES for act in acts.split(", ")} == set(ALL_ACTS)


@pytest.mark.parametrize("table", [cues.verbs, cues.nouns, cues.phrases, cues.passives])
def test_tables_are_sound(table):
    """Each cue has a known act, lower-case words, and verbs have frames that the stage knows."""
    for cue in table().values():
        assert cue.act in ALL_ACTS
        assert cue.lemma == cue.lemma.lower()
        assert cue.frames <= set("acqxiops")
