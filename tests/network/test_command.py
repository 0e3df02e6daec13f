"""The command ``network``: what it prints and writes, and what it refuses."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from store.samples import full
from typer.testing import CliRunner, Result

from communique.present.cli.main import app
from communique.store.database import Store

from .projects import write
from .test_dna import SAMPLE, sample

Run = Callable[..., Result]
SPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in a folder with a record and a project."""
    monkeypatch.chdir(tmp_path)
    write(Path("dams.dna"))
    with Store.open(Path("communique.db")) as store:
        store.add(full(), "one")
    return lambda *arguments: CliRunner().invoke(app, ["network", *map(str, arguments)])


def table(result: Result) -> list[list[str]]:
    """Return the rows of CSV."""
    assert result.exit_code == 0, result.output
    return list(csv.reader(io.StringIO(result.stdout)))


def test_project_as_csv(run: Run) -> None:
    """Repetitions in a document count once, statements of nobody do not."""
    assert table(run("dams.dna", "--format", "csv")) == [
        ["", "Talks should go on.", "The dam is just."],
        ["Farmers", "1", "-1"],
        ["Ministry", "1", "1"],
    ]


def test_project_with_repetitions(run: Run) -> None:
    """Asked for, each statement counts."""
    rows = table(run("dams.dna", "--format", "csv", "--qualifier", "ignore", "--duplicates", "include"))

    assert rows[2] == ["Ministry", "1", "2"]


def test_project_as_json(run: Run) -> None:
    """One object with names and numbers; fractions have six digits."""
    result = run("dams.dna", "--mode", "one", "--normalise", "average", "--duplicates", "include", "--format", "json")

    assert json.loads(result.stdout) == {
        "communique": 1,
        "rows": ["Farmers", "Ministry"],
        "columns": ["Farmers", "Ministry"],
        "values": [[0, 0.4], [0.4, 0]],
    }


def test_wider_scale(run: Run) -> None:
    """An integer variable gives sums of its values."""
    rows = table(run("dams.dna", "--values-as", "strength", "--duplicates", "include", "--format", "csv"))

    assert rows[1:] == [["Farmers", "1", "-2"], ["Ministry", "1", "3"]]


def test_filters(run: Run) -> None:
    """Days and names narrow the network."""
    assert table(run("dams.dna", "--until", "2026-01-31", "--format", "csv"))[1:] == [["Ministry", "1"]]
    left = table(run("dams.dna", "--exclude", "Farmers", "--exclude", "The dam is just.", "--format", "csv"))

    assert left == [["", "Talks should go on."], ["Ministry", "1"]]


@pytest.mark.parametrize(
    ("level", "rows"),
    [("state", [["Freedonia", "1"], ["Sylvania", "-1"]]), ("person", [["Ida Moss", "1"], ["Otto Brandt", "-1"]])],
)
def test_record(level: str, rows: list[list[str]], run: Run) -> None:
    """Without a file the record is drawn, at the level that is asked for."""
    assert table(run("--actors-as", level, "--format", "csv")) == [["", "dams"], *rows]


def test_windows(run: Run) -> None:
    """Each window is a network under the day in its middle."""
    whole = json.loads(run("dams.dna", "--window", "1m", "--format", "json").stdout)
    rows = table(run("dams.dna", "--window", "1m", "--kernel", "triangular", "--format", "csv"))

    assert [(one["day"], len(one["rows"])) for one in whole["windows"]] == [("2026-01-16", 1), ("2026-02-14", 2)]
    assert rows[:2] == [
        ["window", "day", "row", "column", "value"],
        ["1", "2026-01-16", "Ministry", "The dam is just.", "0.290323"],
    ]


def test_graphml(run: Run) -> None:
    """Nodes have names, kinds and numbers of statements, edges weights; the file is written, and written once."""
    call = ("dams.dna", "--format", "graphml", "--output", "dams.graphml")
    first, again = run(*call), run(*call)
    graph = Xml.parse("dams.graphml").getroot()
    nodes = [[data.text for data in node] for node in graph.iterfind(".//g:node", SPACE)]
    edges = [(edge.get("source"), edge.get("target"), edge[0].text) for edge in graph.iterfind(".//g:edge", SPACE)]

    assert (first.exit_code, first.stdout, again.exit_code) == (0, "", 2)
    assert nodes[0] == ["Farmers", "Farmers", "actor", "2"]
    assert nodes[-1] == ["The dam is just.", "The dam is just.", "concept", "2"]
    assert edges[1] == ("actor:Farmers", "concept:The dam is just.", "-1")
    assert len(edges) == 4


