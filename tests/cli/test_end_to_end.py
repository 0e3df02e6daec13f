"""The whole program on reports of its own, as a user runs it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import communique
from communique.present.cli.main import app
from communique.present.export.exporters.json import Json

REPORT = """\
Freedonia rejects plan for river dam

“France should never pay for such a dam,” said Ida Moss, the French foreign ministry spokeswoman, on Tuesday in Paris.

Germany’s foreign minister, Otto Brandt, said that the dam would bring light to the valley. “We are not sending any \
weapons to the region,” he told reporters in Berlin.

If the talks fail, the river could run dry by June, analysts said.
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a folder with one report."""
    monkeypatch.chdir(tmp_path)
    Path("river.txt").write_text(REPORT, encoding="utf-8")
    return lambda *arguments, **options: CliRunner().invoke(app, [*arguments], **options)


def ranges(value: Any) -> list[Any]:
    """Return every object with a range in some JSON, however deep."""
    if isinstance(value, list):
        return [found for item in value for found in ranges(item)]
    if not isinstance(value, dict):
        return []
    inner = [found for item in value.values() for found in ranges(item)]
    return [value, *inner] if value.get("start") is not None and "end" in value else inner


def test_reads_a_report(run: Run) -> None:
    """A report read from a file gives statements whose words stand in its text at that place."""
    result = run("read", "river.txt", "--published", "2026-03-12", "--outlet", "The Courier", "--json")
    whole = json.loads(result.stdout)
    text = whole["reports"][0]["text"]

    assert result.exit_code == 0
    assert whole["reports"][0]["outlet"] == "The Courier"
    assert {"Ida Moss", "Otto Brandt"} <= {actor["name"] for actor in whole["actors"]}
    assert len(ranges(whole)) > 10
    assert all(text[place["start"] : place["end"]] == place["words"] for place in ranges(whole))


def test_same_input_gives_same_bytes(run: Run) -> None:
    """Reading twice, into the same record or another, prints the same bytes and adds nothing."""
    first = run("read", "river.txt", "--json").stdout
    kept = Path("communique.db").read_bytes()
    again, other = (run("read", "river.txt", "--json", *record).stdout for record in ([], ["--record", "other.db"]))

    assert first == again == other
    assert Path("communique.db").read_bytes() == kept


def test_python_gives_what_the_terminal_prints(run: Run) -> None:
    """The Python interface returns the record that the terminal prints as JSON."""
    assert Json().text(communique.read("river.txt")) == run("read", "river.txt", "--json").stdout


def test_reads_standard_input(run: Run) -> None:
    """A report can be piped in."""
    result = run("read", "-", input=REPORT)

    assert result.exit_code == 0
    assert "Ida Moss" in result.stdout


def test_asks_what_was_read(run: Run) -> None:
    """What was read can be asked by actor."""
    run("read", "river.txt")
    rows = json.loads(run("ask", "said", "--actor", "France", "--format", "json").stdout)["rows"]

    assert {row["speaker"] for row in rows} == {"Ida Moss"}
    assert rows[0]["evidence"][0]["words"] == "“France should never pay for such a dam,”"


def test_bad_inputs_among_good(run: Run) -> None:
    """A missing file, an empty one and a picture each cost one line; the report is read."""
    Path("empty.txt").touch()
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    result = run("read", "missing.txt", "empty.txt", "picture.txt", "river.txt", "--json")

    assert result.exit_code == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "missing.txt",
        "empty.txt",
        "picture.txt",
    ]
    assert len(json.loads(result.stdout)["reports"]) == 1


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_ctrl_c_leaves_a_whole_record(run: Run, tmp_path: Path) -> None:
    """Ctrl-C in the middle of a batch ends with one line and status 130, and what was read can be asked."""
    for number in range(200):
        Path(f"r{number:03}.txt").write_text(REPORT.replace("June", f"June {number}"), encoding="utf-8")
    command = [sys.executable, "-m", "communique", "read", ".", "--record", "many.db"]
    # Who runs the tests in the background of a shell has Ctrl-C ignored, and the program would inherit that.
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    program = subprocess.Popen(command, **pipes, text=True, cwd=tmp_path, preexec_fn=heeds)
    deadline = time.monotonic() + 30
    while not (Path("many.db-wal").exists() and Path("many.db-wal").stat().st_size > 300_000):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    program.send_signal(signal.SIGINT)
    _, complaint = program.communicate(timeout=30)

    assert program.returncode == 130
    assert complaint.startswith("Stopped after ")
    assert len(complaint.splitlines()) == 1
    assert "Ida Moss" in run("brief", "--record", "many.db").stdout
