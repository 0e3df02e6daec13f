"""Sources found and linked, against GUM's rows."""

from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, Attribution
from communique.records.report import Report
from communique_eval import gum
from communique_eval.gold import Gold
from communique_eval.scorers import sources
from communique_eval.scorers.sources import SourcesScorer

TEXT = "Okoro said rain fell. Diallo denied it."


def test_found_and_linked_are_told_apart(tmp_path, monkeypatch):
    """A source with another content counts as found, not as linked; one without an attribution as neither."""
    text = gum.GumText("one", "news", text=TEXT, ranges=((0, 5), (6, 10), (11, 20), (22, 28), (29, 35), (36, 38)))
    text.sources = (
        gum.Source((0, 1), "person", (), None, (2, 3)),
        gum.Source((0, 1), "person", (), None, (5, 6)),
        gum.Source((3, 4), "person", (), None, (5, 6)),
    )
    row = Attribution(
        Evidence.of(TEXT, 0, 5), Evidence.of(TEXT, 6, 10), (Evidence.of(TEXT, 11, 20),), "indirect", "say"
    )
    report = Report("r", "", (), None, (), None, "en", "", "", TEXT)
    monkeypatch.setattr(gum, "texts", lambda *_: [text])
    monkeypatch.setattr(sources, "read", lambda *_: Document(report).with_layer(ATTRIBUTIONS, (row,)))
    monkeypatch.setattr(Gold, "sha256", lambda *_: "a1")
    scores = SourcesScorer().run(Gold(tmp_path))
    figures = {figure.name: figure.counts.right for figure in scores.figures if figure.counts.gold}

    assert figures == {"found, news": 2, "found and linked, news": 1}
    assert [row["kind"] for row in scores.rows] == ["missed", "other content"]
