"""Running the stages on a gold text, as `communique read` runs them on a report."""

from functools import cache

from communique.annotate.base import Annotator
from communique.annotate.plan import annotate, stages
from communique.core.ids import hashed
from communique.core.settings import Settings
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import Attribution
from communique.records.report import Report
from communique_eval.metrics import Ranges, Triple

STAGES = ("syntax", "quotations", "attributions", "times")


def read(text: str, settings: Settings) -> Document:
    """Return the text, as it is and uncleaned, as a report with the layers that scorers and resolver need."""
    report = Report(hashed("report", text), "", (), None, (), None, "en", "", "", text)
    return annotate(Document(report), _stages(settings))


@cache
def _stages(settings: Settings) -> tuple[Annotator, ...]:
    return stages(settings, STAGES)


def triples(rows: tuple[Attribution, ...]) -> tuple[Triple, ...]:
    """Return what was found in the shape of the gold.

    PolNeAR keeps the outermost attribution only, so those inside another's content (``reported_by``) are left out;
    and there each attribution has a cue, so a quotation without one that goes on from an earlier paragraph
    (``continues``) is added to the content of the attribution that it goes on from.
    """
    contents = {i: list(row.content) for i, row in enumerate(rows)}
    for i, row in enumerate(rows):
        if _goes_on(row):
            contents[_head(rows, i)].extend(row.content)
    return tuple(
        Triple(_ranges(row.source), _ranges(row.cue), _ranges(*sorted(contents[i])))
        for i, row in enumerate(rows)
        if row.reported_by is None and not _goes_on(row)
    )


def _goes_on(row: Attribution) -> bool:
    return row.cue is None and row.continues is not None


def _head(rows: tuple[Attribution, ...], i: int) -> int:
    """Follow ``continues`` to the attribution that has the cue; each step goes to an earlier row."""
    while _goes_on(rows[i]):
        before = rows[i].continues
        if before is None or before >= i:
            break
        i = before
    return i


def _ranges(*evidence: Evidence | None) -> Ranges:
    return tuple((one.start, one.end) for one in evidence if one is not None)
