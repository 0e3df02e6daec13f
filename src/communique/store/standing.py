"""Keeping ``stands`` and ``stories`` true: what is counted towards positions, and which reports tell one story."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from communique.store import scripts, sketch

# A function that runs one SQL command with its values, in an open transaction.
Run = Callable[..., Any]

# How strong an act is, 0 to 3: a threat is more than a demand or a charge, those more than an appeal or a promise, and
# all more than words that only tell. An order, not a measure: changes within one side are told by it.
FORCE: Mapping[str, int] = MappingProxyType(
    {
        "threaten": 3, "condemn": 2, "demand": 2, "accuse": 2, "reject": 2, "oppose": 2, "support": 2, "warn": 1,
        "deny": 1, "agree": 1, "promise": 1, "appeal": 1, "propose": 1, "praise": 1, "plan": 1,
    }
)  # fmt: skip


def _words_of(text: str | None) -> int:
    """Return a hash of the words of a text, a signed 64-bit number; case and punctuation do not count."""
    words = " ".join(re.findall(r"\w+", (text or "").casefold()))
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "little", signed=True)


def _force_of(act: str) -> int:
    return FORCE.get(act, 0)


# What the SQL of this folder calls.
FUNCTIONS: Mapping[str, Callable[[Any], int]] = MappingProxyType({"words_of": _words_of, "force_of": _force_of})


def write(run: Run, report: str, text: str) -> None:
    """Keep what a report that was just written says, and which story it tells."""
    touched = _join(run, report, text)
    _stand(run, report)
    _mark_copies(run, touched)


def renew(run: Run, reports: Iterable[str]) -> None:
    """Write anew what reports say whose actors are now somebody else."""
    stories = set()
    for report in reports:
        run("DELETE FROM main.stands WHERE report = ?", (report,))
        _stand(run, report)
        stories |= {row[0] for row in run("SELECT story FROM main.stories WHERE report = ?", (report,))}
    _mark_copies(run, stories)


_MOVE = """
UPDATE main.stands SET
    person = iif(person = :before, :after, person),
    body = iif(body = :before, :after, body),
    principal = iif(principal = :before, :after, principal)
WHERE report IN (SELECT value FROM json_each(:reports)) AND :before IN (person, body, principal)
"""

_STORIES = "SELECT DISTINCT story FROM main.stories WHERE report IN (SELECT value FROM json_each(?))"


def move(run: Run, moves: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """Put an actor in place of another in reports.

    Args:
        run: runs a command.
        moves: the reports of each pair of an actor and the one in its place.
    """
    for (before, after), reports in moves.items():
        run(_MOVE, {"before": before, "after": after, "reports": json.dumps(reports)})
    touched = {report for reports in moves.values() for report in reports}
    _mark_copies(run, [row[0] for row in run(_STORIES, (json.dumps(sorted(touched)),)).fetchall()])


def _stand(run: Run, report: str) -> None:
    run(scripts.stands(), {"report": report})


def _join(run: Run, report: str, text: str) -> set[str]:
    """Find the story of a new report, join the stories that it connects, and return what they are called now."""
    found = sketch.sketch(text)
    values = [(band, value) for band, value in enumerate(sketch.bands(found))]
    run("INSERT INTO main.sketches VALUES (?, ?)", (report, found.astype("<u4").tobytes()))
    near: set[str] = set()
    for band, value in values:
        near |= {row[0] for row in run("SELECT report FROM main.bands WHERE band = ? AND value = ?", (band, value))}
        run("INSERT INTO main.bands VALUES (?, ?, ?)", (band, value, report))
    alike = sorted(other for other in near if sketch.same(found, _kept(run, other)))
    stories = {run("SELECT story FROM main.stories WHERE report = ?", (other,)).fetchone()[0] for other in alike}
    called = min({report, *stories})
    run("INSERT INTO main.stories VALUES (?, ?)", (report, called))
    for story in stories - {called}:
        run("UPDATE main.stories SET story = ? WHERE story = ?", (called, story))
        run("UPDATE main.stands SET story = ? WHERE story = ?", (called, story))
    return {called}


def _kept(run: Run, report: str) -> sketch.Minima:
    row = run("SELECT minima FROM main.sketches WHERE report = ?", (report,)).fetchone()
    return np.frombuffer(row[0], dtype="<u4").astype(np.uint32)


# What counts is the earliest row of those that say the same; another reading of who speaks counts by itself.
_MARK = """
UPDATE main.stands SET copy = EXISTS (
    SELECT 1 FROM main.stands AS one
    WHERE one.story = stands.story AND one.principal = stands.principal AND one.issue = stands.issue
        AND one.stance = stands.stance AND one.words = stands.words
        AND one.person IS stands.person AND one.body IS stands.body
        AND (coalesce(one.day, '~'), one.report, one.seq) < (coalesce(stands.day, '~'), stands.report, stands.seq)
)
WHERE story = ?
"""


def _mark_copies(run: Run, stories: Iterable[str]) -> None:
    """Mark what repeats an earlier row of the same story: it is shown, and counted once."""
    for story in sorted(stories):
        run(_MARK, (story,))
