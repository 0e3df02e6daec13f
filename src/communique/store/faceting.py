"""What the statements that are found have in common, counted in one scan of ``searchable``."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from communique.records.listing import Choice, Facet, Hunt

# What all statements have, in three long strings, whose parts Python counts. Making a row of each statement takes
# longer, and SQLite would sort them anew for each value that they are grouped by (processor time for 100,000 statements
# on a busy machine: 70 ms; rows 110, groups 250).
FOUND = """
SELECT count(*) AS count, group_concat(one.kinds, char(30)) AS kinds, group_concat(one.coded, char(30)) AS coded,
    group_concat(one.principal, char(30)) AS principals
FROM {hunted}
"""

# Between statements, and between the parts of ``kinds`` and ``coded``.
_END, _MARK = "\x1e", "\x1f"

# The parts of ``kinds``.
_KINDS = ("act", "form", "year", "outlet")


def counted(row: Any, hunt: Hunt) -> dict[str, tuple[Facet, ...]]:
    """Return how many statements have each value, most frequent first, by what is counted.

    Args:
        row: that of FOUND.
        hunt: what was looked for. Where issues are wanted, stances on others do not count, and the other way round.
    """
    kinds, coded, principals = (
        Counter(row[name].split(_END) if row[name] else ()) for name in ("kinds", "coded", "principals")
    )
    principals[""] = row["count"] - principals.total()
    found = _kinds(kinds) | _coded(coded, hunt) | {"actor": principals}
    return {name: _facets(counts) for name, counts in found.items()}


def _kinds(kinds: Mapping[str, int]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {name: Counter() for name in _KINDS}
    for told, count in kinds.items():
        for name, value in zip(_KINDS, told.split(_MARK, len(_KINDS) - 1), strict=True):
            found[name][value] += count
    return found


def _coded(coded: Mapping[str, int], hunt: Hunt) -> dict[str, Counter[str]]:
    issues, stances = Counter[str](), Counter[str]()
    for told, count in coded.items():
        own = pairs(told)
        issues.update(dict.fromkeys((issue for issue, stance in own if _wanted(stance, hunt.stances)), count))
        stances.update(dict.fromkeys((stance for issue, stance in own if _wanted(issue, hunt.issues)), count))
    return {"issue": issues, "stance": stances}


def pairs(coded: str | None) -> tuple[tuple[str, str], ...]:
    """Return issue and stance of each coding of a statement."""
    parts = (one.rpartition(" ") for one in coded.split(_MARK)) if coded else ()
    return tuple((issue, stance) for issue, _, stance in parts)


def _wanted(value: str, choice: Choice) -> bool:
    return choice.wanted is None or value in choice.wanted


def _facets(counts: Mapping[str, int]) -> tuple[Facet, ...]:
    known = (Facet(value, count) for value, count in counts.items() if count)
    return tuple(sorted(known, key=lambda one: (-one.count, one.value)))
