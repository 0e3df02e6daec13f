"""Statements as they are quoted: the sentence, who says it and for whom, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.present.web.asked import to
from communique.query.view import evidence, passage, words
from communique.records.listing import Hit
from communique.records.report import Report
from communique.store.database import Store

# Report and seq of a statement.
Place = tuple[str, int]


@dataclass(frozen=True)
class Quotation:
    """A statement to be quoted.

    Attributes:
        hit: the statement.
        chain: ids and names of who speaks and for whom, nearest first; empty where nobody can be named.
        source: the report's words for who speaks; None where it has none.
        sentence: the sentence around the words.
        marks: half-open ranges of ``sentence`` that the statement says.
        words: what the statement says.
        address: of its row in the reading room.
        file: of the report.
    """

    hit: Hit
    chain: tuple[tuple[str, str], ...]
    source: str | None
    sentence: str
    marks: tuple[tuple[int, int], ...]
    words: str
    address: str
    file: str

    def conditional(self, issue: str) -> bool:
        """Tell whether it takes its stance on an issue under a condition only."""
        return any(coding.conditional for coding in self.hit.statement.codings if coding.issue.id == issue)


def quoted(store: Store, places: Iterable[Place]) -> dict[Place, Quotation]:
    """Return the statements of these places as they are quoted."""
    wanted = sorted(set(places))
    hits = dict(zip(wanted, store.lists.statements(wanted), strict=True))
    reports = {id: store.lists.report(id) for id in {id for id, _ in wanted}}
    chains = {place: _chain(store, hit) for place, hit in hits.items()}
    names = store.called(sorted({id for chain in chains.values() for id in chain}))
    return {
        place: _quotation(hit, report, [(id, names[id]) for id in chains[place]])
        for place, hit in hits.items()
        if (report := reports[place[0]])
    }


def _chain(store: Store, hit: Hit) -> tuple[str, ...]:
    said = hit.statement
    ends = (said.speaker.actor if said.speaker else None, said.on_behalf_of)
    return tuple(dict.fromkeys(id for end in ends for id in store.cast.chain(said.report, end)))


def _quotation(hit: Hit, report: Report, chain: Iterable[tuple[str, str]]) -> Quotation:
    said = hit.statement
    around = passage(said, report.text)
    marks = tuple((part.start - around.start, part.end - around.start) for part in evidence(said))
    source = said.speaker.evidence.words if said.speaker and said.speaker.evidence else None
    address = to("reports", said.report, row=said.id)
    return Quotation(hit, tuple(chain), source, around.words, marks, words(said), address, report.source)


def cells(one: Quotation | None) -> tuple[str | None, ...]:
    """Return a statement in the twin of a page: day, words, outlet and address."""
    if one is None:
        return None, None, None, None
    return one.hit.day.isoformat() if one.hit.day else None, one.words, one.hit.outlet, one.address
