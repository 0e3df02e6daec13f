"""Layouts as readable cases: each file says why, gives the input and what must come out."""

from datetime import date
from pathlib import Path

import pytest

from communique.ingest.inputs import Given, report_from_text
from communique.records.report import Report

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def sections(case: Path) -> dict[str, str]:
    """Return the parts of a case by the word after the dashes; the first is the reason."""
    why, *rest = case.read_text("utf-8").split("\n--- ")
    return {"why": why} | {name: text for name, _, text in (part.partition("\n") for part in rest)}


def shown(report: Report) -> str:
    """Return a report as the cases write it; a line for each value that there is."""
    line = report.dateline
    lines = [f"title: {report.title}".strip(), *(f"deck: {words}" for words in report.deck)]
    lines += [f"authors: {'; '.join(report.authors)}"] if report.authors else []
    lines += [f"outlet: {report.outlet}"] if report.outlet else []
    lines += [f"published: {report.published}"] if report.published else []
    lines += [f"dateline: {line.place or ''} | {line.day or ''}".strip()] if line else []
    lines += [f"removed: {removed.why} | {removed.words}" for removed in report.removed]
    lines += [f"body: {words}" for words in report.text[report.body_start :].split("\n\n")]
    return "\n".join(lines)


def given(text: str) -> Given:
    """Return what the user says in a case."""
    said = dict(line.split(": ", 1) for line in text.splitlines())
    published = date.fromisoformat(said["published"]) if "published" in said else None
    return Given(published=published, outlet=said.get("outlet"), title=said.get("title"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_layout(case: Path) -> None:
    """Each layout is taken apart as its case says."""
    parts = sections(case)

    report = report_from_text(parts["input"], given(parts.get("given", "")))

    assert shown(report) == parts["expected"].strip()
