"""Writes what the pages of the reference take from the program: options, stages, fields, issues, words.

A page is written by hand but for its blocks between ``<!-- generated NAME -->`` and ``<!-- end NAME -->``; ``BLOCKS``
and ``cli COMMAND`` are the names.

    python docs/generate.py            write the blocks anew
    python docs/generate.py --check    exit status 1 when a block is not as it would be written
"""

import csv
import dataclasses
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from importlib.resources import files
from itertools import chain
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import typer

from communique.annotate import annotators
from communique.annotate.base import Annotator
from communique.annotate.plan import in_order
from communique.core import registry
from communique.ingest import readers
from communique.ingest.base import Reader
from communique.lexicons import actors, codebook, events
from communique.present.cli.main import app
from communique.present.export import exporters
from communique.present.export.base import Exporter
from communique.present.export.wording import wording
from communique.query import boards, questions
from communique.query.base import Board, Question, Table
from communique.records import evidence, layers, report, rows
from communique.records import words as closed
from communique_eval import scoreboard

DOCS = Path(__file__).parent
BLOCK = re.compile(r"<!-- generated (?P<name>[^>]+?) -->\n(?P<text>.*?)<!-- end (?P=name) -->", re.DOTALL)

# How the values of options and keys are called.
TYPES = {str: "string", int: "integer", float: "number", bool: "true or false", date: "day"}
VALUES = {str: "TEXT", int: "NUMBER", Path: "FILE", datetime: "YYYY-MM-DD"}
# The closed lists, by the name under which acts-and-events.md has them.
LISTS = {
    "form": closed.FORMS,
    "act": closed.ACTS,
    "stance": closed.STANCES,
    "status": closed.STATUSES,
    "kind": closed.ACTOR_KINDS,
    "type": closed.EVENT_TYPES,
}
# The headings of that page, as anchors.
HEADINGS = {
    **{name: f"{name}s" for name in ("form", "act", "stance")},
    "status": "statuses",
    "kind": "kinds-of-actors",
    "type": "event-types",
}
MODULES = (rows, report, layers, evidence)


def main() -> None:
    """Write the pages, or check them when asked to."""
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit(__doc__)
    stale = [page for page in sorted(DOCS.rglob("*.md")) if filled(page) != page.read_text(encoding="utf-8")]
    for page in stale:
        if check:
            sys.stderr.write(f"{page.relative_to(DOCS)} is stale. Run: python docs/generate.py\n")
        else:
            page.write_text(filled(page), encoding="utf-8")
    sys.exit(1 if check and stale else 0)


def filled(page: Path) -> str:
    """Return the text of a page with its blocks as they should be."""
    return BLOCK.sub(_block, page.read_text(encoding="utf-8"))


def _block(found: re.Match[str]) -> str:
    name = found["name"]
    made = _command(*name.split()[1:]) if name.startswith("cli ") else BLOCKS[name]()
    text = "\n".join(made)
    return f"<!-- generated {name} -->\n\n{text.strip()}\n\n<!-- end {name} -->"


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for line in lines:
        yield f"| {' | '.join(_cell(cell) for cell in line)} |".replace("  ", " ")


def _cell(words: str) -> str:
    return " ".join(words.replace("|", r"\|").split())


def code(words: Iterable[str]) -> str:
    """Return words as code, with commas; a dash for none."""
    return ", ".join(f"`{word}`" for word in words) or "–"


def about(thing: object) -> str:
    """Return the first paragraph of a docstring as Markdown."""
    return _plain((inspect.getdoc(thing) or "").partition("\n\n")[0])


def _plain(words: str) -> str:
    return " ".join(words.replace("``", "`").split())


