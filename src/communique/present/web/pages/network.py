"""The network: who takes the same sides, or opposite ones, as a picture and as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from communique.present.web import graph, hunting, standings
from communique.present.web.asked import Asked, to
from communique.present.web.base import Page, Sheet, Shown
from communique.query.base import Cell
from communique.query.network import record as of_record
from communique.query.network.matrices import Array, Counts, Matrix, OneModeQualifier, counts, one_mode, two_mode
from communique.records.standing import DUPLICATES, LEVELS, Duplicates, Window
from communique.records.words import FORMS
from communique.store.database import Store

# More nodes are not told apart in a picture; where actors and issues share it, they have so much of it each.
NODES = 40
ACTORS, ISSUES = 26, 14

# Ties that are drawn unless another number is asked for, and the most that a picture bears.
TIES, MOST_TIES = 60, 200

# What can be drawn, as the Discourse Network Analyzer calls it, and in words.
TWO_MODE = "two-mode"
KINDS = {
    "congruence": "Two actors are tied where they take the same side on the same issue.",
    "conflict": "Two actors are tied where they take opposite sides on the same issue.",
    "subtract": "Same sides minus opposite sides: a solid line where two actors take the same side more often, a "
    "dashed line where they take opposite sides more often.",
    TWO_MODE: "An actor is tied to the issues that it takes sides on, statements for the proposition minus statements "
    "against it: a solid line where it supports, a dashed line where it opposes.",
}
ONE_MODE_NORMS = ("no", "average", "jaccard", "cosine")
TWO_MODE_NORMS = ("no", "activity", "prominence")

COLUMNS = ("a", "a_name", "b", "b_name", "weight", "address")


@dataclass(frozen=True)
class Node:
    """A node of the picture.

    Attributes:
        address: its page.
        issue: whether it is an issue.
        amount: statements that it has here.
        at: where it stands.
    """

    address: str
    name: str
    issue: bool
    amount: int
    at: graph.Place


@dataclass(frozen=True)
class Line:
    """A tie: of the picture and a row of the table.

    Attributes:
        one, other: the nodes.
        weight: readable.
        against: whether they differ: opposite sides, or an actor against a proposition.
        width: of the line.
        address: the page with what the tie is made of.
    """

    one: Node
    other: Node
    weight: str
    against: bool
    width: float
    address: str


@dataclass(frozen=True)
class Net:
    """A network with the ids of its nodes as names, and how its ties are meant."""

    kind: str
    matrix: Matrix
    found: Counts
    window: Window

    @property
    def two_mode(self) -> bool:
        """Whether actors are tied to issues."""
        return self.kind == TWO_MODE

    def against(self, weight: float) -> bool:
        """Tell whether a tie of this weight means that both ends differ."""
        return self.kind == "conflict" or weight < 0

    def address(self, one: str, other: str) -> str:
        """Return the page that shows what a tie is made of: the statements, or where both actors stand."""
        kept = standings.kept(self.window)
        if self.two_mode:
            return to("matrix", "cell", actor=one, issue=other, **kept)
        return to("matrix", actor=(one, other), issue=self.window.issues, **kept)


class Network(Page):
    """A discourse network. With ``actor``, only the ties of these actors; ``ties`` says how many are drawn."""

    path = "/network"
    name = "Network"
    order = 7

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return the picture and the table of its ties."""
        kind = asked.choice("kind", tuple(KINDS), "congruence")
        norms = TWO_MODE_NORMS if kind == TWO_MODE else ONE_MODE_NORMS
        norm = asked.choice("normalise", norms, "no")
        per: Duplicates = asked.choice("duplicates", DUPLICATES, "document")  # type: ignore[assignment]
        most = min(asked.number("ties", TIES), MOST_TIES)
        window = hunting.window(store, asked)
        net = _net(store, kind, norm, per, window)
        # The twins have all ties, the picture the strongest.
        lines, nodes = ((), ()) if asked.whole else _drawn(store, net, most)
        told = {
            "kind": kind,
            "kinds": KINDS,
            "two_mode": net.two_mode,
            "lines": lines,
            "nodes": nodes,
            "counted": _sizes(net.matrix),
            "width": graph.WIDTH,
            "height": graph.HEIGHT,
            "most": MOST_TIES,
            "default": TIES,
            "known": {
                "levels": LEVELS, "forms": FORMS, "norms": norms, "duplicates": DUPLICATES, "outlets": store.outlets()
            },
        }  # fmt: skip
        return Shown("Network", told, Sheet(COLUMNS, _rows(store, net)))


def _net(store: Store, kind: str, norm: str, per: Duplicates, window: Window) -> Net:
    """Return the network of a window; with actors in it, only their ties."""
    found = counts(of_record.identified(store, replace(window, actors=None), per))
    if kind == TWO_MODE:
        matrix = two_mode(found, "subtract", norm)  # type: ignore[arg-type]
    else:
        qualifier: OneModeQualifier = kind  # type: ignore[assignment]
        matrix = one_mode(found, qualifier, norm)  # type: ignore[arg-type]
    if window.actors is not None:
        matrix = replace(matrix, values=_of(matrix, set(window.actors)))
    return Net(kind, matrix, found, window)


