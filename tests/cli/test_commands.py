"""The terminal: what each command prints, and with which exit status."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from store.samples import full, plain
from typer.testing import CliRunner, Result

from communique import __version__
from communique.core import registry
from communique.core.errors import NotAReport
from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.present.cli import commands, reading
from communique.present.cli.commands import demo
from communique.present.cli.main import app
from communique.present.cli.reading import read_all
from communique.present.cli.screen import screen
from communique.present.export import exporters
from communique.query import questions, review
from communique.run.batch import Outcome
from communique.store.database import Store

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "read_into", batch)
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


def batch(store: Store, names: Sequence[str], given: Given, settings: Settings) -> Iterator[Outcome]:
    """Stand in for the stages: 'river' is a report, 'bad' is none, 'stop' is where the user presses Ctrl-C."""
    for done, name in enumerate(names, 1):
        if name == "stop":
            raise KeyboardInterrupt
        if name == "bad":
            error = NotAReport("bad", "there is no text in it", "Give another file.")
            yield Outcome(name, None, error, False, done, len(names))
            continue
        found = full() if name == "river" else plain(name, (f"state:{name}", f"It is {name}.", "support"))
        yield Outcome(name, found.report.id, None, store.add(found, "one"), done, len(names))


@pytest.fixture
def filled(run: Run) -> Run:
    """Run the program beside a record of one report."""
    run("read", "river")
    return run


def lines(text: str) -> list[str]:
    """Return the lines that are not empty."""
    return [line for line in text.splitlines() if line.strip()]


def test_alone_tells_what_to_do(run: Run) -> None:
    """Without a command the program names the first commands."""
    result = run()

    assert result.exit_code == 0
    assert "communique read FILE…" in result.output


def test_version(run: Run) -> None:
    """The version is that of the package."""
    assert run("--version").output == f"communique {__version__}\n"


def test_help_lists_every_command(run: Run) -> None:
    """Every file of the folder is a command with a line of help."""
    listed = dict(re.findall(r"^  (\w+) {2,}(\S.*)$", run("--help").output, re.M))

    assert set(listed) == set(registry.names(commands))


@pytest.mark.parametrize("name", [name for name in registry.names(commands) if name != "score"])
def test_every_command_has_help(name: str, run: Run) -> None:
    """Each command explains its options."""
    result = run(name, "--help")

    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_help_imports_nothing_heavy() -> None:
    """Listing the commands loads neither the parser nor any stage, so that it is there at once."""
    script = (
        "import sys; from communique.present.cli.main import app; app(['--help'], standalone_mode=False); "
        "print([name for name in sys.modules if name in ('spacy', 'trafilatura', 'communique.run')])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert result.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["read"],
        ["read", "river", "--published", "12 March"],
        ["read", "river", "--format", "pdf"],
        ["ask", "why"],
        ["ask", "said", "--actor", "Nobody"],
        ["ask", "said", "--since", "2026-03-02", "--until", "2026-03-01"],
        ["brief", "--issue", "Nothing"],
        ["brief", "--record", "nowhere.db"],
        ["ask", "said", "--record", "nowhere.db"],
        ["codebook", "check", "nowhere.yaml"],
    ],
)
def test_wrong_use(arguments: list[str], filled: Run) -> None:
    """A wrong call is told in a line without a traceback, with status 2, and makes no file."""
    result = filled(*arguments)

    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.output
    assert not Path("nowhere.db").exists()


def test_unusable_record(run: Run) -> None:
    """A record that cannot be used is told in one line with status 1."""
    Path("notes.db").write_text("Minutes of the meeting. " * 100)
    result = run("read", "river", "--record", "notes.db")

    assert result.exit_code == 1
    assert len(lines(result.stderr)) == 1
    assert "notes.db" in result.stderr


def test_read_prints_the_brief(run: Run) -> None:
    """Reading a report prints its brief and keeps it."""
    result = run("read", "river")

    assert result.exit_code == 0
    assert "WHO SAID WHAT" in result.stdout
    assert Path("communique.db").exists()


def test_read_again_prints_the_same(run: Run) -> None:
    """Reading a report that the record has gives the same bytes, and leaves the file as it was."""
    first = run("read", "river", "--json").stdout
    kept = Path("communique.db").read_bytes()

    assert run("read", "river", "--json").stdout == first
    assert Path("communique.db").read_bytes() == kept


def test_read_prints_only_what_was_named(filled: Run) -> None:
    """Other reports of the record are left out."""
    whole = json.loads(filled("read", "other", "--json").stdout)

    assert [report["source"] for report in whole["reports"]] == ["other.txt"]


def test_bad_input_costs_a_line(run: Run) -> None:
    """An input that cannot be read costs one line and status 1; the others are read."""
    result = run("read", "bad", "river", "--json")

    assert result.exit_code == 1
    assert lines(result.stderr) == ["bad: there is no text in it. Give another file."]
    assert len(json.loads(result.stdout)["reports"]) == 1


def test_only_bad_input(run: Run) -> None:
    """When nothing could be read there is no brief, and JSON is still the contract."""
    assert run("read", "bad").stdout == ""
    assert json.loads(run("read", "bad", "--json").stdout)["reports"] == []


def test_many_reports_give_a_summary(run: Run) -> None:
    """Reading many reports prints how many and how to go on; asked for, the brief."""
    names = [f"r{number}" for number in range(6)]
    summary, brief = run("read", *names), run("read", *names, "--format", "text")

    assert summary.stdout.startswith("6 reports in communique.db: 6 new.\n")
    assert "communique brief" in summary.stdout
    assert "WHO SAID WHAT" in brief.stdout


def test_ctrl_c_keeps_what_was_read(run: Run) -> None:
    """Stopping tells so in a line with status 130, and what was read before can be asked."""
    result = run("read", "river", "stop", "other")

    assert result.exit_code == 130
    assert lines(result.stderr) == [
        "Stopped after 1 of 3. The record keeps what was read; the same command goes on from there."
    ]
    assert "Ida Moss" in run("brief").stdout


def test_brief_is_plain_when_piped(filled: Run) -> None:
    """Into a pipe go no colours, and every row stands on one line, uncut."""
    result = filled("brief")

    assert "\x1b" not in result.stdout
    assert not [line for line in result.stdout.splitlines() if line != line.rstrip() and "───" not in line]
    assert "“We never agreed to it,” said Otto Brandt of Sylvania 🌊." in result.stdout


def test_brief_says_what_is_denied_and_second_hand(filled: Run) -> None:
    """Denied events and second-hand words are marked in words."""
    text = filled("brief").stdout

    assert "Sylvania  AGREE  ✖ DENIED by Otto Brandt" in text
    assert "↳ second-hand: Sylvania believes the dam a threat" in text


def test_brief_with_filters(filled: Run) -> None:
    """A filter keeps one actor's statements and the other side of its disagreements."""
    result = filled(
        "brief", "--actor", "otto brandt", "--issue", "dams", "--outlet", "courier", "--since", "2026-01-01"
    )

    assert result.exit_code == 0
    assert "1 statement" in result.stdout


