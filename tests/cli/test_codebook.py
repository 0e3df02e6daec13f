"""The commands on codebooks: make, check, try, discover."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from store.samples import DAMS, plain, report, said
from typer.testing import CliRunner

from communique.lexicons import codebook
from communique.present.cli.main import app
from communique.records.rows import Reading
from communique.run import trial
from communique.run.trial import Difference, Tried
from communique.store.database import Store

Run = Callable[..., Result]

SPOKEN = (
    "that Freedonia should scrap tourist visas for visitors",
    "“Visa fees keep Freedonia’s tourists away,”",
    "that the visas for tourists would be free of charge",
)
OTHER = (
    "that the harvest of wheat was the poorest in ten years",
    "that two trains had collided near the old bridge",
    "that the orchestra would play at the opening ceremony",
    "that the patients were treated in a field hospital",
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a folder with a record in which three speakers speak of visas."""
    monkeypatch.chdir(tmp_path)
    with Store.open(Path("communique.db")) as store:
        for i, text in enumerate(SPOKEN):
            told = report(f"r{i}", f"News {i}", text, *OTHER[i : i + 2], published=date(2026, 3, 1 + i))
            statements = tuple(
                said(told, f"person:p-{i}", words, form="indirect") for words in (text, *OTHER[i : i + 2])
            )
            store.add(Reading(told, (), statements), "one")
    return lambda *arguments: CliRunner().invoke(app, ["codebook", *map(str, arguments)])


@pytest.fixture
def tried(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Stand in for the stages: one statement turned and one gained in the first of two reports."""
    monkeypatch.setattr(trial, "trial", lambda *_: iter(_steps()))
    run("new", "my.yaml")
    return run


def _steps() -> Iterator[Tried]:
    told = report("dam", "News of the dam", "The dam is just.", "The dam is a crime.", published=date(2026, 3, 12))
    just, crime = (said(told, "state:A", words) for words in ("The dam is just", "The dam is a crime"))
    found = (
        Difference("turned", DAMS, "oppose", "support", just, told),
        Difference("gained", DAMS, None, "oppose", crime, told),
    )
    yield Tried(told, found, 1, 2)
    yield Tried(told, (), 2, 2)


def test_a_new_codebook_passes_the_check(run: Run) -> None:
    """The file tells the next step, is not written over another, and is a codebook."""
    made, again, checked = run("new", "my.yaml"), run("new", "my.yaml"), run("check", "my.yaml")

    assert (made.exit_code, again.exit_code, checked.exit_code) == (0, 2, 0)
    assert "communique codebook check my.yaml" in made.stdout
    assert "my.yaml is a codebook of 2 issues:" in checked.stdout


def test_check_tells_all_problems(run: Run) -> None:
    """A line for each problem on standard error, and status 2."""
    text = codebook.example().replace("label: Deep", "lable: Deep").replace("kind: judgement", "kind: opinion")
    Path("my.yaml").write_text(text, encoding="utf-8")
    result = run("check", "my.yaml")

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 3
    assert all(line.startswith("my.yaml, line ") for line in result.stderr.splitlines())


def test_try_as_text(tried: Run) -> None:
    """A summary by issue, then the sentences with outlet and day."""
    result = tried("try", "my.yaml")

    assert result.exit_code == 0
    assert "2 reports tried: gained 1, turned 1." in result.stdout
    assert "dams  gained 1, turned 1" in result.stdout
    assert "turned  ✖ opposes → ✚ supports  The dam is just. (The Courier, 12 Mar 2026, " in result.stdout


def test_try_as_a_table(tried: Run) -> None:
    """CSV and JSON have a row for each difference, with its evidence."""
    rows = list(csv.DictReader(tried("try", "my.yaml", "--format", "csv").stdout.splitlines()))
    answer = json.loads(tried("try", "my.yaml", "--format", "json").stdout)

    assert [(row["change"], row["before"], row["after"]) for row in rows] == [
        ("turned", "oppose", "support"),
        ("gained", "", "oppose"),
    ]
    assert rows[0]["sentence"] == "The dam is just."
    assert [row["change"] for row in answer["rows"]] == ["turned", "gained"]
    assert answer["question"] == "try"


def test_try_that_is_stopped_shows_what_it_found(tried: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with status 130 and tells how far it got."""

    def stopped() -> Iterator[Tried]:
        yield next(_steps())
        raise KeyboardInterrupt

    monkeypatch.setattr(trial, "trial", lambda *_: stopped())
    result = tried("try", "my.yaml")

    assert result.exit_code == 130
    assert "gained 1, turned 1" in result.stdout
    assert "Stopped after 1 of 2 reports. The record is as it was." in result.stderr


def test_nothing_to_try(tried: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A codebook that changes nothing says so; one that is none, and a record that is not there, are wrong use."""
    monkeypatch.setattr(trial, "trial", lambda *_: iter(()))

    assert "0 reports tried: nothing changes." in tried("try", "my.yaml").stdout
    assert tried("try", "my.yaml", "--record", "nowhere.db").exit_code == 2
    assert tried("try", "my.yaml", "--limit", "0").exit_code == 2


def test_discover_as_text(run: Run) -> None:
    """A block a topic: how much, a draft of the proposition, terms, sentences."""
    result = run("discover")

    assert result.exit_code == 0
    assert "3 statements, 3 speakers, 3 reports" in result.stdout
    assert "visa" in result.stdout
    assert "(The Courier, 1 Mar 2026, News 0)" in result.stdout


def test_discover_as_a_table(run: Run) -> None:
    """CSV has a line for each statement of a topic; JSON a row a topic."""
    rows = list(csv.DictReader(run("discover", "--format", "csv").stdout.splitlines()))
    answer = json.loads(run("discover", "--format", "json").stdout)

    assert {row["words"] for row in rows} == set(SPOKEN)
    assert [row["statements"] for row in answer["rows"]] == [3]


def test_discover_writes_a_codebook(run: Run) -> None:
    """The stub is new, tells the next step and passes the check; nothing found writes nothing."""
    made = run("discover", "--stub", "drafts.yaml")

    assert "1 draft written to drafts.yaml." in made.stdout
    assert run("check", "drafts.yaml").exit_code == 0
    assert run("discover", "--stub", "drafts.yaml").exit_code == 2
    none = run("discover", "--since", "2026-03-03", "--stub", "none.yaml")
    assert "Nothing is talked about often enough" in none.stdout
    assert not Path("none.yaml").exists()


def test_past_codings_are_listed(run: Run) -> None:
    """What another codebook does not give any more is listed with its words."""
    first = plain("a", ("state:rur", "Ruritania is for it.", "support"), published=date(2026, 5, 1))
    with Store.open(Path("communique.db")) as store:
        store.add(first, "one")
        before = run("past").output
        store.add(replace(first, statements=tuple(replace(one, codings=()) for one in first.statements)), "two")

    assert "No coding is past." in before
    assert "dams: support" in run("past").output
