"""Which statements a list means, and what is counted of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.records.decisions import Decision
from communique.records.listing import Choice, Hit, Hunt
from communique.records.rows import Coding, Reading
from communique.records.words import Act, Form, Stance
from communique.store.database import Store
from communique.store.reviewing import anchor
from communique.store.searching import match, terms
from store.samples import DAMS, TALKS, full, report, said, state

ISSUES = {"dams": DAMS, "talks": TALKS}
OUTLETS = ("The Courier", "The Post", None)
SPEAKERS = ("state:FRE", "state:SYL", None)
ACTS: tuple[Act, ...] = ("say", "deny", "demand")
FORMS: tuple[Form, ...] = ("direct", "indirect")
STANCES: tuple[Stance, ...] = ("support", "oppose")


def reading(number: int) -> Reading:
    """Make a report of six statements in which every value meets every other over the reports."""
    sentences = [f"Report {number} has sentence {n} {'on rice' if n % 2 else 'on fish'}." for n in range(6)]
    published = None if number == 5 else date(2024 + number % 3, 1 + number, 3)
    told = report(f"r{number}", f"News {number}", *sentences, published=published, outlet=OUTLETS[number % 3])
    statements = []
    for n, words in enumerate(sentences):
        k = n + number
        pairs = [
            *([(DAMS, STANCES[k % 2])] if k % 2 else []), *([(TALKS, STANCES[n % 2])] if k % 3 else []),
            *([(DAMS, "mixed")] if k % 5 == 0 else []),
        ]  # fmt: skip
        one = said(told, SPEAKERS[k % 3], words, act=ACTS[k % 3], form=FORMS[n % 2])
        statements.append(replace(one, codings=tuple(Coding(*pair, (), 0.5) for pair in pairs)))
    return Reading(told, (state("FRE", "Freedonia"), state("SYL", "Sylvania")), tuple(statements))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A record in memory with six such reports, one statement of which was decided about."""
    with Store.open(None) as made:
        for number in range(6):
            made.add(reading(number), "made")
        told = reading(0)
        made.decide(Decision(0, "accept", anchor=anchor(told.report.id, told.report.text, told.statements[0])))
        yield made


def has(choice: Choice, values: list[str]) -> bool:
    """Tell whether values meet a choice."""
    wanted = choice.wanted is None or any(value in choice.wanted for value in values)
    return wanted and not any(value in choice.excluded for value in values)


def meant(hunt: Hunt, hit: Hit) -> bool:
    """Tell whether a statement is meant, by the words of the definition."""
    one, codings = hit.statement, hit.statement.codings
    issues, stances = [coding.issue.id for coding in codings], [coding.stance for coding in codings]
    of_one = any(has(hunt.issues, [coding.issue.id]) and has(hunt.stances, [coding.stance]) for coding in codings)
    coded = of_one or (hunt.issues.wanted is None and hunt.stances.wanted is None)
    left = any(value in hunt.issues.excluded for value in issues) or any(
        value in hunt.stances.excluded for value in stances
    )
    in_period = (hunt.since is None and hunt.until is None) or (
        hit.day is not None and (hunt.since or date.min) <= hit.day <= (hunt.until or date.max)
    )
    return (
        has(hunt.outlets, [hit.outlet] if hit.outlet else []) and has(hunt.acts, [one.act])
        and has(hunt.forms, [one.form]) and has(hunt.actors, [id for id in (hit.speaker, hit.principal) if id])
        and coded and not left and in_period
        and (hunt.match is None or "rice" in hit.sentence)
        and (hunt.decided is None or hunt.decided == (hit.decided is not None))
    )  # fmt: skip


def choices(values: tuple[str | None, ...]) -> st.SearchStrategy[Choice]:
    """Return choices of values, wanted and excluded; mostly of none, so that several together leave something."""
    known = [value for value in values if value]
    some = [*combinations(known, 1), *combinations(known, 2)]
    return st.builds(Choice, st.sampled_from([None] * 6 + some), st.sampled_from([()] * 8 + some))


