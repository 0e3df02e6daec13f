"""What every scorer promises, and what it hands back."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from communique.core.errors import UsageError
from communique.core.settings import Settings
from communique_eval.gold import Gold
from communique_eval.metrics import Counts

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a scorer.

    Attributes:
        name: what is measured, unique within the scorer.
        value: 0 to 1, more is better.
        counts: what the value was computed from; None where it is not a share of counts.
        part: whether it is about some of the cases, or one side of another figure: shown, and without a floor, since
            few cases turn with chance and one side can fall because the whole got better.
    """

    name: str
    value: float
    counts: Counts | None = None
    part: bool = False

    @classmethod
    def f1(cls, name: str, counts: Counts, *, part: bool = False) -> "Figure":
        """Return the F1 of the counts as a figure."""
        return cls(name, counts.f1, counts, part)

    @classmethod
    def share(cls, name: str, right: int, of: int, *, part: bool = False) -> "Figure":
        """Return a share as a figure: so many right of so many."""
        counts = Counts(right, of, of)
        return cls(name, counts.recall, counts, part)


@dataclass(frozen=True, slots=True)
class Scores:
    """What one scorer measured.

    Attributes:
        figures: in the order in which they are shown.
        rows: what was wrong, to read; each row has ``kind`` and the same further fields as the others.
        corpus_hash: SHA-256 of the gold files that were used.
    """

    figures: tuple[Figure, ...]
    rows: tuple[Row, ...]
    corpus_hash: str


class Scorer(ABC):
    """Measures one part of the work against gold data. The file's name is its name.

    Attributes:
        about: one line on what is measured on what.
        needs: the gold sets that it reads (`gold.SETS`).

    Args:
        settings: choices for the stages that are measured.
    """

    about: ClassVar[str]
    needs: ClassVar[tuple[str, ...]]

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @abstractmethod
    def run(self, gold: Gold) -> Scores:
        """Run the stages over the gold texts and compare. Call it only when the sets it needs are there."""

    def run_file(self, file: Path) -> Scores:
        """Run the stages over one gold file of the user's and compare.

        Raises:
            UsageError: the file is not in the format that the scorer reads, or it reads none.
        """
        name = type(self).__module__.rpartition(".")[2]
        raise UsageError(f"'{name}' takes no file. 'attribution' does: communique score attribution {file}")
