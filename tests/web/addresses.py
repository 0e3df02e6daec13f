"""Addresses of every page that there is, for the tests that go over all of them."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from communique.present.web.answering import all_pages, frozen
from communique.present.web.asked import Asked
from communique.present.web.base import Page
from communique.store.database import Store

# What is asked of each page; names in braces are those of ``known``. A page that is not named here is asked nothing.
SAMPLES: Mapping[str, tuple[str, ...]] = {
    "/": ("",),
    "/reports": ("", "title=dam", "outlet={outlet}", "since=2026-03-01&until=2026-06-30", "title=nothing+like+it"),
    "/reports/{report}": ("", "row={statement}", "row={event}", "row={forecast}"),
    "/matrix": ("", "level=person", "level=body&form=direct", "since=2026-03-01", "issue={issue}", "since=2031-01-01"),
    "/matrix/cell": ("actor={actor}&issue={issue}",),
    "/disagreements": ("", "issue={issue}", "actor={actor}&against={other}", "level=person", "since=2031-01-01"),
    "/changes": ("", "since=2026-03-01&kind=new", "since=2031-01-01"),
    "/actors": ("", "kind=person&words=a", "words=nothing+like+it"),
    "/actors/{actor}": ("", "show=positions", "show=roles", "show=events", "show=agreement"),
    "/issues": ("", "page=2"),
    "/issues/{issue}": ("", "stance=support"),
    "/network": (
        "",
        "kind=two-mode",
        "kind=conflict&normalise=jaccard",
        "kind=subtract&actor={actor}",
        "issue={issue}",
    ),
    "/search": (
        "",
        "q=the+*",
        'q="of+the"+-that&act=say',
        "in=reports&q=talks",
        "actor={actor}&not-issue={issue}",
        "stance=support&not-outlet={outlet}&decided=no",
        "q=nothing+like+it",
        "page=9",
    ),
    "/bulk": ("", "q=the&do=accept", "act=say&do=edit&field=speaker&value={actor}", "q=nothing+like+it"),
    "/decisions": ("", "state=orphans", "page=2"),
    "/frozen/{id}": ("", "page=2"),
    "/forecasts": ("", "actor={actor}", "words=the&since=2026-03-01", "since=2031-01-01"),
    "/brief": ("", "actor={actor}", "issue={issue}&until=2026-06-30", "since=2031-01-01"),
}


def known(record: Path) -> dict[str, str]:
    """Return an id of each kind of thing in a record; of a kind that it has not, one that is not there.

    An answer is frozen in it for that.
    """
    with Store.open(record) as store:
        found = next(iter(store.disagreements()), None)
        readings = [store.machine(report.id) for report in store.reports()]
        reading = max(readings, key=lambda one: (bool(one.events) + bool(one.forecasts), len(one.statements)))
        issues = store.issues()
        heard = store.lists.actors(1)
        answer = frozen(store, "/reports")
        if store.lists.frozen(answer.id) is None:
            store.freeze(answer)
        return {
            "report": reading.report.id,
            "statement": next((one.id for one in reading.statements), "s:0"),
            "event": next((one.id for one in reading.events), "e:0"),
            "forecast": next((one.id for one in reading.forecasts), "f:0"),
            "actor": found.a_actor if found else heard[0][0] if heard else "state:XXX",
            "other": found.b_actor if found else heard[0][0] if heard else "state:XXX",
            "issue": found.issue if found else issues[0].id if issues else "sanctions",
            "outlet": next(iter(store.outlets()), "none"),
            "id": answer.id,
        }


def addresses(page: type[Page], named: Mapping[str, str]) -> Iterator[str]:
    """Yield sample addresses of a page."""
    quoted = {name: quote(value, safe=":@") for name, value in named.items()}
    path = page.path.format(**quoted)
    for query in SAMPLES.get(page.path, ("",)):
        yield f"{path}?{query.format(**quoted)}" if query else path


def every(record: Path, *, twins: bool = False) -> list[str]:
    """Return the sample addresses of all pages; those of their twins and downloads too, where that is asked for."""
    named = known(record)
    found = []
    for page in all_pages():
        for address in addresses(page, named):
            found.append(address)
            if twins:
                path, mark, query = address.partition("?")
                endings = (*(("json", "csv") if page.twins else ()), *page.downloads)
                found += [f"{path}.{ending}{mark}{query}" for ending in endings]
    return found


def parameters(record: Path) -> dict[str, set[str]]:
    """Return the parameters that each page reads, by the page's path."""
    named = known(record)
    found: dict[str, set[str]] = {}
    with Store.open(record) as store:
        for page in all_pages():
            asked = Asked(page.path.format(**named), dict(named))
            with suppress(Exception):  # what it read until then is what is asked for
                page().show(store, asked)
            found[page.path] = asked.read
    return found


def accepting(record: Path) -> dict[str, str]:
    """Return a form that accepts a statement of the record."""
    named = known(record)
    return {"report": named["report"], "id": named["statement"], "do": "accept", "back": "/reports"}


def decided(record: Path) -> int:
    """Return how many decisions a record has."""
    with Store.open(record) as store:
        return len(store.decisions())
