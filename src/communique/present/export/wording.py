"""What the record's closed words are called for people."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Wording:
    """A sign, which may be empty, and words that say the same.

    Attributes:
        other: for acts the form after a plural; for a status the words with a slot for the one who says so.
    """

    sign: str
    words: str
    other: str = ""

    def __str__(self) -> str:
        return f"{self.sign} {self.words}".strip()


def wording(kind: str, word: str) -> Wording:
    """Return how to show a word of the lists in ``records/words.py``.

    Args:
        kind: ``act``, ``form``, ``stance`` or ``status``.
        word: one of that list.
    """
    return _table()[kind, word]


def day(value: date | None) -> str:
    """Return a day as ``3 Mar 2022``; empty for None."""
    return f"{value.day} {value:%b %Y}" if value else ""


def days(first: date | None, last: date | None) -> str:
    """Return a day, or a period as ``28 Feb 2022 to 6 Mar 2022``; empty for None."""
    return day(first) if last is None or last == first else f"{day(first)} to {day(last)}"


@cache
def _table() -> dict[tuple[str, str], Wording]:
    lines = files("communique.present.export").joinpath("wording.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(kind, word): Wording(*rest) for kind, word, *rest in rows}
