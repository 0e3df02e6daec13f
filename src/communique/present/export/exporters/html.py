"""The brief as one page of HTML that needs no other file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import ClassVar

from communique.present.export.base import Room, TextExporter
from communique.present.export.brief import (
    NOT_NAMED,
    NOTHING,
    SECOND_HAND,
    TABLE,
    Brief,
    Deed,
    Expectation,
    Numbers,
    Passage,
    Quote,
    Side,
    Stand,
    address,
    heading,
    origin,
)
from communique.present.export.direction import closed
from communique.present.export.wording import days, wording
from communique.query.view import View
from communique.records.rows import Record

# Dark and light as the reader's system has it; on paper black on white, and links show as words.
STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #57606a; --line: #c9d1d9; --link: #0b5394; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ec; --paper: #14181d; --soft: #a3adb8; --line: #3a434d; --link: #7db7ee; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 Georgia, serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.25; font-family: system-ui, sans-serif; }
h2 { margin-top: 2rem; border-bottom: 1px solid var(--line); } h3 { margin: 1.2rem 0 .3rem; font-size: 1rem; }
a { color: var(--link); } sup { line-height: 0; } sup a { text-decoration: none; padding: 0 .1em; }
bdi { overflow-wrap: anywhere; } ul, ol { padding-inline-start: 1.4rem; } li { margin: .25rem 0; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.remarks { color: var(--soft); } p.remarks { margin: 0; } .stance, .status { white-space: nowrap; font-weight: 600; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: .3rem .5rem; border: 1px solid var(--line); }
th { font-weight: 600; } li:target, a:target { outline: .15rem solid; outline-offset: .2rem; }
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #333; --line: #999; --link: #000; }
  main { max-width: none; padding: 0; } body { font-size: 10pt; } li, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; } .back { display: none; }
}
"""


class Html(TextExporter):
    """Headings, lists and one table; numbered footnotes with the exact words, linked to and fro."""

    type: ClassVar[str] = "text/html; charset=utf-8"

    def pieces(self, record: Record, asked: frozenset[str] | None = None) -> Iterator[str]:
        """Yield the brief of all sections."""
        yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f"<title>Brief</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Brief</h1>\n"
        yield from body(Brief.of(View(record, asked), tuple(SECTIONS)), self.room)
        yield "</main>\n</body>\n</html>\n"


@dataclass
class _Writer:
    """Writes a brief and keeps which numbers it has set where, so that the footnotes lead back.

    Attributes:
        brief: what to show.
        cited: how often each number was set.
    """

    brief: Brief
    cited: dict[int, int] = field(default_factory=dict)

    def numbers(self, numbers: Numbers) -> str:
        """Return numbers that lead to their footnotes."""
        return f" <sup>{', '.join(map(self._number, numbers))}</sup>" if numbers else ""

    def _number(self, number: int) -> str:
        self.cited[number] = self.cited.get(number, 0) + 1
        place = f"ref-{number}-{self.cited[number]}"
        return f'<a id="{place}" href="#note-{number}" role="doc-noteref" aria-label="source {number}">{number}</a>'


def body(brief: Brief, room: Room | None = None) -> Iterator[str]:
    """Yield the sections of a brief and its footnotes, without anything around them.

    Args:
        brief: what to show.
        room: where rows can be read.
    """
    if not brief.reports:
        yield f"<p>{NOTHING}</p>\n"
        return
    writer = _Writer(brief)
    for name, (title, lines) in SECTIONS.items():
        found = list(lines(writer))
        if found:
            yield f'<section aria-labelledby="{name}">\n<h2 id="{name}">{title}</h2>\n'
            yield from found
            yield "</section>\n"
    sources = list(brief.sources())
    if sources:
        yield '<section aria-labelledby="sources">\n<h2 id="sources">Sources</h2>\n<ol>\n'
        yield from (_source(passage, writer.cited.get(passage.number, 0), room) for passage in sources)
        yield "</ol>\n</section>\n"


def _source(passage: Passage, cited: int, room: Room | None) -> str:
    number, there = passage.number, address(passage, room)
    read = f' <a href="{escape(there)}">read<span class="hidden"> source {number}</span></a>' if there else ""
    back = "".join(
        f' <a class="back" href="#ref-{number}-{time}" role="doc-backlink" aria-label="back to place {time} of source '
        f'{number}">↩</a>'
        for time in range(1, cited + 1)
    )
    words = f"{_shown(heading(passage.report))}: {_shown(passage.words)}"
    return f'<li id="note-{number}" value="{number}">{words}{read}{back}</li>\n'


def _reports(writer: _Writer) -> Iterator[str]:
    yield from _list(f"<li>{_shown(origin(report))}</li>\n" for report in writer.brief.reports)


def _said(writer: _Writer) -> Iterator[str]:
    for speaker in writer.brief.speakers:
        yield f"<h3>{_shown(speaker.name)}</h3>\n"
        if speaker.remarks:
            yield f'<p class="remarks">{_shown(speaker.remarks)}</p>\n'
        yield from _list(_quote(writer, quote) for quote in speaker.quotes)


