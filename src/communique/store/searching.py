"""Full-text search: what is indexed of a report, and how what the user types is asked."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.core.errors import UsageError
from communique.store.standing import Run

# A report and its statements, with the actors as the record knows them.
_ROWS = """
INSERT INTO main.searchable (report, seq, statement, speaker, principal, act, form, day, outlet)
SELECT id, -1, NULL, NULL, NULL, NULL, NULL, published, outlet FROM main.reports WHERE id = :report
UNION ALL
SELECT said.report, said.seq, said.id, {speaker}, {principal}, said.act, said.form,
    coalesce(said.said_on, told.published), told.outlet
FROM main.statements AS said JOIN main.reports AS told ON told.id = said.report
WHERE said.report = :report
"""

# What is counted of a statement, see migrations/0008_facets.sql; the outlet stands last, as it may have any marks.
_KINDS = """
UPDATE main.searchable SET
    kinds = act || char(31) || form || char(31) || coalesce(substr(day, 1, 4), '')
        || char(31) || replace(coalesce(outlet, ''), char(30), ' '),
    coded = (
        SELECT group_concat(issue || ' ' || stance, char(31)) FROM main.codings AS codings
        WHERE codings.report = searchable.report AND codings.statement = searchable.statement
    )
WHERE report = :report AND seq >= 0
"""

_KNOWN = """coalesce(
    (SELECT becomes FROM main.identities WHERE report = said.report AND actor = said.{0}), said.{0}
)"""

_RENEW = """
UPDATE main.searchable SET (speaker, principal) = (
    SELECT {speaker}, {principal} FROM main.statements AS said
    WHERE said.report = searchable.report AND said.seq = searchable.seq
)
WHERE report = :report AND seq >= 0
"""

_WORDS = """
INSERT INTO main.statement_words (rowid, words)
SELECT number, coalesce((
    SELECT group_concat(substr(told.text, contents.start + 1, contents."end" - contents.start), ' … ')
    FROM main.contents AS contents
    WHERE contents.report = searchable.report AND contents.statement = searchable.statement
), '')
FROM main.searchable AS searchable JOIN main.reports AS told ON told.id = searchable.report
WHERE searchable.report = :report AND seq >= 0
"""

_TEXT = """
INSERT INTO main.report_words (rowid, title, text)
SELECT number, title, text FROM main.searchable JOIN main.reports AS told ON told.id = report
WHERE report = :report AND seq = -1
"""

_ACTORS = {column: _KNOWN.format(column) for column in ("speaker", "principal")}


def write(run: Run, report: str) -> None:
    """Index a report's title and text, and each of its statements."""
    for command in (_ROWS.format(**_ACTORS), _KINDS, _WORDS, _TEXT):
        run(command, {"report": report})


def renew(run: Run, reports: Iterable[str]) -> None:
    """Write anew who speaks in reports whose actors are now somebody else."""
    for report in reports:
        run(_RENEW.format(**_ACTORS), {"report": report})


_MOVE = """
UPDATE main.searchable SET
    speaker = iif(speaker = :before, :after, speaker), principal = iif(principal = :before, :after, principal)
WHERE report IN (SELECT value FROM json_each(:reports)) AND :before IN (speaker, principal)
"""


def move(run: Run, moves: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """Put an actor in place of another in reports, as ``standing.move`` does."""
    for (before, after), reports in moves.items():
        run(_MOVE, {"before": before, "after": after, "reports": json.dumps(reports)})


def drop(run: Run, report: str) -> None:
    """Take a report out of the index."""
    for table in ("report_words", "statement_words"):
        run(f"DELETE FROM main.{table} WHERE rowid IN (SELECT number FROM main.searchable WHERE report = ?)", (report,))
    run("DELETE FROM main.searchable WHERE report = ?", (report,))


@dataclass(frozen=True, slots=True)
class Term:
    """One of the words or phrases that the user looks for.

    Attributes:
        words: one word, or several for a phrase.
        excluded: whether what has it is left out.
        begins: whether only the beginning of the last word is given.
    """

    words: str
    excluded: bool = False
    begins: bool = False


# What SQLite cannot be asked: the end of a string, and what is no text.
_UNKNOWN = re.compile("[\0\ud800-\udfff]")


def terms(typed: str) -> tuple[Term, ...]:
    """Return what the user looks for: words, "phrases in quotation marks", -left -out, and beginn*.

    Marks without a word among them are left out.
    """
    found = re.finditer(r'(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))(\*?)', _UNKNOWN.sub(" ", typed))
    read = (Term((one[2] or one[3] or "").rstrip("*"), bool(one[1]), _begins(one)) for one in found)
    return tuple(term for term in read if re.search(r"[^\W_]", term.words))


def _begins(one: re.Match[str]) -> bool:
    return bool(one[4]) or (one[3] or "").endswith("*")


def match(given: Iterable[Term]) -> str:
    """Return what SQLite's FTS5 is asked: all the terms that are wanted and none of those that are not.

    Raises:
        UsageError: nothing is looked for.
    """
    known = list(given)
    wanted = [_quoted(term) for term in known if not term.excluded]
    if not wanted:
        raise UsageError('Type a word to look for: ceasefire, "cease fire", sanction*; -word leaves out.')
    excluded = [_quoted(term) for term in known if term.excluded]
    # One NOT for all: each would be one step deeper, and SQLite goes down 256.
    return " AND ".join(wanted) + (f" NOT ({' OR '.join(excluded)})" if excluded else "")


def _quoted(term: Term) -> str:
    inside = term.words.replace('"', '""')
    return f'"{inside}"' + (" *" if term.begins else "")
