"""The layout of a report: title, deck, byline, dates, dateline, body, and what is no part of it."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from communique.ingest.base import Draft
from communique.ingest.cleaning import byline, dateline, head, headline
from communique.ingest.cleaning.dateline import Opening
from communique.ingest.cleaning.head import Mark
from communique.ingest.cleaning.paragraphs import TERMINAL, Block, blocks
from communique.ingest.cleaning.patterns import notice, patterns
from communique.records.report import Removed

# A head (headline, deck, byline, dates) has at most so many paragraphs; a foot (byline, credits) so many.
HEAD = 12
FOOT = 6
# So many deck lines as a list, and so many without bullets.
MAX_BULLETS = 6
MAX_LINES = 2
# Paragraphs of the body that may stand before the one with the dateline (a caption, an editor's note).
BEFORE_DATELINE = 3
# A link in a list of links is a headline.
MAX_LINK = 160

Placed = tuple[int, Block]  # a paragraph and its place in the input


@dataclass(frozen=True, slots=True)
class Layout:
    """A draft taken apart. What the draft says of itself stands above what its text says.

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
    return len(words) <= MAX_LINK and not TERMINAL.search(words) and not head.mark(words)


def _bare(words: str) -> str:
    """Return the letters and digits of words in lower case, to compare them."""
    return re.sub(r"[\W_]+", "", words).casefold()


