"""Ask the record a question."""

from typing import Annotated

import typer

from communique.core import registry
from communique.present.cli.options import (
    DEFAULT_RECORD,
    Actor,
    AskFormat,
    Issue,
    Outlet,
    RecordPath,
    Since,
    Until,
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


def command(
    question: Annotated[str, typer.Argument(help=f"One of: {', '.join(registry.names(questions))}.")],
    record: RecordPath = DEFAULT_RECORD,
    actor: Actor = None,
    issue: Issue = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    format: Annotated[AskFormat, typer.Option(help="How to print; csv has a line for each piece of evidence.")] = (
        AskFormat.TEXT
    ),
) -> None:
    """Ask who said or did what, who stands where, who contradicts whom, or what is expected."""
    kind = registry.load(questions, question, Question)  # type: ignore[type-abstract]
    with existing(record) as store:
        selection = select(store, None, Filter(actor, issue, day(since), day(until), outlet))
    if format in (AskFormat.TEXT, AskFormat.MD):
        write_brief(selection, markdown=format is AskFormat.MD, sections=[question])
        return
    asked = kind()
    rows = asked.rows(View(selection.record, selection.asked))
    write(as_csv(asked, rows) if format is AskFormat.CSV else [as_json(question, asked, rows)])
