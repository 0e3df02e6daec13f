"""The small word lists of this phase, from ``words.yaml``."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml


@cache
def _lists() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def members(name: str) -> frozenset[str]:
    """Return the words of a plain list: "particles", "former", "locating", …"""
    return frozenset(map(str, _lists()[name]))


@cache
def pairs(name: str) -> Mapping[str, str]:
    """Return a list that gives each word one value: "titles" (gender or ""), "deeds", "role_bodies", "staffs"."""
    return MappingProxyType({str(word): str(value) for word, value in _lists()[name].items()})


@cache
def groups(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return a list that gives each word several values: "organisations", "hypernyms", "broader"."""
    return MappingProxyType({str(word): tuple(map(str, values)) for word, values in _lists()[name].items()})
