"""The brief as Markdown."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from communique.present.export.base import Room, TextExporter
from communique.present.export.brief import (
    NOT_NAMED,
    NOTHING,
    SECOND_HAND,
    TABLE,
    Brief,
    Numbers,
    Passage,
    Quote,
    Stand,
    address,
    origin,
)
from communique.present.export.wording import days, wording
from communique.query.view import View
from communique.records.rows import Record

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


class Markdown(TextExporter):
    """Headings, lists and one table; the numbers in brackets are those of the sources at the end."""

    type: ClassVar[str] = "text/markdown; charset=utf-8"

    def pieces(self, record: Record, asked: frozenset[str] | None = None) -> Iterator[str]:
        """Yield the brief of all sections."""
        yield from pieces(Brief.of(View(record, asked), tuple(SECTIONS)), tuple(SECTIONS), self.room)


def pieces(brief: Brief, sections: Sequence[str], room: Room | None = None) -> Iterator[str]:
    """Yield the sections and the sources that these cite.

    Args:
        brief: what to show.
        sections: names out of ``SECTIONS``.
        room: where rows can be read.
    """
    yield "# Brief\n"
    if not brief.reports:
        yield f"\n{NOTHING}\n"
        return
    for section in sections:
        title, lines = SECTIONS[section]
        found = list(lines(brief))
        if found:
            yield f"\n## {title}\n\n"
            yield from found
    sources = list(brief.sources())
    if sources:
        yield "\n## Sources\n"
    for report, passages in groupby(sources, key=lambda passage: passage.report):
        yield f"\n{_plain(origin(report))}\n\n"
        yield from (_source(passage, room) for passage in passages)


def _source(passage: Passage, room: Room | None) -> str:
    there = address(passage, room)
    read = f" ([read](<{there}>))" if there else ""
    return f"- [{passage.number}] {_plain(passage.words)}{read}\n"


def _reports(brief: Brief) -> Iterator[str]:
    yield from (f"- {_plain(origin(report))}\n" for report in brief.reports)


def _said(brief: Brief) -> Iterator[str]:
    for speaker in brief.speakers:
        remarks = f" — {_plain(speaker.remarks)}" if speaker.remarks else ""
        yield f"**{_plain(speaker.name)}**{remarks}\n\n"
        for quote in speaker.quotes:
            yield from _quote(quote, "")
        yield "\n"


def _quote(quote: Quote, indent: str) -> Iterator[str]:
    who = (
        f"*{SECOND_HAND.format(quote.reported_by)}:* {_plain(quote.speaker or NOT_NAMED)} " if quote.reported_by else ""
    )
    head = f"{quote.when}, " if quote.when else ""
    remarks = ", ".join(filter(None, (quote.remarks, quote.occasion)))
    words = _plain(quote.words) + (f" ({_plain(remarks)})" if remarks else "")
    yield f"{indent}- {head}{who}{quote.verb}: {words} {_numbers(quote.numbers)}\n"
    for inner in quote.second_hand:
        yield from _quote(inner, f"{indent}  ")


def _positions(brief: Brief) -> Iterator[str]:
    if len(brief.actors) > TABLE:
        yield from _listed_positions(brief)
    elif brief.actors:
        yield "| Proposition | " + " | ".join(map(_plain, brief.actors)) + " |\n"
        yield "|---" * (len(brief.actors) + 1) + "|\n"
        for issue, stands in brief.positions.items():
            cells = (_stand(stands[actor]) if actor in stands else "" for actor in brief.actors)
            yield f"| {_plain(issue.proposition)} | " + " | ".join(cells) + " |\n"


def _listed_positions(brief: Brief) -> Iterator[str]:
    for issue, stands in brief.positions.items():
        yield f"**{_plain(issue.proposition)}**\n\n"
        yield from (f"- {_stand(stand)}: {_plain(actor)}\n" for actor, stand in stands.items())
        yield "\n"


def _stand(stand: Stand) -> str:
    return f"{wording('stance', stand.stance)} {_numbers(stand.numbers)}"


def _disagreements(brief: Brief) -> Iterator[str]:
    for clash in brief.clashes:
        yield f"**{_plain(clash.issue.proposition)}**\n\n"
        for stance, sides in (("support", clash.supports), ("oppose", clash.opposes)):
            for side in sides:
                by = f" ({_plain(side.by)})" if side.by else ""
                said = f"{_plain(side.quote.words)} {_numbers(side.quote.numbers)}"
                yield f"- {wording('stance', stance)}: {_plain(side.actor)}{by}: {said}\n"
        yield "\n"


def _did(brief: Brief) -> Iterator[str]:
    for deed in brief.deeds:
        known = (days(deed.first, deed.last), f"**{_plain(deed.parties)}**", deed.kind, deed.amount, deed.place)
        standing = f"{wording('status', deed.status).sign} {_plain(deed.standing)}"
        yield f"- {', '.join(filter(None, known))} — {standing}: {_plain(deed.words)} {_numbers(deed.numbers)}\n"


def _forecasts(brief: Brief) -> Iterator[str]:
    for expected in brief.expectations:
        condition = f" (condition: {_plain(expected.condition)})" if expected.condition else ""
        remarks = f" ({_plain(expected.remarks)})" if expected.remarks else ""
        by = _plain(expected.by or "the report")
        yield f"- **{by}**: {_plain(expected.outcome)}{condition}{remarks} {_numbers(expected.numbers)}\n"


def _numbers(numbers: Numbers) -> str:
    return f"[{', '.join(map(str, numbers))}]" if numbers else ""


def _plain(words: str) -> str:
    """Return words so that Markdown shows them as they are, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


SECTIONS: dict[str, tuple[str, Callable[[Brief], Iterator[str]]]] = {
    "reports": ("Reports", _reports),
    "said": ("Who said what", _said),
    "positions": ("Who stands where", _positions),
    "disagreements": ("Who contradicts whom", _disagreements),
    "did": ("Who did what to whom", _did),
    "forecasts": ("What is expected", _forecasts),
}
