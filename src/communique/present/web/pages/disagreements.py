"""Disagreements: issue by issue the two camps, and what one of each says against the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from communique.core.errors import UsageError
from communique.present.web import hunting, quoting, standings
from communique.present.web.asked import Asked
from communique.present.web.base import Page, Sheet, Shown
from communique.present.web.quoting import Place, Quotation
from communique.query.base import Cell
from communique.query.changes import witness
from communique.query.disputes import Dispute, Pair, Parties, disputes
from communique.query.positions import Standing, standing
from communique.records.rows import Issue
from communique.records.standing import LEVELS, Window
from communique.records.words import FORMS
from communique.store.database import Store

# Issues of a page, each with a pair; of one issue alone, pairs of a page.
ISSUES, PAIRS = 10, 20

# More pairs are nobody's to read: the twin of one issue has no more.
MOST = 5_000


@dataclass(frozen=True)
class Side:
    """One actor's part in a disagreement: its position and its latest statement of it."""

    position: Standing
    name: str
    quotation: Quotation


@dataclass(frozen=True)
class Block:
    """An issue as it is shown.

    Attributes:
        count: pairs that there are.
        camps: ids and names of the first of each camp.
        sizes: of the camps.
        pairs: those that are shown, support first.
    """

    issue: Issue
    count: int
    camps: tuple[tuple[tuple[str, str], ...], ...]
    sizes: tuple[int, int]
    pairs: tuple[tuple[Side, Side], ...]


# Of each camp, as many names as fit two lines.
NAMES = 6


class Disagreements(Page):
    """Issues with a disagreement, or all pairs of one ``issue``; ``actor`` and ``against`` say whose are meant."""

    path = "/disagreements"
    name = "Disagreements"
    order = 3

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a page of issues with a pair each, or of the pairs of one issue.

        Raises:
            UsageError: a parameter is wrong, or there are too many pairs for a twin.
        """
        window, parties = _asked(store, asked)
        found = disputes(store, window, parties)
        alone = window.issues is not None and len(window.issues) == 1
        limit, offset = asked.limits(PAIRS if alone else ISSUES)
        if alone:
            chosen = [(dispute, _page(dispute, limit, offset)) for dispute in found]
            count = sum(dispute.count() for dispute in found)
        else:
            shown = found[offset:] if limit < 0 else found[offset : offset + limit]
            chosen = [(dispute, [next(dispute.pairs())]) for dispute in shown]
            count = len(found)
        blocks = _blocks(store, window, chosen)
        told = {
            "blocks": blocks,
            "alone": alone,
            "count": count,
            "limit": limit,
            "offset": offset,
            "labels": sorted(one.label for one in store.worded(dispute.issue for dispute in found).values()),
            "kept": standings.kept(window),
            "known": {"outlets": store.outlets(), "levels": LEVELS, "forms": FORMS},
        }
        return Shown("Disagreements", told, Sheet(COLUMNS, _rows(blocks)))


def _asked(store: Store, asked: Asked) -> tuple[Window, Parties]:
    """Return what is counted, of all actors, and whose disagreements are meant."""
    window = hunting.window(store, asked)
    other = hunting.actors_named(store, asked.texts("against"))
    if other and window.actors is None:
        raise UsageError("“against” names the second of two. Name the first one with “actor”.")
    one = None if window.actors is None else frozenset(window.actors)
    return replace(window, actors=None), Parties(one, frozenset(other) if other else None)


def _page(dispute: Dispute, limit: int, offset: int) -> list[Pair]:
    if limit < 0 and dispute.count() > MOST:
        raise UsageError(f"These are more than {MOST} pairs. Name an actor, or count by state.")
    return list(islice(dispute.pairs(), offset, None if limit < 0 else offset + limit))


def _blocks(store: Store, window: Window, chosen: Sequence[tuple[Dispute, Sequence[Pair]]]) -> list[Block]:
    issues = tuple(dispute.issue for dispute, _ in chosen)
    actors = {actor for _, pairs in chosen for pair in pairs for actor in pair}
    own = replace(window, issues=issues, actors=tuple(actors))
    latest = {(one.counts.actor, one.counts.issue): one for one in store.witnessed(own, "latest")}
    positions = {key: standing(one.counts) for key, one in latest.items()}
    stands = {key: witness(one, max) for key, one in latest.items()}
    wanted = {(actor, dispute.issue) for dispute, pairs in chosen for pair in pairs for actor in pair}
    places: dict[tuple[str, str], Place] = {key: (stands[key].report, stands[key].seq) for key in wanted}
    quotations = quoting.quoted(store, places.values())
    first = {actor for dispute, _ in chosen for camp in (dispute.support, dispute.oppose) for actor in camp[:NAMES]}
    names = store.called(sorted(actors | first))
    sides = {key: Side(positions[key], names[key[0]], quotations[place]) for key, place in places.items()}
    worded = store.worded(issues)
    return [_block(worded[dispute.issue], dispute, pairs, names, sides) for dispute, pairs in chosen]


def _block(
    issue: Issue, dispute: Dispute, pairs: Sequence[Pair], names: Mapping[str, str], sides: Mapping[Pair, Side]
) -> Block:
    camps = dispute.support, dispute.oppose
    return Block(
        issue,
        dispute.count(),
        tuple(tuple((actor, names[actor]) for actor in camp[:NAMES]) for camp in camps),
        (len(dispute.support), len(dispute.oppose)),
        tuple((sides[a, issue.id], sides[b, issue.id]) for a, b in pairs),
    )


_SIDE = ("", "_name", "_statements", "_reports", "_day", "_words", "_outlet", "_address")
COLUMNS = (
    "issue", "label", "proposition", "pairs",
    *(f"{side}{part}" for side in ("supports", "opposes") for part in _SIDE),
)  # fmt: skip


def _rows(blocks: Sequence[Block]) -> Iterator[Sequence[Cell]]:
    for block in blocks:
        issue = block.issue
        for support, oppose in block.pairs:
            yield issue.id, issue.label, issue.proposition, block.count, *_cells(support), *_cells(oppose)


def _cells(one: Side) -> tuple[Cell, ...]:
    counted = one.position.tally
    return counted.actor, one.name, counted.statements, counted.reports, *quoting.cells(one.quotation)
