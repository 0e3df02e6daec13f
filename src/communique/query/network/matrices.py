"""Ties as matrices: actors by concepts, and actors by actors who share concepts.

All follow from a[i][j][k], how often actor i takes step k of the scale on concept j. The names of methods and their
definitions are those of the Discourse Network Analyzer (DNA), https://github.com/leifeld-lab/dna; where it departs from
its own documentation, ``compat`` does as it does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt

from communique.core.errors import UsageError
from communique.records.ties import Tie

Array = npt.NDArray[np.float64]
T = TypeVar("T")

TwoModeQualifier = Literal["ignore", "combine", "subtract"]
TwoModeNorm = Literal["no", "activity", "prominence"]
OneModeQualifier = Literal["ignore", "congruence", "conflict", "subtract"]
OneModeNorm = Literal["no", "average", "jaccard", "cosine"]


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps between disagreement and agreement.

    Attributes:
        levels: values of ties, ascending.
        worth: what one statement of each level adds to a difference.
    """

    levels: tuple[int, ...]
    worth: tuple[int, ...]

    @classmethod
    def integers(cls, ties: Iterable[Tie]) -> "Scale":
        """Return the scale of all values that the ties have, each worth itself."""
        levels = tuple(sorted({tie.value for tie in ties}))
        return cls(levels, levels)

    def distances(self) -> Array:
        """Return how far apart two levels are, 0 to 1: array [levels, levels], 1 for the ends of the scale."""
        levels = np.array(self.levels, dtype=np.float64)
        apart: Array = np.abs(np.subtract.outer(levels, levels))
        return apart / max(float(apart.max(initial=0)), 1)


BOOLEAN = Scale((0, 1), (-1, 1))


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often who takes which side on what.

    Attributes:
        actors, concepts: names in the order of the alphabet.
        scale: whose levels the last axis has.
        array: counts [actors, concepts, levels], fractions where ties were weighted.
    """

    actors: tuple[str, ...]
    concepts: tuple[str, ...]
    scale: Scale
    array: Array

    @property
    def by_actor(self) -> Array:
        """Statements of each actor [actors]."""
        summed: Array = self.array.sum(axis=(1, 2))
        return summed

    @property
    def by_concept(self) -> Array:
        """Statements on each concept [concepts]."""
        summed: Array = self.array.sum(axis=(0, 2))
        return summed


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """A network.

    Attributes:
        rows, columns: names in the order of the alphabet.
        values: weights [rows, columns]; 0 where there is no tie.
        one_mode: whether rows and columns are the same nodes, and the weights symmetric.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Array
    one_mode: bool = False

    def ties(self) -> Iterator[tuple[str, str, float]]:
        """Yield row, column and weight of each tie, by row and column; each pair of a one-mode network once."""
        for at, column in np.argwhere(np.triu(self.values) if self.one_mode else self.values).tolist():
            yield self.rows[at], self.columns[column], float(self.values[at, column])


def counts(ties: Sequence[Tie], scale: Scale = BOOLEAN, weights: Sequence[float] | Array | None = None) -> Counts:
    """Return how often who takes which side on what.

    Args:
        ties: any whose values are levels of the scale.
        scale: their scale.
        weights: how much each tie counts [ties], beside its own weight; 1 by default.
    """
    actors, rows = _indexed([tie.actor for tie in ties])
    concepts, columns = _indexed([tie.concept for tie in ties])
    levels = [scale.levels.index(tie.value) for tie in ties]
    amounts = np.array([tie.weight for tie in ties], dtype=np.float64)
    array = np.zeros((len(actors), len(concepts), len(scale.levels)))
    np.add.at(array, (rows, columns, levels), amounts if weights is None else amounts * np.asarray(weights))
    return Counts(actors, concepts, scale, array)


def _indexed(names: Sequence[str]) -> tuple[tuple[str, ...], list[int]]:
    ordered = tuple(sorted(set(names)))
    place = {name: number for number, name in enumerate(ordered)}
    return ordered, [place[name] for name in names]


def two_mode(found: Counts, qualifier: TwoModeQualifier = "subtract", normalisation: TwoModeNorm = "no") -> Matrix:
    """Return the network of actors and concepts.

    Args:
        found: the counts.
        qualifier: ``ignore`` counts statements; ``combine`` gives the levels that occur as binary digits, agreement the
            last: 1 agree only, 2 disagree only, 3 both; ``subtract`` is agreement minus disagreement, on a wider scale
            the sum of the values.
        normalisation: ``activity`` divides by the statements of the actor, ``prominence`` by those on the concept; both
            by ties in place of statements where levels are combined.

    Raises:
        UsageError: there is no such choice.
    """
    values = _chosen("two-mode networks", "qualifier", qualifier, _TWO_MODE)(found)
    axis = _chosen("two-mode networks", "normalisation", normalisation, _AXES)
    if axis is not None:
        amounts = values != 0 if qualifier == "combine" else found.array.sum(axis=2)
        values = _divided(values, amounts.sum(axis=axis, keepdims=True, dtype=np.float64))
    return Matrix(found.actors, found.concepts, values)


