"""What every annotator promises; a new file in the folder is covered without an edit here."""

import dataclasses
import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from communique.annotate import annotators
from communique.annotate.base import Annotator
from communique.annotate.plan import annotate, in_order, stages
from communique.core import registry
from communique.core.errors import UsageError
from communique.core.settings import Settings
from communique.records.document import Document, Layer
from communique.records.evidence import Evidence
from communique.records.layers import SYNTAX
from communique.records.report import Report

NAMES = registry.names(annotators)
TESTS = Path(__file__).parents[1]

TEXT = """Minister denies border claim

• Kenya says it did not fire first

The defence minister, Joseph Mwangi, said on Tuesday that Kenya had sent 20 tonnes of maize to Somalia and \
“would never” impose sanctions on its neighbour. If the talks fail, he warned, prices could double by June.

“We condemn the attack,” said Amina Yusuf, a spokeswoman for the Somali presidency. “We call for a ceasefire.

“Nobody wants war.”"""


@pytest.fixture(scope="module")
def report() -> Report:
    """A report with headline, deck, quotations, dates, an event and a forecast."""
    body = TEXT.index("The defence")
    return Report(
        "report:0",
        "Minister denies border claim",
        (),
        None,
        (),
        date(2026, 3, 12),
        "en",
        "made up",
        "",
        TEXT,
        body_start=body,
    )


@pytest.fixture(scope="module")
def document(report) -> Document:
    """The report with all layers."""
    return annotate(Document(report), stages(Settings()))


@pytest.fixture(params=NAMES)
def stage(request) -> Annotator:
    """Each annotator in turn."""
    return registry.load(annotators, request.param, Annotator)(Settings())


def evidence_in(value: object) -> Iterator[Evidence]:
    """Yield all evidence inside a layer."""
    if isinstance(value, Evidence):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from evidence_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_in(item)


def test_states_version_needs_and_gives(stage):
    """A stage has a version from 1 and names its layers; the layer it gives has the name of its file."""
    assert isinstance(stage.version, int)
    assert stage.version >= 1
    assert all(isinstance(layer, Layer) for layer in (*stage.needs, stage.gives))
    assert stage.gives.name == type(stage).__module__.rpartition(".")[2]


def test_evidence_is_true(stage, document):
    """Every range of a layer lies in the text and has its words."""
    text = document.report.text

    assert all(text[e.start : e.end] == e.words and e.words for e in evidence_in(document[stage.gives]))


def test_gives_the_same_twice_and_changes_nothing(stage, document):
    """A second run gives an equal layer, and the document it was given is as before."""
    before = pickle.dumps(document)

    assert stage(document) == document[stage.gives]
    assert pickle.dumps(document) == before


def test_can_be_sent_to_another_process(stage, document):
    """A pickled stage gives the same layer, and so does a pickled document."""
    assert pickle.loads(pickle.dumps(stage))(pickle.loads(pickle.dumps(document))) == document[stage.gives]


@pytest.mark.parametrize("text", ["", "   ", "“", "?", "Ceasefire", "\n\n\n\n", "’s", "said said said", "a" * 5000])
def test_survives_odd_texts(stage, text):
    """A text without sentences, quotation marks alone, one long word: a layer, no crash."""
    report = Report("report:0", "", (), None, (), None, "en", "made up", "", text)
    done = annotate(Document(report), stages(Settings()))

    assert all(text[e.start : e.end] == e.words for e in evidence_in(done[stage.gives]))


def test_has_readable_cases(stage):
    """A stage comes with cases that a subject expert can read and extend."""
    name = stage.gives.name

    assert (TESTS / "spec" / f"{name}.md").exists() or list((TESTS / name).glob("cases*")), f"no cases for {name}"


def test_order_follows_needs():
    """Each stage comes after those that it needs."""
    given: set[str] = set()
    for chosen in stages(Settings()):
        assert {layer.name for layer in chosen.needs} <= given
        given.add(chosen.gives.name)


def test_missing_stage_is_refused_by_name():
    """A plan in which a stage finds nothing to work on is refused before any report is read."""
    needy = [kind for kind in map(load, NAMES) if SYNTAX in kind.needs]

    with pytest.raises(UsageError, match="needs 'syntax', which no chosen stage gives"):
        in_order(needy[:1])


def load(name: str) -> type[Annotator]:
    """Import one annotator."""
    return registry.load(annotators, name, Annotator)


def test_unknown_name_lists_the_known():
    """A wrong stage name is answered with the right ones."""
    with pytest.raises(UsageError, match="There is no 'quotes' among acts, attributions"):
        registry.load(annotators, "quotes", Annotator)
