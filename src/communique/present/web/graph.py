"""Where the nodes and names of a drawn network stand. The same network gives the same picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from communique.query.network.matrices import Array

# The size of the picture, and the room at its edges that nodes leave to names.
WIDTH, HEIGHT = 1000, 680
MARGIN_X, MARGIN_Y = 90, 36

# Nodes by how much they say, smallest and largest.
SMALL, LARGE = 5.0, 14.0
# What nodes keep between them.
GAP = 16.0

# Names: the height of their letters, about the width of one, and how many of them are shown.
LETTER, ADVANCE = 12.0, 6.4
LONGEST = 26

# From each start the nodes settle in about so many steps; several starts, because some get stuck.
STEPS = 90
STARTS = (1, 2, 3, 5)
# Between neighbours of a sunflower's seeds: no two nodes start on one ray.
TURN = np.pi * (3 - np.sqrt(5))

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node and its name stand.

    Attributes:
        x, y, radius: of the node.
        label: the name, shortened.
        label_x, label_y, anchor: where the name begins, ends or has its middle.
    """

    x: float
    y: float
    radius: float
    label: str
    label_x: float
    label_y: float
    anchor: Anchor


def places(ties: Sequence[tuple[int, int, float]], names: Sequence[str], amounts: Sequence[float]) -> list[Place]:
    """Return where the nodes of a network stand.

    Who is tied more strongly stands nearer; who is tied by a weight below zero stands farther.

    Args:
        ties: numbers of two nodes, and the weight.
        names: of the nodes, the most important first: their names have the first choice.
        amounts: how large each node is to be, in any unit.
    """
    radii = _radii(amounts)
    at = _apart(_fitted(_settled(_distances(ties, len(names)))), radii)
    nodes = [(float(x), float(y), float(radius)) for (x, y), radius in zip(at.round(1), radii.round(1), strict=True)]
    return list(_labelled(nodes, [_short(name) for name in names]))


def _radii(amounts: Sequence[float]) -> Array:
    """Return the radii: the area of a node grows with its amount."""
    shares = np.sqrt(np.array(amounts, dtype=np.float64))
    return SMALL + (LARGE - SMALL) * shares / max(float(shares.max(initial=0)), 1e-9)


def _distances(ties: Sequence[tuple[int, int, float]], count: int) -> Array:
    """Return how far apart nodes are to be: along the shortest way of ties, 1 for the strongest up to 2."""
    strongest = max((abs(weight) for _, _, weight in ties), default=1) or 1
    far = np.full((count, count), np.inf)
    np.fill_diagonal(far, 0)
    for one, other, weight in ties:
        share = abs(weight) / strongest
        far[one, other] = far[other, one] = 2 - share if weight > 0 else 2 + 2 * share
    for by in range(count):
        far = np.minimum(far, far[:, by, None] + far[None, by, :])
    known = float(far[np.isfinite(far)].max(initial=1))
    return np.where(np.isfinite(far), far, known + 1)


def _settled(far: Array) -> Array:
    """Return places whose distances come near to those wanted (stress majorisation, Gansner et al. 2005)."""
    count = len(far)
    if count < 2:
        return np.zeros((count, 2))
    weights: Array = 1 / np.where(far > 0, far, np.inf) ** 2
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse: Array = np.linalg.inv(laplacian + 1 / count).astype(np.float64) - 1 / count
    tried = [_majorised(far, weights, inverse, _seeds(count, turn)) for turn in STARTS]
    return min(tried, key=lambda one: round(float((weights * (_lengths(one) - far) ** 2).sum()), 6))


def _seeds(count: int, turn: int) -> Array:
    """Return a start: the seeds of a sunflower, in one of several orders."""
    number = np.arange(count)
    angle, radius = number * turn * TURN, np.sqrt(number + 0.5)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _majorised(far: Array, weights: Array, inverse: Array, at: Array) -> Array:
    pull = weights * far
    for _ in range(STEPS):
        towards = -pull / np.maximum(_lengths(at), 1e-9)
        np.fill_diagonal(towards, 0)
        np.fill_diagonal(towards, -towards.sum(axis=1))
        at = inverse @ (towards @ at)
    return at


