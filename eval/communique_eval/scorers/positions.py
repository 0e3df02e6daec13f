"""Who stands where, in reports of our own: against what a careful reader codes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.query.passages import sentence
from communique.records.rows import Position
from communique_eval import positions
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.gold import Gold
from communique_eval.positions import Coded, Line, Report


class PositionsScorer(Scorer):
    """The positions shown that are right, and those of the reader that are found; no stance of the reporter's.

    A position is right when its holder, issue, party and stance are those of a statement that the reader coded; where
    the reader coded both sides, a mixed one is right too. Positions that the reader holds for defensible and not for
    needed are right where found and not missed where not. Background is sentences in the reporter's voice.
    """

    about = "who stands where, in the example reports and in reports of our own"
    needs = ()

    def run(self, gold: Gold) -> Scores:
        """Read the reports and compare; the gold comes with the program."""
        del gold
        figures, rows = list[Figure](), list[Row]()
        for part in positions.PARTS:
            judged = [_judged(report) for report in positions.reports(part)]
            figures += _figures(part, judged)
            rows += [row for one in judged for row in one.rows]
        rows.sort(key=lambda row: (row["kind"], row["report"], row["holder"]))
        return Scores(tuple(figures), tuple(rows), positions.sha256())


@dataclass(frozen=True)
class _Judged:
    """What came out of one report, each as how many of how many."""

    shown: tuple[int, int]
    there: tuple[int, int]
    background: tuple[int, int]
    rows: tuple[Row, ...]


def _figures(part: str, judged: Sequence[_Judged]) -> Iterator[Figure]:
    for name, field in (("right of those shown", "shown"), ("found of those there", "there")):
        yield Figure.share(f"{name}, {part}", *_sum(getattr(one, field) for one in judged))
    yield Figure.share(f"background left alone, {part}", *_sum(one.background for one in judged))


def _sum(shares: Iterable[tuple[int, int]]) -> tuple[int, int]:
    all_shares = list(shares)
    return sum(right for right, _ in all_shares), sum(of for _, of in all_shares)


def _judged(report: Report) -> _Judged:
    shown, wanted = report.record.positions, list(dict.fromkeys(_wanted(report.lines)))
    right = [one for one in shown if _is_right(one, report)]
    found = [(holder, coded) for holder, coded in wanted if any(_is(one, holder, coded, report) for one in shown)]
    background = [line for line in report.lines if line.holder == positions.REPORTER]
    coded = [line for line in background if positions.overlapping(report.record, line)]
    rows = [
        *(_shown(report, one) for one in shown if one not in right),
        *(_missed(report, *one) for one in wanted if one not in found),
        *({**_row(report, "background", line.holder), "words": _words(report, line)} for line in coded),
    ]
    counts = (len(right), len(shown)), (len(found), len(wanted)), (len(background) - len(coded), len(background))
    return _Judged(*counts, tuple(rows))


def _wanted(lines: Sequence[Line]) -> Iterator[tuple[str, frozenset[Coded]]]:
    yield from ((line.holder, coded) for line in lines for coded in line.wanted)


def _is_right(one: Position, report: Report) -> bool:
    if any(_is(one, line.holder, line.allowed, report) for line in report.lines):
        return True
    sides = [replace(one, stance="support"), replace(one, stance="oppose")]
    return one.stance == "mixed" and all(
        any(_is(side, line.holder, line.allowed, report) for line in report.lines) for side in sides
    )


def _is(one: Position, holder: str, coded: frozenset[Coded], report: Report) -> bool:
    """Tell whether a position is one of those that the reader gives a holder; a mixed one holds both sides."""
    record = report.record
    stances = {one.stance} if one.stance != "mixed" else {"mixed", "support", "oppose"}
    fits = (choice.stance in stances and positions.same_party(choice, one.issue.id, record) for choice in coded)
    return any(fits) and positions.is_holder(holder, one.actor, record)


def _row(report: Report, kind: str, holder: str) -> dict[str, str]:
    return {"kind": kind, "report": report.name, "holder": holder}


def _shown(report: Report, one: Position) -> Row:
    said = [statement for statement in report.record.statements if statement.id in one.statements]
    because = [" > ".join(c.because) for s in said for c in s.codings if c.issue.id == one.issue.id]
    words = " / ".join(" … ".join(part.words for part in statement.content) for statement in said)
    found = {"issue": one.issue.id, "stance": one.stance, "words": words, "because": " | ".join(because)}
    return {**_row(report, "wrong", one.actor), **found}


def _missed(report: Report, holder: str, coded: frozenset[Coded]) -> Row:
    choices = sorted(f"{choice.issue} {choice.stance}" for choice in coded)
    words = " / ".join(_words(report, line) for line in report.lines if line.holder == holder and coded in line.wanted)
    return {**_row(report, "missing", holder), "issue": " or ".join(choices), "stance": "", "words": words}


def _words(report: Report, line: Line) -> str:
    return sentence(report.record.reports[0].text, line.start, line.end).words
