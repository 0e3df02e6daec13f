"""The reference is up to date and complete, and no link leads nowhere."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest
import typer

import communique
from communique.annotate import annotators
from communique.core import registry
from communique.ingest import readers
from communique.lexicons import codebook
from communique.present.cli.main import app
from communique.present.export import exporters
from communique.present.export.exporters.json import Json, as_object
from communique.query import questions
from communique.records import words
from communique.records.rows import Disagreement, Record
from communique_eval import scoreboard

from .pages import DOCS, PAGES, ROOT, generator, without_blocks

# Names of the objects in the record, by where they stand.
NAMED = {
    "reports": "report", "removed": "removed", "dateline": "dateline", "actors": "actor", "mentions": "mention",
    "statements": "statement", "speaker": "speaker", "cue": "evidence", "content": "evidence", "codings": "coding",
    "issue": "issue", "positions": "position", "events": "event", "evidence": "evidence", "amount": "amount",
    "forecasts": "forecast", "outcome": "evidence", "condition": "evidence", "disagreements": "disagreement",
    "a": "side", "b": "side",
}  # fmt: skip


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """The generator of the pages."""
    return generator()


@pytest.fixture(scope="module")
def written() -> dict[str, object]:
    """What the JSON exporter writes of two examples."""
    names = ("border-ceasefire.txt", "iran-oil-sanctions.html")
    return json.loads(Json().text(communique.read([ROOT / "examples" / name for name in names])))


def page(name: str) -> str:
    """Return the text of a page of the reference."""
    return (DOCS / "reference" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_generated_parts_are_fresh(path: Path, generate: ModuleType) -> None:
    """Each generated part is as the generator writes it now (``python docs/generate.py`` makes it so)."""
    assert generate.filled(path) == path.read_text(encoding="utf-8")


def test_stale_part_is_noticed(generate: ModuleType, tmp_path: Path) -> None:
    """A part that says something else is written anew, and the words around it stay."""
    stale = tmp_path / "page.md"
    stale.write_text("before\n<!-- generated form -->\nold\n<!-- end form -->\nafter\n", encoding="utf-8")
    filled = generate.filled(stale)

    assert "old" not in filled
    assert "`direct`" in filled
    assert filled.startswith("before\n")
    assert filled.endswith("\nafter\n")


def leaves() -> Iterator[tuple[str, list[str]]]:
    """Yield each command that can be run, with the names of its options."""
    group = typer.main.get_command(app)
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        below = {f"{name} {sub}": one for sub, one in getattr(command, "commands", {}).items()}
        for words_of, leaf in (below or {name: command}).items():
            yield words_of, [option for one in leaf.params for option in one.opts if option.startswith("--")]


@pytest.mark.parametrize(
    ("command", "options"), list(leaves()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_option_is_documented(command: str, options: list[str]) -> None:
    """The section of a command has each of its options, and an example."""
    section = re.split(r"(?m)^##", page("cli").partition(f"# communique {command}\n")[2])[0]

    assert [option for option in options if option != "--help" and f"| `{option}`" not in section] == []
    assert f"\ncommunique {command}" in section


@pytest.mark.parametrize(
    ("kind", "names"),
    [(package.__name__, registry.names(package)) for package in (annotators, readers, questions, exporters)]
    + [("scorers", scoreboard.names())],
)
def test_every_plugin_is_documented(kind: str, names: tuple[str, ...]) -> None:
    """Each stage, reader, question, exporter and scorer has its line."""
    assert [name for name in names if f"\n| `{name}` |" not in page("stages")] == []


def test_every_issue_and_field_of_codebooks_is_documented(generate: ModuleType) -> None:
    """The built-in issues and all fields of the format have their lines."""
    known = [issue.id for issue in codebook.load().issues] + [field.name for field in fields(codebook.IssueEntry)]

    assert [name for name in known if f"\n| `{name}` |" not in page("codebook")] == []


@pytest.mark.parametrize("kind", ["FORMS", "ACTS", "STANCES", "STATUSES", "ACTOR_KINDS", "EVENT_TYPES"])
def test_every_closed_word_is_documented(kind: str) -> None:
    """Each value of the closed lists has its line."""
    assert [word for word in getattr(words, kind) if f"\n| `{word}` |" not in page("acts-and-events")] == []


def keys_of(value: object, name: str) -> Iterator[tuple[str, str, bool]]:
    """Yield object, key and whether its value is null, for each key below a value."""
    if isinstance(value, list):
        for one in value:
            yield from keys_of(one, name)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield name, key, inner is None
            yield from keys_of(inner, NAMED.get(key, key))


def test_every_key_of_the_json_is_documented_and_none_besides(generate: ModuleType, written: dict[str, object]) -> None:
    """The keys that the exporter writes of two examples are those of the table; pairs are added by hand."""
    pair = as_object(Record(disagreements=(Disagreement("issue", "state:A", "1", "state:B", "2"),)))
    found = {(name, key) for value in (written, pair) for name, key, _ in keys_of(value, "record")}

    assert found == {(key.object, key.name) for key in generate.record_keys() if key.name != "-"}


def test_null_is_documented_where_it_occurs(generate: ModuleType, written: dict[str, object]) -> None:
    """A key that is null in the examples has words for when it is."""
    documented = {(key.object, key.name): key.null for key in generate.record_keys()}

    assert {
        (name, key) for name, key, null in keys_of(written, "record") if null and not documented[name, key]
    } == set()


def test_keys_that_can_be_null_say_when(generate: ModuleType) -> None:
    """The table says when for each field that the dataclasses let be None, and for no other of theirs."""
    told = {
        (key.object, key.name): bool(key.null)
        for key in generate.record_keys()
        if key.name in generate.field_types(key.object) and key.object != "speaker"
    }
    can = {place: "None" in str(generate.field_types(place[0])[place[1]]) for place in told}

    assert told == can


def anchors(path: Path) -> set[str]:
    """Return the anchors of the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    """Each link to a page of the project finds the page and the heading."""
    for target in re.findall(r"\]\(([^)\s]+)\)", without_blocks(path)):
        if "://" not in target:
            name, _, anchor = target.partition("#")
            there = (path.parent / name).resolve() if name else path

            assert there.exists(), target
            assert not anchor or anchor in anchors(there), target
