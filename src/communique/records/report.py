"""A report: one input document, cleaned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communique.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Removed:
    """Words of the input that are not part of the report, and why (``byline``, ``boilerplate``, …)."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and day that open a wire report: "GENEVA, March 3 (Agency) –".

    Attributes:
        place: the place as printed, in its usual capitals ("Geneva"); None when there is only a day.
        day: month and day are printed without a year; the year is the publication date's. None when there is none.
    """

    place: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it is read by the stages.

    Attributes:
        id: ``report:`` and 16 hex digits, from the original bytes.
        title: the headline; empty when the input has none.
        deck: the summary lines under the headline.
        outlet: who published it.
        authors: names from the byline or the metadata.
        published: publication date; relative dates in the text are counted from it.
        language: ISO 639-1 code of the text.
        source: the file or address it came from, as the user named it.
        sha256: hash of the original bytes (of the one line, for a report in a JSONL file).
        text: title, deck and body, paragraphs separated by one empty line, NFC.
        removed: what cleaning took out, in the order of the input.
        dateline: place and day that the body opened with.
        body_start: index in ``text`` at which the body begins.
    """

    id: str
    title: str
    deck: tuple[str, ...]
    outlet: str | None
    authors: tuple[str, ...]
    published: date | None
    language: str
    source: str
    sha256: str
    text: str
    removed: tuple[Removed, ...] = ()
    dateline: Dateline | None = None
    body_start: int = 0

    def paragraphs(self) -> Iterator[Evidence]:
        """Yield the paragraphs of the text in order; a line break ends one, empty ones are left out."""
        for line in re.finditer(r"[^\n]+", self.text):
            if not line.group().isspace():
                yield Evidence(line.start(), line.end(), line.group())
