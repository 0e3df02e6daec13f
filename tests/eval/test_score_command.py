import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.present.cli.main import app
from communique_eval import floors, scoreboard
from communique_eval.base import Figure, Scores
from communique_eval.floors import Floors
from communique_eval.gold import Gold
from communique_eval.metrics import Counts

FIGURE = Figure.f1("linked overlap", Counts(7, 10, 10))


@pytest.fixture
def score(tmp_path, monkeypatch):
    """Return a function that runs `communique score` with made-up scores and its own floors."""
    monkeypatch.delenv("COMMUNIQUE_GOLD", raising=False)
    monkeypatch.setattr(floors, "path", lambda: tmp_path / "floors.json")
    monkeypatch.setattr(scoreboard, "names", lambda: ("attribution",))
    row = {"kind": "missed", "sentence": "She said no."}
    monkeypatch.setattr(scoreboard, "run", lambda *_: Scores((FIGURE,), (row,), "a1"))
    monkeypatch.setattr(Gold, "missing", lambda *_: ())
    return lambda *arguments: CliRunner().invoke(app, ["score", *map(str, arguments)])


def test_no_gold_folder_is_wrong_use(score):
    """Without a folder the command ends with status 2 and says how to name one."""
    result = score()

    assert result.exit_code == 2
    assert "--gold DIR or in COMMUNIQUE_GOLD" in result.stderr


def test_the_table_sets_figures_side_by_side(score, tmp_path):
    """Value, precision and recall, floor and the figures of others stand in one row."""
    floors.save(tmp_path / "floors.json", {"attribution": Floors("a1", {"linked overlap": 0.65})})
    (line,) = [line for line in score("--gold", tmp_path).stdout.splitlines() if "linked overlap" in line]

    assert line.split() == ["linked", "overlap", "70.0", "70.0", "/", "70.0", "10", "65.0", "humans", "78.7"]


def test_json_has_the_same_figures(score, tmp_path):
    """JSON has the values as numbers from 0 to 1."""
    (one,) = json.loads(score("attribution", "--gold", tmp_path, "--json").stdout)
    (figure,) = one["figures"]

    assert (one["scorer"], one["corpus_hash"]) == ("attribution", "a1")
    assert (figure["value"], figure["cases"], figure["floor"]) == (0.7, 10, None)
    assert figure["others"][0]["whose"] == "humans"


def test_wrong_rows_are_written(score, tmp_path):
    """--errors writes a table with a header."""
    score("--gold", tmp_path, "--errors", tmp_path / "wrong.tsv")

    assert (tmp_path / "wrong.tsv").read_text(encoding="utf-8").splitlines() == [
        "scorer\tkind\tsentence",
        "attribution\tmissed\tShe said no.",
    ]


@pytest.mark.parametrize(("floor", "corpus", "status"), [(0.7, "a1", 0), (0.75, "a1", 1), (0.7, "b2", 1)])
def test_check_fails_below_a_floor_or_on_other_data(score, tmp_path, floor, corpus, status):
    """The exit status tells whether the floors hold."""
    floors.save(tmp_path / "floors.json", {"attribution": Floors(corpus, {"linked overlap": floor})})

    assert score("--gold", tmp_path, "--check").exit_code == status


def test_check_fails_where_nothing_could_be_measured(score, tmp_path, monkeypatch):
    """Missing gold files are named and do not pass for a good result."""
    monkeypatch.setattr(Gold, "missing", lambda *_: ("gum/conllu",))
    plain, checked = score("--gold", tmp_path), score("--gold", tmp_path, "--check")

    assert (plain.exit_code, checked.exit_code) == (0, 1)
    assert "attribution is not measured" in plain.stderr
    assert "gum/conllu" in plain.stderr


def test_pin_raises_floors_and_lowers_none_unasked(score, tmp_path):
    """A floor above the figure stays, with status 2; --allow-regression lowers it."""
    file = tmp_path / "floors.json"
    floors.save(file, {"attribution": Floors("a1", {"linked overlap": 0.9}), "other": Floors("c3", {"x": 0.5})})
    refused = score("--gold", tmp_path, "--pin")
    kept = floors.load(file)["attribution"].figures
    score("--gold", tmp_path, "--pin", "--allow-regression")

    assert refused.exit_code == 2
    assert kept == {"linked overlap": 0.9}
    assert floors.load(file)["attribution"].figures == {"linked overlap": 0.7}
    assert floors.load(file)["other"].figures == {"x": 0.5}


def test_check_and_pin_exclude_each_other(score, tmp_path):
    """Comparing with floors that the same call changes would always pass."""
    assert score("--gold", tmp_path, "--pin", "--check").exit_code == 2


def tagged(tmp_path: Path, line: str) -> Path:
    """Return a file with one line."""
    file = tmp_path / "mine.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    return file


def test_a_file_in_the_format_of_the_published_scores(tmp_path):
    """Any file of that format can be scored, without a gold folder."""
    row = {
        "tokens": ["Okoro", "said", "rain", "fell", "."],
        "labels": ["B-source", "B-cue", "B-content", "I-content", "O"],
    }
    result = CliRunner().invoke(app, ["score", "attribution", str(tagged(tmp_path, json.dumps(row))), "--json"])
    figures = {figure["name"]: figure["value"] for figure in json.loads(result.output)[0]["figures"]}

    assert figures["exact span, content"] == 1


@pytest.mark.parametrize(
    "line", ["no json", "[]", "{}", '{"tokens": ["a"], "labels": []}', '{"tokens": ["a"], "labels": ["X"]}']
)
def test_a_file_of_another_format_is_refused(tmp_path, line):
    """A line that is not in the format is named, with what is expected."""
    result = CliRunner().invoke(app, ["score", "attribution", str(tagged(tmp_path, line))])

    assert result.exit_code == 2
    assert "line 1" in result.stderr
    assert "tokens" in result.stderr


def test_other_scorers_take_no_file(tmp_path):
    """A scorer that reads no file says which one does."""
    result = CliRunner().invoke(app, ["score", "speakers", str(tagged(tmp_path, "{}"))])

    assert result.exit_code == 2
    assert "communique score attribution" in " ".join(result.stderr.split())
