"""The page as an ASGI application: addresses to pages, errors to plain answers."""

import csv
import io
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from communique.core.errors import CommuniqueError, StoreError, UsageError
from communique.present.web import actions
from communique.present.web.answering import all_pages
from communique.present.web.asked import Asked
from communique.present.web.base import NotThere, Page, Sheet, plain
from communique.present.web.guard import Guard
from communique.present.web.rendering import render
from communique.store.database import Store

Answer = Callable[[Request], Response]

LOG = logging.getLogger(__name__)


def build(record: Path, hosts: Iterable[str]) -> Starlette:
    """Return the page of a record.

    Args:
        record: the file; it must be there.
        hosts: what browsers may call this machine, with the port: ``127.0.0.1:8117``.
    """
    site = _Site(record)
    found = [page() for page in all_pages()]
    routes: list[BaseRoute] = [
        Mount("/static", StaticFiles(packages=[("communique.present.web", "static")]), name="static")
    ]
    for page in found:
        if page.twins:
            routes += [Route(f"{page.path}.{ending}", site.twin(page, ending)) for ending in WRITERS]
        routes += [Route(f"{page.path}.{ending}", site.download(page, ending)) for ending in page.downloads]
        routes.append(Route(page.path, site.page(page)))
    routes += [Route(path, site.action(do), methods=["POST"]) for path, do in actions.ACTIONS.items()]
    errors = {HTTPException: site.no_page, 500: site.fault}
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts)], exception_handlers=errors)


class _Site:
    """Answers requests from one record. Every request opens the file anew, so that none waits for another."""

    def __init__(self, record: Path) -> None:
        self.record = record

    def page(self, page: Page) -> Answer:
        """Return what answers a page's address."""
        template = f"{page.__class__.__module__.rpartition('.')[2]}.html"

        def answer(request: Request) -> Response:
            asked = _asked(request)

            def shown(store: Store) -> Response:
                found = page.show(store, asked)
                asked.known()
                told = {"title": found.title, "asked": asked, "page": page, "sheet": found.sheet, **found.told}
                note = request.cookies.get(NOTE, "")
                answer = self._html(template, {**told, "note": unquote(note)})
                if note:
                    answer.delete_cookie(NOTE, samesite="strict")
                return answer

            return self._tried(shown, still=True)

        return answer

    def twin(self, page: Page, ending: str) -> Answer:
        """Return what answers with the rows of a page."""

        def answer(request: Request) -> Response:
            asked = _asked(request, whole=True)

            def shown(store: Store) -> Response:
                found = page.show(store, asked)
                asked.known()
                if found.sheet is None:
                    raise NotThere("There are no rows here.")
                return WRITERS[ending](found.sheet)

            return self._tried(shown, still=True)

        return answer

    def download(self, page: Page, ending: str) -> Answer:
        """Return what answers with a file that a page gives."""

        def answer(request: Request) -> Response:
            asked = _asked(request, whole=True)

            def kept(store: Store) -> Response:
                file = page.file(store, asked, ending)
                asked.known()
                headers = {"content-disposition": f'attachment; filename="{file.name}"'}
                return Response(file.content, 200, headers, file.type)

            return self._tried(kept, still=True)

        return answer

    def action(self, do: actions.Action) -> Answer:
        """Return what answers a form: it does what is asked, then shows the page that the form names."""

        async def answer(request: Request) -> Response:
            body = await request.body()
            return await run_in_threadpool(self._tried, lambda store: _seen(do(store, actions.Form.parse(body))))

        return answer  # type: ignore[return-value]

    def _tried(self, work: Callable[[Store], Response], *, still: bool = False) -> Response:
        """Return the answer, or the page that says what is wrong.

        Args:
            work: makes the answer.
            still: whether it only asks: then the whole answer is of one state of the record.
        """
        try:
            if not self.record.exists():
                raise StoreError(f"The record {self.record.name} is not there any more. Start the page anew.")
            with Store.open(self.record) as store, store.still() if still else nullcontext():
                return work(store)
        except NotThere as error:
            return self._problem(404, str(error))
        except UsageError as error:
            return self._problem(400, str(error))
        except StoreError as error:
            return self._problem(503, str(error))
        except CommuniqueError as error:
            return self._problem(500, str(error))

    def _problem(self, status: int, words: str) -> Response:
        # The words may name files of this machine.
        told = words.replace(str(self.record.absolute()), self.record.name).replace(str(self.record), self.record.name)
        return self._html("problem.html", {"title": "That did not work", "words": told}, status)

    def _html(self, template: str, told: Mapping[str, object], status: int = 200) -> Response:
        menu = [(page.path, page.name) for page in all_pages() if page.name]
        given = {"asked": Asked("/"), "page": None, "sheet": None, "note": "", **told}
        return Response(render(template, {**given, "menu": menu, "record": self.record.name}), status, None, HTML)

    async def no_page(self, _: Request, error: Exception) -> Response:
        """Answer an address that there is not, or that is asked in another way than it can be."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        words = "This address can only be opened." if status == 405 else "There is no page of this address."
        return self._problem(status, f"{words} The menu leads to those that there are.")

    async def fault(self, _: Request, error: Exception) -> Response:
        """Answer where the program has a fault; the terminal gets the details."""
        LOG.error("A page failed", exc_info=error)
        words = "This is a fault of the program; the terminal in which it runs has the details. Please report it."
        return self._problem(500, words)


# What was just done is told once, on the page that comes after it. Browsers keep no cookie of more than 4,096 bytes,
# and a character may take twelve.
NOTE, LONGEST_NOTE = "note", 300

HTML = "text/html; charset=utf-8"
_TYPES = {"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8"}


def _asked(request: Request, *, whole: bool = False) -> Asked:
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    path = request.scope["raw_path"].decode("latin-1") if request.scope.get("raw_path") else request.url.path
    path = path.partition("?")[0]
    # The guard has seen to it that the host is one of ours.
    origin = f"http://{request.headers.get('host', '')}"
    return Asked(path.rpartition(".")[0] if whole else path, dict(request.path_params), given, whole, origin)


def _seen(done: actions.Done) -> Response:
    """Send the browser to the page that shows what was done; the note is shown there once."""
    answer = RedirectResponse(done.back, 303)
    note = done.note if len(done.note) <= LONGEST_NOTE else f"{done.note[:LONGEST_NOTE]} …"
    answer.set_cookie(NOTE, quote(note), max_age=60, httponly=True, samesite="strict")
    return answer


def _as_json(sheet: Sheet) -> Response:
    rows = [dict(zip(sheet.columns, map(plain, row), strict=True)) for row in sheet.rows]
    return Response(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", 200, None, _TYPES["json"])


def _as_csv(sheet: Sheet) -> Response:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([_harmless(plain(cell)) for cell in row] for row in sheet.rows)
    return Response(out.getvalue(), 200, None, _TYPES["csv"])


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


WRITERS: Mapping[str, Callable[[Sheet], Response]] = {"json": _as_json, "csv": _as_csv}