def _lengths(at: Array) -> Array:
    apart = at[:, None, :] - at[None, :, :]
    lengths: Array = np.sqrt((apart**2).sum(axis=2))
    return lengths


def _fitted(at: Array) -> Array:
    """Return places turned so that their long side lies, and spread over the picture; the first node is top left."""
    if len(at) == 0:
        return at
    at = at - at.mean(axis=0)
    (xx, xy), (_, yy) = at.T @ at
    angle = np.arctan2(2 * xy, xx - yy) / 2
    at = at @ np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    at = at * np.where(at[0] > 0, -1, 1)
    low, high = at.min(axis=0), at.max(axis=0)
    spread = np.where(high - low > 1e-6, high - low, np.inf)
    room = np.array([WIDTH - 2 * MARGIN_X, HEIGHT - 2 * MARGIN_Y])
    middle = np.array([WIDTH, HEIGHT]) / 2
    placed: Array = (at - (low + high) / 2) / spread * room + middle
    return placed


def _apart(at: Array, radii: Array) -> Array:
    """Return places where no node covers another."""
    wanted = np.add.outer(radii, radii) + GAP
    np.fill_diagonal(wanted, 0)
    for _ in range(STEPS):
        apart = at[:, None, :] - at[None, :, :]
        lengths = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        push = np.maximum(wanted - lengths, 0)
        if not push.any():
            break
        # Nodes on one spot have no direction to go: the later of the two goes down.
        apart[..., 1] += np.where(lengths <= 1e-3, np.sign(np.subtract.outer(*[np.arange(len(at))] * 2)), 0)
        at = at + (apart / lengths[..., None] * push[..., None]).sum(axis=1) / 2
        at = np.clip(at, [MARGIN_X, MARGIN_Y], [WIDTH - MARGIN_X, HEIGHT - MARGIN_Y])
    return at


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _labelled(nodes: Sequence[tuple[float, float, float]], labels: Sequence[str]) -> Iterator[Place]:
    """Yield the places, each name where it covers least of nodes and of the names before it."""
    taken: list[Box] = [(x - radius, y - radius, x + radius, y + radius) for x, y, radius in nodes]
    for (x, y, radius), label in zip(nodes, labels, strict=True):
        tried = [(at, _box(at, len(label) * ADVANCE)) for at in _around(x, y, radius)]
        (label_x, label_y, anchor), box = min(tried, key=lambda one: _covered(one[1], taken))
        taken.append(box)
        yield Place(x, y, radius, label, round(label_x, 1), round(label_y, 1), anchor)


def _around(x: float, y: float, radius: float) -> Iterator[tuple[float, float, Anchor]]:
    """Yield where a node's name may stand, the best places first."""
    side, up, down = radius + 4, radius + 5, radius + LETTER + 1
    yield x, y + down, "middle"
    yield x, y - up, "middle"
    yield x + side, y + LETTER / 3, "start"
    yield x - side, y + LETTER / 3, "end"
    for dy in (down, -up):
        yield x + radius, y + dy, "start"
        yield x - radius, y + dy, "end"
    yield x, y + down + LETTER, "middle"
    yield x, y - up - LETTER, "middle"


def _box(at: tuple[float, float, Anchor], width: float) -> Box:
    x, y, anchor = at
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return left, y - LETTER, left + width, y + 3


def _covered(box: Box, taken: Sequence[Box]) -> float:
    """Return how much of what is there a name would cover, with what would stand outside of the picture."""
    left, top, right, bottom = box
    out = max(0.0, -left) + max(0.0, right - WIDTH) + max(0.0, -top) + max(0.0, bottom - HEIGHT)
    return out * LETTER * 10 + sum(
        max(0.0, min(right, one[2]) - max(left, one[0])) * max(0.0, min(bottom, one[3]) - max(top, one[1]))
        for one in taken
    )
