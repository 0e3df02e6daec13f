"""Vectors into groups by average linkage: a statement joins the group that it is, on average, most like.

Groups are those of the classical method (Sokal and Michener 1958, UPGMA) cut at one similarity. They are found along
chains of nearest neighbours (Murtagh, "A survey of recent advances in hierarchical clustering algorithms", The Computer
Journal 26, 1983), which needs a bit for each pair in place of a number: 50 MB for 20,000 statements.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

# Vectors are rounded to so many steps. Sums of products of whole numbers up to here are exact even in single precision
# (2048² < 2²⁴), so that groups depend neither on the order of the sums nor on the machine; a cosine moves by less
# than 0.001.
STEPS = 2048.0

# Rows that are compared with all others at once: 20 MB for 20,000 vectors.
CHUNK = 256


def groups(vectors: npt.NDArray[np.float32], alike: float) -> list[list[int]]:
    """Return the groups, each with its members in order, by their first members.

    Args:
        vectors: of length one, one a row; in an order of their own, which decides between equals.
        alike: two groups become one while the mean cosine between their members is at least this.
    """
    return list(_Linkage(np.rint(vectors * STEPS), alike).groups()) if len(vectors) else []


class _Linkage:
    """Groups while they grow; each is called by its first member.

    Groups with a mean cosine of at least ``alike`` have two members that are so alike: only those are compared.
    """

    def __init__(self, whole: npt.NDArray[np.float32], alike: float) -> None:
        self.limit = alike * STEPS**2
        self.near = _near(whole.astype(np.float32), self.limit)
        self.sums: Array = whole.astype(np.float64)
        self.sizes: Array = np.ones(len(whole))
        self.group = np.arange(len(whole))

    def groups(self) -> Iterator[list[int]]:
        """Yield the groups."""
        left = dict.fromkeys(range(len(self.group)))
        while left:
            chain = [next(iter(left))]
            while chain:
                nearest = self._nearest(chain)
                if nearest is None:
                    del left[chain.pop()]
                elif nearest in chain[-2:-1]:
                    del left[self._join(*sorted(chain[-2:]))]
                    del chain[-2:]
                else:
                    chain.append(nearest)
        for first in np.unique(self.group):
            yield [int(i) for i in np.flatnonzero(self.group == first)]

    def _nearest(self, chain: list[int]) -> int | None:
        """Return the group most like the end of the chain, the one before it among equals; None when none is alike."""
        end = chain[-1]
        others = np.unique(self.group[np.unpackbits(self.near[end], count=len(self.group)).astype(bool)])
        others = others[others != end]
        if not len(others):
            return None
        likeness = self.sums[others] @ self.sums[end] / (self.sizes[others] * self.sizes[end])
        best = likeness.max()
        if best < self.limit:
            return None
        before = np.isin(others, chain[-2:-1]) & (likeness == best)
        return int(others[before.argmax() if before.any() else likeness.argmax()])

    def _join(self, first: int, second: int) -> int:
        """Make two groups one, under the name of the first; return the name that is gone."""
        self.sums[first] += self.sums[second]
        self.sizes[first] += self.sizes[second]
        self.near[first] |= self.near[second]
        self.group[self.group == second] = first
        return second


def _near(whole: npt.NDArray[np.float32], limit: float) -> npt.NDArray[np.uint8]:
    """Return for each vector, as bits, which are so alike."""
    parts = (whole[start : start + CHUNK] @ whole.T >= limit for start in range(0, len(whole), CHUNK))
    return np.concatenate([np.packbits(part, axis=1) for part in parts])
