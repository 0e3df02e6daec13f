"""Whether the sources of GUM's attributions are found and tied to the right content: news, interviews and more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, Attribution
from communique_eval import gum
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.gold import Gold
from communique_eval.pipeline import read

GENRES = ("news", "interview", "speech", "bio")


class SourcesScorer(Scorer):
    """A gold source is found when an attribution's source overlaps it, linked when that content overlaps the gold's.

    Gold marks one unit of each content, the one next to the source, so that nothing can be said of how much of the
    content was found, nor of what was found beyond the gold: GUM marks only what its discourse relations call for.
    Attributions inside others count. Only news has a floor: the other genres are not what the program reads.
    """

    about = "sources of attributions in news, interviews, speeches and biographies (GUM)"
    needs = ("gum",)

    def run(self, gold: Gold) -> Scores:
        """Read all texts and look for each gold source."""
        looked = [one for text in gum.texts(gold, GENRES) for one in self._look(text)]
        rows = sorted((_row(one) for one in looked if not one.linked), key=lambda row: (row["kind"], row["doc"]))
        figures = [figure for genre in GENRES for figure in _figures(genre, looked)]
        return Scores(tuple(figures), tuple(rows), gold.sha256(self.needs))

    def _look(self, text: gum.GumText) -> Iterator["_Looked"]:
        found = read(text.text, self.settings)[ATTRIBUTIONS]
        for source in text.sources:
            if source.content is not None:
                place = Evidence.of(text.text, *text.characters(source.place))
                content = Evidence.of(text.text, *text.characters(source.content))
                yield _Looked(text.doc, text.genre, place, content, *_found(found, place, content))


@dataclass(frozen=True)
class _Looked:
    """A gold source and content, whether the source was found, and whether it was linked to the content."""

    doc: str
    genre: str
    source: Evidence
    content: Evidence
    found: bool
    linked: bool


def _found(rows: Sequence[Attribution], source: Evidence, content: Evidence) -> tuple[bool, bool]:
    mine = [row for row in rows if row.source is not None and row.source.overlaps(source)]
    return bool(mine), any(piece.overlaps(content) for row in mine for piece in row.content)


def _figures(genre: str, looked: Sequence[_Looked]) -> Iterator[Figure]:
    here = [one for one in looked if one.genre == genre]
    part = genre != "news"
    yield Figure.share(f"found, {genre}", sum(one.found for one in here), len(here), part=part)
    yield Figure.share(f"found and linked, {genre}", sum(one.linked for one in here), len(here), part=part)


def _row(one: _Looked) -> Row:
    kind = "other content" if one.found else "missed"
    return {"kind": kind, "doc": one.doc, "source": one.source.words, "content": " ".join(one.content.words.split())}