@pytest.mark.parametrize("format", ["text", "md", "json", "csv"])
@pytest.mark.parametrize("question", registry.names(questions))
def test_ask(question: str, format: str, filled: Run) -> None:
    """Every question can be asked in every format, and its answer cites the report."""
    result = filled("ask", question, "--format", format)

    assert result.exit_code == 0
    assert "Freedonia defends dam" in result.stdout


@pytest.mark.parametrize("format", ["text", "md", "json", "csv"])
def test_ask_finds_nothing(format: str, filled: Run) -> None:
    """A question without answers is no error."""
    assert filled("ask", "said", "--since", "2030-01-01", "--format", format).exit_code == 0


def test_demo_needs_no_record(run: Run) -> None:
    """The demonstration leaves no file behind."""
    result = run("demo")

    assert result.exit_code == 0
    assert list(Path().iterdir()) == []


def test_codebook_can_be_copied_and_checked(run: Run) -> None:
    """A copy of the built-in codebook is a codebook; an existing file is not overwritten."""
    copied, checked, again = (
        run("codebook", *call) for call in (["copy", "my.yaml"], ["check", "my.yaml"], ["copy", "my.yaml"])
    )

    assert (copied.exit_code, checked.exit_code, again.exit_code) == (0, 0, 2)
    assert run("codebook", "show").stdout == Path("my.yaml").read_text(encoding="utf-8")


