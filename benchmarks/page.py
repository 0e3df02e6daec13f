"""How long the page takes to answer from a large record: each address some times, beside what is asked of it.

``python benchmarks/page.py [--statements 100000] [--record FILE]`` fills a record with invented reports, unless the
file is there already, and prints for each address the median and the longest time on the server, as a share of what it
may take too: 300 ms for a page, 200 ms for a search.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import standings
from starlette.testclient import TestClient

from communique.core.ids import hashed
from communique.present.web.answering import all_pages, frozen
from communique.present.web.app import build
from communique.records.rows import Event, Forecast, Reading
from communique.store.database import Store

PAGE, SEARCH = 300, 200
HOST = "127.0.0.1:8117"

# What is asked of each page; names in braces are those of ``named``. A page that is not here is asked nothing.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "/reports": ("", "page=40", "outlet=Outlet+3", "since=2026-01-01&until=2026-03-31"),
    "/reports/{report}": ("", "row={statement}", "row={event}"),
    "/matrix": ("", "level=person", "since=2026-01-01&until=2026-12-31", "outlet=Outlet+3", "issue={issue}"),
    "/matrix/cell": ("actor={actor}&issue={issue}",),
    "/disagreements": ("", "issue={issue}", "level=person"),
    "/changes": ("", "since=2026-06-01", "level=person"),
    "/actors": ("", "words=person+14", "page=20"),
    "/actors/{actor}": ("", "show=roles"),
    "/issues/{issue}": ("", "stance=support"),
    "/network": ("", "kind=two-mode", "actor={actor}"),
    "/forecasts": ("", "words=matter", "actor={actor}"),
    "/brief": ("", "actor={actor}", "issue={issue}"),
    "/bulk": ("q=statement+17&do=accept",),
    "/search": (
        "", "q=matter", "q=statement+17", "q=%22on+the+matter%22&since=2026-01-01", "actor={actor}", "issue={issue}",
        "q=matter&not-outlet=Outlet+3&page=20", "q=matter&act=warn&decided=no", "q=nothing+like+it",
    ),
}  # fmt: skip


def reading(number: int, rng: random.Random) -> Reading:
    """Return an invented report as the benchmark of standings has it, with ten events and five forecasts beside."""
    found = standings.reading(number, rng)
    said = found.statements
    events = tuple(
        Event(
            hashed("event", one.id), one.report, "CONSULT", "meet", "asserted", one.on_behalf_of,
            said[place - 1].on_behalf_of, one.said_on, None, None, None, one.content[0], 0.8,
        )
        for place, one in enumerate(said) if place % 5 == 0
    )  # fmt: skip
    forecasts = tuple(
        Forecast(
            hashed("forecast", one.id), one.report, one.id, one.on_behalf_of, one.content[0], None, "may", None, None
        )
        for one in said[::10]
    )
    return replace(found, events=events, forecasts=forecasts)


def named(record: Path) -> dict[str, str]:
    """Return an id of each kind of thing in the record, as it stands in an address."""
    with Store.open(record) as store:
        report = store.lists.reports(1)[0][0].id
        found = store.machine(report)
        answer = frozen(store, "/reports")
        store.freeze(answer)
        ids = {
            "report": report,
            "statement": found.statements[7].id,
            "event": found.events[0].id,
            "actor": store.lists.actors(1)[0][0],
            "issue": store.issues()[0].id,
            "id": answer.id,
        }
    return {name: quote(id, safe=":@") for name, id in ids.items()}


def addresses(record: Path) -> Iterator[tuple[str, int]]:
    """Yield the addresses that are asked for, each with the milliseconds that it may take."""
    ids = named(record)
    for page in all_pages():
        for question in QUESTIONS.get(page.path, ("",)):
            path, query = page.path.format(**ids), question.format(**ids)
            yield f"{path}?{query}" if query else path, SEARCH if page.path == "/search" and query else PAGE


def timed(work: Callable[[], int], runs: int) -> tuple[int, list[float]]:
    """Return the last status and the milliseconds of some runs."""
    status, found = 0, []
    for _ in range(runs):
        begun = time.perf_counter()
        status = work()
        found.append(1000 * (time.perf_counter() - begun))
    return status, found


def main() -> None:
    """Fill if need be, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--record", type=Path, default=Path("page.db"))
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    if not given.record.exists():
        standings.filled(given.record, given.statements, reading)
    sys.stdout.write(f"{'address':70} {'median':>7} {'longest':>7} {'wanted':>7} {'share':>6}\n")
    headers = {"origin": f"http://{HOST}"}
    with TestClient(build(given.record, [HOST]), base_url=f"http://{HOST}", headers=headers) as client:
        for address, wanted in addresses(given.record):
            told(address, timed(lambda address=address: client.get(address).status_code, given.runs), wanted)
        form = {"do": "accept", "back": "/"} | {
            name: named(given.record)[kind] for name, kind in (("report", "report"), ("id", "statement"))
        }
        for action, fields in (("decide", form), ("undo", {"back": "/"})):
            work = lambda path=f"/do/{action}", body=fields: client.post(path, data=body, follow_redirects=False)  # noqa: E731
            told(f"POST /do/{action}", timed(lambda work=work: work().status_code, given.runs), PAGE)


def told(address: str, found: tuple[int, list[float]], wanted: int) -> None:
    """Print a line; one whose median is too long is marked."""
    status, times = found
    median = statistics.median(times)
    words = "" if status in (200, 303) else f"  status {status}"
    words += "  TOO LONG" if median > wanted else ""
    figures = f"{median:7.0f} {max(times):7.0f} {wanted:7} {median / wanted:6.2f}"
    sys.stdout.write(f"{address[:70]:70} {figures}{words}\n")


if __name__ == "__main__":
    main()
