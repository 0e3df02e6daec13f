"""A report with the layers that the stages add to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Generic, TypeVar, cast

from communique.records.report import Report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """The name under which a stage's result is kept, typed by that result."""

    name: str


@dataclass(frozen=True)
class Document:
    """A report and what has been found in it so far. Stages return layers; nothing is changed in place."""

    report: Report
    layers: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, layer: Layer[T]) -> T:
        return cast(T, self.layers[layer.name])

    def with_layer(self, layer: Layer[T], value: T) -> "Document":
        """Return a document that also has this layer."""
        return replace(self, layers=MappingProxyType({**self.layers, layer.name: value}))

    def __reduce__(self) -> tuple[object, ...]:
        # A mapping proxy cannot be pickled; the plain dict it shows can.
        return _restore, (self.report, dict(self.layers))


def _restore(report: Report, layers: dict[str, object]) -> Document:
    return Document(report, MappingProxyType(layers))
