"""The SQL of the list of all decisions, and its rows as objects."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from communique.records.decisions import Logged
from communique.records.words import DecisionState
from communique.store import decode

# An undo may be taken back by a redo, which nothing takes back.
_TAKEN_BACK = """EXISTS (
    SELECT 1 FROM main.decisions AS undo WHERE undo.undoes = one.number
        AND NOT EXISTS (SELECT 1 FROM main.decisions AS redo WHERE redo.undoes = undo.number)
)"""

# What became of a decision: the first that is so.
_STATES: Mapping[DecisionState, str] = MappingProxyType(
    {
        "taken back": _TAKEN_BACK,
        "absent": "one.report IS NOT NULL AND told.id IS NULL",
        "orphan": "known.decision IS NOT NULL AND known.id IS NULL",
        "waiting": "one.row IS NOT NULL AND known.decision IS NULL",
        "holds": "1",
    }
)

_STATE = f"CASE {' '.join(f'WHEN {test} THEN {state!r}' for state, test in _STATES.items())} END"

# The condition of each state; the test alone comes first, as it is quicker.
WHERE: Mapping[DecisionState, str] = MappingProxyType(
    {state: f"({test}) AND {_STATE} = {state!r}" for state, test in _STATES.items()}
)

_FROM = """
FROM main.decisions AS one
LEFT JOIN main.reviewed AS known ON known.decision = one.number
LEFT JOIN main.reports AS told ON told.id = one.report
WHERE {where}
"""

LOG = f"""
SELECT one.*, {_STATE} AS state, known.id AS now, told.title, told.outlet, told.published
{_FROM} ORDER BY one.number DESC LIMIT ? OFFSET ?
"""

COUNT = f"SELECT count(*) AS count {_FROM}"


def logged(row: Any) -> Logged:
    """Return a row of LOG."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return Logged(decode.decision(row), row["state"], row["now"], row["title"], row["outlet"], published)