def _counted(found: Counts) -> Array:
    summed: Array = found.array.sum(axis=2)
    return summed


def _combined(found: Counts) -> Array:
    digits = 2.0 ** np.arange(len(found.scale.levels))[::-1]
    return (found.array > 0) @ digits


def _subtracted(found: Counts) -> Array:
    return found.array @ np.array(found.scale.worth, dtype=np.float64)


def one_mode(
    found: Counts,
    qualifier: OneModeQualifier = "congruence",
    normalisation: OneModeNorm = "no",
    *,
    compat: bool = False,
) -> Matrix:
    """Return the network of actors who speak on the same concepts; nobody is tied to itself.

    Args:
        found: the counts.
        qualifier: ``ignore`` sums the products of the actors' counts over the concepts; ``congruence`` and
            ``conflict`` sum those of their levels, by how near to or far from each other these are; ``subtract`` is
            congruence minus conflict.
        normalisation: ``average`` divides by the mean of both actors' numbers of statements; ``jaccard`` by shared and
            unshared statements, over concepts and levels; ``cosine`` by the lengths of their vectors of counts, by
            concept and level, or by concept where the qualifier is ignored.
        compat: as DNA has it, ``cosine`` divides by the product of both numbers of statements.

    Raises:
        UsageError: there is no such choice.
    """
    weights = _chosen("one-mode networks", "qualifier", qualifier, _ONE_MODE)(found.scale.distances())
    norm = _chosen("one-mode networks", "normalisation", normalisation, _NORMS)
    lines = _flat(found.array)
    values = lines @ _flat(found.array @ weights).T
    # Sums of fractions in another order differ in the last digit.
    values = (values + values.T) / 2
    if norm is not None:
        counted = _flat(found.array.sum(axis=2, keepdims=True)) if qualifier == "ignore" else lines
        values = _divided(values, _product(found) if compat and norm is _lengths else norm(found, counted))
    np.fill_diagonal(values, 0)
    return Matrix(found.actors, found.actors, values, one_mode=True)


def _flat(array: Array) -> Array:
    """Return one line an actor."""
    actors, concepts, levels = array.shape
    return array.reshape(actors, concepts * levels)


def _means(found: Counts, _: Array) -> Array:
    return np.add.outer(found.by_actor, found.by_actor) / 2


def _unions(found: Counts, _: Array) -> Array:
    lines = _flat(found.array)
    alone: Array = lines @ (lines == 0).astype(np.float64).T
    return alone + alone.T + lines @ lines.T


def _lengths(_: Counts, lines: Array) -> Array:
    lengths = np.sqrt((lines**2).sum(axis=1))
    return np.outer(lengths, lengths)


def _product(found: Counts) -> Array:
    return np.outer(found.by_actor, found.by_actor)


def _divided(values: Array, by: Array) -> Array:
    """Return the quotients, 0 where there is nothing to divide by."""
    return np.divide(values, by, out=np.zeros_like(values), where=by != 0)


_TWO_MODE: Mapping[str, Callable[[Counts], Array]] = MappingProxyType(
    {"ignore": _counted, "combine": _combined, "subtract": _subtracted}
)
# Along which axis is summed what is divided by.
_AXES: Mapping[str, int | None] = MappingProxyType({"no": None, "activity": 1, "prominence": 0})
# From how far apart levels are to how much a pair of statements counts.
_ONE_MODE: Mapping[str, Callable[[Array], Array]] = MappingProxyType(
    {
        "ignore": np.ones_like,
        "congruence": lambda apart: 1 - apart,
        "conflict": lambda apart: apart,
        "subtract": lambda apart: 1 - 2 * apart,
    }
)
_NORMS: Mapping[str, Callable[[Counts, Array], Array] | None] = MappingProxyType(
    {"no": None, "average": _means, "jaccard": _unions, "cosine": _lengths}
)


def _chosen(network: str, kind: str, name: str, known: Mapping[str, T]) -> T:
    if name not in known:
        raise UsageError(f"{network.capitalize()} have no {kind} '{name}'. Choose one of: {', '.join(known)}.")
    return known[name]
