"""YAML files that users write: read with complaints that say what is wrong, where, and what to do."""

import re
from pathlib import Path
from typing import Any

import yaml

from communique.core.errors import UsageError


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
    """Return what a YAML text says.

    Args:
        text: the content of the file.
        name: what complaints call it.
        error: what to raise.

    Raises:
        UsageError: (as ``error``) it is not valid YAML.
    """
    try:
        return yaml.load(text, _Loader)
    except yaml.YAMLError as problem:
        where = getattr(problem, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise error(
            f"{name}{line}: is not valid YAML. Check indentation; put text with ': ' inside or '{{' in front in quotes."
        ) from problem
    except (ValueError, RecursionError) as problem:  # an impossible date or number, brackets without end
        raise error(f"{name}: a value cannot be read as YAML. Put dates and long numbers in quotes.") from problem


class _Loader(yaml.SafeLoader):
    """Takes only true and false for truth values: YAML 1.1 would read the words "on" and "no" as such.

    Refuses aliases: nobody writes them in such files, and nested ones grow without bound.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "an alias", None)
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$", re.IGNORECASE), list("tTfF"))
