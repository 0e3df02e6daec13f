"""Where actors stand, counted: what every board promises, and what each tells."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.samples import DAMS, actor, full, plain, report, said, state

from communique.core import registry
from communique.core.errors import UsageError
from communique.query import boards
from communique.query.base import Board, Row
from communique.query.changes import changes
from communique.query.filters import Filter
from communique.query.positions import interval, standing
from communique.query.windows import window
from communique.records.rows import Reading
from communique.records.standing import Tally, Window
from communique.records.words import Act, Stance
from communique.store.database import Store

NAMES = registry.names(boards)
SINCE = Window(since=date(2026, 1, 1))


def ask(store: Store, name: str, wanted: Window = SINCE) -> list[Row]:
    """Ask a board."""
    return list(registry.load(boards, name, Board)().rows(store, wanted))  # type: ignore[type-abstract]


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty record."""
    with Store.open(None) as opened:
        yield opened


def dated(name: str, day: date, *claims: tuple[str, str, Stance], outlet: str = "The Post") -> Reading:
    """Make a reading of a day, one sentence for each claim."""
    return plain(name, *claims, published=day, outlet=outlet)


@pytest.mark.parametrize("name", NAMES)
def test_empty_record_gives_no_rows(store: Store, name: str) -> None:
    """An empty record has nothing to count."""
    assert ask(store, name) == []


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_columns_and_evidence(store: Store, name: str) -> None:
    """Each row has a cell for each column and evidence whose words stand in the text at that place."""
    store.add(full(), "one")
    columns = registry.load(boards, name, Board).columns  # type: ignore[type-abstract]
    texts = {one.id: one.text for one in store.reports()}
    rows = ask(store, name)

    assert rows
    assert all(len(row.cells) == len(columns) and row.sources for row in rows)
    assert all(
        texts[s.report][s.start : s.end].startswith(s.words.split(" … ")[0]) for row in rows for s in row.sources
    )


def test_levels_are_person_body_and_state(store: Store) -> None:
    """A spokeswoman's words count for her, for her ministry or for her state, as asked."""
    store.add(full(), "one")
    found = {
        level: {tally.actor for tally in store.tallies(Window(level=level))} for level in ("person", "body", "state")
    }

    assert found["person"] == {"person:ida-moss", "person:otto-brandt"}
    assert found["body"] == {"body:fre-water"}
    assert found["state"] == {"state:FRE", "state:SYL"}


def test_what_repeats_and_what_is_second_hand_is_not_counted(store: Store) -> None:
    """A deck line and its sentence are one statement; what A says that B thinks is none of B's."""
    store.add(full(), "one")

    assert [(t.actor, t.support, t.oppose) for t in store.tallies(Window())] == [
        ("state:FRE", 1, 0),
        ("state:SYL", 0, 1),
    ]


LONG = "The council met for three hours on Monday and heard eleven speakers from the valley, none of whom agreed. "


def copied(name: str, extra: str, day: date) -> Reading:
    """Make a report that shares all but a sentence with others of its kind."""
    told = report(name, "News of the dam", LONG * 3 + "Ruritania is for it.", extra, published=day)
    return Reading(told, (), (said(told, "state:rur", "Ruritania is for it", codings=[(DAMS, "support")], on=day),))


def test_copies_of_a_report_count_once_and_are_shown(store: Store) -> None:
    """Two outlets that print one agency's text are one independent report, whichever was read first."""
    one, two = copied("a", "By an agency.", date(2026, 2, 1)), copied("b", "By our staff.", date(2026, 2, 1))
    other = dated("c", date(2026, 2, 2), ("state:rur", "Ruritania wants the dam, its envoy said.", "support"))
    tallies = []
    for order in ((one, two, other), (other, two, one)):
        with Store.open(None) as fresh:
            for reading in order:
                fresh.add(reading, "x")
            tallies.append(fresh.tallies(Window()))

    assert tallies[0] == tallies[1]
    assert [(tally.support, tally.reports) for tally in tallies[0]] == [(2, 2)]


def test_merged_actors_are_counted_together(store: Store) -> None:
    """When the user says that two names are one, so are their positions; when it is taken back they are two again."""
    for name, id in (("a", "person:ada"), ("b", "person:ida")):
        told = report(name, f"News of {name}", f"{id} wants it.", published=date(2026, 2, 1))
        row = said(told, id, f"{id} wants it.", codings=[(DAMS, "support")], on=date(2026, 2, 1))
        store.add(Reading(told, (actor(id, id.title()),), (row,)), "x")
    report_of_ada = next(one.id for one in store.reports() if one.source == "a.txt")
    store.identify([(report_of_ada, "person:ada", "person:ida", None)])
    together = [(tally.actor, tally.support) for tally in store.tallies(Window(level="person"))]
    store.identify([])

    assert together == [("person:ida", 2)]
    assert [tally.support for tally in store.tallies(Window(level="person"))] == [1, 1]


def test_filters_narrow_what_is_counted(store: Store) -> None:
    """Days, outlets, forms, actors and issues narrow; a name that is not there is an error with the nearest."""
    store.add(full(), "one")
    store.add(
        dated("b", date(2026, 5, 1), ("state:SYL", "Sylvania is for it.", "support"), outlet="The Gazette"), "one"
    )

    assert [t.actor for t in store.tallies(window(store, Filter(outlet="gazette")))] == ["state:SYL"]
    assert [t.actor for t in store.tallies(window(store, Filter(until=date(2026, 4, 1)), form="direct"))] == [
        "state:FRE", "state:SYL",
    ]  # fmt: skip
    assert [t.actor for t in store.tallies(window(store, Filter(actor="Freedonia")))] == ["state:FRE"]
    with pytest.raises(UsageError, match="Freedonia"):
        window(store, Filter(actor="Fredonia"))
    with pytest.raises(UsageError, match="person, body, state"):
        window(store, Filter(), level="village")


