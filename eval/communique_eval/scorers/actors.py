"""Codes of phrases: country and sector, against NGEC's test-suite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from communique.coding import ActorCode, code_actor
from communique.core.errors import UsageError
from communique_eval.base import Figure, Row, Scorer, Scores
from communique_eval.gold import Gold

ROWS = "actors/actor_codes.jsonl"
# How the test-suite writes days; "today" and no day are the day of the tables, which is what a user gets.
DAYS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y")
NO_SECTOR = ("", "UNK")


class ActorsScorer(Scorer):
    """The right country and the right primary sector of a phrase.

    A country is right when it is the same code, or when neither side has one. A sector is right when the first code is
    the same, or when neither side has one: PLOVER's ``UNK`` counts as none. Rows that give no country or no sector are
    left out of that figure. Rows stand as they are in the file, the few faulty ones included (one has country and
    sector in each other's place, one the sector "????").
    """

    about = "country and sector of phrases (half of the public test-suite of NGEC-2025)"
    needs = ("actors",)

    def run(self, gold: Gold) -> Scores:
        """Code all phrases and compare."""
        asked = [_Asked(row, code_actor(row["text"], day_of(row))) for row in gold.rows(ROWS)]
        figures = (_figure("country", asked), _figure("sector", asked))
        rows = sorted((row for one in asked for row in _rows(one)), key=lambda row: (row["kind"], row["phrase"]))
        return Scores(figures, tuple(rows), gold.sha256(self.needs))


@dataclass(frozen=True)
class _Asked:
    row: Mapping[str, Any]
    code: ActorCode

    def gold(self, what: str) -> str | None:
        """Return the gold value, "" for none; None where the row does not give one."""
        value = self.row.get(what)
        return "" if what == "sector" and value in NO_SECTOR else value

    def found(self, what: str) -> str:
        """Return the answer, "" for none."""
        if what == "country":
            return self.code.country or ""
        return self.code.sectors[0] if self.code.sectors else ""


def day_of(row: Mapping[str, Any]) -> date | None:
    """Return the day that a row asks about; None for none and for "today".

    Raises:
        UsageError: it is written in a way that is not known.
    """
    said = row.get("options", {}).get("query_date") or next(iter(row.get("more", [])[1:]), "")
    if said in ("", "today"):
        return None
    for form in DAYS:
        try:
            return datetime.strptime(said, form).date()
        except ValueError:
            continue
    raise UsageError(f"'{said}' is no day that {ROWS} is known to have.")


def _figure(what: str, asked: Sequence[_Asked]) -> Figure:
    given = [one for one in asked if one.gold(what) is not None]
    return Figure.share(what, sum(one.gold(what) == one.found(what) for one in given), len(given))


def _rows(one: _Asked) -> Iterator[Row]:
    for what in ("country", "sector"):
        gold, found = one.gold(what), one.found(what)
        if gold is not None and gold != found:
            yield {
                "kind": f"{what} {'missing' if not found else 'wrong' if gold else 'too much'}",
                "phrase": one.row["text"],
                "on": str(day_of(one.row) or ""),
                "gold": gold,
                "found": found,
                "because": " > ".join(one.code.because),
            }
