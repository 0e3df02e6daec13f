"""What the model suggests that a reader code, against what a careful reader codes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.records.stance_code import Suggestion
from communique.run.suggestions import by_rules, of_statement
from communique_eval import positions
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.gold import Gold
from communique_eval.positions import Line, Report

# From here on a suggestion is shown as likely.
LIKELY = 0.5


class SuggestionsScorer(Scorer):
    """Issue and side, party aside, of statements that the reader coded; silence where the reader coded nothing.

    ``among the first three`` are of the codings that the reader needs, rules and model together as the page shows them:
    what is coded by rules, then three suggestions. ``of likely ones`` are suggestions of .5 and more that the reader
    allows. Statements that the program does not find have none.
    """

    about = "codings suggested to a reader, in the example reports and in reports of our own"
    needs = ()

    def run(self, gold: Gold) -> Scores:
        """Read the reports, ask the model about each statement and compare; the gold comes with the program."""
        del gold
        figures, rows = list[Figure](), list[Row]()
        for part in positions.PARTS:
            asked = [one for report in positions.reports(part) for one in _asked(report)]
            figures += _figures(part, asked)
            rows += [row for one in asked for row in _wrong(one)]
        rows.sort(key=lambda row: (row["report"], row["words"]))
        return Scores(tuple(figures), tuple(rows), positions.sha256())


@dataclass(frozen=True)
class _Asked:
    report: str
    line: Line
    words: str
    coded: frozenset[tuple[str, str]]
    suggested: tuple[Suggestion, ...]


def _asked(report: Report) -> Iterator[_Asked]:
    text = report.record.reports[0]
    for line in report.lines:
        if line.holder == positions.REPORTER:
            continue
        here = [
            said
            for said in report.record.statements
            if any(part.start < line.end and line.start < part.end for part in said.content)
        ]
        coded = {
            (coding.issue.id.partition(":")[0], coding.stance) for said in here for coding in by_rules(said.codings)
        }
        suggested = (one for said in here for one in of_statement(said, text, 0.0, by_rules(said.codings)))
        found = {one.issue: one for one in suggested}
        best = sorted(found.values(), key=lambda one: -one.likelihood)
        yield _Asked(report.name, line, text.text[line.start : line.end], frozenset(coded), tuple(best[:3]))


def _figures(part: str, asked: Sequence[_Asked]) -> Iterator[Figure]:
    needed = [(one, choices) for one in asked for choices in one.line.wanted]
    among = sum(bool(_pairs(choices) & _offered(one)) for one, choices in needed)
    yield Figure.share(f"among the first three, {part}", among, len(needed))
    likely = [(one, suggestion) for one in asked for suggestion in one.suggested if suggestion.likelihood >= LIKELY]
    right = sum((suggestion.issue, suggestion.stance) in _pairs(one.line.allowed) for one, suggestion in likely)
    yield Figure.share(f"right of likely ones, {part}", right, len(likely))
    silent = [one for one in asked if not one.line.allowed]
    quiet = sum(all(suggestion.likelihood < LIKELY for suggestion in one.suggested) for one in silent)
    yield Figure.share(f"silent where nothing is coded, {part}", quiet, len(silent))


def _offered(one: _Asked) -> set[tuple[str, str]]:
    return {*one.coded, *((suggestion.issue, suggestion.stance) for suggestion in one.suggested)}


def _pairs(choices: frozenset[positions.Coded]) -> set[tuple[str, str]]:
    return {(choice.issue.partition(":")[0], choice.stance) for choice in choices}


def _wrong(one: _Asked) -> Iterator[Row]:
    told = "; ".join(f"{s.issue} {s.stance} {s.likelihood:.2f}" for s in one.suggested)
    for choices in one.line.wanted:
        if not _pairs(choices) & _offered(one):
            gold = " or ".join(sorted(f"{choice.issue} {choice.stance}" for choice in choices))
            yield {"kind": "not offered", "report": one.report, "gold": gold, "words": one.words, "suggested": told}