def tally(support: int = 0, oppose: int = 0, mixed: int = 0, neutral: int = 0) -> Tally:
    """Make a tally."""
    n = support + oppose + mixed + neutral
    return Tally("a", "i", support, oppose, mixed, neutral, n, 0, 0, 0, None, None)


@pytest.mark.parametrize(
    ("counted", "stance"),
    [
        (tally(support=1), "support"),
        (tally(oppose=3), "oppose"),
        (tally(support=1, oppose=1), "mixed"),
        (tally(support=9, oppose=1), "support"),
        (tally(support=3, oppose=1), "mixed"),
        (tally(support=4, oppose=1), "support"),
        (tally(support=1, oppose=4), "oppose"),
        (tally(mixed=1), "mixed"),
        (tally(neutral=4), "neutral"),
        (tally(support=1, neutral=9), "support"),
    ],
)
def test_position_is_what_the_statements_say_together(counted: Tally, stance: Stance) -> None:
    """One side if four in five take it; mixed if not; neutral where nobody takes a side."""
    assert standing(counted).stance == stance


def test_interval_is_that_of_the_beta_distribution() -> None:
    """The bounds are the quantiles of Beta(1 + support, 1 + oppose): known values."""
    assert interval(0, 0) == (0.05, 0.95)
    assert interval(1, 0) == pytest.approx((0.224, 0.975), abs=0.001)  # square roots of .05 and .95
    assert interval(9, 1) == pytest.approx((0.636, 0.967), abs=0.001)  # qbeta(c(.05, .95), 10, 2)


@given(st.integers(0, 400), st.integers(0, 400))
def test_interval_holds_the_share_and_mirrors(support: int, oppose: int) -> None:
    """The bounds lie around the mean, and change places with the sides."""
    low, high = interval(support, oppose)
    mean = (support + 1) / (support + oppose + 2)

    assert 0 <= low <= mean <= high <= 1
    assert interval(oppose, support) == pytest.approx((1 - high, 1 - low), abs=0.0015)


OLD, NEW = date(2025, 11, 1), date(2026, 2, 1)


def changed(store: Store) -> list[tuple[str, str]]:
    """Return kind and actor of each change since the year began."""
    return [(change.kind, change.actor) for change in changes(store, SINCE)]


def test_changes_tell_each_kind_with_the_sentences_before_and_after(store: Store) -> None:
    """Reversed, new, hardened, softened and gone silent are told apart; who says the same again is no change."""
    before: list[tuple[str, str, Stance]] = [
        ("state:aaa", "Aaland wants it.", "support"), ("state:bbb", "Bland wants it.", "support"),
        ("state:bbb", "Bland hates it.", "oppose"), ("state:ccc", "Cland wants it.", "support"),
        ("state:eee", "Eland wants it.", "support"), ("state:eee", "Eland longs for it.", "support"),
        ("state:eee", "Eland asks for it.", "support"), ("state:fff", "Fland wants it.", "support"),
    ]  # fmt: skip
    after: list[tuple[str, str, Stance]] = [
        ("state:aaa", "Aaland rejects it now.", "oppose"), ("state:bbb", "Bland is all for it.", "support"),
        ("state:ccc", "Cland sees two sides of it.", "mixed"), ("state:ddd", "Dland wants it too.", "support"),
        ("state:fff", "Fland still wants it.", "support"),
    ]  # fmt: skip
    store.add(dated("old", OLD, *before), "x")
    store.add(dated("new", NEW, *after), "x")

    assert changed(store) == [
        ("reversed", "state:aaa"), ("new", "state:ddd"), ("hardened", "state:bbb"), ("softened", "state:ccc"),
        ("gone silent", "state:eee"),
    ]  # fmt: skip
    reversal = ask(store, "changes")[0]
    assert [source.words for source in reversal.sources] == ["Aaland wants it.", "Aaland rejects it now."]


@pytest.mark.parametrize(
    ("acts", "kind"), [(("say", "condemn"), "hardened"), (("demand", "say"), "softened"), (("say", "say"), None)]
)
def test_stronger_acts_harden_a_position(store: Store, acts: tuple[Act, Act], kind: str | None) -> None:
    """Who condemned where they only spoke before has hardened, though the side is the same."""
    for name, day, act in (("a", OLD, acts[0]), ("b", NEW, acts[1])):
        told = report(name, f"News of {name}", f"Aaland is against it in {name}.", published=day)
        row = said(told, "state:aaa", f"against it in {name}", act=act, codings=[(DAMS, "oppose")], on=day)
        store.add(Reading(told, (state("aaa", "Aaland"),), (row,)), "x")

    assert [found for found, _ in changed(store)] == ([kind] if kind else [])


def test_what_was_said_long_ago_is_no_position_before(store: Store) -> None:
    """Statements of more than a year before the window do not tell where somebody stood."""
    store.add(dated("old", date(2023, 1, 1), ("state:aaa", "Aaland wants it.", "support")), "x")
    store.add(dated("new", NEW, ("state:aaa", "Aaland hates it.", "oppose")), "x")

    assert changed(store) == [("new", "state:aaa")]


def test_changes_need_a_day(store: Store) -> None:
    """Without a day the question is refused with the way out."""
    with pytest.raises(UsageError, match="--since"):
        ask(store, "changes", Window())
