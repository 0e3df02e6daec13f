"""Search: statements by their words and by who says what, where and how, and whole reports by their words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.present.web import bulking, hunting
from communique.present.web.asked import Asked, address, to
from communique.present.web.base import Page, Sheet, Shown
from communique.query.base import Cell
from communique.records.listing import Facet, Hunt
from communique.records.words import ACTS, FORMS, STANCES
from communique.store.database import Store

# Values of a facet that are shown at once, and behind "more": who wants others types them.
SOME, MOST = 8, 40

# Reports on a page: each takes several lines.
REPORTS = 20

# What a search is narrowed by, with and without "not-" before it.
NARROWED = {
    "actor": "Actor", "issue": "Issue", "stance": "Stance", "act": "Act", "form": "Form", "outlet": "Outlet",
}  # fmt: skip

# The facets, in the order in which they stand; a year is a period.
FACETS = {
    "actor": "Counts for", "issue": "Issue", "stance": "Stance", "act": "Act", "form": "Form", "outlet": "Outlet",
    "year": "Year",
}  # fmt: skip

COLUMNS = (
    "statement", "report", "words", "speaker", "speaker_name", "counts_for", "counts_for_name", "act", "form", "day",
    "outlet", "title", "codings", "address",
)  # fmt: skip


@dataclass(frozen=True)
class Value:
    """A value of a facet.

    Attributes:
        only, without: addresses of the statements that have it and that do not; None where that is asked for already,
            or cannot be.
    """

    label: str
    count: int
    only: str | None
    without: str | None


@dataclass(frozen=True)
class Chip:
    """What the search is narrowed by: in words, and the address without it."""

    label: str
    value: str
    away: str


class Search(Page):
    """Statements that are looked for, with what they have in common; or reports, with ``in=reports``."""

    path = "/search"
    name = "Statements"
    order = 1

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return a page of what is found.

        Raises:
            UsageError: nothing can be looked for so; the message says what can be typed.
        """
        where = asked.choice("in", ("statements", "reports"), "statements")
        meant = hunting.hunt(store, asked)
        told: dict[str, object] = {
            "where": where,
            "tabs": [(name, asked.link(**{"in": name})) for name in ("statements", "reports")],
            "narrowed": NARROWED,
            "known": {"act": ACTS, "form": FORMS, "stance": STANCES, "decided": hunting.DECIDED},
            "outlets": store.outlets(),
            "issues": [(issue.id, issue.label) for issue in store.issues()],
            "queries": store.lists.queries(),
            "frozen": store.lists.frozen_links(),
            "chips": _chips(store, asked),
        }
        return _reports(store, asked, meant, told) if where == "reports" else _statements(store, asked, meant, told)


def _statements(store: Store, asked: Asked, meant: Hunt, told: dict[str, object]) -> Shown:
    limit, offset = asked.limits()
    if asked.whole:
        return Shown("Statements", {}, Sheet(COLUMNS, _lines(store, meant, limit)))
    facets, count = store.lists.facets(meant)
    hits = store.lists.statements(store.lists.places(meant, limit, offset), meant.match)
    names = store.called({id for hit in hits for id in (hit.speaker, hit.principal) if id})
    told |= {
        "hits": hits, "names": names, "count": count, "limit": limit, "offset": offset, "some": SOME,
        "facets": [(label, _values(store, asked, name, facets[name])) for name, label in FACETS.items()],
        "bulk": address("/bulk", _filter(asked)), "most": bulking.MOST,
    }  # fmt: skip
    return Shown("Statements", told, Sheet(COLUMNS, ()))


def _lines(store: Store, meant: Hunt, limit: int) -> Iterator[Sequence[Cell]]:
    lines = store.lists.lines(meant, limit)
    names = store.called({id for line in lines for id in (line.speaker, line.principal) if id})
    for one in lines:
        codings = "; ".join(f"{issue} {stance}" for issue, stance in one.codings)
        yield (
            one.id, one.report, one.words, one.speaker, names.get(one.speaker or ""), one.principal,
            names.get(one.principal or ""), one.act, one.form, one.day, one.outlet, one.title, codings,
            to("reports", one.report, row=one.id),
        )  # fmt: skip


def _reports(store: Store, asked: Asked, meant: Hunt, told: dict[str, object]) -> Shown:
    limit, offset = asked.limits(REPORTS)
    found, count = store.lists.passages(meant, limit, offset) if meant.match else ([], 0)
    columns = ("report", "title", "outlet", "published", "passage", "address")
    rows = [(one.id, one.title, one.outlet, one.published, words, to("reports", one.id)) for one, words, _ in found]
    told |= {"passages": found, "count": count, "limit": limit, "offset": offset}
    return Shown("Reports with these words", told, Sheet(columns, rows))


def _filter(asked: Asked) -> Mapping[str, Sequence[str]]:
    return {name: values for name, values in asked.given.items() if name not in ("page", "in")}


def _values(store: Store, asked: Asked, name: str, facets: Sequence[Facet]) -> list[Value]:
    """Return the values of a facet with the ways to narrow by them."""
    shown = facets[:MOST]
    labels = _labels(store, name, [one.value for one in shown])
    return [_value(asked, name, one, labels.get(one.value, one.value)) for one in shown]


def _value(asked: Asked, name: str, one: Facet, label: str) -> Value:
    if not one.value:
        return Value("not known", one.count, None, None)
    if name == "year":
        period = f"{one.value}-01-01", f"{one.value}-12-31"
        is_it = (asked.text("since"), asked.text("until")) == period
        return Value(label, one.count, None if is_it else asked.link(since=period[0], until=period[1]), None)
    wanted, left = asked.texts(name), [value for value in asked.texts(f"not-{name}") if value != one.value]
    only = asked.link(**{name: one.value, f"not_{name}": left}) if not wanted else None
    without = None if one.value in wanted else asked.link(**{f"not_{name}": [*left, one.value]})
    return Value(label, one.count, only, without)


def _labels(store: Store, name: str, values: Sequence[str]) -> Mapping[str, str]:
    """Return what ids are called; other values are their own names."""
    known = [value for value in values if value]
    if name == "actor":
        return store.called(known)
    if name == "issue":
        return {id: issue.label for id, issue in store.worded(known).items()}
    return {}


def _chips(store: Store, asked: Asked) -> list[Chip]:
    """Return what narrows the search, each with the way to take it out."""
    found = []
    for name, label in (("q", "words"), ("since", "from"), ("until", "to"), ("decided", "decided")):
        if asked.text(name):
            found.append(Chip(label, asked.text(name), asked.link(**{name: None})))
    for name, label in NARROWED.items():
        for key, told in ((name, label.lower()), (f"not-{name}", f"without {label.lower()}")):
            given = asked.texts(key)
            labels = _labels(store, name, given)
            for value in given:
                rest = [one for one in given if one != value]
                found.append(Chip(told, labels.get(value, value), asked.link(**{key.replace("-", "_"): rest})))
    return found
