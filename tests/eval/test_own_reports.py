"""Our own reports and who speaks in them: what holds without gold data."""

from collections import Counter

import pytest

from communique.core.settings import Settings
from communique.lexicons import actors
from communique_eval import own, speaking

# What must hold of the speakers of these reports: right, and not wrong.
RIGHT, NOT_WRONG = 0.92, 0.97


def test_lines_follow_the_format() -> None:
    """Each line has its words in the text, known codes, and ids that look like ids; there are at least 150 lines."""
    said = [one for coded in own.reports() for one in coded.said]

    assert len(said) >= 150
    assert all(set(one.sectors) <= set(actors.sectors()) for one in said)
    assert all(set(one.states) <= {*actors.states(), own.NOBODY} for one in said)
    assert all(body == own.NOBODY or body.startswith("body:") for one in said for body in one.bodies)
    assert min(Counter(bool(one.source) for one in said).values()) > 0


def test_speakers_are_right() -> None:
    """Of all statements most have the right speaker and few a wrong one."""
    found = {figure.name: figure.value for figure in speaking.figures(speaking.judged(Settings()))}

    assert found["right speaker, own reports"] >= RIGHT
    assert found["speaker not wrong, own reports"] >= NOT_WRONG


@pytest.mark.parametrize("line", ["a | b", "[a] | b | c | d | e | f | g"])
def test_a_line_with_other_fields_is_refused(line: str) -> None:
    """A line that is not of six fields is an error that shows it."""
    with pytest.raises(ValueError, match="six fields"):
        own._said("text", line)
