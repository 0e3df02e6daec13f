"""The brief on a terminal."""

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text

from communique.present.cli.page import Page, Styled
from communique.present.export.brief import (
    NOT_NAMED,
    NOTHING,
    SECOND_HAND,
    TABLE,
    Brief,
    Numbers,
    Quote,
    Side,
    Speaker,
    Stand,
)
from communique.present.export.wording import day, days, wording
from communique.records.report import Report
from communique.records.words import STANCES

STYLES = {
    "support": "green", "oppose": "red", "mixed": "yellow", "neutral": "dim",
    "asserted": "", "past": "dim", "claimed": "yellow", "denied": "bold red", "future": "cyan", "demanded": "cyan",
    "hypothetical": "cyan",
}  # fmt: skip

# The margin holds a day such as "23 Mar 2022".
MARGIN = 13
# The narrowest useful columns of the table of positions: a proposition, and one actor's "✖ opposes [12]".
PROPOSITION, ACTOR = 30, 15


def show(brief: Brief, page: Page, sections: Sequence[str]) -> None:
    """Write the sections and the sources that these cite.

    Args:
        brief: what to show.
        page: where.
        sections: names out of ``SECTIONS``.
    """
    if not brief.reports:
        page.item([NOTHING])
        return
    for section in sections:
        SECTIONS[section](brief, page)
    _sources(brief, page)


def _reports(brief: Brief, page: Page) -> None:
    page.heading("Reports", _count(brief.reports, "report"))
    for report in brief.reports:
        page.item([f"“{report.title}”" if report.title else report.source], 2, [(day(report.published), "")], MARGIN)
        page.item([(_origin(report), "dim")], 2 + MARGIN)


def _origin(report: Report) -> str:
    authors = "by " + ", ".join(report.authors) if report.authors else None
    return ", ".join(filter(None, (report.outlet, authors, report.source if report.title else None)))


def _count(rows: Sequence[object], one: str) -> str:
    if not rows:
        return "none found"
    return f"{len(rows)} {one}{'' if len(rows) == 1 else 's'}"


def _said(brief: Brief, page: Page) -> None:
    quotes = [quote for speaker in brief.speakers for quote in speaker.quotes]
    page.heading("Who said what", _count(quotes, "statement"))
    for place, speaker in enumerate(brief.speakers):
        if place:
            page.blank()
        _speaker(speaker, page)
        before: Quote | None = None
        for quote in speaker.quotes:
            _quote(quote, before, speaker, page)
            before = quote


def _speaker(speaker: Speaker, page: Page) -> None:
    remarks = f", {speaker.remarks}" if speaker.remarks else ""
    page.item([(speaker.name, "bold" if speaker.name != NOT_NAMED else "dim"), (remarks, "dim")], 2)


def _quote(quote: Quote, before: Quote | None, speaker: Speaker, page: Page) -> None:
    """Write a statement; day and occasion are written where they change."""
    when = "" if before and before.when == quote.when else quote.when or ("undated" if before else "")
    occasion = None if before and before.occasion == quote.occasion else quote.occasion
    # Under "not named", the report's own words for the source say more.
    who: list[Styled] = [f"{quote.speaker} "] if speaker.name == NOT_NAMED and quote.speaker else []
    if quote.reported_by:
        who.insert(0, (f"{SECOND_HAND.format(quote.reported_by)}: ", "yellow"))
    page.item([*who, *_words(quote, occasion)], 2, [(when, "dim")], MARGIN)
    for inner in quote.second_hand:
        _second_hand(inner, page, 2 + MARGIN)


def _second_hand(quote: Quote, page: Page, indent: int) -> None:
    page.item([("second-hand: ", "yellow"), f"{quote.speaker or NOT_NAMED} ", *_words(quote)], indent, ["↳"], 2)
    for inner in quote.second_hand:
        _second_hand(inner, page, indent + 2)


def _words(quote: Quote, occasion: str | None = None) -> Iterator[Styled]:
    yield f"{quote.verb} ", "italic"
    yield " ".join(quote.words.split())
    remarks = ", ".join(filter(None, (quote.remarks, occasion)))
    yield (f" ({remarks})" if remarks else ""), "dim"
    yield _numbers(quote.numbers)


