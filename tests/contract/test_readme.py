"""The README shows what the program really prints."""

import re
from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from communique.present.cli.main import app

README = Path(__file__).parents[2] / "README.md"


def block(name: str) -> str:
    """Return a fenced block of the README by its mark."""
    found = re.search(rf"```text {name}\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    assert found, f"README.md has no block marked 'text {name}'"
    return found.group(1)


def brief(tmp_path: Path) -> str:
    """Read the README's passage as the README says and return what is printed, without reports and sources."""
    path = tmp_path / "herring.txt"
    path.write_text(block("passage"), encoding="utf-8")
    call = ["read", str(path), "--published", date(2026, 3, 12).isoformat(), "--record", str(tmp_path / "record.db")]
    printed = CliRunner().invoke(app, call).output
    return printed[printed.index("WHO SAID WHAT") : printed.index("SOURCES")].rstrip() + "\n"


def test_record_of_the_passage(tmp_path):
    """The record under the passage is what the command prints for it."""
    assert block("record") == brief(tmp_path)
