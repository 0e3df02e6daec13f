"""From an address to the rows of the page that answers it, outside of a request; to be kept, and compared later."""

import re
from functools import cache
from importlib import import_module
from itertools import islice
from urllib.parse import unquote

from communique.core import registry
from communique.core.errors import UsageError
from communique.core.ids import hashed
from communique.present.web import hunting
from communique.present.web.asked import Asked, ours
from communique.present.web.base import Page, plain
from communique.records.listing import Frozen
from communique.store.database import Store

# Rows of an answer that is kept. More are the record, not an answer: a copy of the file keeps them.
MOST = 5_000

# How often an answer is asked for anew when the record changes meanwhile.
TRIES = 3


@cache
def all_pages() -> tuple[type[Page], ...]:
    """Return the pages of the folder, in the order of the menu."""
    pages = import_module(f"{__package__}.pages")  # not above: a page may ask for the answer of another
    found = (registry.load(pages, name, Page) for name in registry.names(pages))  # type: ignore[type-abstract]
    return tuple(sorted(found, key=lambda page: (page.order, page.path)))


def frozen(store: Store, address: str) -> Frozen:
    """Return the answer that an address has now, ready to be kept.

    The same address and state of the record give the same id.

    Raises:
        UsageError: no page has the address, or the answer cannot be kept; the message says why.
    """
    for _ in range(TRIES):
        state = store.lists.state()
        asked, columns, rows = answer(store, address)
        if state == store.lists.state():
            return Frozen(hashed("frozen", asked, state), asked, state, columns, rows)
    raise UsageError("The record is being written at the moment. Wait until that is done, then freeze the answer.")


Cells = tuple[str | float | None, ...]


def answer(store: Store, address: str) -> tuple[str, tuple[str, ...], tuple[Cells, ...]]:
    """Return the address as it is kept, without the page of the list, and the columns and rows of its answer.

    Raises:
        UsageError: no page has the address, or the answer has no rows or too many.
    """
    page, asked = _found(address)
    sheet = page.show(store, asked).sheet
    asked.known()
    if sheet is None or not page.freezes:
        raise UsageError("This page has no rows that could be kept.")
    rows = tuple(tuple(map(plain, row)) for row in islice(sheet.rows, MOST + 1))
    if len(rows) > MOST:
        raise UsageError(f"This answer has more than {MOST} rows. Narrow it, then freeze it; or keep all rows as CSV.")
    return asked.link(page=None), sheet.columns, rows


def _found(address: str) -> tuple[Page, Asked]:
    """Return the page of an address, and what is asked of it."""
    path, _, query = address.partition("?")
    if ours(address):
        for page in all_pages():
            match = _pattern(page.path).fullmatch(unquote(path))
            if match:
                return page(), Asked(path, match.groupdict(), hunting.parsed(query), whole=True, most=MOST + 1)
    raise UsageError("No page has this address. Open the page, then freeze what it shows.")


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path)))
