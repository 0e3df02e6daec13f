"""The pages with commands: each is run from top to bottom and prints what the page shows."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .pages import DOCS, ROOT, Block, blocks

RUN = (
    "tutorial.md", "reference/cli.md", "howto/count-positions.md", "howto/own-actors.md", "howto/own-codebook.md",
)  # fmt: skip
# Between the outputs of two blocks; no report has it.
END = "\x1e"


@dataclass(frozen=True)
class Step:
    """Commands, whether they are to fail, and the lines that must be printed in this order."""

    commands: str
    fails: bool
    shown: tuple[str, ...]


def steps(page: Path) -> Iterator[Step]:
    """Yield the command blocks of a page, each with the text block behind it."""
    found = [block for block in blocks(page) if block.mark in ("sh", "sh error", "text")]
    for block, after in zip(found, [*found[1:], Block("", "")], strict=True):
        if block.mark != "text":
            shown = tuple(map(squeezed, after.text.splitlines())) if after.mark == "text" else ()
            yield Step(block.text, block.mark == "sh error", shown)


def squeezed(line: str) -> str:
    """Return a line with single spaces."""
    return " ".join(line.split())


def script(page: Path) -> str:
    """Return all commands of a page as one shell script that stops at the first surprise."""
    parts = (f"! {{ {step.commands} }}" if step.fails else step.commands for step in steps(page))
    return "set -euo pipefail\n" + "\n".join(f"{part}\nprintf '{END}'\n" for part in parts)


def printed(page: Path, folder: Path) -> list[str]:
    """Run the commands of a page in a folder that has the examples, and return what each block printed."""
    (folder / "examples").symlink_to(ROOT / "examples")
    for block in blocks(page):
        if block.mark.startswith("yaml "):
            (folder / block.mark.removeprefix("yaml ")).write_text(block.text, encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", script(page)],
        cwd=folder,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    return done.stdout.split(END)[:-1]


def missing(shown: tuple[str, ...], output: str) -> list[str]:
    """Return the shown lines that the output does not have, looked for one after the other."""
    lines = iter(map(squeezed, output.splitlines()))
    return [words for words in shown if not any(words in line for line in lines)]


@pytest.mark.parametrize("name", RUN)
def test_commands_print_what_is_shown(name: str, tmp_path: Path) -> None:
    """Every command of a page works in the order of the page, and prints the lines that the page shows, in order."""
    page = DOCS / name
    outputs = printed(page, tmp_path)

    assert [missing(step.shown, output) for step, output in zip(steps(page), outputs, strict=True)] == [
        [] for _ in outputs
    ]


def test_every_page_with_commands_is_run() -> None:
    """No page outside the list has a block of commands."""
    with_commands = {page for page in DOCS.rglob("*.md") if any(block.mark == "sh" for block in blocks(page))}

    assert with_commands == {DOCS / name for name in RUN}


def test_a_line_that_is_not_printed_is_noticed() -> None:
    """Lines count in their order, whatever the space between words."""
    output = "one  two\nthree\n"

    assert missing(("one two", "three"), output) == []
    assert missing(("three", "one two"), output) == ["one two"]
    assert missing(("four",), output) == ["four"]
