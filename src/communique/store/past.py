"""Codings that later readings do not give any more: kept beside, so that editing a codebook deletes none."""

import json
from typing import Any

from communique.records.rows import Coding, Issue, PastCoding

# Before a report is written anew: its codings, with the words of their statements.
KEEP = """
INSERT OR REPLACE INTO main.past_codings
SELECT codings.report, codings.statement, issue, label, proposition, stance, because, confidence, conditional,
    (
        SELECT group_concat(substr(reports.text, start + 1, "end" - start), ' … ')
        FROM main.contents AS contents
        WHERE contents.report = codings.report AND contents.statement = codings.statement
    ),
    reports.origin
FROM main.codings AS codings
JOIN main.reports AS reports ON reports.id = codings.report
WHERE codings.report = ?
"""

# Afterwards: those that it still has are not past.
DROP = """
DELETE FROM main.past_codings
WHERE report = ? AND EXISTS (
    SELECT 1 FROM main.codings AS codings
    WHERE codings.report = past_codings.report AND codings.statement = past_codings.statement
        AND codings.issue = past_codings.issue AND codings.stance = past_codings.stance
)
"""


def decode(row: Any) -> PastCoding:
    """Return a row of ``past_codings``."""
    issue = Issue(row["issue"], row["label"], row["proposition"])
    because = tuple(json.loads(row["because"]))
    coding = Coding(issue, row["stance"], because, row["confidence"], bool(row["conditional"]))
    return PastCoding(row["report"], row["statement"], row["words"], coding)