days = st.one_of(st.none(), st.none(), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
hunts = st.builds(
    Hunt, match=st.sampled_from([None, None, None, match(terms("rice"))]), since=days, until=days,
    actors=choices(SPEAKERS), outlets=choices(OUTLETS), acts=choices(ACTS), forms=choices(FORMS),
    issues=choices(tuple(ISSUES)), stances=choices((*STANCES, "mixed")),
    decided=st.sampled_from([None, None, None, None, True, False]),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(hunts)
def test_what_is_meant(store: Store, hunt: Hunt) -> None:
    """Lists, counts and sheets have the statements of the definition and no others, latest first, undated ones last."""
    every = store.lists.statements(store.lists.places(Hunt()))
    expected = [hit.statement.id for hit in every if meant(hunt, hit)]

    assert len(every) == 36
    assert [hit.statement.id for hit in store.lists.statements(store.lists.places(hunt))] == expected
    assert [line.id for line in store.lists.lines(hunt)] == expected
    assert sorted(id for _, id in store.lists.meant(hunt)) == sorted(expected)
    assert store.lists.count(hunt) == len(expected)
    assert [hit.day or date.min for hit in every] == sorted((hit.day or date.min for hit in every), reverse=True)


NARROWED = {"outlet": "outlets", "act": "acts", "form": "forms", "issue": "issues", "stance": "stances"}


@settings(max_examples=200, deadline=None)
@given(hunts)
def test_facets_count_what_narrowing_finds(store: Store, hunt: Hunt) -> None:
    """A facet's number is how many statements are left when its value is asked for."""
    facets, count = store.lists.facets(hunt)

    assert count == store.lists.count(hunt)
    for name, field in NARROWED.items():
        choice: Choice = getattr(hunt, field)
        for one in facets[name]:
            if one.value and choice.wanted is None:
                only = replace(hunt, **{field: Choice((one.value,), choice.excluded)})
                assert store.lists.count(only) == one.count, (name, one)
        assert all(one.count for one in facets[name])
        if name not in ("issue", "stance"):  # a statement has as many of these as it has codings
            assert sum(one.count for one in facets[name]) == count


def test_facets_of_all(store: Store) -> None:
    """Of the whole record, all that it has, most frequent first, with what is not known."""
    facets, count = store.lists.facets(Hunt())
    hits = store.lists.statements(store.lists.places(Hunt()))
    outlets = Counter(hit.outlet or "" for hit in hits)
    years = Counter(str(hit.day.year) if hit.day else "" for hit in hits)
    issues = Counter(id for hit in hits for id in {coding.issue.id for coding in hit.statement.codings})

    assert count == 36
    assert {one.value: one.count for one in facets["outlet"]} == outlets == {"The Courier": 12, "The Post": 12, "": 12}
    assert {one.value: one.count for one in facets["year"]} == years
    assert {one.value: one.count for one in facets["actor"]} == {"state:FRE": 12, "state:SYL": 12, "": 12}
    assert {one.value: one.count for one in facets["issue"]} == issues
    for found in facets.values():
        assert list(found) == sorted(found, key=lambda one: (-one.count, one.value))


def test_facets_follow_decisions() -> None:
    """What is decided about a statement is counted at once, and not any more when it is taken back."""
    told = reading(1)
    place = anchor(told.report.id, told.report.text, told.statements[0])
    with Store.open(None) as store:
        store.add(told, "made")
        counts = [{one.value: one.count for one in store.lists.facets(Hunt())[0]["act"]}]
        number = store.decide(Decision(0, "edit", anchor=place, field="act", value='"threaten"'))
        counts.append({one.value: one.count for one in store.lists.facets(Hunt())[0]["act"]})
        store.decide(Decision(0, "undo", undoes=number))
        counts.append({one.value: one.count for one in store.lists.facets(Hunt())[0]["act"]})

    assert counts == [{"deny": 2, "demand": 2, "say": 2}, {"deny": 1, "demand": 2, "say": 2, "threaten": 1}, counts[0]]


def test_outlets_with_any_mark_are_counted() -> None:
    """An outlet's name may have the marks that stand between the values."""
    with Store.open(None) as store:
        for number, outlet in enumerate(("a\x1fb", "c\x1ed")):
            told = reading(number)
            store.add(replace(told, report=replace(told.report, outlet=outlet)), "made")
        facets, count = store.lists.facets(Hunt())

    assert {one.value: one.count for one in facets["outlet"]} == {"a\x1fb": 6, "c d": 6}
    assert count == 12


def test_passages_are_narrowed_by_outlet_and_period(store: Store) -> None:
    """Whole reports are found by their words, with the words marked; of filters, outlet and publication count."""
    hunt = Hunt(match=match(terms('"on rice"')))
    found, count = store.lists.passages(hunt, 10)
    first, words, marks = found[0]

    assert (len(found), count) == (6, 6)
    assert {words[start:end] for start, end in marks} == {"on rice"}
    assert store.lists.passages(replace(hunt, acts=Choice(("plan",))), 10)[1] == 6
    assert {line.outlet for line, _, _ in store.lists.passages(replace(hunt, outlets=Choice(("The Post",))), 9)[0]} == {
        "The Post"
    }
    assert store.lists.passages(replace(hunt, outlets=Choice(None, ("The Post",))), 9)[1] == 4
    assert store.lists.passages(replace(hunt, since=date(2025, 1, 1), until=date(2025, 12, 31)), 9)[1] == 2
    assert len(store.lists.passages(hunt, 2, 4)[0]) == 2
    assert first.id


def test_one_answer_is_of_one_state_of_the_record(tmp_path: Path) -> None:
    """What another program writes while a page is made is not seen by it, and does not wait for it."""
    with Store.open(tmp_path / "r.db") as store, Store.open(tmp_path / "r.db") as other:
        with store.still():
            before = store.lists.reports()
            other.add(full(), "one")
            assert (store.lists.reports(), store.reports()) == (before, ())
        assert [one.id for one in store.reports()] == [full().report.id]
