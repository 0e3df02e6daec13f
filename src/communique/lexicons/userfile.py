"""YAML files that users write: read with complaints that say what is wrong, where, and what to do."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from communique.core.errors import UsageError

try:  # The parser in C takes a quarter of the time; a PyYAML without it reads the same.
    from yaml import CSafeLoader as YamlLoader
except ImportError:
    from yaml import SafeLoader as YamlLoader  # type: ignore[assignment]

# Brackets within brackets: the built-in codebook has three levels. The parser in C has no bound of its own.
DEEPEST = 50

WAY_OUT = "Check indentation (blanks, no tabs); put text with ': ' inside or '{' in front in quotes."


class Fields(dict[object, object]):
    """A mapping of a file.

    Attributes:
        lines: on which line of the file each field stands, from 1.
    """

    lines: Mapping[object, int]


class Items(list[object]):
    """A list of a file.

    Attributes:
        lines: on which line of the file each item begins, from 1.
    """

    lines: tuple[int, ...]


def text_of(path: Path, error: type[UsageError], what: str, make: str) -> str:
    """Return the text of a file.

    Args:
        path: of the file.
        error: what to raise.
        what: what the file is: "codebook".
        make: the command that makes one.

    Raises:
        UsageError: (as ``error``) there is no such file, or it is no text.
    """
    if path.exists() and not path.is_file():
        raise error(f"{path}: is no file. Name a YAML file; make one with '{make}'.")
    try:
        return path.read_text(encoding="utf-8")
    except OSError as problem:
        raise error(f"{path}: cannot be read ({problem.strerror}). Check the name of the {what} file.") from problem
    except UnicodeDecodeError as problem:
        raise error(f"{path}: is not UTF-8 text. Save the {what} as UTF-8.") from problem


def data_of(text: str, name: str, error: type[UsageError]) -> object:
    """Return what a YAML text says; its mappings are ``Fields``, its lists ``Items``.

    Args:
        text: the content of the file.
        name: what complaints call it.
        error: what to raise.

    Raises:
        UsageError: (as ``error``) it is not valid YAML; the message names the line and the column.
    """
    try:
        _refuse_endless(text)
        return yaml.load(text, _Loader)
    except yaml.YAMLError as problem:
        place = _place(text, getattr(problem, "problem_mark", None))
        raise error(f"{name}{place}: is not valid YAML. {WAY_OUT}") from problem
    except (ValueError, RecursionError) as problem:  # an impossible date or number, brackets without end
        raise error(f"{name}: a value cannot be read as YAML. Put dates and long numbers in quotes.") from problem


def _place(text: str, mark: yaml.Mark | None) -> str:
    """Return where a mistake was noticed; what is missing at the end is told of the last line with words."""
    if mark is None:
        return ""
    lines = text.rstrip().splitlines() or [""]
    line, column = (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))
    return f", line {line + 1}, column {column + 1}"


def _refuse_endless(text: str) -> None:
    """Refuse aliases, which nobody writes in such files and which grow without bound when nested, and depth.

    Raises:
        yaml.YAMLError: there is an alias, or too many levels.
    """
    depth = 0
    for event in yaml.parse(text, YamlLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark)  # type: ignore[arg-type]  # C has its own mark


class _Loader(YamlLoader):
    """Takes only true and false for truth values: YAML 1.1 would read the words "on" and "no" as such."""


def _fields(loader: _Loader, node: yaml.MappingNode) -> Iterator[Fields]:
    found = Fields()
    yield found
    found.update(loader.construct_mapping(node))
    found.lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}


def _items(loader: _Loader, node: yaml.SequenceNode) -> Iterator[Items]:
    found = Items()
    yield found
    found.extend(loader.construct_sequence(node))
    found.lines = tuple(item.start_mark.line + 1 for item in node.value)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _fields)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_SEQUENCE_TAG, _items)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$", re.IGNORECASE), list("tTfF"))
