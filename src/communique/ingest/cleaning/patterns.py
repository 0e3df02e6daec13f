"""The phrases that cleaning knows, from ``patterns.yaml``."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from communique.ingest.dates import month_pattern

# The longest notice that is not text of the report; copyright notices of agencies come near it.
MAX_NOTICE = 400


@dataclass(frozen=True)
class Patterns:
    """The phrases, compiled.

    Attributes:
        notices: by reason, what a whole line or paragraph must match to be removed.
        lists: headings of link lists.
        tails: by reason, what is cut off the end of a paragraph.
        labels: what a field of a head ("Headline: …") means, by its label in lower case.
        byline_openings: what comes before the names in a byline.
        credits: wire credits ("Reporting by …"), with the names as the group ``names``.
        outlet_words, role_words, kickers, days: word lists in lower case.
        particles: words of names and places that keep small letters.
        date_words: what a line of dates may hold beside the dates.
    """

    notices: dict[str, re.Pattern[str]]
    lists: re.Pattern[str]
    tails: dict[str, re.Pattern[str]]
    labels: dict[str, str]
    byline_openings: re.Pattern[str]
    credits: re.Pattern[str]
    outlet_words: frozenset[str]
    role_words: frozenset[str]
    kickers: frozenset[str]
    particles: frozenset[str]
    date_words: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """Load the phrases, once per process."""
    data = yaml.safe_load((resources.files(__package__) / "patterns.yaml").read_text("utf-8"))
    return Patterns(
        notices={why: _any(rows) for why, rows in data["notices"].items()},
        lists=_any(data["lists"]),
        tails={why: _any(rows) for why, rows in data["tails"].items()},
        labels={label: role for role, labels in data["labels"].items() for label in labels},
        byline_openings=_any(data["byline_openings"]),
        credits=_any(data["credits"]),
        outlet_words=frozenset(data["outlet_words"]),
        role_words=frozenset(data["role_words"]),
        kickers=frozenset(data["kickers"]),
        particles=frozenset(data["particles"]),
        date_words=_any([*data["date_words"], rf"\b{month_pattern()}"]),
    )


def _any(rows: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)


def notice(words: str) -> str | None:
    """Return why a line or paragraph is no part of the report; None when it may be."""
    if len(words) > MAX_NOTICE:
        return None
    return next((why for why, pattern in patterns().notices.items() if pattern.fullmatch(words)), None)
