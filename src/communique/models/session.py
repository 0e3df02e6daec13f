"""The door to onnxruntime: a model loaded once per process, checked against its manifest."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from communique.core.errors import ModelError
from communique.models.wordpiece import WordPieces

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Model:
    """A model ready to run.

    Attributes:
        manifest: what ``manifest.json`` says: sha256, data, scores, and the numbers that decoding needs.
        encode: words to the numbers of their word pieces.
        session: the onnxruntime session.
    """

    manifest: Mapping[str, Any]
    encode: WordPieces
    session: onnxruntime.InferenceSession

    def run(self, inputs: Mapping[str, Array]) -> list[Array]:
        """Return the model's outputs, in the order of its graph."""
        found: list[Array] = self.session.run(None, dict(inputs))
        return found


def folder(name: str) -> Path:
    """Return the folder of a model that comes with the package."""
    return Path(str(resources.files("communique.models").joinpath(name)))


# More than any machine has cores; onnxruntime refuses numbers that do not fit 32 bits.
MOST_THREADS = 1024

WAY_OUT = "Install the package again, or read with the rules (--attribution rules)."


@cache
def manifest(name: str) -> Mapping[str, Any]:
    """Return a model's manifest.

    Raises:
        ModelError: it is missing or damaged.
    """
    try:
        found: Mapping[str, Any] = json.loads(_bytes(name, "manifest.json"))
        found["sha256"], found["vocabulary"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The manifest of the model '{name}' is damaged. {WAY_OUT}") from error
    return found


def _bytes(name: str, file: str) -> bytes:
    try:
        return (folder(name) / file).read_bytes()
    except OSError as error:
        raise ModelError(f"The model '{name}' cannot be read ({error}). {WAY_OUT}") from error


def _checked(name: str, file: str, key: str) -> bytes:
    """Return a file of a model that has the hash that its manifest gives under ``key``."""
    content = _bytes(name, file)
    if hashlib.sha256(content).hexdigest() != manifest(name)[key]:
        raise ModelError(f"The {file} of the model '{name}' is not the one that its manifest names. {WAY_OUT}")
    return content


def cores() -> int:
    """Return on how many cores this process may run."""
    # Not every system tells; where it does, containers and ``taskset`` are minded.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_threads = ContextVar("threads", default=0)


@contextmanager
def using(threads: int) -> Iterator[None]:
    """Let so many threads run a model as long as the block runs; 0 for one a core. No result depends on it."""
    before = _threads.set(threads)
    try:
        yield
    finally:
        _threads.reset(before)


def load(name: str) -> Model:
    """Load a model, once per process and number of threads (`using`).

    Args:
        name: its folder.

    Raises:
        ModelError: a file is missing or is not the one that the manifest names.
    """
    return _load(name, min(_threads.get() or cores(), MOST_THREADS))


@cache
def _load(name: str, threads: int) -> Model:
    content = _checked(name, "model.onnx", "sha256")
    vocabulary = _checked(name, "vocab.txt", "vocabulary").decode("utf-8").splitlines()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    return Model(manifest(name), WordPieces(vocabulary), session)


def softmax(scores: Array) -> Array:
    """Return the shares of the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Array = raised / raised.sum(axis=-1, keepdims=True)
    return found
