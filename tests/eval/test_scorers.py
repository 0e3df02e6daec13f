"""The scorers on small made-up gold, and on the real gold where it is there."""

import csv
import json
import os

import pytest

from communique.core.errors import UsageError
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, SYNTAX, Attribution
from communique.records.report import Report
from communique.records.syntax import Span, Syntax, Token
from communique_eval import polnear, scoreboard
from communique_eval.gold import VARIABLE, Gold
from communique_eval.metrics import Counts, linked_counts, same
from communique_eval.scorers import attribution

needs_gold = pytest.mark.skipif(not os.environ.get(VARIABLE), reason=f"needs the gold data: {VARIABLE} is not set")

TEXT = "Marta Orlova said the talks failed. She left."
TOKENS = ("Marta", "Orlova", "said", "the", "talks", "failed", ".", "She", "left", ".")
LABELS = ("B-source", "I-source", "B-cue", "B-content", "I-content", "I-content", "O", "O", "O", "O")


def found_in(text, content_end):
    """Return the text as a document in which one attribution was found."""
    tokens = tuple(
        Token(i, text.index(words), text.index(words) + len(words), words, words, "X", "X", "dep", i, 0)
        for i, words in enumerate(text.split())
    )
    content = (Evidence.of(text, 18, content_end),)
    row = Attribution(Evidence.of(text, 0, 12), Evidence.of(text, 13, 17), content, "indirect", "say")
    document = Document(Report("r", "", (), None, (), None, "en", "", "", text))
    return document.with_layer(SYNTAX, Syntax(text, tokens, (Span(0, len(tokens)),), ())).with_layer(
        ATTRIBUTIONS, (row,)
    )


@pytest.fixture
def small_gold(tmp_path):
    """A gold folder with one article and its one paragraph."""
    (tmp_path / "polnear").mkdir()
    gold = [
        {"id": "E1", "source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 34]]},
        {"id": "E2", "source": [[36, 39]], "cue": [[40, 44]], "content": [[40, 44]]},
    ]
    article = {"doc": "one", "annotator": "a", "primary": True, "text": TEXT, "attributions": gold}
    second = {**article, "annotator": "b", "primary": False, "attributions": []}
    paragraph = {"id": "one_a", "tokens": TOKENS, "labels": LABELS}
    (tmp_path / polnear.ARTICLES).write_text(f"{json.dumps(article)}\n{json.dumps(second)}\n", encoding="utf-8")
    (tmp_path / polnear.PARAGRAPHS).write_text(json.dumps(paragraph) + "\n", encoding="utf-8")
    return Gold(tmp_path)


def test_attribution_scores_what_was_found(small_gold, monkeypatch):
    """One of two attributions is found with all its words: recall is one half, precision whole, spans exact."""
    monkeypatch.setattr(attribution, "read", lambda text, _: found_in(text, 34))
    scores = scoreboard.run("attribution", small_gold)
    figures = {figure.name: figure for figure in scores.figures}

    assert figures["linked overlap"].counts == Counts(1, 1, 2)
    assert figures["linked exact"].counts == Counts(1, 1, 2)
    assert figures["linked overlap, source name"].counts == Counts(1, 1, 1)
    assert figures["linked overlap, source pronoun"].counts == Counts(0, 0, 1)
    assert [figures[f"exact span, {role}"].value for role in ("source", "cue", "content")] == [1, 1, 1]


def test_attribution_rows_tell_what_was_wrong(small_gold, monkeypatch, tmp_path):
    """An inexact content and a missed attribution are rows with both sides, and can be written as a table."""
    monkeypatch.setattr(attribution, "read", lambda text, _: found_in(text, 27))
    rows = scoreboard.run("attribution", small_gold).rows
    scoreboard.write_rows(rows, tmp_path / "wrong.tsv")
    with (tmp_path / "wrong.tsv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file, delimiter="\t"))

    assert [row["kind"] for row in rows] == ["inexact content", "missed"]
    assert (rows[0]["content gold"], rows[0]["content found"]) == ("the talks failed", "the talks")
    assert (rows[1]["source gold"], rows[1]["source found"]) == ("She", "")
    assert written == [dict(row) for row in rows]


def test_missing_gold_files_are_named(tmp_path):
    """A scorer whose data are not there says which files it needs."""
    with pytest.raises(UsageError, match=r"'speakers' needs gum/attributions.jsonl, gum/conllu"):
        scoreboard.run("speakers", Gold(tmp_path))


def test_an_unknown_scorer_names_those_there_are(tmp_path):
    """The message lists the scorers."""
    with pytest.raises(UsageError, match="sources, speakers, stance"):
        scoreboard.run("stances", Gold(tmp_path))


def test_published_figures_belong_to_measured_ones(small_gold, monkeypatch):
    """No figure of others stands beside a name that is not measured."""
    monkeypatch.setattr(attribution, "read", lambda text, _: found_in(text, 34))
    measured = {figure.name for figure in scoreboard.run("attribution", small_gold).figures}

    assert {figure for (scorer, figure), _ in scoreboard._published() if scorer == "attribution"} <= measured


@needs_gold
def test_the_gold_agrees_with_itself():
    """All articles can be read, and their attributions score 1 against themselves."""
    gold = Gold.find()
    if gold.missing(["polnear-articles"]):
        pytest.skip("the gold folder has no PolNeAR articles")
    primary = [article for article in polnear.articles(gold) if article.primary]
    counts = sum((linked_counts(one.attributions, one.attributions, same) for one in primary), Counts())

    assert len(primary) == 84
    assert counts.f1 == 1.0
    assert all(one.text[start:end].strip() for one in primary for row in one.attributions for start, end in row.content)
