"""The models that come with the package are those that their manifests name."""

import hashlib
import json
import shutil

import pytest

from communique.core.errors import ModelError
from communique.models import session

NAMES = sorted(path.parent.name for path in session.folder(".").glob("*/manifest.json"))


@pytest.mark.parametrize("name", NAMES)
def test_file_is_the_one_named(name):
    """The file has the hash of the manifest and is at most 30 MB."""
    content = (session.folder(name) / "model.onnx").read_bytes()

    assert hashlib.sha256(content).hexdigest() == session.manifest(name)["sha256"]
    assert len(content) <= 30_000_000


@pytest.mark.parametrize("name", NAMES)
def test_manifest_says_what_it_rests_on(name):
    """A manifest names data, licence, scores; a card stands beside it."""
    assert {"data", "licence", "scores", "base"} <= session.manifest(name).keys()
    assert (session.folder(name) / "card.md").read_text(encoding="utf-8").startswith("# ")


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the attribution model that may be damaged, in place of the package's."""
    shutil.copytree(session.folder("attribution"), tmp_path / "attribution")
    monkeypatch.setattr(session, "folder", lambda name: tmp_path / name)
    session._load.cache_clear()
    session.manifest.cache_clear()
    yield tmp_path / "attribution"
    session._load.cache_clear()
    session.manifest.cache_clear()


def test_damaged_model_is_refused(copy):
    """A model that is not the one of its manifest is refused with the way out."""
    (copy / "model.onnx").write_bytes(b"damaged")

    with pytest.raises(ModelError, match=r"not the one that its manifest names. Install the package again"):
        session.load("attribution")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"sha256": ', b"\xff\xfe"])
def test_damaged_manifest_is_refused(copy, content):
    """A manifest that is empty, cut, another thing or no text is refused with the way out."""
    (copy / "manifest.json").write_bytes(content)

    with pytest.raises(ModelError, match=r"manifest .* is damaged. Install the package again, or read with the rules"):
        session.load("attribution")


def test_other_vocabulary_is_refused(copy):
    """Word pieces that are not those of the model are refused: their numbers would mean other words."""
    words = (copy / "vocab.txt").read_text(encoding="utf-8").splitlines()
    (copy / "vocab.txt").write_text("\n".join(reversed(words)), encoding="utf-8")

    with pytest.raises(ModelError, match=r"vocab.txt .* not the one that its manifest names"):
        session.load("attribution")


def test_missing_model_is_refused(copy):
    """A model without its file is refused with the way out."""
    (copy / "model.onnx").unlink()

    with pytest.raises(ModelError, match=r"cannot be read .* Install the package again"):
        session.load("attribution")


def test_manifest_is_plain_json(copy):
    """Every number that decoding needs can be read by any program."""
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))

    assert len(manifest["transitions"]) == len(manifest["transitions"][0]) == 7