def _quote(writer: _Writer, quote: Quote) -> str:
    who = ""
    if quote.reported_by:
        told = SECOND_HAND.format(quote.reported_by)
        who = f"<i>{_shown(told)}:</i> {_shown(quote.speaker or NOT_NAMED)} "
    when = f"{quote.when}, " if quote.when else ""
    remarks = ", ".join(filter(None, (quote.remarks, quote.occasion)))
    said = f"{_shown(quote.words)}{_remarks(remarks)}{writer.numbers(quote.numbers)}"
    inside = "".join(_list(_quote(writer, inner) for inner in quote.second_hand))
    return f"<li>{when}{who}<i>{_shown(quote.verb)}</i>: {said}{inside}</li>\n"


def _positions(writer: _Writer) -> Iterator[str]:
    actors, positions = writer.brief.actors, writer.brief.positions
    if len(actors) > TABLE:
        yield from _listed_positions(writer)
    elif actors:
        heads = "".join(f'<th scope="col">{_shown(actor)}</th>' for actor in actors)
        yield f'<div class="scroll"><table>\n<thead><tr><th scope="col">Proposition</th>{heads}</tr></thead>\n<tbody>\n'
        for issue, stands in positions.items():
            cells = "".join(
                f"<td>{_stand(writer, stands[actor]) if actor in stands else ''}</td>" for actor in actors
            )  # fmt: skip
            yield f'<tr><th scope="row">{_shown(issue.proposition)}</th>{cells}</tr>\n'
        yield "</tbody>\n</table></div>\n"


def _listed_positions(writer: _Writer) -> Iterator[str]:
    for issue, stands in writer.brief.positions.items():
        yield f"<h3>{_shown(issue.proposition)}</h3>\n"
        yield from _list(f"<li>{_stand(writer, stand)} {_shown(actor)}</li>\n" for actor, stand in stands.items())


def _stand(writer: _Writer, stand: Stand) -> str:
    return f"{_stance(stand.stance)}{writer.numbers(stand.numbers)}"


def _stance(stance: str) -> str:
    return f'<span class="stance {stance}">{wording("stance", stance)}</span>'


def _disagreements(writer: _Writer) -> Iterator[str]:
    for clash in writer.brief.clashes:
        yield f"<h3>{_shown(clash.issue.proposition)}</h3>\n"
        both = (("support", clash.supports), ("oppose", clash.opposes))
        yield from _list(_side(writer, side, stance) for stance, sides in both for side in sides)


def _side(writer: _Writer, side: Side, stance: str) -> str:
    words = f"{_shown(side.quote.words)}{writer.numbers(side.quote.numbers)}"
    return f"<li>{_stance(stance)} <b>{_shown(side.actor)}</b>{_remarks(side.by)}: {words}</li>\n"


def _did(writer: _Writer) -> Iterator[str]:
    yield from _list(_deed(writer, deed) for deed in writer.brief.deeds)


def _deed(writer: _Writer, deed: Deed) -> str:
    known = ", ".join(filter(None, (days(deed.first, deed.last), deed.kind, deed.amount, deed.place)))
    standing = f"{wording('status', deed.status).sign} {deed.standing}"
    head = f"<b>{_shown(deed.parties)}</b>, {_shown(known)}"
    words = f"{_shown(deed.words)}{writer.numbers(deed.numbers)}"
    return f'<li>{head} — <span class="status">{_shown(standing)}</span>: {words}</li>\n'


def _forecasts(writer: _Writer) -> Iterator[str]:
    yield from _list(_expectation(writer, expected) for expected in writer.brief.expectations)


def _expectation(writer: _Writer, expected: Expectation) -> str:
    condition = f" (condition: {_shown(expected.condition)})" if expected.condition else ""
    words = f"{_shown(expected.outcome)}{condition}{_remarks(expected.remarks)}"
    by = _shown(expected.by or "the report")
    return f"<li><b>{by}</b>: {words}{writer.numbers(expected.numbers)}</li>\n"


def _list(items: Iterable[str]) -> Iterator[str]:
    """Yield a list; nothing where it has no items."""
    found = list(items)
    if found:
        yield "<ul>\n"
        yield from found
        yield "</ul>\n"


def _remarks(words: str | None) -> str:
    return f' <span class="remarks">({_shown(words)})</span>' if words else ""


def _shown(words: str) -> str:
    """Return words so that HTML shows them as they are, on one line, whichever way they are written."""
    return f"<bdi>{escape(closed(' '.join(words.split())))}</bdi>"


SECTIONS: dict[str, tuple[str, Callable[[_Writer], Iterator[str]]]] = {
    "reports": ("Reports", _reports),
    "said": ("Who said what", _said),
    "positions": ("Who stands where", _positions),
    "disagreements": ("Who contradicts whom", _disagreements),
    "did": ("Who did what to whom", _did),
    "forecasts": ("What is expected", _forecasts),
}
