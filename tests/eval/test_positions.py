"""The scorers of matching, stance and positions, on small data of our own."""

import json
from pathlib import Path

import pytest

from communique.core.errors import UsageError
from communique_eval import mpqa, positions
from communique_eval.keypoints import arguments, average_precision, mean_average_precision
from communique_eval.scorers.match import MatchScorer
from communique_eval.scorers.stance import StanceScorer

FILES = {
    "arguments_dev.csv": "arg_id,argument,topic,stance\n"
    "a1,Dams bring light.,Dams are good,1\na2,Dams feed us.,Dams are good,1\n"
    "a3,Dams kill fish.,Dams are good,-1\na4,Nobody needs them.,Dams are good,-1\n",
    "key_points_dev.csv": "key_point_id,key_point,topic,stance\n"
    "k1,Dams give power,Dams are good,1\nk2,Dams harm nature,Dams are good,-1\n",
    "labels_dev.csv": "arg_id,key_point_id,label\na1,k1,1\na2,k1,0\na3,k2,1\n",
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder with key points."""
    folder = tmp_path / "keypoints"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_average_precision_is_the_mean_over_right_rows() -> None:
    """Known values: all right is 1, right at places one and three is (1 + 2/3) / 2."""
    assert average_precision([1, 1]) == 1
    assert average_precision([1, 0, 1]) == pytest.approx(5 / 6)
    assert average_precision([0, 0]) == 0


def test_the_better_half_of_each_side_counts(gold: Path) -> None:
    """Of two arguments a side the surer one is kept; an undecided pair is wrong when strict and right when relaxed."""
    data = arguments(gold, "dev")
    sure = {"a1": 0.9, "a2": 0.1, "a3": 0.2, "a4": 0.8}

    assert mean_average_precision(data, lambda one, _: sure[one.id]) == (0.5, 1.0)


def test_key_point_files_of_the_user_are_scored(gold: Path) -> None:
    """A file of arguments is scored with those beside it; another name is refused with the way out."""
    scores = MatchScorer().run_file(gold / "keypoints" / "arguments_dev.csv")

    assert [figure.name for figure in scores.figures] == ["mAP, strict", "mAP, relaxed"]
    with pytest.raises(UsageError, match="arguments_PART"):
        MatchScorer().run_file(gold / "keypoints" / "labels_dev.csv")


def attitude(kind: str, target: list[int]) -> dict[str, object]:
    """Make an attitude of SRL4ORL's JSON."""
    return {"attitudes_types": kind, "targets_indices": [target]}


SENTENCE = {
    "sentence_tokenized": ["Oslo", "praised", "the", "treaty", "and", "the", "senator"],
    "ds1": {"holders_indices": [[0]], "ds_indices": [1], "att_num": 3, "att0": attitude("sentiment-pos", [2, 3]),
            "att1": attitude("speculation", [6]), "att2": attitude("arguing-neg", [5, 6])},
    "ds2": {"holders_indices": [[5, 6]], "ds_indices": [4], "att_num": 2, "att0": attitude("sentiment-pos", [0]),
            "att1": attitude("sentiment-neg", [0])},
}  # fmt: skip


def test_attitudes_with_one_side_are_read_and_others_left_out(tmp_path: Path) -> None:
    """Speculation has no side; who is marked on both sides of a thing is left out, and the Wall Street Journal."""
    file = tmp_path / "part.json"
    documents = {
        "document0": {"document_path": "docs/20020101/1", "sentence0": SENTENCE},
        "document1": {"document_path": "docs/xbank/1", "sentence0": SENTENCE},
    }
    file.write_text(json.dumps(documents), encoding="utf-8")

    found = [(one.said(one.holder), one.said(one.target), one.sign) for one in mpqa.attitudes(file)]
    assert found == [("Oslo", "the treaty", 1), ("Oslo", "the senator", -1)]
    assert StanceScorer().run_file(file).figures[0].counts
    with pytest.raises(UsageError, match="SRL4ORL"):
        StanceScorer().run_file(tmp_path / "none.json")


def test_gold_of_positions_follows_the_format() -> None:
    """Each line's words stand once in its report; of at least 120 statements half have no position."""
    lines = [line for report in positions.reports("examples") for line in report.lines]
    said = [line for line in lines if line.holder != positions.REPORTER]

    assert len(said) >= 120
    assert sum(not line.wanted for line in said) >= len(said) / 2
    assert not any(line.wanted or line.allowed for line in lines if line.holder == positions.REPORTER)


@pytest.mark.parametrize("line", ["KEN | words", "KEN | words | - | -", "KEN | not there | -"])
def test_a_line_that_is_not_in_the_format_is_refused(line: str) -> None:
    """Wrong fields and words that do not stand once in the text are errors."""
    with pytest.raises(ValueError, match=r"three fields|occur 0 times"):
        positions._line("Some words here.", line)