@cache
def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a table in ``docs/tables``."""
    lines = (DOCS / "tables" / name).read_text(encoding="utf-8").splitlines()
    return tuple(map(tuple, csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")))


# The terminal


def _command(name: str, *sub: str) -> Iterator[str]:
    """Yield usage, help and options of a command; of those under it when it is a group."""
    command: Any = typer.main.get_command(app).get_command(None, name)  # type: ignore[attr-defined]
    for part in sub:
        command = command.commands[part]
    parameters = [one for one in getattr(command, "params", ()) if one.name != "help"]
    hints = get_type_hints(inspect.unwrap(command.callback)) if command.callback else {}
    arguments = [_named(one) for one in parameters if not _is_option(one)]
    usage = (
        ["COMMAND"] if hasattr(command, "commands") else ["[OPTIONS]"] * (len(arguments) < len(parameters)) + arguments
    )
    yield f"`{' '.join(('communique', name, *sub, *usage))}`\n"
    yield "\n\n".join(map(_plain, inspect.cleandoc(command.help or "").split("\n\n")))
    if parameters:
        yield ""
        yield from table(("", "value", "default", "meaning"), (_parameter(one, hints[one.name]) for one in parameters))


def _is_option(parameter: Any) -> bool:
    return str(parameter.opts[0]).startswith("-")


def _named(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _parameter(parameter: Any, hint: Any) -> tuple[str, str, str, str]:
    name = ", ".join(parameter.opts) if _is_option(parameter) else _named(parameter)
    default = parameter.default
    shown = "" if default is None or isinstance(default, bool) or parameter.required else f"`{default}`"
    value = _value(hint) if _is_option(parameter) else ""
    return f"`{name}`", value, "required" if parameter.required else shown, parameter.help or ""


def _value(hint: Any) -> str:
    kinds = [kind for kind in (get_args(hint) or (hint,)) if kind is not NoneType]
    if isinstance(kinds[0], type) and issubclass(kinds[0], StrEnum):
        return code(kinds[0])
    return "" if kinds[0] is bool else f"`{VALUES.get(kinds[0], 'TEXT')}`"


# Plug-ins


def members(folder: ModuleType, kind: type[Any]) -> dict[str, type[Any]]:
    """Return the plug-ins of a folder by name."""
    return {name: registry.load(folder, name, kind) for name in registry.names(folder)}


def _stages() -> Iterator[str]:
    ordered = in_order(members(annotators, Annotator).values())
    lines = (
        (f"`{kind.gives.name}`", str(kind.version), code(layer.name for layer in kind.needs), _purpose(kind))
        for kind in ordered
    )
    yield from table(("stage and layer that it gives", "version", "needs", "what it does"), lines)


def _purpose(kind: type[Any]) -> str:
    return f"{about(sys.modules[kind.__module__])} {about(kind)}"


def _readers() -> Iterator[str]:
    found = members(readers, Reader)
    lines = ((f"`{name}`", code(kind.extensions), about(kind)) for name, kind in found.items())
    yield from table(("reader", "extensions", "what it reads"), lines)


def _questions() -> Iterator[str]:
    found: dict[str, type[Table]] = {**members(questions, Question), **members(boards, Board)}
    lines = ((f"`{name}`", _purpose(kind), code(kind.columns)) for name, kind in found.items())
    yield from table(("question", "answers", "columns"), lines)


def _exporters() -> Iterator[str]:
    lines = ((f"`{name}`", _purpose(kind)) for name, kind in members(exporters, Exporter).items())
    yield from table(("exporter", "what it writes"), lines)


def _scorers() -> Iterator[str]:
    found = {name: scoreboard.load(name) for name in scoreboard.names()}
    lines = ((f"`{name}`", scorer.about, code(scorer.needs)) for name, scorer in found.items())
    yield from table(("scorer", "measures", "gold sets"), lines)


# The record


@dataclasses.dataclass(frozen=True, slots=True)
class Key:
    """A key of the JSON record: its object, name, type, when it is null, and meaning; all as Markdown."""

    object: str
    name: str
    type: str
    null: str
    meaning: str


def record_keys() -> Iterator[Key]:
    """Yield the keys of the record in the order of the table; the key ``-`` says what an object is.

    Raises:
        ValueError: neither the table nor the dataclass says what a key is, or the table leaves out a field.
    """
    named: dict[str, list[str]] = {}
    for line in rows_of("record.tsv"):
        found = _key(*line)
        named.setdefault(found.object, []).append(found.name)
        yield found
    for name, known in named.items():
        left = [field for field in field_types(name) if field not in known and not _is_moved(name, field)]
        if left:
            raise ValueError(f"docs/tables/record.tsv lacks {', '.join(left)} of {name}. Add a line for each.")


def _is_moved(name: str, field: str) -> bool:
    """Tell whether the JSON object has the field's parts in place of the field."""
    return (name in ("mention", "speaker") and field == "evidence") or (name == "disagreement" and "_" in field)


def _key(name: str, key: str, kind: str, null: str, meaning: str) -> Key:
    if key == "-":
        found = Key(name, key, "", "", meaning or about(_class(name)))
    else:
        hint = field_types(name).get(key)
        found = Key(name, key, kind or (_type(hint) if hint else ""), null, meaning or _meanings(name).get(key, ""))
        if not found.type:
            raise ValueError(f"docs/tables/record.tsv: {name}.{key} needs a type, since no dataclass has it.")
    if not found.meaning:
        raise ValueError(f"docs/tables/record.tsv: {name}.{key} needs a meaning, since no docstring has it.")
    return found


def _class(name: str) -> type[Any] | None:
    """Return the dataclass of an object; None when it has none of its own."""
    found = [getattr(module, name.capitalize()) for module in MODULES if hasattr(module, name.capitalize())]
    return found[0] if found and name != "record" else None


@cache
def field_types(name: str) -> Mapping[str, Any]:
    """Return the types of an object's dataclass by field; empty when it has none."""
    kind = _class(name)
    return get_type_hints(kind) if kind else {}


