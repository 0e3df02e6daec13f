"""Weights to the int8 ONNX file, vocabulary and manifest that the package ships."""

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from training.encoder import vocabulary


def averaged(checkpoints: Sequence[Path]) -> dict[str, Tensor]:
    """Return the mean of the weights of checkpoints of one run."""
    states = [torch.load(one, map_location="cpu") for one in checkpoints]
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def write_model(
    model: nn.Module,
    sample: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    folder: Path,
    about: Mapping[str, object],
) -> None:
    """Write ``model.onnx`` (int8), ``vocab.txt`` and ``manifest.json``.

    Args:
        model: with its weights.
        sample: what it is traced with; batch and pieces may vary.
        inputs, outputs: names; each has batch and pieces as its first axes, as far as it has them.
        folder: where to.
        about: what the manifest says beside the hashes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    axes = {name: {0: "batch", 1: "size"} for name in inputs} | {name: {0: "batch"} for name in outputs}
    with tempfile.TemporaryDirectory() as work:
        whole, ready = Path(work) / "whole.onnx", Path(work) / "ready.onnx"
        torch.onnx.export(
            model.eval(), sample, str(whole), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        # Seven bits keep processors without int8 dot products from saturating, so that results agree everywhere.
        quantize_dynamic(
            str(ready), str(folder / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
    (folder / "vocab.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")
    hashes = {
        "sha256": hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest(),
        "vocabulary": hashlib.sha256((folder / "vocab.txt").read_bytes()).hexdigest(),
    }
    (folder / "manifest.json").write_text(json.dumps({**about, **hashes}, indent=1) + "\n", encoding="utf-8")
