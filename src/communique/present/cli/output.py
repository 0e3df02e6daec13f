"""Writing a record or a part of it in the format that was asked for."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from communique.core import registry
from communique.core.errors import UsageError
from communique.present.cli import briefing
from communique.present.cli.options import TEXT
from communique.present.cli.page import Page
from communique.present.cli.screen import screen
from communique.present.export import exporters
from communique.present.export.base import Exporter, TextExporter
from communique.present.export.brief import Brief
from communique.present.export.exporters.md import SECTIONS, pieces
from communique.query.record import Selection
from communique.query.view import View
from communique.records.rows import Record


def write_selection(selection: Selection, format: str, output: Path | None = None) -> None:
    """Write a part of the record.

    Args:
        selection: what to show.
        format: ``text`` for people on the terminal, else the name of an exporter.
        output: a new file; None for standard output.

    Raises:
        UsageError: as ``check_output``, or the file is there or cannot be written.
    """
    check_output(format, output)
    if format == TEXT:
        write_brief(selection, markdown=False)
        return
    exporter = _exporter(format)()
    if output:
        write_new(output, b"".join(exporter.chunks(selection.record, selection.asked)))
    elif isinstance(exporter, TextExporter):
        write(exporter.pieces(selection.record, selection.asked))
    else:
        _write_bytes(exporter.chunks(selection.record, selection.asked))


def check_output(format: str, output: Path | None = None) -> None:
    """Refuse what cannot be written before any work is done for it.

    Raises:
        UsageError: bytes would go to a terminal, or what is for people on the terminal into a file.
    """
    if format == TEXT:
        if output:
            raise UsageError("What is printed for people is no file. Choose --format md, html, docx or json.")
    elif not output and sys.stdout.isatty() and not issubclass(_exporter(format), TextExporter):
        raise UsageError(
            f"A terminal cannot show {format}. Write it to a file: communique brief --format {format} --output "
            f"brief.{format}, or put > brief.{format} after your command."
        )


def _exporter(format: str) -> type[Exporter]:
    return registry.load(exporters, format, Exporter)  # type: ignore[type-abstract]


def write_brief(selection: Selection, *, markdown: bool, sections: Sequence[str] = tuple(SECTIONS)) -> None:
    """Write the brief, for people on the terminal or as Markdown.

    Args:
        selection: what to show.
        markdown: which of the two.
        sections: names out of ``SECTIONS``; all by default.
    """
    brief = Brief.of(View(selection.record, selection.asked), sections)
    if markdown:
        write(pieces(brief, sections))
    else:
        briefing.show(brief, Page(screen()), sections)


def counts(record: Record) -> str:
    """Return how many rows of each kind there are, as one line."""
    kinds = ("statement", "event", "forecast", "position", "disagreement")
    return ", ".join(number(len(getattr(record, f"{kind}s")), kind) for kind in kinds)


def number(count: int, one: str) -> str:
    """Return ``1 report``, ``2 reports``."""
    return f"{count} {one}{'' if count == 1 else 's'}"


def write_new(file: Path, content: str | bytes) -> None:
    """Write a text, or bytes, to a file that must not be there yet.

    Raises:
        UsageError: it is there, or cannot be written.
    """
    try:
        with file.open("xb") as written:
            written.write(content.encode() if isinstance(content, str) else content)
    except FileExistsError as error:
        raise UsageError(f"{file} is there already. Name another file, or remove it first.") from error
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}. Name another file.") from error


def write(parts: Iterable[str]) -> None:
    """Write text to standard output, as it is."""
    for part in parts:
        sys.stdout.write(part)


def _write_bytes(parts: Iterable[bytes]) -> None:
    """Write bytes to standard output, which is no terminal."""
    sys.stdout.flush()
    for part in parts:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
