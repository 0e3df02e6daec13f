"""How passages are coded that name their issue in other words; the floors lie just below what was measured.

``passages/*.tsv`` was written for this project: issue of the built-in codebook, party in its slot ("-" for none), the
holder's stance (support, oppose, none), the words that name the holder, the passage. At least half do without the
obvious words of their issue, so that far less is found here than in reports; they show how issues are worded.
"""

import zlib
from functools import cache
from pathlib import Path

from communique.annotate.plan import annotate, stages
from communique.core.settings import Settings
from communique.ingest.inputs import Given, report_from_text
from communique.records.document import Document
from communique.records.layers import ATTRIBUTIONS, STANCES

# Every tenth passage is read, by its checksum: all of them take a minute.
PART = 10

# Measured: 6 right of 8 found, 150 there.
PRECISION_FLOOR = 0.7
RECALL_FLOOR = 0.03

Row = tuple[str, str, str, str, str]


def rows() -> list[Row]:
    """Return the passages that are read."""
    files = sorted((Path(__file__).parent / "passages").glob("*.tsv"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line)
    split = (tuple(line.split("\t")) for line in lines)
    return [row for row in split if zlib.crc32(row[4].encode()) % PART == 0]  # type: ignore[misc]


@cache
def counts() -> tuple[int, int, int]:
    """Return how many stances of the holders were found, how many of them are right, and how many there are."""
    chosen = stages(Settings())
    chosen = [stage for stage in chosen if stage.gives.name not in ("events", "forecasts", "circumstances", "repeats")]
    found, right, wanted = 0, 0, 0
    for issue, _, stance, holder, passage in rows():
        document = annotate(Document(report_from_text(f"News\n\n{passage}", Given())), chosen)
        coded = {
            row.stance for row in document[STANCES] if row.issue == issue and _is_of(document, row.attribution, holder)
        }
        found += len(coded)
        right += stance in coded
        wanted += stance != "none"
    return found, right, wanted


def _is_of(document: Document, attribution: int, holder: str) -> bool:
    source = document[ATTRIBUTIONS][attribution].source
    return source is not None and (holder in source.words or source.words in holder)


def test_what_is_coded_is_mostly_right() -> None:
    """Precision on the passages stays above the floor."""
    found, right, _ = counts()

    assert right / max(1, found) >= PRECISION_FLOOR


def test_some_of_what_is_said_in_other_words_is_found() -> None:
    """Recall on the passages stays above the floor."""
    _, right, wanted = counts()

    assert wanted > 100
    assert right / wanted >= RECALL_FLOOR
