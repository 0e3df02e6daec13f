import pytest

from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, Attribution
from communique.records.report import Report
from communique.records.resolution import Resolution, Resolved
from communique.records.rows import Actor
from communique_eval import scoreboard
from communique_eval.gold import Gold
from communique_eval.metrics import Counts
from communique_eval.scorers import speakers

CONLLU = """\
# newpar
# newpar_block = p (3 s)
# sent_id = one-1
1	Marta	Marta	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new-x-cf1-1-coref
2	Orlova	Orlova	PROPN	NNP	_	1	flat	_	Entity=1)
3	spoke	speak	VERB	VBD	_	0	root	_	_

# sent_id = one-2
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv-x-cf1-1-ana)
2	agreed	agree	VERB	VBD	_	0	root	_	_

# sent_id = one-3
1	Officials	official	NOUN	NNS	_	2	nsubj	_	Entity=(2-person-new-x-cf1-1-sgl)
2	left	leave	VERB	VBD	_	0	root	_	_
"""
ROW = (
    '{{"doc": "one", "genre": "news", "source": "{}", "source_tok": [{}, {}],'
    ' "entity_type": "person", "chain_size": {}, "wiki": null}}\n'
)
TEXT = "Marta Orlova spoke She agreed Officials left"
ACTORS = {"a": Actor("a", "Marta Orlova", "person"), "b": Actor("b", "Pavel Berg", "person")}


class AlwaysTheFirst:
    """A resolver that takes every source for the actor that was set."""

    actor = "a"

    def __call__(self, _, wanted):
        """Answer."""
        return Resolution(ACTORS, {(one.start, one.end): Resolved(self.actor, ("because",)) for one in wanted})


def found_in(text, _settings):
    """Return the text as a document in which only the pronoun was found as a source."""
    row = Attribution(Evidence.of(text, 19, 22), None, (Evidence.of(text, 23, 29),), "indirect", "agree")
    return Document(Report("r", "", (), None, (), None, "en", "", "", text)).with_layer(ATTRIBUTIONS, (row,))


@pytest.fixture
def score(tmp_path, monkeypatch):
    """Return a function that scores one resolver's answer on a made-up text with three sources."""
    rows = (("Marta Orlova", 0, 1, 2), ("She", 3, 3, 2), ("Officials", 5, 5, 1))
    (tmp_path / "gum" / "conllu").mkdir(parents=True)
    (tmp_path / "gum" / "conllu" / "one.conllu").write_text(CONLLU, encoding="utf-8")
    (tmp_path / "gum" / "attributions.jsonl").write_text("".join(ROW.format(*row) for row in rows), encoding="utf-8")
    monkeypatch.setattr(speakers, "read", found_in)
    monkeypatch.setattr(speakers.speaking, "judged", lambda _: [])

    def run(actor):
        monkeypatch.setattr(AlwaysTheFirst, "actor", actor)
        monkeypatch.setattr(speakers, "Resolver", AlwaysTheFirst)
        scores = scoreboard.run("speakers", Gold(tmp_path))
        return {figure.name: figure for figure in scores.figures}, scores.rows

    return run


def test_right_answers_count_in_both_settings(score):
    """Both named sources are answered rightly where they are given; end to end only the one that was found."""
    figures, _ = score("a")

    assert figures["right speaker, gold source"].counts == Counts(2, 2, 2)
    assert figures["right speaker, end to end"].counts == Counts(1, 1, 2)
    assert figures["coverage, end to end"].value == 0.5
    assert figures["gold source, pronoun"].counts == Counts(1, 1, 1)


def test_naming_a_nameless_source_is_wrong(score):
    """Officials have no name in the text; an answer with a name is a row to read."""
    figures, rows = score("a")

    assert figures["nameless left nameless, gold source"].value == 0
    assert [row["kind"] for row in rows if row["source"] == "Officials"] == ["named the nameless"]


def test_wrong_and_missing_answers_are_kept_apart(score):
    """Another person is wrong; no answer costs coverage and no precision."""
    wrong, rows = score("b")
    silent, _ = score(None)

    assert wrong["precision when it answers, gold source"].value == 0
    assert {row["kind"] for row in rows if row["setting"] == "gold source"} == {"wrong", "named the nameless"}
    assert silent["right speaker, gold source"].counts == Counts(0, 0, 2)
    assert silent["nameless left nameless, gold source"].value == 1
