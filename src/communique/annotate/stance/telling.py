"""Sides that the trained model tells where no rule does: of statements that argue without naming the issue.

``docs/decisions/0011`` has the experiments.
"""

from collections.abc import Iterator, Set

from communique.annotate.stance.again import Report
from communique.annotate.stance.suggesting import context, suggestions
from communique.lexicons.codebook import Codebook
from communique.lexicons.codebook import load as built_in
from communique.records.layers import Attribution, IssueStance
from communique.records.stance_code import Suggestion
from communique.records.syntax import Span, Syntax

# Answers that are less likely are wrong too often to be a row; the page suggests them. With this one 30 of 33 positions
# shown in the example reports were right and 17 of 20 in twelve others; with .7 33 of 38, with .8 29 of 31.
SURE = 0.73

# Where the party is the speaker's own side, it is known which one that is; then it need only be as likely that one is
# taken at all.
OWN = 0.9

# What rules read is no coding where the model holds any side on the issue for less likely: in 145 real articles one of
# 12 such codings was right, and 26 of the other 50; in the example reports and twelve others none of one, and 35 of 39.
DOUBT = 0.001

# How the reasons of what the model told begin.
AS_A_WHOLE = "read so as a whole"


def told(report: Report, title: str, attribution: Attribution, index: int, left: Set[str]) -> Iterator[IssueStance]:
    """Yield the stances that the model is sure of, and those of which it is sure but for the side.

    Args:
        report: the parse, and the parties that the report names with its issues.
        title: of the report.
        attribution: whose words they are.
        index: of the attribution in its layer.
        left: ids of the issues that may be told: those that rules have not coded here.
    """
    span = sentences(report.syntax, attribution)
    # Where an issue is named, the rules have read what is said of it: their silence is an answer.
    left = left - _named(report, span) if span else frozenset()
    if not left:
        return
    for one in _suggested(report, title, attribution):
        sure = one.likelihood >= SURE
        if one.issue in left and (sure or one.taken >= OWN):
            named = report.parties.get(one.issue, ())
            target = named[0].evidence if len(named) == 1 else None
            likelihood = one.likelihood if sure else one.taken
            because, words = (f"{AS_A_WHOLE}, likelihood {likelihood:.2f}",), attribution.content[0]
            yield IssueStance(
                index, one.issue, one.stance, words, target, because, round(likelihood, 3), told=True, open=not sure
            )


def doubted(report: Report, title: str, attribution: Attribution) -> frozenset[str]:
    """Return the ids of the issues on which an attribution hardly takes a side, as the model has it.

    Args:
        report: the parse.
        title: of the report.
        attribution: whose words they are.
    """
    return frozenset(one.issue for one in _suggested(report, title, attribution) if one.taken < DOUBT)


def _suggested(report: Report, title: str, attribution: Attribution) -> tuple[Suggestion, ...]:
    """Return what the model makes of the sentences of an attribution, likeliest first; nothing where it has none."""
    syntax, span = report.syntax, sentences(report.syntax, attribution)
    if span is None:
        return ()
    passage, holder = syntax.evidence(span), attribution.source.words if attribution.source else ""
    before = syntax.tokens[span.first - 1].sentence if span.first else None
    last = syntax.evidence(syntax.sentences[before]).words if before is not None else ""
    return suggestions(passage.words, holder, context(title, last))


def _named(report: Report, span: Span) -> frozenset[str]:
    """Return the ids of the issues that the words of some sentences name."""
    tokens = report.syntax.tokens
    numbers = range(tokens[span.first].sentence, tokens[span.last - 1].sentence + 1)
    return frozenset(naming.issue.id for number in numbers for naming in report.found[number])


def known(codebook: Codebook) -> frozenset[str]:
    """Return the ids of a codebook's issues that the model knows: those of the built-in one, worded as there."""
    worded = {issue.id: issue.proposition for issue in built_in().issues}
    return frozenset(issue.id for issue in codebook.issues if worded.get(issue.id) == issue.proposition)


def sentences(syntax: Syntax, attribution: Attribution) -> Span | None:
    """Return the sentences that hold an attribution's content, cue and source."""
    parts = [*attribution.content, *(part for part in (attribution.cue, attribution.source) if part)]
    tokens = syntax.tokens_in(min(part.start for part in parts), max(part.end for part in parts))
    if not tokens:
        return None
    return Span(syntax.sentences[tokens[0].sentence].first, syntax.sentences[tokens[-1].sentence].last)
