"""The layout of a report: title, deck, byline, dates, dateline, body, and what is no part of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from communique.ingest.base import Draft
from communique.ingest.cleaning import dateline, head
from communique.ingest.cleaning.dateline import Opening
from communique.ingest.cleaning.paragraphs import TERMINAL, Block, blocks
from communique.ingest.cleaning.patterns import notice, patterns
from communique.records.report import Removed

# A head (headline, deck, byline, dates) has at most this many paragraphs.
HEAD = 10
# Bylines, credits and dates at the end stand in at most this many paragraphs.
FOOT = 6
# Characters of a headline and of a deck line; the longest of either in newspapers are about three quarters of this.
MAX_TITLE = 250
MAX_DECK = 400
MAX_DECK_LINES = 6
# A line of fewer words under a headline is a section's name or a place.
MIN_DECK_WORDS = 4
# A link in a list of links is a headline.
MAX_LINK = 160
# Of the long words of a headline with a full stop, so many have a capital; in a sentence it is a third at most.
MIN_CAPITALS = 0.7


@dataclass(frozen=True, slots=True)
class Layout:
    """A draft taken apart; what the draft itself says stands above what its text says.

    Attributes:
        title: empty when there is none.
        deck, body: paragraphs.
        opening: the dateline taken off the body.
        removed: in the order of the input.
    """

    title: str
    deck: tuple[str, ...]
    body: tuple[str, ...]
    authors: tuple[str, ...]
    outlet: str | None
    published: date | None
    opening: Opening | None
    removed: tuple[Removed, ...]


def lay_out(draft: Draft) -> Layout:
    """Recognise the layout of a draft."""
    found = blocks(draft.text, _stands_alone, lines_are_paragraphs=draft.lines_are_paragraphs)
    return _Reading(draft, list(enumerate(found))).layout()


def _stands_alone(words: str) -> bool:
    return len(words) <= head.MAX_LINE and (_is_list_heading(words) or bool(notice(words)) or bool(head.mark(words)))


def _is_list_heading(words: str) -> bool:
    return len(words) <= MAX_LINK and bool(patterns().lists.fullmatch(words))


def _is_link(words: str) -> bool:
    return len(words) <= MAX_LINK and not TERMINAL.search(words)


Placed = tuple[int, Block]


@dataclass
class _Reading:
    """The work on one draft: ``left`` holds what is not yet told, with its place in the input."""

    draft: Draft
    left: list[Placed]
    title: str = ""
    deck: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    opening: Opening | None = None
    removed: list[tuple[int, Removed]] = field(default_factory=list)

    def layout(self) -> Layout:
        """Take the draft apart."""
        self.title, self.deck = self.draft.title or "", list(self.draft.deck)
        self._drop_notices()
        self._drop_repeats()
        self._read_head()
        self._read_foot()
        self._read_dateline()
        self._cut_tails()
        return Layout(
            self.title,
            tuple(self.deck),
            tuple(block.words for _, block in self.left),
            self.draft.authors or self.authors,
            self.draft.outlet or self.outlet,
            self.draft.published or self.published,
            self.opening,
            tuple(removed for _, removed in sorted(self.removed, key=lambda pair: pair[0])),
        )

    def _remove(self, place: int, words: str, why: str) -> None:
        self.removed.append((place, Removed(words, why)))

    def _drop_notices(self) -> None:
        kept: list[Placed] = []
        last = self._last_text()
        link_group = -1
        for place, block in self.left:
            if _is_list_heading(block.words):
                link_group = block.group
                self._remove(place, block.words, "boilerplate")
            elif _is_link(block.words) and (place > last or block.group == link_group) and link_group >= 0:
                self._remove(place, block.words, "boilerplate")
            elif why := self._why(block, first=not kept):
                self._remove(place, block.words, why)
            else:
                kept.append((place, block))
        self.left = kept