def test_broken_pipe_is_quiet(filled: Run, tmp_path: Path) -> None:
    """A reader that goes away costs neither a traceback nor a message."""
    program = subprocess.Popen(
        [sys.executable, "-m", "communique", "brief"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert program.stdout
    assert program.stderr
    program.stdout.close()
    complaint = program.stderr.read()
    program.stderr.close()

    assert program.wait(30) == 141
    assert complaint == b""


def test_output_in_any_locale(filled: Run, tmp_path: Path) -> None:
    """What is piped is UTF-8 even where the locale is not."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    arguments = [sys.executable, "-m", "communique", "brief"]
    result = subprocess.run(arguments, capture_output=True, cwd=tmp_path, env=environment, check=True)

    assert "“We never agreed to it,”" in result.stdout.decode()


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        (["read"], "read [OPTIONS] FILE…\n"),
        (["ask"], "ask [OPTIONS] QUESTION [PHRASE…]\n"),
        (["codebook", "copy"], "codebook copy [OPTIONS] FILE\n"),
    ],
)
def test_help_in_plain_words(command: list[str], usage: str, run: Run) -> None:
    """Help names values as a reader writes them, not the types of the program."""
    text = run(*command, "--help").output

    assert usage in text
    assert not re.search(r"[<{%]", text)


def test_day_that_is_none(filled: Run) -> None:
    """A day that the calendar has not is named, with how to write one."""
    result = filled("brief", "--since", "2026-02-30")

    assert result.exit_code == 2
    assert "'2026-02-30' is no day. Write it as YYYY-MM-DD" in result.stderr


def test_two_formats(run: Run) -> None:
    """--json beside another format is a wrong call; beside its own it is none."""
    assert run("read", "river", "--json", "--format", "md").exit_code == 2
    assert run("read", "river", "--json", "--format", "json").exit_code == 0


@pytest.mark.parametrize("name", registry.names(exporters))
def test_formats_are_the_exporters(name: str, filled: Run) -> None:
    """Each file in the folder of the exporters is a format by its name."""
    assert filled("brief", "--format", name).exit_code == 0


@pytest.mark.parametrize("question", registry.names(questions))
@pytest.mark.parametrize("format", ["text", "md"])
def test_sources_count_from_one(question: str, format: str, filled: Run) -> None:
    """The sources of an answer are numbered from 1 without gaps, and each is cited."""
    text = filled("ask", question, "--format", format).stdout
    answer, sources = re.split(r"SOURCES.*\n|## Sources\n", text)
    numbers = [int(number) for number in re.findall(r"^[ -]*\[(\d+)\]", sources, re.M)]
    cited = {int(number) for group in re.findall(r"\[([\d, ]+)\]", answer) for number in group.split(", ")}

    assert numbers == list(range(1, len(numbers) + 1))
    assert cited == set(numbers)


def test_one_is_no_plural(run: Run) -> None:
    """One issue is no issues."""
    run("codebook", "copy", "my.yaml")
    first, second, *_ = Path("my.yaml").read_text(encoding="utf-8").split("\n- id:")
    Path("one.yaml").write_text(f"{first}\n- id:{second}", encoding="utf-8")

    assert "a codebook of 1 issue:" in run("codebook", "check", "one.yaml").stdout


def test_summary_names_what_can_be_asked(run: Run) -> None:
    """The summary of many reports names who is heard most, and commands that can be copied as they are."""
    text = run("read", *(f"r{number}" for number in range(6)), "--record", "my record.db").stdout
    commands = re.findall(r"^  communique (.+?)  ", text, re.M)

    assert "Most heard: " in text
    assert len(commands) == 4
    for call in commands:
        assert run(*shlex.split(call)).exit_code == 0


def test_demo_shows_the_fullest_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration prints the report with the most kinds of rows, whichever that is."""
    monkeypatch.setattr(demo, "read_all", lambda store, *_: read_all(store, ["a", "river", "b"], Given(), Settings()))
    text = run("demo").stdout

    assert "Freedonia defends dam" in text
    assert "one of 3 example reports" in text


def test_demo_is_served(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples are served from a record that is gone afterwards, or from the one that is named."""
    served: list[tuple[Path, int]] = []

    def serve(record: Path, host: str, port: int, **_: object) -> None:
        with Store.open(record) as store:
            served.append((record, len(store.reports())))
        assert (host, port) == ("127.0.0.1", 0)

    monkeypatch.setattr(demo, "serve", serve)
    assert [run("demo", "--serve").exit_code, run("demo", "--serve", "--record", "kept.db").exit_code] == [0, 0]
    assert [count for _, count in served] == [1, 1]
    assert [record.exists() for record, _ in served] == [False, True]


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "communique", *arguments], stderr=subprocess.PIPE, check=False, **options
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [["brief"], ["brief", "--format", "json"], ["--version"]])
def test_full_disk_under_the_output(arguments: list[str], filled: Run, tmp_path: Path) -> None:
    """Output that cannot be written costs one line and status 1."""
    with open("/dev/full", "wb") as full_device:
        result = program(*arguments, stdout=full_device, cwd=tmp_path)

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert b"cannot be written" in result.stderr


def test_closed_output(filled: Run, tmp_path: Path) -> None:
    """A program started without any output does its work."""
    command = f"'{sys.executable}' -m communique brief >&- 2>&-"

    assert subprocess.run(["sh", "-c", command], cwd=tmp_path, check=False).returncode == 0


def test_terminal_of_no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that says it is 0 wide gets the usual width."""
    monkeypatch.setenv("COLUMNS", "0")
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert screen().width > 0


@pytest.mark.parametrize("format", ["text", "md", "json", "csv"])
def test_actors_are_coded_from_phrases(run: Run, format: str) -> None:
    """Phrases become codes in every format, without a record; the day decides who governs."""
    result = run("ask", "actor", "Chile's defence ministry", "the Taliban", "--on", "2002-05-01", "--format", format)

    assert result.exit_code == 0
    assert all(word in result.output for word in ("CHL", "MIL", "AFG", "REB"))


def test_phrases_are_read_from_standard_input(run: Run) -> None:
    """A dash stands for the lines of standard input."""
    result = CliRunner().invoke(app, ["ask", "actor", "-", "--format", "csv"], input="TEHRAN\n\nNATO\n")

    assert [line.split(",")[3] for line in result.output.splitlines()] == ["country", "IRN", "IGO"]


@pytest.mark.parametrize(
    "arguments", [["actor"], ["actor", "…"], ["said", "Iran"], ["said", "--on", "2020-01-01"], ["nothing"]]
)
def test_wrong_questions_say_what_to_do(run: Run, arguments: list[str]) -> None:
    """What cannot be asked costs exit status 2 and a line with the way out."""
    result = run("ask", *arguments)

    assert result.exit_code == 2
    assert result.output.strip()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "matrix", "--format", "md"), "text, csv or json"),
        (("ask", "said", "--level", "person"), "--level and --form belong to"),
        (("ask", "changes"), "--since"),
        (("ask", "matrix", "--level", "village"), "village"),
    ],
)
def test_boards_refuse_what_they_do_not_have(arguments, told, tmp_path, monkeypatch):
    """What a board cannot do, or another question cannot, is refused with the way out."""
    monkeypatch.chdir(tmp_path)
    with Store.open(Path("communique.db")) as store:
        store.add(full(), "one")
    result = CliRunner().invoke(app, list(arguments))

    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize("format", ["text", "csv", "json"])
