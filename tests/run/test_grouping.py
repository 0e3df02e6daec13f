"""Groups are those of average linkage, in whatever order the vectors come."""

import numpy as np
import numpy.typing as npt
import pytest

from communique.run.grouping import groups

ALIKE = 0.5


def vectors(count: int, seed: int) -> npt.NDArray[np.float32]:
    """Return vectors around a few directions."""
    random = np.random.default_rng(seed)
    middles = random.normal(size=(6, 32))
    found = middles[random.integers(6, size=count)] + random.normal(size=(count, 32)) * random.uniform(0.6, 1.2)
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def plainly(table: npt.NDArray[np.float32], alike: float) -> list[list[int]]:
    """Return the groups by the definition: the two most alike become one, as long as any two are alike enough."""
    found = [[i] for i in range(len(table))]
    cosines = table.astype(float) @ table.T.astype(float)
    while len(found) > 1:
        pairs = [(cosines[np.ix_(a, b)].mean(), i, j) for j, b in enumerate(found) for i, a in enumerate(found[:j])]
        best, first, second = max(pairs)
        if best < alike:
            break
        found[first] = sorted(found[first] + found.pop(second))
    return sorted(found)


@pytest.mark.parametrize("seed", range(5))
def test_groups_are_those_of_the_definition(seed: int) -> None:
    """Chains of nearest neighbours find what comparing every pair finds."""
    table = vectors(60, seed)

    found = groups(table, ALIKE)
    assert found == plainly(table, ALIKE)
    assert len(found) < len(table)


def test_order_does_not_matter() -> None:
    """The same vectors in another order are grouped alike."""
    table = vectors(300, 7)
    order = np.random.default_rng(1).permutation(len(table))
    again = [sorted(int(order[i]) for i in group) for group in groups(table[order], ALIKE)]

    assert sorted(again) == groups(table, ALIKE)


def test_equals_and_nothing() -> None:
    """Vectors that are the same make one group; no vectors make none."""
    assert groups(np.repeat(vectors(1, 0), 9, axis=0), ALIKE) == [list(range(9))]
    assert groups(np.empty((0, 32), dtype=np.float32), ALIKE) == []
