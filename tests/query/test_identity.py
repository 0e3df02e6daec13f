"""Who is who across the reports of a record, and what the user decides about it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store.samples import DAMS, actor, report, said

from communique.core.errors import UsageError
from communique.query import identity, review
from communique.query.filters import Filter
from communique.query.record import load
from communique.records.decisions import Decision
from communique.records.rows import Actor, Reading
from communique.resolve.across import Identity, identities
from communique.store import searching, standing
from communique.store.database import Store


def person(name: str, country: str | None = None, speaks_for: str | None = None, id: str = "") -> Actor:
    """Make a person."""
    made = actor(id or f"person:{name.lower().replace(' ', '-')}", name, speaks_for=speaks_for)
    return replace(made, country=country)


def told(name: str, day: int, who: Actor, words: str = "The dam must go.") -> Reading:
    """Make a report in which somebody opposes the dams."""
    made = report(name, f"News of {name}", words, published=date(2026, 3, day))
    statement = said(made, who.id, words, codings=[(DAMS, "oppose")], speaks_for=who.on_behalf_of)
    return Reading(made, (who,), (statement,))


@pytest.fixture
def store() -> Iterator[Store]:
    """A record: two people of one name from two states, and one in two spellings."""
    with Store.open(None) as store:
        for number, who in enumerate(
            (
                person("Liu Yang", "CHN", "body:chn-embassy"),
                person("Liu Yang", "USA"),
                person("Ana Zelenka", "CZE", "body:cze-foreign-ministry"),
                person("Ana Zelenkova", "CZE", "body:cze-foreign-ministry"),
                person("A. Zelenka", "CZE", "body:cze-foreign-ministry"),
            ),
            1,
        ):
            store.add(told(f"r{number}", number, who), "one")
        identity.settle(store)
        yield store


def ids(store: Store) -> list[str]:
    """Return the ids of the record's actors."""
    return [actor.id for actor in load(store).actors]


def test_one_name_in_two_states_is_two_people(store: Store) -> None:
    """The later one has the state in id and name; statements and positions go with each."""
    record = load(store)
    found = {actor.id: actor.name for actor in record.actors}

    assert found["person:liu-yang"] == "Liu Yang"
    assert found["person:liu-yang-usa"] == "Liu Yang (United States)"
    assert {"person:liu-yang-usa"} <= {position.actor for position in record.positions}
    assert len(load(store, None, Filter(actor="person:liu-yang-usa")).statements) == 1


def test_initials_in_one_office_are_one_person_and_a_woman_s_form_is_not(store: Store) -> None:
    """ "A. Zelenka" of the same ministry is Ana Zelenka; Ana Zelenkova is somebody else."""
    assert ids(store).count("person:ana-zelenka") == 1
    assert "person:a-zelenka" not in ids(store)
    assert "person:ana-zelenkova" in ids(store)


def test_merging_holds_for_later_reports_and_can_be_taken_back(store: Store) -> None:
    """What the user makes one stays one when reports are added, and is two again afterwards."""
    identity.merge(store, "Ana Zelenkova", "Ana Zelenka")
    store.add(told("later", 20, person("Ana Zelenkova", "CZE", "body:cze-foreign-ministry")), "one")
    identity.settle(store)
    merged = load(store)

    assert "person:ana-zelenkova" not in {actor.id for actor in merged.actors}
    assert sum(one.speaker is not None and one.speaker.actor == "person:ana-zelenka" for one in merged.statements) == 4
    identity.undo(store, 1)
    assert "person:ana-zelenkova" in ids(store)


def test_splitting_sets_apart_one_report(store: Store) -> None:
    """In the given report the name is somebody else's, under the name that the user gives."""
    store.add(told("novel", 21, person("Liu Yang", "CHN")), "one")
    identity.settle(store)
    one, other = identity.split(store, "person:liu-yang", ("novel.txt",), "Liu Yang (novelist)")

    assert one.id == "person:liu-yang"
    assert {actor.id: actor.name for actor in load(store).actors}[other] == "Liu Yang (novelist)"
    assert identity.split(store, "person:liu-yang", ("r1",), None)[1] == "person:liu-yang-2"


def test_decisions_go_before_what_follows_from_the_reports(store: Store) -> None:
    """Two whom the program keeps apart can be made one."""
    identity.merge(store, "person:liu-yang-usa", "person:liu-yang")

    assert "person:liu-yang-usa" not in ids(store)


@pytest.mark.parametrize(
    ("actor", "into", "said"),
    [
        ("nobody", "Ana Zelenka", "nobody"),
        ("Liu", "Ana Zelenka", "any of"),
        ("Ana Zelenka", "A. Zelenka", "one already"),
    ],
)
def test_what_cannot_be_merged_is_answered(store: Store, actor: str, into: str, said: str) -> None:
    """Nobody, several, and the same one are named in the answer."""
    with pytest.raises(UsageError, match=said):
        identity.merge(store, actor, into)