@dataclass
class _Reading:
    """The work on one draft: ``left`` holds what is not yet told."""

    draft: Draft
    left: list[Placed]
    title: str = ""
    deck: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    opening: Opening | None = None
    removed: list[tuple[tuple[int, int], Removed]] = field(default_factory=list)

    def layout(self) -> Layout:
        """Take the draft apart."""
        self.title, self.deck = self.draft.title or "", list(self.draft.deck)
        self._drop_notices()
        self._read_head()
        self._read_foot()
        self._read_dateline()
        return Layout(
            title=self.title,
            deck=tuple(self.deck),
            body=tuple(block.words for _, block in self.left),
            authors=self.draft.authors or self.authors,
            outlet=self.draft.outlet or self.outlet,
            published=self.draft.published or self.published,
            opening=self.opening,
            removed=tuple(removed for _, removed in sorted(self.removed, key=lambda pair: pair[0])),
        )

    def _remove(self, placed: Placed, why: str) -> None:
        place, block = placed
        self.removed.append(((place, 0), Removed(block.mark + block.words, why)))

    def _absorb(self, placed: Placed, mark: Mark) -> None:
        """Take a byline, a date or a field out of the text and keep what it says."""
        place, block = placed
        kept = mark.deck or ("" if self.title else mark.title) or ""
        self.removed.append(((place, 0), Removed((block.mark + block.words).removesuffix(kept).strip(), mark.why)))
        self.title = self.title or mark.title or ""
        self.deck += [mark.deck] if mark.deck else []
        self.authors = self.authors or mark.authors
        self.outlet = self.outlet or mark.outlet
        self.published = self.published or mark.published
        if mark.place:
            self.opening = self.opening or Opening(mark.place, 0, 0, mark.published, 0)

    def _drop_notices(self) -> None:
        """Remove notices anywhere, and lists of links under their headings."""
        whys = self._whys()
        last_text = max((i for i, why in enumerate(whys) if why is None), default=-1)
        kept: list[Placed] = []
        in_list = None  # the group of the heading under which links stand
        for i, (placed, why) in enumerate(zip(self.left, whys, strict=True)):
            if why == "list":
                in_list = placed[1].group
            linked = why == "link" and in_list is not None and (in_list == placed[1].group or i > last_text)
            if why == "list" or linked:
                self._remove(placed, "boilerplate")
            elif why and why != "link":
                self._remove(placed, why)
            else:
                in_list = None
                kept.append(placed)
        self.left = kept

    def _whys(self) -> list[str | None]:
        """Return for each paragraph why it is a notice, ``list``, ``link``, or None for text."""
        whys: list[str | None] = []
        first = not self.title
        for i, (_, block) in enumerate(self.left):
            words = block.words
            if _is_list_heading(words) and i:
                whys.append("list")
            elif i < HEAD and head.labelled(words):
                whys.append(None)
            else:
                whys.append(notice(words, first=first) or ("link" if _is_link(words) else None))
            first = first and whys[-1] not in (None, "link")
        return whys

    def _read_head(self) -> None:
        """Find the title, and take bylines, dates and fields out from under it; text above them is deck."""
        text: list[Placed] = []
        above = 0  # paragraphs of text above the last mark
        end = 0
        for i, placed in enumerate(self.left[:HEAD]):
            words, end = placed[1].words, i + 1
            mark = self._mark(i, in_text=bool(text))
            if mark:
                self._absorb(placed, mark)
                above = len(text)
            elif not self._opens(i, in_text=bool(text)):
                text.append(placed)
            if len(text) > MAX_BULLETS or len(words) > headline.MAX_DECK:
                break
        self.left = text + self.left[end:]
        self._drop_deck_repeats()
        if self.title and not self.deck:
            self._read_deck(above)

    def _mark(self, i: int, *, in_text: bool) -> Mark | None:
        """Read a paragraph of the head as a byline, a date or a field, if its neighbours allow it."""
        words = self.left[i][1].words
        before = head.mark(self.left[i - 1][1].words) if i else None
        after = head.mark(self.left[i + 1][1].words) if i + 1 < len(self.left) else None
        mark = head.mark(words)
        if mark is None and self.title and (before or (after and after.why == "date")):
            mark = head.beside(words)
        if mark is None or (mark.why == "label" and not (i or mark.title or after)):
            return None  # a headline can open like a field: "Source: …"
        second_date = mark.why == "date" and self.published and not before
        return None if in_text and (second_date or self._is_foot(i)) else mark

    def _is_foot(self, i: int) -> bool:
        """Tell whether no text follows."""
        return all(head.mark(block.words) for _, block in self.left[i + 1 :])

    def _opens(self, i: int, *, in_text: bool) -> bool:
        """Take the title, a repetition of it, or a section's name above it; tell whether the paragraph was one."""
        placed, words = self.left[i], self.left[i][1].words
        if self.title:
            repeats = self._repeats_title(words)
            if repeats:
                self._remove(placed, "title-repeat")
            return repeats
        if in_text:
            return False
        following = [block.words for _, block in self.left[i + 1 : i + 3]]
        if following and headline.is_above(words, following[0]):
            self._remove(placed, "label")
            self.outlet = words if byline.is_outlet(words) else None
            return True
        marked = any(head.mark(after) or dateline.opening(after) for after in following)
        if headline.is_headline(words, followed=bool(following), marked=marked):
            self.title = words
        return bool(self.title)

    def _repeats_title(self, words: str) -> bool:
        title, bare = _bare(self.title), _bare(words)
        return title == bare or (2 * len(bare) > len(title) and title.startswith(bare) and _is_link(words))

    def _drop_deck_repeats(self) -> None:
        """Drop deck lines of the draft that only repeat the headline or open the body."""
        texts = [_bare(self.title), *(_bare(block.words) for _, block in self.left[:BEFORE_DATELINE])]
        self.deck = [line for line in self.deck if not any(text.startswith(_bare(line)) for text in texts)]

    def _read_deck(self, above: int) -> None:
        """Take the deck off the text: list items, lines above a byline or a dateline, or lines that are no sentence.

        Args:
            above: how many paragraphs stand between the title and the last byline or date.
        """
        found = [block for _, block in self.left[: MAX_BULLETS + 1]]
        bullets = len(list(takewhile(lambda block: bool(block.mark), found)))
        datelined = [i for i, block in enumerate(found[: MAX_LINES + 1]) if dateline.opening(block.words)]
        lines = len(list(takewhile(headline.is_deck_line, found[:MAX_LINES])))
        counts = (bullets, above if above <= MAX_LINES else 0, datelined[0] if datelined else 0, lines)
        count = next((count for count in counts if count), 0)
        short = all(len(block.words) <= headline.MAX_DECK for block in found[:count])
        if short and count <= MAX_BULLETS and count < len(self.left):
            self.deck = [block.words for block in found[:count]]
            self.left = self.left[count:]

    def _read_foot(self) -> None:
        """Take bylines, credits and dates off the end, and cut off those that share the last paragraph."""
        for _ in range(FOOT):
            if len(self.left) < 2:
                return
            self._cut_tail(len(self.left) - 1)
            placed = self.left[-1]
            mark, why = head.foot(placed[1].words), notice(placed[1].words)
            if mark:
                self._absorb(placed, mark)
            elif why:
                self._remove(placed, why)
            else:
                return
            self.left.pop()

    def _cut_tail(self, i: int) -> None:
        place, block = self.left[i]
        for why, pattern in patterns().tails.items():
            found = pattern.search(block.words)
            if found and found.start():
                words = found[0].strip()
                self.removed.append(((place, found.start()), Removed(words, why)))
                block = replace(block, words=block.words[: found.start()].rstrip())
                credit = byline.credit(words)
                self.authors = self.authors or (credit.authors if credit else ())
        self.left[i] = (place, block)

    def _read_dateline(self) -> None:
        speakers = sum(headline.is_speaker(block.words) for _, block in self.left)
        for i, (place, block) in enumerate(self.left[:BEFORE_DATELINE]):
            found = dateline.opening(block.words)
            if found and not (speakers > 1 and headline.is_speaker(block.words)):
                self.opening = self.opening or found
                self.published = self.published or found.published
                self.removed.append(((place, 0), Removed(block.words[: found.end].strip(), "dateline")))
                self.left[i] = (place, replace(block, words=block.words[found.end :]))
                return