def _of(matrix: Matrix, actors: set[str]) -> Array:
    """Return the weights of the ties of these actors; the others are 0."""
    kept = np.array([name in actors for name in matrix.rows], dtype=bool)
    both = kept[:, None] | kept[None, :] if matrix.one_mode else kept[:, None]
    return np.where(both, matrix.values, 0)


def _sizes(matrix: Matrix) -> dict[str, int]:
    """Return how many ties there are, and how many actors and issues have one."""
    there = matrix.values != 0
    ties = int(np.count_nonzero(np.triu(there) if matrix.one_mode else there))
    actors, issues = int(there.any(axis=1).sum()), int(there.any(axis=0).sum())
    return {"ties": ties, "actors": actors, "issues": 0 if matrix.one_mode else issues}


def _strongest(matrix: Matrix) -> list[tuple[int, int]]:
    """Return the places of ties, the strongest first, each pair of actors once; equal ones by row and column."""
    weights = np.abs(np.triu(matrix.values) if matrix.one_mode else matrix.values)
    order = np.argsort(-weights, axis=None, kind="stable")[: np.count_nonzero(weights)]
    rows, columns = np.unravel_index(order, weights.shape)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _drawn(store: Store, net: Net, most: int) -> tuple[list[Line], list[Node]]:
    """Return the strongest ties between the most connected nodes, and those of these that have any."""
    known = _central(net.matrix)
    matrix = replace(net.matrix, values=np.where(known, net.matrix.values, 0))
    ties = [(matrix.rows[a], matrix.columns[b], float(matrix.values[a, b])) for a, b in _strongest(matrix)[:most]]
    nodes = _nodes(store, net, ties)
    heaviest = max((abs(weight) for _, _, weight in ties), default=1)
    lines = [
        Line(
            nodes[a], nodes[b], _number(weight), net.against(weight), round(1 + 3 * abs(weight) / heaviest, 1),
            net.address(a, b),
        )
        for a, b, weight in ties
    ]  # fmt: skip
    return lines, list(nodes.values())


def _central(matrix: Matrix) -> Array:
    """Return which ties are between the nodes whose ties weigh most in sum [rows, columns]."""
    weights = np.abs(matrix.values)
    if matrix.one_mode:
        kept = _heaviest(weights.sum(axis=1), NODES)
        return np.logical_and.outer(kept, kept)
    return np.logical_and.outer(_heaviest(weights.sum(axis=1), ACTORS), _heaviest(weights.sum(axis=0), ISSUES))


def _heaviest(sums: Array, most: int) -> Array:
    kept = np.zeros(len(sums), dtype=bool)
    kept[np.argsort(-sums, kind="stable")[:most]] = True
    return kept


def _nodes(store: Store, net: Net, ties: Sequence[tuple[str, str, float]]) -> dict[str, Node]:
    """Return the nodes of ties by id, those with the heaviest ties first."""
    weights: dict[str, float] = {}
    for one, other, weight in ties:
        weights[one] = weights.get(one, 0) + abs(weight)
        weights[other] = weights.get(other, 0) + abs(weight)
    order = sorted(weights, key=lambda id: (-weights[id], id))
    issues = {other for _, other, _ in ties} if net.two_mode else set[str]()
    names = _names(store, [id for id in order if id not in issues], issues)
    amounts = _amounts(net)
    number = {id: at for at, id in enumerate(order)}
    at = graph.places(
        [(number[a], number[b], weight) for a, b, weight in ties],
        [names[id] for id in order],
        [amounts[id] for id in order],
    )
    return {
        id: Node(to("issues" if id in issues else "actors", id), names[id], id in issues, amounts[id], place)
        for id, place in zip(order, at, strict=True)
    }


def _names(store: Store, actors: Sequence[str], issues: set[str]) -> dict[str, str]:
    return of_record.actor_labels(store, actors) | of_record.issue_labels(store, sorted(issues))


def _amounts(net: Net) -> dict[str, int]:
    """Return how many statements each node has."""
    found = net.found
    by_actor = zip(found.actors, found.by_actor.tolist(), strict=True)
    by_concept = zip(found.concepts, found.by_concept.tolist(), strict=True)
    return {id: round(amount) for id, amount in (*by_actor, *by_concept)}


def _rows(store: Store, net: Net) -> Iterator[Sequence[Cell]]:
    """Yield all ties, the strongest first."""
    matrix = net.matrix
    names = _names(store, matrix.rows, set(matrix.columns) if net.two_mode else set())
    for a, b in _strongest(matrix):
        one, other = matrix.rows[a], matrix.columns[b]
        weight = round(float(matrix.values[a, b]), 6)
        yield one, names[one], other, names[other], weight, net.address(one, other)


def _number(weight: float) -> str:
    """Return a weight with at most three decimals, and a minus sign that is one."""
    return f"{weight:.3f}".rstrip("0").rstrip(".").replace("-", "−")