@cache
def _meanings(name: str) -> Mapping[str, str]:
    """Return the entries of the section ``Attributes:`` of a docstring; what it says of None stands elsewhere."""
    section = (inspect.getdoc(_class(name)) or "").partition("Attributes:\n")[2].split("\n\n")[0]
    entries = re.findall(r"^    (\w[\w, ]*): (.*(?:\n {8}.*)*)", section, re.MULTILINE)
    found = {key: _without_none(words) for keys, words in entries for key in keys.split(", ")}
    return {key: words if words.endswith(".") else f"{words}." for key, words in found.items()}


def _without_none(words: str) -> str:
    return "; ".join(part for part in _plain(words).rstrip(".").split("; ") if not part.startswith("None ")) + "."


def _type(hint: Any) -> str:
    """Return a type as the page calls it."""
    kinds = (
        [kind for kind in get_args(hint) if kind is not NoneType] if get_origin(hint) in (Union, UnionType) else [hint]
    )
    if get_origin(kinds[0]) is tuple:
        return f"list of {_type(get_args(kinds[0])[0])}"
    if get_origin(kinds[0]) is Literal:
        return next(
            f"[{name}](acts-and-events.md#{HEADINGS[name]})"
            for name, words in LISTS.items()
            if words == get_args(kinds[0])
        )
    name = kinds[0].__name__.lower()
    return TYPES.get(kinds[0], f"[{name}](#{name})")


def _record() -> Iterator[str]:
    found = list(record_keys())
    for name in dict.fromkeys(key.object for key in found):
        intro, *rest = (key for key in found if key.object == name)
        yield f"## {name}\n\n{intro.meaning}\n"
        yield from table(("key", "type", "null when", "meaning"), map(_key_line, rest))
        yield ""


def _key_line(key: Key) -> tuple[str, str, str, str]:
    return f"`{key.name}`", key.type, key.null or "never", key.meaning


# The codebook


def _header() -> list[str]:
    text = files(codebook).joinpath(codebook.BUILT_IN).read_text(encoding="utf-8")
    lines = text[: text.index("\nversion:")].splitlines()
    return [line.removeprefix("#").rstrip() for line in lines if line.startswith("#")]


def codebook_fields() -> dict[str, str]:
    """Return the fields of a codebook and their meaning, as the header of the built-in file gives them."""
    known = {"version", "issues", *(field.name for field in dataclasses.fields(codebook.IssueEntry))}
    found: dict[str, str] = {}
    for line in _header():
        name, _, words = line.strip().partition(" ")
        if line[:4].strip() and name in known:
            found[name] = re.sub(r"^ *(\w+) {2,}", r"`\1`: ", words) if name == "kind" else words.strip()
        elif found and line.startswith("      "):
            found[list(found)[-1]] += re.sub(r"^ *(\w+) {2,}", r"<br>`\1`: ", f" {line.strip()}")
    return found


def _codebook_format() -> Iterator[str]:
    yield from table(("field", "meaning"), ((f"`{name}`", words) for name, words in codebook_fields().items()))


def _codebook_terms() -> Iterator[str]:
    text = "\n".join(_header())
    yield _plain(text[text.index("How terms are written: ") :].partition("\n\n")[0]).replace("*", r"\*")


def _issues() -> Iterator[str]:
    found = codebook.load()
    yield f"Version {found.version}, {len(found.issues)} issues.\n"
    yield from table(
        ("id", "label", "proposition"),
        ((f"`{issue.id}`", issue.label, issue.proposition.replace("{target}", "`{target}`")) for issue in found.issues),
    )


def _words(kind: str) -> Iterator[str]:
    meaning = {word: words for which, word, words in rows_of("words.tsv") if which == kind}
    shown = kind in ("form", "act", "stance", "status")
    head = (kind, "on the screen", "meaning") if shown else (kind, "meaning")
    lines = ((f"`{word}`", *((str(wording(kind, word)),) if shown else ()), meaning[word]) for word in LISTS[kind])
    yield from table(head, lines)


def _types() -> Iterator[str]:
    meaning = {word: words for which, word, words in rows_of("words.tsv") if which == "type"}
    modes: dict[str, set[str]] = {word: set() for word in LISTS["type"]}
    for trigger in chain.from_iterable(events.triggers().values()):
        modes[trigger.type] |= {trigger.mode} if trigger.mode else set()
    yield from table(
        ("type", "somebody …", "modes"), ((f"`{word}`", meaning[word], code(sorted(modes[word]))) for word in modes)
    )


def _sectors() -> Iterator[str]:
    yield from table(("code", "meaning"), ((f"`{name}`", words) for name, words in actors.sectors().items()))


BLOCKS: Mapping[str, Callable[[], Iterable[str]]] = {
    "stages": _stages,
    "readers": _readers,
    "questions": _questions,
    "exporters": _exporters,
    "scorers": _scorers,
    "record": _record,
    "codebook format": _codebook_format,
    "codebook terms": _codebook_terms,
    "issues": _issues,
    "types": _types,
    "sectors": _sectors,
    **{kind: partial(_words, kind) for kind in ("form", "act", "stance", "status", "kind")},
}

if __name__ == "__main__":
    main()
