"""Where the model doubts what rules read: words of an issue that are said of affairs at home."""

import pytest

import communique
from communique.records.rows import Record

SAID = [
    "Village fair\n\n{} welcomed the talks about the new parking fees.",
    "Village fair\n\n{} opposes the talks about the price of bread.",
]
NOBODY, OFFICIAL = "Tom Harris, a shopkeeper,", "Canada’s foreign minister, Tom Harris,"


@pytest.mark.parametrize("report", SAID)
def test_affairs_at_home_are_no_issue_of_bystanders(report: str) -> None:
    """What a shopkeeper says of parking fees is no position on talks between states, though the rules have it."""
    assert coded(communique.read(report.format(NOBODY))) == set()
    assert coded(communique.read(report.format(NOBODY), attribution="rules")) == {"negotiations"}


def test_where_a_side_may_be_taken_rules_are_not_doubted() -> None:
    """What a foreign minister says of talks may be of those between states: it counts as the rules read it."""
    assert coded(communique.read(SAID[1].format(OFFICIAL))) == {"negotiations"}


def test_a_bystander_s_plain_position_stands() -> None:
    """The model has no doubt where somebody takes a side on the issue itself."""
    report = "Talks\n\nTom Harris, a shopkeeper, wants an immediate ceasefire between the two armies."
    assert "ceasefire" in coded(communique.read(report))


def coded(record: Record) -> set[str]:
    """Return the issues that any statement is coded on, without their parties."""
    return {coding.issue.id.partition(":")[0] for one in record.statements for coding in one.codings}
