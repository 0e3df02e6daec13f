"""Which reports are near-duplicates: wire copies, updates, reprints.

MinHash over runs of words (Broder 1997): the share of equal minima of two reports estimates how much of their runs of
words they have in common (Jaccard). Bands of minima find the pairs that are worth comparing without comparing all.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

# Words in a run: shorter runs are shared by chance, longer ones are broken by every change of an editor.
RUN = 4
# Estimates are within .06 of the true share in two cases of three (standard error, sqrt(.25 / 64)).
MINIMA = 64
# Sixteen bands of four: of pairs that share half, two in three are compared; of those that share .7, 99 in 100.
BANDS = 16
# Pairs that share so much are one story: an agency's text cut by a third shares two thirds.
SAME = 0.6

_random = np.random.default_rng(20_200_101)
_FACTORS = [int(n) for n in _random.integers(1, 1 << 31, MINIMA)]
_OFFSETS = [int(n) for n in _random.integers(0, 1 << 31, MINIMA)]

Minima = npt.NDArray[np.uint32]


def sketch(text: str) -> Minima:
    """Return the minima of a text [MINIMA]; texts without a word all have the same."""
    words = re.findall(r"\w+", text.casefold())
    runs = {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
    hashes = np.array([_hash(run) for run in sorted(runs)], dtype=np.uint64)
    found = [int(((hashes * np.uint64(a) + np.uint64(b)) >> np.uint64(32)).min()) for a, b in _pairs()]
    return np.array(found, dtype=np.uint32)


def _pairs() -> Iterable[tuple[int, int]]:
    """Return the multipliers and offsets; odd multipliers permute the 64-bit numbers."""
    return zip([2 * f + 1 for f in _FACTORS], _OFFSETS, strict=True)


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "little")


def bands(minima: Minima) -> Sequence[int]:
    """Return the value of each band, a signed 64-bit number as SQLite keeps it."""
    parts = minima.astype("<u4").reshape(BANDS, -1)
    digests = (hashlib.blake2b(part.tobytes(), digest_size=8).digest() for part in parts)
    return [int.from_bytes(digest, "little", signed=True) for digest in digests]


def same(one: Minima, other: Minima) -> bool:
    """Tell whether two reports are near-duplicates."""
    return float((one == other).mean()) >= SAME