def test_what_cannot_be_split_or_undone_is_answered(store: Store) -> None:
    """A report that is none, one that does not name the actor, and a decision that was not taken."""
    with pytest.raises(UsageError, match=r"r3\.txt"):
        identity.split(store, "Ana Zelenka", ("nowhere",), None)
    with pytest.raises(UsageError, match="decisions"):
        identity.undo(store, 3)


def test_decisions_are_in_the_file(tmp_path: Path) -> None:
    """Another run of the program has them."""
    path = tmp_path / "record.db"
    with Store.open(path) as store:
        store.add(told("a", 1, person("Ana Ruiz")), "one")
        store.add(told("b", 2, person("Eva Ruiz")), "one")
        identity.merge(store, "Eva Ruiz", "Ana Ruiz")
    with Store.open(path) as store:
        assert ids(store) == ["person:ana-ruiz"]
        assert [one.kind for one in store.decisions()] == ["merge"]


def test_an_acronym_is_the_body_that_a_report_explains() -> None:
    """ "RTF" alone is the forum that another report calls so; one that two bodies share is nobody's."""
    forum = replace(actor("body:regional-trade-forum", "Regional Trade Forum", "body"), aliases=("RTF",))
    other = replace(actor("body:river-task-force", "River Task Force", "body"), aliases=("RTF",))
    bare = actor("body:rtf", "RTF", "body")

    assert identities([("a", forum), ("b", bare)]) == {("b", "body:rtf"): Identity("body:regional-trade-forum")}
    assert identities([("a", forum), ("c", other), ("b", bare)]) == {}


def test_nobody_s_state_among_several_is_a_person_of_that_report() -> None:
    """Where the record knows two of a name, one without a state is neither."""
    rows = [("report:1", person("Li Na", "CHN")), ("report:2", person("Li Na", "USA")), ("report:abc", person("Li Na"))]

    assert identities(rows)["report:abc", "person:li-na"].becomes == "person:li-na@abc"


def test_residents_of_two_reports_are_not_one_group() -> None:
    """A bare noun means those of its report; "US analysts" and a pair of states are the same everywhere."""
    residents = actor("group:residents", "residents", "group")
    analysts = replace(actor("group:us-analysts", "American analysts", "group"), country="USA")
    rows = [("report:a", residents), ("report:b", residents), ("report:a", analysts), ("report:b", analysts)]

    assert {place: who.becomes for place, who in identities(rows).items()} == {
        ("report:a", "group:residents"): "group:residents@a",
        ("report:b", "group:residents"): "group:residents@b",
    }


COUNTRIES = st.sampled_from([None, "CHN", "USA", "FRA"])
NAMES = st.sampled_from(["Li Na", "L. Na", "Li Nah", "Ana Ruiz", "Ana María Ruiz"])


@given(st.lists(st.tuples(NAMES, COUNTRIES, st.sampled_from([None, "body:x"])), max_size=8), st.data())
def test_identities_are_final(people: Sequence[tuple[str, str | None, str | None]], data: st.DataObject) -> None:
    """Nobody is another who is a third in the same report, whatever was decided."""
    rows = [(f"report:{i}", person(name, land, body)) for i, (name, land, body) in enumerate(people)]
    known = sorted({actor.id for _, actor in rows})
    decisions = []
    if len(known) > 1:
        a, b = data.draw(st.permutations(known))[:2]
        decisions = [Decision(1, "merge", a, b)]
    found = identities(rows, decisions)

    for (one, _), who in found.items():
        assert found.get((one, who.becomes), who).becomes == who.becomes


FORCE = replace(actor("body:x", "River Task Force", "body"), aliases=("RTF",))
CAST = (
    person("A. Ruiz", "CHN", "body:x"), person("Li Na", "USA", "body:x"), person("Li Na"),
    person("A. Ruiz", "CHN", "body:x"),
    person("Ana Ruiz", "CHN", "body:x"), FORCE, actor("body:rtf", "RTF", "body"),
    actor("group:residents", "residents", "group"),
)  # fmt: skip


def scene(number: int, cast: Sequence[Actor]) -> Reading:
    """Make a report in which each of some actors says the same."""
    parts = [f"{who.name} of {who.country or 'nowhere'} is against it." for who in cast]
    made = report(f"r{number}", f"News {number}", *parts, published=date(2026, 3, 1 + number))
    rows = [
        said(made, who.id, part, codings=[(DAMS, "oppose")], speaks_for=who.on_behalf_of)
        for who, part in zip(cast, parts, strict=True)
    ]
    spoken_for = [FORCE] if any(who.on_behalf_of for who in cast) and FORCE not in cast else []
    return Reading(made, (*cast, *spoken_for), tuple(rows))


