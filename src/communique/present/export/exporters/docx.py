"""The brief as a document of Word."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

from communique.present.export.base import Exporter, Room
from communique.present.export.brief import (
    NOT_NAMED,
    NOTHING,
    SECOND_HAND,
    TABLE,
    Brief,
    Deed,
    Expectation,
    Passage,
    Quote,
    Stand,
    address,
    heading,
    origin,
)
from communique.present.export.direction import closed
from communique.present.export.word import Line, Word
from communique.present.export.wording import days, wording
from communique.query.view import View
from communique.records.rows import Record

# Word's own styles. Second-hand words of second-hand words of … stand under one another up to the last of them.
BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")


class Docx(Exporter):
    """Headings, lists and one table; Word's own footnotes with the exact words."""

    type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def chunks(self, record: Record, asked: frozenset[str] | None = None) -> Iterator[bytes]:
        """Yield the brief of all sections."""
        brief = Brief.of(View(record, asked), tuple(SECTIONS))
        word = Word("Brief", lambda number, line: _source(brief.passages[number], self.room, line))
        if not brief.reports:
            word.line().say(NOTHING)
        for section in SECTIONS.values():
            section(brief, word)
        yield word.saved()


def _source(passage: Passage, room: Room | None, line: Line) -> None:
    there = address(passage, room)
    line.say(f"{_plain(heading(passage.report))}: {_plain(passage.words)}")
    if there:
        line.say(" ").link("read", there)


def _reports(brief: Brief, word: Word) -> None:
    if brief.reports:
        word.heading("Reports", 1)
    for report in brief.reports:
        word.line(BULLETS[0]).say(_plain(origin(report)))


def _said(brief: Brief, word: Word) -> None:
    if brief.speakers:
        word.heading("Who said what", 1)
    for speaker in brief.speakers:
        word.heading(_plain(speaker.name), 2)
        if speaker.remarks:
            word.line().say(_plain(speaker.remarks))
        for quote in speaker.quotes:
            _quote(quote, word, 0)


def _quote(quote: Quote, word: Word, depth: int) -> None:
    line = word.line(BULLETS[min(depth, len(BULLETS) - 1)])
    if quote.when:
        line.say(f"{quote.when}, ")
    if quote.reported_by:
        line.say(f"{_plain(SECOND_HAND.format(quote.reported_by))}: ", italic=True)
        line.say(f"{_plain(quote.speaker or NOT_NAMED)} ")
    remarks = ", ".join(filter(None, (quote.remarks, quote.occasion)))
    line.say(_plain(quote.verb), italic=True).say(f": {_plain(quote.words)}{_remarks(remarks)} ").cite(quote.numbers)
    for inner in quote.second_hand:
        _quote(inner, word, depth + 1)


def _positions(brief: Brief, word: Word) -> None:
    if not brief.positions:
        return
    word.heading("Who stands where", 1)
    if len(brief.actors) > TABLE:
        _listed_positions(brief, word)
        return
    rows = (
        [partial(_words, issue.proposition), *(partial(_stand, stands.get(actor)) for actor in brief.actors)]
        for issue, stands in brief.positions.items()
    )
    word.table(("Proposition", *map(_plain, brief.actors)), rows)


def _listed_positions(brief: Brief, word: Word) -> None:
    for issue, stands in brief.positions.items():
        word.heading(_plain(issue.proposition), 2)
        for actor, stand in stands.items():
            line = word.line(BULLETS[0]).say(f"{_plain(actor)}: ")
            _stand(stand, line)


def _words(words: str, line: Line) -> None:
    line.say(_plain(words))


def _stand(stand: Stand | None, line: Line) -> None:
    if stand:
        line.say(f"{wording('stance', stand.stance)} ").cite(stand.numbers)


def _disagreements(brief: Brief, word: Word) -> None:
    if brief.clashes:
        word.heading("Who contradicts whom", 1)
    for clash in brief.clashes:
        word.heading(_plain(clash.issue.proposition), 2)
        for stance, sides in (("support", clash.supports), ("oppose", clash.opposes)):
            for side in sides:
                line = word.line(BULLETS[0]).say(f"{wording('stance', stance)}: ").say(_plain(side.actor), bold=True)
                line.say(f"{_remarks(side.by)}: {_plain(side.quote.words)} ").cite(side.quote.numbers)


def _did(brief: Brief, word: Word) -> None:
    if brief.deeds:
        word.heading("Who did what to whom", 1)
    for deed in brief.deeds:
        _deed(deed, word.line(BULLETS[0]))


def _deed(deed: Deed, line: Line) -> None:
    known = ", ".join(filter(None, (days(deed.first, deed.last), deed.kind, deed.amount, deed.place)))
    standing = f"{wording('status', deed.status).sign} {deed.standing}"
    line.say(_plain(deed.parties), bold=True).say(f", {_plain(known)} — ").say(_plain(standing), bold=True)
    line.say(f": {_plain(deed.words)} ").cite(deed.numbers)


def _forecasts(brief: Brief, word: Word) -> None:
    if brief.expectations:
        word.heading("What is expected", 1)
    for expected in brief.expectations:
        _expectation(expected, word.line(BULLETS[0]))


def _expectation(expected: Expectation, line: Line) -> None:
    condition = f" (condition: {_plain(expected.condition)})" if expected.condition else ""
    line.say(_plain(expected.by or "the report"), bold=True)
    line.say(f": {_plain(expected.outcome)}{condition}{_remarks(expected.remarks)} ").cite(expected.numbers)


def _remarks(words: str | None) -> str:
    return f" ({_plain(words)})" if words else ""


def _plain(words: str) -> str:
    """Return words on one line, which turn nothing around that follows."""
    return closed(" ".join(words.split()))


SECTIONS: dict[str, Callable[[Brief, Word], None]] = {
    "reports": _reports,
    "said": _said,
    "positions": _positions,
    "disagreements": _disagreements,
    "did": _did,
    "forecasts": _forecasts,
}
