"""What the tests of the documents share: where they lie, their fenced blocks, the generator."""

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))

_FENCED = re.compile(r"^```(?P<mark>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: the words after its fence, and what stands in it."""

    mark: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page in order."""
    for found in _FENCED.finditer(page.read_text(encoding="utf-8")):
        yield Block(found["mark"].strip(), found["text"])


def without_blocks(page: Path) -> str:
    """Return the text of a page outside its fenced blocks and its code."""
    return re.sub(r"`[^`\n]*`", "", _FENCED.sub("", page.read_text(encoding="utf-8")))


def generator() -> ModuleType:
    """Import ``docs/generate.py``."""
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
