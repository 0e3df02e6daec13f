"""Ask the record a question, or for the codes of an actor."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from communique.core import registry
from communique.core.errors import UsageError
from communique.lexicons import actors as tables
from communique.lexicons.actors import own
from communique.present.cli import boards as shown
from communique.present.cli.coding import phrases, write_codes
from communique.present.cli.options import (
    DEFAULT_RECORD,
    Actor,
    AskFormat,
    Counted,
    FormOfWords,
    Issue,
    Outlet,
    OwnActors,
    RecordPath,
    Since,
    Until,
    dated,
    day,
    existing,
)
from communique.present.cli.output import write, write_brief
from communique.present.cli.page import Page
from communique.present.cli.screen import screen
from communique.present.export.tables import as_csv, as_json
from communique.query import boards, questions
from communique.query.base import Board, Question
from communique.query.filters import Filter
from communique.query.record import select
from communique.query.view import View
from communique.query.windows import window

ACTOR = "actor"
ROWS, COUNTS = registry.names(questions), registry.names(boards)


def command(
    question: Annotated[
        str,
        typer.Argument(help=f"One of: {', '.join((*ROWS, *COUNTS))}; or {ACTOR}, with phrases."),
    ],
    phrase: Annotated[
        list[str] | None,
        typer.Argument(
            help=f"After {ACTOR}: the words of an actor, or several; - for lines of standard input.",
            metavar="[PHRASE…]",
        ),
    ] = None,
    record: RecordPath = DEFAULT_RECORD,
    actor: Actor = None,
    issue: Issue = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    on: Annotated[datetime | None, dated(f"For {ACTOR}: the day that decides who holds which office.")] = None,
    actors: OwnActors = None,
    level: Annotated[Counted | None, typer.Option(help=f"For {', '.join(COUNTS)}: whom statements count for.")] = None,
    form: Annotated[FormOfWords | None, typer.Option(help=f"For {', '.join(COUNTS)}: only such statements.")] = None,
    format: Annotated[AskFormat, typer.Option(help="How to print; csv has a line for each piece of evidence.")] = (
        AskFormat.TEXT
    ),
) -> None:
    """Ask who said or did what, who stands where, who contradicts whom, what is expected; or how an actor is coded.

    "communique ask matrix --level person --since 2026-01-01" counts who stands where; "communique ask changes --since
    2026-03-01" tells what is new, reversed, hardened, softened or gone silent, with the sentences before and after.

    "communique ask actor 'Armenian Prime Minister'" prints country, sectors, name and role with the reasons; it needs
    no record.
    """
    if question == ACTOR:
        _code(phrase or [], day(on), actors, format)
        return
    if phrase or on or actors:
        raise UsageError(
            f"Phrases, --on and --actors belong to '{ACTOR}'. To ask about one actor: ask {question} --actor NAME"
        )
    wanted = Filter(actor, issue, day(since), day(until), outlet)
    if question in COUNTS:
        _count(question, record, wanted, level, form, format)
        return
    if level or form:
        raise UsageError(f"--level and --form belong to {' and '.join(COUNTS)}. Leave them out.")
    _ask(question, record, wanted, format)


def _code(words: Sequence[str], on: date | None, actors: Path | None, format: AskFormat) -> None:
    found = list(phrases(words))
    if not found:
        raise UsageError(f"Whom? Give the words of an actor: communique ask {ACTOR} 'Armenian Prime Minister'")
    from communique.coding import code_actor  # brings the parser, two seconds that no other question needs

    with own.using(tables.load_own(actors)):
        write_codes((code_actor(one, on) for one in found), format)


def _count(
    question: str, record: Path, wanted: Filter, level: Counted | None, form: FormOfWords | None, format: AskFormat
) -> None:
    if format is AskFormat.MD:
        raise UsageError(f"'{question}' is not written as md. Choose --format text, csv or json.")
    asked = registry.load(boards, question, Board)()  # type: ignore[type-abstract]
    with existing(record) as store:
        chosen = window(store, wanted, level.value if level else "state", form.value if form else None)
        rows = list(asked.rows(store, chosen))
    if format is AskFormat.JSON:
        write([as_json(question, asked, rows)])
    elif format is AskFormat.CSV:
        write(as_csv(asked, rows))
    else:
        shown.show(question, asked.columns, rows, Page(screen()))


def _ask(question: str, record: Path, wanted: Filter, format: AskFormat) -> None:
    kind = registry.load(questions, question, Question)  # type: ignore[type-abstract]
    with existing(record) as store:
        selection = select(store, None, wanted)
    if format in (AskFormat.TEXT, AskFormat.MD):
        write_brief(selection, markdown=format is AskFormat.MD, sections=[question])
        return
    asked = kind()
    rows = asked.rows(View(selection.record, selection.asked))
    write(as_csv(asked, rows) if format is AskFormat.CSV else [as_json(question, asked, rows)])
