"""The phrases that cleaning knows, from ``patterns.yaml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from communique.ingest.dates import month_pattern

# The longest notice that is not text of the report; agencies' copyright notices come near it.
MAX_NOTICE = 400


@dataclass(frozen=True)
class Patterns:
    """The phrases, compiled.

    Attributes:
        notices: by reason, what a whole line or paragraph must match to be removed.
        marked: the same, for all but the first paragraph.
        lists: headings of link lists.
        tails: by reason, what is cut off the end of a paragraph.
        labels: what a field of a head ("Headline: …") means, by its label in lower case.
        byline_openings: what comes before the names in a byline.
        credits: wire credits ("Reporting by …"), with the names as the group ``names``.
        outlet_words, role_words, no_places: words in lower case of outlets, of roles, and that open no dateline.
        particles: words of names and places that keep small letters.
        sections: names in lower case of the sections of a newspaper.
        date_words: what a line of dates may hold beside the days.
    """

    notices: Mapping[str, re.Pattern[str]]
    marked: Mapping[str, re.Pattern[str]]
    lists: re.Pattern[str]
    tails: Mapping[str, re.Pattern[str]]
    labels: Mapping[str, str]
    byline_openings: re.Pattern[str]
    credits: re.Pattern[str]
    outlet_words: frozenset[str]
    role_words: frozenset[str]
    no_places: frozenset[str]
    particles: frozenset[str]
    sections: frozenset[str]
    date_words: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """Load the phrases, once per process."""
    data = yaml.safe_load((resources.files(__package__) / "patterns.yaml").read_text("utf-8"))
    parts = data["parts"]
    return Patterns(
        notices={why: _any(rows, parts) for why, rows in data["notices"].items()},
        marked={why: _any(rows, parts) for why, rows in data["marked"].items()},
        lists=_any(data["lists"], parts),
        tails={why: _any(rows, parts) for why, rows in data["tails"].items()},
        labels={label: role for role, labels in data["labels"].items() for label in labels},
        byline_openings=_any(data["byline_openings"], parts),
        credits=_any(data["credits"], parts),
        outlet_words=frozenset(data["outlet_words"]),
        role_words=frozenset(data["role_words"]),
        no_places=frozenset(data["no_places"]),
        particles=frozenset(data["particles"]),
        sections=frozenset(data["sections"]),
        date_words=_any([*data["date_words"], rf"\b{month_pattern()}"], parts),
    )


def _any(rows: list[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{row})" for row in rows)
    for name, pattern in parts.items():
        joined = joined.replace(f"<{name}>", pattern)
    return re.compile(joined, re.IGNORECASE)


def notice(words: str, *, first: bool = False) -> str | None:
    """Return why a line or paragraph is no part of the report; None when it may be.

    Args:
        words: the whole line or paragraph.
        first: whether it opens the report, where it may be a headline.
    """
    if len(words) > MAX_NOTICE:
        return None
    groups = [patterns().notices] if first else [patterns().notices, patterns().marked]
    return next((why for group in groups for why, pattern in group.items() if pattern.fullmatch(words)), None)
