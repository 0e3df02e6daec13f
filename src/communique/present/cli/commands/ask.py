"""Ask the record a question, or for the codes of an actor."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from communique.coding import code_actor
from communique.core import registry
from communique.core.errors import UsageError
from communique.lexicons import actors as tables
from communique.lexicons.actors import own
from communique.present.cli.coding import phrases, write_codes
from communique.present.cli.options import (
    DEFAULT_RECORD,
    Actor,
    AskFormat,
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
from communique.present.export.tables import as_csv, as_json
from communique.query import questions
from communique.query.base import Question
from communique.query.filters import Filter
from communique.query.record import select
from communique.query.view import View

ACTOR = "actor"


def command(
    question: Annotated[
        str, typer.Argument(help=f"One of: {', '.join(registry.names(questions))}; or {ACTOR}, with phrases.")
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
    format: Annotated[AskFormat, typer.Option(help="How to print; csv has a line for each piece of evidence.")] = (
        AskFormat.TEXT
    ),
) -> None:
    """Ask who said or did what, who stands where, who contradicts whom, what is expected; or how an actor is coded.

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
    _ask(question, record, Filter(actor, issue, day(since), day(until), outlet), format)


def _code(words: Sequence[str], on: date | None, actors: Path | None, format: AskFormat) -> None:
    found = list(phrases(words))
    if not found:
        raise UsageError(f"Whom? Give the words of an actor: communique ask {ACTOR} 'Armenian Prime Minister'")
    with own.using(tables.load_own(actors)):
        write_codes((code_actor(one, on) for one in found), format)


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
