"""The SQL files beside this module."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def migrations() -> list[str]:
    """Return the steps that build the tables, oldest first; a file's version is the number of those it has had."""
    return [file.read_text(encoding="utf-8") for file in _sql("migrations")]


def views() -> dict[str, str]:
    """Return the derived tables by name; the file name is the view's."""
    return {Path(file.name).stem: file.read_text(encoding="utf-8").strip() for file in _sql("views")}


def stands() -> str:
    """Return the command that writes the rows of ``stands`` of one report."""
    return resources.files("communique.store").joinpath("stands.sql").read_text(encoding="utf-8")


def _sql(folder: str) -> list[Traversable]:
    found = resources.files("communique.store").joinpath(folder).iterdir()
    return sorted((file for file in found if file.name.endswith(".sql")), key=lambda file: file.name)
