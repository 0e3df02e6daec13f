"""Writing a record or a part of it in the format that was asked for."""

import sys
from collections.abc import Iterable, Sequence

from communique.core import registry
from communique.present.cli import briefing
from communique.present.cli.page import Page
from communique.present.cli.screen import screen
from communique.present.export import exporters
from communique.present.export.base import Exporter
from communique.present.export.brief import Brief
from communique.present.export.exporters.markdown import SECTIONS, pieces
from communique.query.record import Selection
from communique.query.view import View
from communique.records.rows import Record


def write_json(selection: Selection) -> None:
    """Write the record contract."""
    exporter = registry.load(exporters, "json", Exporter)  # type: ignore[type-abstract]
    write(exporter().pieces(selection.record))


def write_brief(selection: Selection, *, markdown: bool, sections: Sequence[str] = tuple(SECTIONS)) -> None:
    """Write the brief, for people on the terminal or as Markdown.

    Args:
        selection: what to show.
        markdown: which of the two.
        sections: names out of ``SECTIONS``; all by default.
    """
    brief = Brief(View(selection.record, selection.asked))
    if markdown:
        write(pieces(brief, sections))
    else:
        briefing.show(brief, Page(screen()), sections)


def counts(record: Record) -> str:
    """Return how many rows of each kind there are, as one line."""
    kinds = ("statements", "events", "forecasts", "positions", "disagreements")
    return ", ".join(f"{len(getattr(record, kind))} {kind}" for kind in kinds)


def write(parts: Iterable[str]) -> None:
    """Write text to standard output, as it is."""
    for part in parts:
        sys.stdout.write(part)
