"""The pages with Python: their blocks are run one after the other."""

import contextlib
import io
from pathlib import Path

import pytest

from .pages import DOCS, ROOT, blocks

PAGES = sorted(page for page in DOCS.rglob("*.md") if any(block.mark == "python" for block in blocks(page)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_python_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block runs with what the blocks before it defined, in a folder that has the examples."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": page.stem}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for block in blocks(page):
            if block.mark == "python":
                exec(compile(block.text, str(page), "exec"), names)

    assert printed.getvalue() or "assert" in page.read_text(encoding="utf-8")


def test_the_how_tos_are_among_them() -> None:
    """The pages that show code are found."""
    assert {page.stem for page in PAGES} >= {"use-from-python", "add-a-stage", "add-a-reader"}
