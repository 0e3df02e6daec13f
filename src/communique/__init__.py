"""Reads reports on international affairs and keeps the record of who said what, every row linked to its words.

``communique.read(path_or_text)`` returns a :class:`communique.records.rows.Record`.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.run.api import read

__all__ = ["__version__", "read"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # ``read`` loads the parser and the tables; importing the package alone stays cheap.
    if name == "read":
        return importlib.import_module("communique.run.api").read
    raise AttributeError(f"module 'communique' has no attribute '{name}'")
