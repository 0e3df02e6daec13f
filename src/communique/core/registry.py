"""Plug-ins of a kind: one file in a folder is one member, and its file name is its name."""

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar, cast

from communique.core.errors import UsageError

T = TypeVar("T")


def names(package: ModuleType) -> tuple[str, ...]:
    """Return the sorted member names of a plug-in folder without importing any member."""
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def load(package: ModuleType, name: str, kind: type[T]) -> type[T]:
    """Import one member and return its class.

    Args:
        package: the plug-in folder.
        name: the member's file name without ``.py``.
        kind: the base class of the folder's plug-ins.

    Raises:
        UsageError: there is no such member; the message lists those that there are.
    """
    if name not in names(package):
        raise UsageError(f"There is no '{name}' among {', '.join(names(package))}.")
    module = importlib.import_module(f"{package.__name__}.{name}")
    return next(cast("type[T]", value) for value in vars(module).values() if _is_member(value, kind, module))


def _is_member(value: object, kind: type, module: ModuleType) -> bool:
    return isinstance(value, type) and issubclass(value, kind) and value.__module__ == module.__name__