def test_boards_are_written_with_their_sentences(format, tmp_path, monkeypatch):
    """Matrix and changes show actor, sides and the sentence in every format."""
    monkeypatch.chdir(tmp_path)
    with Store.open(Path("communique.db")) as store:
        store.add(full(), "one")
    for board in ("matrix", "changes"):
        result = CliRunner().invoke(app, ["ask", board, "--since", "2026-01-01", "--format", format])

        assert result.exit_code == 0
        assert "Freedonia" in result.output
        assert "The dam is just" in result.output


def test_decisions_about_actors_are_listed(filled: Run) -> None:
    """Merges, splits and new names, with what became of them; what was decided about rows is not among them."""
    assert "Nothing was decided" in filled("actors", "decisions").stdout
    filled("actors", "merge", "Otto Brandt", "Ida Moss")
    with Store.open(Path("communique.db")) as store:
        row = store.statements()[0]
        review.accept(store, [review.Row(row.report, row.id)])
        review.rename(store, "state:FRE", "Free State")
    filled("actors", "split", "Ida Moss", "river", "--name", "Eva Moss")
    filled("actors", "undo", "4")

    assert "Taken back: accept: statement “" in filled("actors", "undo", "2").stdout
    assert lines(filled("actors", "decisions").stdout) == [
        "1  merge: person:otto-brandt is person:ida-moss",
        "3  rename: state:FRE is called Free State",
        f"4  split: person:ida-moss in {row.report} is person:eva-moss (Eva Moss)  (taken back)",
    ]


def test_brief_for_word(filled: Run) -> None:
    """Bytes go to what is no terminal, or to a new file, which is never written over."""
    printed = filled("brief", "--format", "docx")
    kept = filled("brief", "--format", "docx", "--output", "brief.docx")
    again = filled("brief", "--format", "docx", "--output", "brief.docx")

    assert printed.stdout_bytes[:2] == b"PK"
    assert Path("brief.docx").read_bytes() == printed.stdout_bytes
    assert kept.exit_code == 0
    assert kept.output == ""
    assert again.exit_code == 2
    assert "brief.docx is there already." in again.stderr


def test_brief_as_a_file(filled: Run) -> None:
    """A format for other programs goes to a file; what is printed for people does not."""
    filled("brief", "--format", "html", "--output", "brief.html")
    refused = filled("brief", "--output", "brief.txt")

    assert Path("brief.html").read_text(encoding="utf-8") == filled("brief", "--format", "html").stdout
    assert refused.exit_code == 2
    assert not Path("brief.txt").exists()


@pytest.mark.parametrize("command", [["brief"], ["read", "bad"], ["demo"]])
def test_terminal_gets_no_bytes(command: list[str], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any work is done, a terminal refuses what it cannot show and says how to keep it."""
    monkeypatch.setattr("communique.present.cli.output.sys", type("At", (), {"stdout": Terminal()}))
    result = run(*command, "--format", "docx")

    assert result.exit_code == 2
    assert "--output brief.docx" in result.stderr
    assert not list(Path().iterdir())


class Terminal:
    """Stands in for an output that is a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True
