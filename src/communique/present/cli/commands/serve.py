"""Open the record as a page in the browser: read, compare, check, correct."""

from pathlib import Path
from typing import Annotated

import typer

from communique.present.cli.options import DEFAULT_RECORD, existing
from communique.present.cli.screen import complain
from communique.present.web.serving import serve

PORT = 8117


def command(
    record: Annotated[Path, typer.Argument(help="The record: one file.")] = DEFAULT_RECORD,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes one that is free.")] = PORT,
    host: Annotated[
        str,
        typer.Option(help="Address to listen on; but for a loopback one, others can change the record."),
    ] = "127.0.0.1",
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Serve the record as a page on this machine until Ctrl-C.

    The page shows every row beside the text that it came from. One key accepts or rejects it, others correct it; every
    decision is kept in the record, survives another reading of the report, and can be undone.
    """
    with existing(record) as store:
        store.review()
    serve(record, host, port, browser=browser, tell=lambda address: complain(f"{address}  (stop with Ctrl-C)"))