def test_graphml_of_one_mode_with_odd_names(run: Run) -> None:
    """What XML cannot hold is replaced, what it has marks for is escaped."""
    write(Path("odd.dna"), [("A <&> \x01", "x", 1, 1, 1), ("B", "x", 1, 1, 1)])
    graph = Xml.fromstring(run("odd.dna", "--mode", "one", "--format", "graphml").stdout)

    assert [node[0].text for node in graph.iterfind(".//g:node", SPACE)] == ["A <&> \ufffd", "B"]
    assert len(graph.findall(".//g:edge", SPACE)) == 1


def test_text(run: Run) -> None:
    """A small network is a table, its columns numbered and told below."""
    text = run("dams.dna").stdout

    assert text.startswith("2 actors, 2 concepts, 4 ties\n")
    assert "2   The dam is just." in text
    assert "\x1b" not in text
    assert run("dams.dna", "--mode", "one").stdout.startswith("2 actors, 1 tie\n")


def test_large_network_as_text(run: Run) -> None:
    """Of a large network the heaviest ties are listed."""
    write(Path("large.dna"), [(f"A{at}", "x", 1, 1, 1) for at in range(50)] + [("A7", "x", 1, 1, 1)])
    text = run("large.dna", "--duplicates", "include").stdout.splitlines()

    assert text[0] == "50 actors, 1 concept, 50 ties"
    assert text[2].split() == ["2", "A7", "–", "x"]
    assert len(text) == 43
    assert "--format csv" in text[-1]


def test_windows_as_text(run: Run) -> None:
    """A line a window."""
    last = run("dams.dna", "--window", "1m").stdout.splitlines()[-1]

    assert last.split(maxsplit=4) == ["2026-02-14", "4", "3", "1", "Farmers – Talks should go on."]


def test_nothing_to_draw(run: Run) -> None:
    """A period in which nothing was said gives an empty network in each format."""
    for format in ("text", "csv", "json", "graphml"):
        assert run("dams.dna", "--since", "2030-01-01", "--format", format).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["minutes.txt"], 1, "not a database"),
        (["communique.db"], 1, "not a project of DNA 3"),
        (["nowhere.dna"], 2, "no file nowhere.dna"),
        (["dams.dna", "--actors-as", "state"], 2, "person, organization, concept"),
        (["dams.dna", "--values-as", "concept"], 2, "agreement, strength"),
        (["dams.dna", "--window", "x"], 2, "such as 30d"),
        (["dams.dna", "--window", "90d"], 2, "longer"),
        (["dams.dna", "--window", "1m", "--format", "graphml"], 2, "--window"),
        (["dams.dna", "--kernel", "gaussian"], 2, "--window"),
        (["dams.dna", "--qualifier", "congruence"], 2, "ignore, combine, subtract"),
        (["dams.dna", "--mode", "one", "--normalise", "activity"], 2, "average, jaccard, cosine"),
        (["dams.dna", "--exclude", "Farmer"], 2, "Farmers"),
        (["dams.dna", "--output", "net.txt"], 2, "--format csv"),
        (["--actors-as", "organization"], 2, "person, body, state"),
        (["--record", "nowhere.db"], 2, "nowhere.db"),
        (["--since", "2026-03-02", "--until", "2026-03-01"], 2, "Swap"),
    ],
)
def test_refusals(arguments: list[str], status: int, told: str, run: Run) -> None:
    """What cannot be done is told in a line with the way out, and writes nothing."""
    Path("minutes.txt").write_text("Minutes of the meeting. " * 100)
    before = sorted(Path().iterdir())
    result = run(*arguments)

    assert result.exit_code == status
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""
    assert sorted(Path().iterdir()) == before


@sample
@pytest.mark.parametrize("compat", [[], ["--dna-compat"]])
def test_sample(run: Run, compat: list[str]) -> None:
    """The sample of DNA gives the numbers of DNA on the terminal too."""
    shared = ["--mode", "one", "--duplicates", "include", "--format", "json", *compat]
    whole = json.loads(run(SAMPLE, *shared, "--normalise", "average").stdout)
    two = json.loads(run(SAMPLE, "--qualifier", "ignore", "--duplicates", "include", "--format", "json").stdout)

    assert round(sum(map(sum, whole["values"])), 2) == 25.8
    assert sum(map(sum, two["values"])) == 40
