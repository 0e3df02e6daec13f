"""What the record's closed words are called for people."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Wording:
    """A sign, which may be empty, and words that say the same."""

    sign: str
    words: str

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


@cache
def _table() -> dict[tuple[str, str], Wording]:
    lines = files("communique.present.export").joinpath("wording.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(kind, word): Wording(sign, words) for kind, word, sign, words in rows}