def counted(store: Store) -> list[list[tuple[object, ...]]]:
    """Return for whom the record counts and lists its statements."""
    run = store._connection.execute
    queries = (
        "SELECT report, seq, person, body, principal, copy FROM main.stands ORDER BY report, seq",
        "SELECT report, seq, speaker, principal FROM main.searchable ORDER BY report, seq",
    )
    return [[tuple(row) for row in run(query)] for query in queries]


def reports_of(store: Store, who: str) -> list[str]:
    """Return the reports that name an actor."""
    return [role.report for role in store.lists.roles(who)]


def decide_something(store: Store, data: st.DataObject) -> None:
    """Merge, split, rename or take back, whoever is drawn."""
    known = sorted({one.id for one in store.actors()})
    match data.draw(st.sampled_from(["merge", "split", "rename", "undo", "redo"])):
        case "merge":
            identity.merge(store, *data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=2)))
        case "split":
            who = data.draw(st.sampled_from(known))
            identity.split(store, who, (data.draw(st.sampled_from(reports_of(store, who))),), None)
        case "rename":
            review.rename(store, data.draw(st.sampled_from(known)), "Ida")
        case "undo":
            review.undo(store)
        case "redo":
            review.redo(store)


CASTS = st.lists(
    st.lists(st.sampled_from(CAST), min_size=1, max_size=3, unique_by=lambda who: who.id), min_size=1, max_size=4
)


@given(CASTS, st.data())
@settings(max_examples=60, deadline=None)
def test_deciding_gives_what_working_all_out_gives(casts: Sequence[Sequence[Actor]], data: st.DataObject) -> None:
    """Only those whom a decision is about are looked at; who is who and what is counted is the same as if all were."""
    with Store.open(None) as store:
        for number, cast in enumerate(casts):
            store.add(scene(number, cast), "one")
        identity.settle(store)
        for _ in range(data.draw(st.integers(1, 5))):
            with suppress(UsageError):
                decide_something(store, data)
        whole = identities(store.known(), store.decisions())

        assert {row[:2]: Identity(*row[2:]) for row in store.identities()} == whole
        kept = counted(store)
        for module in (standing, searching):
            module.renew(store._connection.execute, [one.id for one in store.reports()])
        assert counted(store) == kept


@pytest.mark.parametrize(
    ("cast", "odd"),
    [((CAST[4], CAST[3]), "person:a.-ruiz"), ((FORCE, CAST[6]), "body:rtf"), ((CAST[7], CAST[7]), "group:residents")],
)
def test_who_was_set_apart_can_be_renamed(cast: Sequence[Actor], odd: str) -> None:
    """Another spelling, an acronym or a bare noun stays apart from those whom the program holds it for."""
    with Store.open(None) as store:
        for number, who in enumerate(cast):
            store.add(scene(number, [who]), "one")
        identity.settle(store)
        report, becomes = next((row[0], row[2]) for row in store.identities() if row[1] == odd)
        _, apart = identity.split(store, becomes, (report,), "Eva")
        review.rename(store, apart, "Ida")

        assert (report, odd, apart, "Ida") in store.identities()


def test_what_another_program_decides_meanwhile_holds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is who is worked out anew when a decision or a report came in while that was done."""
    late = [
        lambda: identity.merge(store, "person:ana-zelenka", "person:liu-yang"),
        lambda: store.add(told("r9", 9, person("Ann Zelenkova", "CZE", "body:cze-foreign-ministry")), "one"),
    ]

    def slow(known: Sequence[tuple[str, Actor]], taken: Sequence[Decision]) -> dict[tuple[str, str], Identity]:
        found = identities(known, taken)
        if late:
            late.pop()()
        return found

    monkeypatch.setattr(identity.across, "identities", slow)
    identity.settle(store)
    monkeypatch.undo()

    assert not late
    assert {row[:2]: Identity(*row[2:]) for row in store.identities()} == identities(store.known(), store.decisions())
    assert "person:ana-zelenka" not in ids(store)


def test_who_is_merged_is_called_as_the_other() -> None:
    """After a merge every row calls the two by the name of the one that was named as the other, however short it is."""
    with Store.open(None) as store:
        store.add(told("one", 1, person("Ida Margarethe Moss")), "test")
        store.add(told("two", 2, person("Ida Moss")), "test")
        identity.merge(store, "Ida Margarethe Moss", "Ida Moss")

        assert {actor.name for actor in load(store).actors} == {"Ida Moss"}
        assert store.called(["person:ida-moss"]) == {"person:ida-moss": "Ida Moss"}
