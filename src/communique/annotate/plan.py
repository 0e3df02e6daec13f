"""The order of the stages, from what each needs and gives."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from communique.annotate import annotators
from communique.annotate.base import Annotator
from communique.core import registry
from communique.core.errors import UsageError
from communique.core.settings import Settings
from communique.records.document import Document


def stages(settings: Settings, names: Iterable[str] | None = None) -> tuple[Annotator, ...]:
    """Build the stages in an order in which each finds what it needs.

    Args:
        settings: given to each stage.
        names: the stages wanted; all of the folder by default.

    Raises:
        UsageError: a stage needs a layer that no chosen stage gives.
    """
    wanted = registry.names(annotators) if names is None else names
    classes = [registry.load(annotators, name, Annotator) for name in wanted]  # type: ignore[type-abstract]
    return tuple(kind(settings) for kind in in_order(classes))


def in_order(classes: Iterable[type[Annotator]]) -> list[type[Annotator]]:
    """Sort stages so that each comes after those it needs; by name where the order is free."""
    givers = {kind.gives.name: kind for kind in sorted(classes, key=lambda kind: kind.__name__)}
    for kind in givers.values():
        for layer in kind.needs:
            if layer.name not in givers:
                raise UsageError(f"{kind.__name__} needs '{layer.name}', which no chosen stage gives. Add that stage.")
    graph = {name: [layer.name for layer in kind.needs] for name, kind in givers.items()}
    try:
        return [givers[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise UsageError(f"These stages need one another: {', '.join(error.args[1])}.") from error


def annotate(document: Document, chosen: Iterable[Annotator]) -> Document:
    """Return the document with the layers of the stages, run in the given order."""
    for stage in chosen:
        document = document.with_layer(stage.gives, stage(document))
    return document


def versions(chosen: Iterable[Annotator]) -> Iterator[tuple[str, int, str]]:
    """Yield the name of each stage's layer with the stage's version and its model: the origin of a row."""
    for stage in chosen:
        yield stage.gives.name, stage.version, stage.origin