def _positions(brief: Brief, page: Page) -> None:
    page.heading("Who stands where", _count(list(brief.positions), "issue"))
    room = (page.width - PROPOSITION) // ACTOR if page.bound else TABLE
    if len(brief.actors) > min(room, TABLE):
        _listed_positions(brief, page)
    elif brief.actors:
        rows = [
            [Text(issue.proposition), *(_stand(stands.get(actor)) for actor in brief.actors)]
            for issue, stands in brief.positions.items()
        ]
        page.table(["Proposition", *brief.actors], rows)


def _listed_positions(brief: Brief, page: Page) -> None:
    for place, (issue, stands) in enumerate(brief.positions.items()):
        if place:
            page.blank()
        page.item([(issue.proposition, "bold")], 2)
        for stance in STANCES:
            taken = {actor: stand for actor, stand in stands.items() if stand.stance == stance}
            parts: list[Styled] = []
            for actor, stand in taken.items():
                parts += [", " if parts else "", actor, _numbers(stand.numbers)]
            if parts:
                page.item(parts, 2, [_stance(stance)], MARGIN)


def _stand(stand: Stand | None) -> Text:
    if stand is None:
        return Text("·", "dim")
    return Text.assemble(_stance(stand.stance), _numbers(stand.numbers))


def _stance(stance: str) -> tuple[str, str]:
    return str(wording("stance", stance)), STYLES[stance]


def _disagreements(brief: Brief, page: Page) -> None:
    page.heading("Who contradicts whom", _count(brief.clashes, "issue"))
    for place, clash in enumerate(brief.clashes):
        if place:
            page.blank()
        page.item([(clash.issue.proposition, "bold")], 2)
        for stance, sides in (("support", clash.supports), ("oppose", clash.opposes)):
            for side in sides:
                _side(side, stance, page)


def _side(side: Side, stance: str, page: Page) -> None:
    quote = side.quote
    by = f" ({side.by})" if side.by else ""
    words: list[Styled] = [f"{by}: ", " ".join(quote.words.split()), (_when(quote), "dim"), _numbers(quote.numbers)]
    page.item([(side.actor, "bold"), *words], 2, [_stance(stance)], MARGIN)


def _when(quote: Quote) -> str:
    return f" ({quote.when})" if quote.when else ""


def _did(brief: Brief, page: Page) -> None:
    page.heading("Who did what to whom", _count(brief.deeds, "event"))
    for deed in brief.deeds:
        period = days(deed.first, deed.last)
        # A period is too long for the margin.
        known = filter(None, (deed.kind, deed.amount, deed.place, period if deed.last != deed.first else None))
        standing = f"  {wording('status', deed.status).sign} {deed.standing}"
        page.item(
            [(deed.parties, "strike" if deed.status == "denied" else "bold"), *(f"  {part}" for part in known),
             (standing, STYLES[deed.status])],
            2, [(period if deed.last == deed.first else "", "dim")], MARGIN,
        )  # fmt: skip
        page.item([" ".join(deed.words.split()), _numbers(deed.numbers)], 2 + MARGIN)


def _forecasts(brief: Brief, page: Page) -> None:
    page.heading("What is expected", _count(brief.expectations, "forecast"))
    for expected in brief.expectations:
        by = expected.by or "the report"
        condition: list[Styled] = (
            [("  condition: ", "dim"), " ".join(expected.condition.split())] if expected.condition else []
        )
        remarks: list[Styled] = [(f"  ({expected.remarks})", "dim")] if expected.remarks else []
        outcome: list[Styled] = [(by, "bold"), f": {' '.join(expected.outcome.split())}"]
        page.item([*outcome, *condition, *remarks, _numbers(expected.numbers)], 2, ["•"], 2)


def _sources(brief: Brief, page: Page) -> None:
    passages = list(brief.sources())
    if not passages:
        return
    page.heading("Sources", "the exact words")
    width = len(str(passages[-1].number)) + 3
    report: Report | None = None
    for passage in passages:
        if passage.report is not report:
            report = passage.report
            known = (report.outlet, day(report.published), f"“{report.title}”" if report.title else report.source)
            page.item([(", ".join(filter(None, known)), "bold")], 2)
        words = " ".join(passage.words.split())
        page.item([words], 2, [(f"[{passage.number}]", "cyan")], width)


def _numbers(numbers: Numbers) -> Styled:
    return (f" [{', '.join(map(str, numbers))}]" if numbers else ""), "cyan"


SECTIONS: dict[str, Callable[[Brief, Page], None]] = {
    "reports": _reports,
    "said": _said,
    "positions": _positions,
    "disagreements": _disagreements,
    "did": _did,
    "forecasts": _forecasts,
}
