"""What a codebook would change, and what is not in it yet, for people on the terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from communique.lexicons import codebook
from communique.present.cli.citing import cited
from communique.present.cli.output import number
from communique.present.cli.page import Page
from communique.present.export.wording import wording
from communique.query.base import Row
from communique.run import discovery, trial
from communique.run.discovery import Topic
from communique.run.trial import Difference

# Sentences shown of a topic.
SHOWN = 3


def show_differences(found: Sequence[Difference], tried: int, page: Page) -> None:
    """Write a summary by issue, then the sentences of each issue.

    Args:
        found: the differences.
        tried: in how many reports.
        page: where to write.
    """
    told = _counts(Counter(one.kind for one in found)) if found else "nothing changes"
    page.item([f"{number(tried, 'report')} tried: {told}."])
    ordered = sorted(found, key=lambda one: one.issue.id)
    issues = [list(same) for _, same in groupby(ordered, key=lambda one: one.issue.id)]
    for same in issues:
        page.item([f"{same[0].issue.label}  ", (_counts(Counter(one.kind for one in same)), "dim")], indent=2)
    if issues:
        page.blank()
    for same in issues:
        page.heading(same[0].issue.label, same[0].issue.proposition)
        for one in same:
            page.item([(one.kind, "bold"), f"  {' → '.join(_stances(one))}  ", *cited(trial.row(one).sources[0])], 2)


def _counts(kinds: Counter[str]) -> str:
    return ", ".join(f"{kind} {kinds[kind]}" for kind in ("gained", "lost", "turned") if kinds[kind])


def _stances(one: Difference) -> Iterator[str]:
    for stance in (one.before, one.after):
        if stance:
            yield str(wording("stance", stance))


def show_topics(found: Sequence[Topic], page: Page) -> None:
    """Write each topic with what is suggested for it and some of its sentences."""
    if not found:
        page.item(["Nothing is talked about often enough that has no coding. Fewer statements: --least 2"])
    for topic in found:
        spread = f"{number(topic.speakers, 'speaker')}, {number(topic.reports, 'report')}"
        page.heading(topic.label, f"{number(len(topic.said), 'statement')}, {spread}")
        page.item([topic.proposition], indent=2, label=[("proposition", "dim")], margin=13)
        page.item([", ".join(topic.terms)], indent=2, label=[("terms", "dim")], margin=13)
        if topic.parties:
            page.item([", ".join(topic.parties)], indent=2, label=[("parties", "dim")], margin=13)
        if topic.near:
            page.item([f"{topic.near.label}: {topic.near.proposition}"], 2, [("near", "dim")], 13)
        for source in discovery.row(topic).sources[:SHOWN]:
            page.item(cited(source), indent=6)


def show_suggestions(found: Sequence[Row], page: Page) -> None:
    """Write what is suggested, issue by issue, likeliest first."""
    if not found:
        page.item(["Nothing is suggested. Less likely ones: --least 0.2"])
    known = {issue.id: issue.label for issue in codebook.load().issues}
    ordered = sorted(found, key=lambda row: (str(row.cells[0]), -float(str(row.cells[3]))))
    for issue, same in groupby(ordered, key=lambda row: (str(row.cells[0]), str(row.cells[1]))):
        page.heading(known[issue[0]], issue[1].replace("{target}", "…"))
        for row in same:
            likelihood = (f"  {float(str(row.cells[3])):.2f}  ", "dim")
            page.item([str(wording("stance", str(row.cells[2]))), likelihood, *cited(row.sources[0])], indent=2)
