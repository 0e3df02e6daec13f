"""Codes of phrases, written for people or programs."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from communique.lexicons import actors
from communique.present.cli.options import AskFormat
from communique.present.cli.output import write
from communique.present.cli.page import Page
from communique.present.cli.screen import screen
from communique.records.actor_code import ActorCode

COLUMNS = ("phrase", "name", "kind", "country", "sectors", "role", "on_behalf_of", "actor", "because")
# What codes stand for that are no state's.
BEYOND_STATES = {"EUR": "European Union", "UNO": "United Nations", "IGO": "organisation of states"}


def phrases(given: Sequence[str]) -> Iterator[str]:
    """Yield the phrases of a command line; ``-`` stands for the lines of standard input."""
    for one in given:
        if one != "-":
            yield one
            continue
        lines = (line.strip() for line in sys.stdin or ())
        yield from (line for line in lines if line)


def write_codes(codes: Iterable[ActorCode], format: AskFormat) -> None:
    """Write the codes in the format that was asked for, each as soon as it is there."""
    if format is AskFormat.JSON:
        answers = [{key: asdict(code)[key] for key in COLUMNS} for code in codes]
        write([json.dumps({"communique": 1, "question": "actor", "rows": answers}, ensure_ascii=False, indent=2), "\n"])
    elif format is AskFormat.CSV:
        write(_csv(codes))
    elif format is AskFormat.MD:
        write(_markdown(codes))
    else:
        page = Page(screen())
        for number, code in enumerate(codes):
            if number:
                page.blank()
            _show(page, code)


def _show(page: Page, code: ActorCode) -> None:
    page.item([(code.phrase, "bold")])
    for label, value in _lines(code):
        page.item([value], indent=2, label=[(label, "dim")], margin=12)
    for number, reason in enumerate(code.because):
        page.item([(reason, "dim")], indent=2, label=[("because" if number == 0 else "", "dim")], margin=12)


def _lines(code: ActorCode) -> Iterator[tuple[str, str]]:
    yield "country", f"{code.country}  {country(code.country)}" if code.country else "not told"
    yield "sector", "; ".join(f"{one}  {actors.sectors()[one]}" for one in code.sectors) or "not told"
    found = (
        ("name", code.name), ("role", code.role), ("speaks for", ", ".join(code.on_behalf_of)), ("actor", code.actor),
    )  # fmt: skip
    yield from ((label, value) for label, value in found if value)


def country(code: str) -> str:
    """Return the name of a country code, PLOVER's codes beyond states included."""
    return BEYOND_STATES.get(code) or actors.states()[code].name


def _csv(codes: Iterable[ActorCode]) -> Iterator[str]:
    yield _line(COLUMNS)
    for code in codes:
        row = asdict(code)
        yield _line([" > ".join(row[key]) if key == "because" else _cell(row[key]) for key in COLUMNS])


def _cell(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _markdown(codes: Iterable[ActorCode]) -> Iterator[str]:
    for code in codes:
        yield f"## {code.phrase}\n\n"
        yield from (f"- {label}: {value}\n" for label, value in _lines(code))
        yield from (f"- because: {reason}\n" for reason in code.because)
        yield "\n"
