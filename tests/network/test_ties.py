"""Which ties count."""

from collections.abc import Iterable
from datetime import date

import pytest
from store.samples import DAMS, actor, full, plain, report, said, state

from communique.core.errors import UsageError
from communique.query.network.record import counted, ties, ties_of
from communique.query.network.ties import without, without_duplicates
from communique.records.rows import Reading
from communique.records.standing import DUPLICATES, Duplicates, Level, Window
from communique.records.ties import Tie
from communique.store.database import Store


def tie(day: date | None, document: str, value: int = 1, weight: int = 1) -> Tie:
    """Make a tie of one actor and concept."""
    return Tie("Ada", "x", value, document, day, weight)


SAID = [
    tie(date(2022, 1, 3), "a", weight=2),  # a Monday, week 1 of 2022
    tie(date(2022, 1, 3), "a"),
    tie(date(2022, 1, 3), "a", value=0),
    tie(date(2022, 1, 9), "b"),  # the Sunday of that week
    tie(date(2022, 1, 10), "c"),
    tie(date(2022, 2, 1), "d"),
    tie(date(2023, 1, 2), "e"),  # week 1 of 2023
    tie(date(2024, 12, 31), "f"),  # week 1 of 2025
    tie(None, "g"),
    tie(None, "g"),
    tie(None, "h"),
]


@pytest.mark.parametrize(
    ("per", "compat", "kept"),
    [
        ("include", False, "aaabcdefggh"),
        ("document", False, "aabcdefgh"),
        ("week", False, "aacdefgh"),
        ("week", True, "aacdgh"),
        ("month", False, "aadefgh"),
        ("month", True, "aadfgh"),
        ("year", False, "aaefgh"),
        ("year", True, "aaefgh"),
        ("range", False, "aa"),
    ],
)
def test_duplicates(per: Duplicates, compat: bool, kept: str) -> None:
    """The first that says the same in a period is kept; undated ones once a document."""
    assert "".join(one.document for one in without_duplicates(SAID, per, compat=compat)) == kept


def test_what_is_kept_counts_once() -> None:
    """Several statements in one tie are repetitions too, unless these are wanted."""
    assert [one.weight for one in without_duplicates(SAID[:1], "document")] == [1]
    assert [one.weight for one in without_duplicates(SAID[:1], "include")] == [2]


def test_unknown_period() -> None:
    """The message lists the periods."""
    with pytest.raises(UsageError, match=", ".join(DUPLICATES)):
        list(without_duplicates(SAID, "day"))  # type: ignore[arg-type]


def test_left_out_names() -> None:
    """A name is left out wherever it stands."""
    few = [Tie("Ada", "x", 1, "a", None), Tie("Bo", "y", 1, "a", None), Tie("", "y", 1, "a", None)]

    assert list(without(few, {"x", ""})) == [few[1]]


def test_ties_of_stances() -> None:
    """A mixed stance is on both sides, a neutral one on none."""
    day = date(2026, 3, 1)
    rows = [("Ada", "x", stance, "r", day, 2) for stance in ("support", "oppose", "mixed", "neutral")]

    assert [(one.value, one.weight) for one in ties_of(rows)] == [(1, 2), (0, 2), (1, 2), (0, 2)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "actors"),
    [
        ("person", {"Ida Moss": 1, "Otto Brandt": 0}),
        ("body", {"Freedonia’s water ministry": 1}),
        ("state", {"Freedonia": 1, "Sylvania": 0}),
    ],
)
def test_levels_of_a_record(level: Level, actors: dict[str, int]) -> None:
    """Statements count for the speaker, the body or the state; repetitions and second-hand words do not."""
    with Store.open(None) as store:
        store.add(full(), "one")
        found = ties(store, Window(level))

    assert {one.actor: one.value for one in found} == actors
    assert len(found) == len(actors)
    assert {one.concept for one in found} == {"dams"}
    assert {one.document for one in found} == {full().report.id}


def test_period_of_a_record() -> None:
    """The day is that of the words, else of the report; the filter decides what counts."""
    late = plain("late", ("state:rur", "Ruritania is for it.", "support"), published=date(2026, 5, 1))
    with Store.open(None) as store:
        store.add(full(), "one")
        store.add(late, "one")
        found = ties(store, Window(since=date(2026, 4, 1)))
        all_days = [one.day for one in ties(store, Window())]

    assert [(one.actor, one.day) for one in found] == [("Rur", date(2026, 5, 1))]
    assert set(all_days) == {date(2026, 3, 11), date(2026, 3, 12), date(2026, 5, 1)}


def test_shared_names_are_told_apart() -> None:
    """Two actors of one name are two nodes."""
    told = report("two", "News", "It is just.", "It is not.", published=date(2026, 3, 1))
    people = (actor("person:a", "Ada Lim"), actor("person:b", "Ada Lim"), state("fre", "Freedonia"))
    statements = (
        said(told, "person:a", "It is just.", codings=[(DAMS, "support")]),
        said(told, "person:b", "It is not.", codings=[(DAMS, "oppose")]),
    )
    with Store.open(None) as store:
        store.add(Reading(told, people, statements), "one")
        found = ties(store, Window("person"))

    assert {one.actor for one in found} == {"Ada Lim (person:a)", "Ada Lim (person:b)"}


@pytest.mark.parametrize("per", DUPLICATES)
def test_counting_in_the_store_is_counting_ties(per: Duplicates) -> None:
    """The fast way counts what the ties one by one come to, whichever repetitions count."""
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 1), date(2025, 2, 1), None]
    with Store.open(None) as store:
        for number, day in enumerate(days):
            claims = [
                ("state:rur", f"Ruritania is for it {number}.", "support"),
                ("state:bor", f"No, {number}.", "oppose"),
                ("state:bor", f"Yes and no, {number}.", "mixed"),
            ]
            store.add(plain(f"r{number}", *claims, published=day), "one")  # type: ignore[arg-type]
        one_by_one = without_duplicates(ties(store, Window()), per)
        fast = counted(store, Window(), per)

    assert _weights(fast) == _weights(one_by_one)


def _weights(found: Iterable[Tie]) -> dict[tuple[str, str, int], int]:
    weights: dict[tuple[str, str, int], int] = {}
    for tie in found:
        key = tie.actor, tie.concept, tie.value
        weights[key] = weights.get(key, 0) + tie.weight
    return weights
