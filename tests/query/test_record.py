"""Asking for a part of the record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.samples import DAMS, TALKS, actor, full, plain, report, said, state

from communique.core.errors import UsageError
from communique.query.filters import Filter, matching_actors
from communique.query.passages import sentence
from communique.query.record import load, merge, select
from communique.records.evidence import Evidence
from communique.records.rows import Actor, Mention, Reading, Record
from communique.store.database import Store

OTHER = plain(
    "talks", ("state:rur", "Ruritania is for it.", "support"), published=date(2026, 5, 1), outlet="Ruritania Today"
)


@pytest.fixture
def store() -> Iterator[Store]:
    """A record of two reports."""
    with Store.open(None) as store:
        store.add(full(), "one")
        store.add(OTHER, "one")
        yield store


def names(record: Record) -> set[str]:
    """Return the names of the actors of a record."""
    return {actor.name for actor in record.actors}


def test_loads_everything(store: Store) -> None:
    """Without a filter the record is whole."""
    record = load(store)

    assert record.reports == (full().report, OTHER.report)
    assert record.statements == full().statements + OTHER.statements
    assert record.events == full().events
    assert record.forecasts == full().forecasts
    assert len(record.positions) == 3
    assert len(record.disagreements) == 2


def test_loads_reports(store: Store) -> None:
    """Only the named reports and what follows from them alone is there."""
    record = load(store, [OTHER.report.id])

    assert record.reports == (OTHER.report,)
    assert names(record) == {"Rur"}
    assert record.disagreements == ()


def test_loads_nothing_of_no_reports(store: Store) -> None:
    """An empty list of reports gives an empty record, not all."""
    assert load(store, []) == Record()


@pytest.mark.parametrize(
    "words",
    ["state:SYL", "Sylvania", "sylvania", " SYLVANIA ", "SYL", "syl", "Otto Brandt", "brandt", "person:otto-brandt"],
)
def test_actor_by_any_name(store: Store, words: str) -> None:
    """An actor is found by id, name, other name, code or words of a name, in any case."""
    selection = select(store, None, Filter(actor=words))
    said = {
        statement.id
        for statement in full().statements
        if "threat" in statement.content[0].words or statement.act == "deny"
    }

    assert full().statements[3].id in selection.asked
    assert selection.asked <= said


def test_actor_stands_for_those_who_speak_for_it() -> None:
    """A state means its ministry and the ministry's spokeswoman too, and no one else."""
    actors = {actor.id: actor for actor in full().actors}

    assert matching_actors("Freedonia", actors) == {"state:FRE", "body:fre-water", "person:ida-moss"}
    assert matching_actors("water ministry", actors) == {"body:fre-water", "person:ida-moss"}
    assert matching_actors("Ida Moss", actors) == {"person:ida-moss"}


def test_exact_name_comes_before_words_of_names() -> None:
    """The name of a state does not mean every body that has it in its name."""
    actors = [state("FRE", "Freedonia"), Actor("body:bank", "Bank of Freedonia", "body")]

    assert matching_actors("freedonia", {actor.id: actor for actor in actors}) == {"state:FRE"}


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Filter(actor="Freedonya"), "No actor is 'Freedonya'. Nearest: .*Freedonia"),
        (Filter(actor="zzz"), "No actor is 'zzz'. There are: .*Ida Moss"),
        (Filter(issue="dms"), "No issue is 'dms'. Nearest: dams"),
        (Filter(outlet="The Curier"), "No outlet is 'The Curier'. Nearest: The Courier"),
    ],
)
def test_unknown_words_name_the_nearest(store: Store, wanted: Filter, message: str) -> None:
    """A filter that matches nothing known is refused with the names that come nearest."""
    with pytest.raises(UsageError, match=message):
        load(store, None, wanted)


def test_unknown_words_in_empty_record() -> None:
    """In an empty record the message says that there is nothing of the kind."""
    with Store.open(None) as store, pytest.raises(UsageError, match="no actor at all"):
        load(store, None, Filter(actor="Freedonia"))


def test_period_must_not_be_empty() -> None:
    """A period that ends before it begins is refused."""
    with pytest.raises(UsageError, match="Swap"):
        Filter(since=date(2026, 3, 2), until=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (Filter(since=date(2026, 4, 1)), [OTHER.report]),
        (Filter(until=date(2026, 3, 31)), [full().report]),
        (Filter(outlet="ruritania today"), [OTHER.report]),
        (Filter(outlet="courier"), [full().report]),
        (Filter(since=date(2027, 1, 1)), []),
    ],
)
def test_narrows_to_reports(store: Store, wanted: Filter, kept: list[object]) -> None:
    """Days and outlets keep the reports that have something of them."""
    assert list(load(store, None, wanted).reports) == kept


def test_issue_by_words_and_without_party() -> None:
    """An issue is found by its id, its id without the party and words of its label."""
    told = report("a", "Title", "It is good. Let us talk.")
    crimes = replace(DAMS, id="crimes:FRE", label="war crimes of Freedonia")
    one = said(told, "state:syl", "It is good.", codings=[(crimes, "support")])
    two = said(told, "state:syl", "Let us talk.", codings=[(TALKS, "support")])
    with Store.open(None) as store:
        store.add(Reading(told, (Actor("state:syl", "Sylvania", "state"),), (one, two)), "one")
        found = [select(store, None, Filter(issue=words)).asked for words in ("crimes:FRE", "crimes", "War Crimes")]

    assert found == [{one.id}] * 3


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(actor="Sylvania"), Filter(actor="Ida Moss"), Filter(issue="dams"), Filter(actor="RUR", issue="dams"),
        Filter(since=date(2026, 3, 12)), Filter(until=date(2026, 3, 11)), Filter(actor="Freedonia", outlet="Courier"),
    ],
)  # fmt: skip
def test_narrowed_record_is_closed(wanted: Filter) -> None:
    """Whatever a kept row refers to is kept too, and mentions lie in kept reports."""
    with Store.open(None) as store:
        store.add(full(), "one")
        store.add(replace(OTHER, actors=(state("RUR", "Ruritania"), *OTHER.actors)), "one")
        record = load(store, None, wanted)
    reports = {report.id for report in record.reports}
    actors = {actor.id for actor in record.actors}
    statements = {statement.id for statement in record.statements}
    rows = [*record.statements, *record.events, *record.forecasts]
    references = {id for position in record.positions for id in position.statements}
    references |= {id for found in record.disagreements for id in (found.a_statement, found.b_statement)}
    references |= {id for said in record.statements for id in (said.reported_by, said.same_as) if id}
    references |= {event.claimed_in for event in record.events if event.claimed_in}
    named = {actor.on_behalf_of for actor in record.actors} | {position.actor for position in record.positions}
    named |= {id for event in record.events for id in (event.actor, event.recipient)}
    named |= {said.speaker.actor for said in record.statements if said.speaker}

    assert {row.report for row in rows} <= reports
    assert references <= statements
    assert named - {None} <= actors
    assert {mention.report for actor in record.actors for mention in actor.mentions} <= reports


def test_merges_actors() -> None:
    """An actor of several reports has its fullest name, all its names and sectors, and the latest role."""
    early = replace(actor("person:moss", "Moss", role="deputy"), sectors=("GOV",), aliases=("I. Moss",), country="FRE")
    late = replace(actor("person:moss", "Ida Moss", role="minister", speaks_for="state:FRE"), sectors=("GOV", "LEG"))
    (merged,) = merge([early, late])

    assert merged == Actor(
        "person:moss", "Ida Moss", "person", "FRE", ("GOV", "LEG"), "minister", "state:FRE", ("I. Moss", "Moss"),
    )  # fmt: skip


def test_mentions_come_in_the_order_of_the_reports() -> None:
    """An actor of several reports has the mentions of all."""
    told = [
        report(name, f"Freedonia {name}", published=date(2026, 3, day)) for name, day in (("late", 2), ("early", 1))
    ]
    with Store.open(None) as store:
        for one in told:
            mention = Mention(one.id, Evidence(0, 9, "Freedonia"))
            store.add(Reading(one, (replace(state("FRE", "Freedonia"), mentions=(mention,)),)), "one")
        (freedonia,) = load(store).actors

    assert [mention.report for mention in freedonia.mentions] == [told[1].id, told[0].id]


TEXT = "A title\n\nMr. Brandt of the U.S. embassy said: “It is bad. Very bad!” He left.\n\nNo more"


@pytest.mark.parametrize(
    ("words", "around"),
    [
        ("title", "A title"),
        ("embassy", "Mr. Brandt of the U.S. embassy said: “It is bad."),
        ("It is bad. Very bad", "Mr. Brandt of the U.S. embassy said: “It is bad. Very bad!”"),
        ("left", "He left."),
        ("left.", "He left."),
        ("more", "No more"),
        ("He left.\n\nNo", "He left.\n\nNo more"),
    ],
)
def test_sentence_around_words(words: str, around: str) -> None:
    """The sentence around words ends at full stops that end sentences, and with its paragraph."""
    start = TEXT.index(words)

    assert sentence(TEXT, start, start + len(words)).words == around


@given(st.text("aB. \n“”!", max_size=80), st.data())
def test_sentence_holds_its_words(text: str, data: st.DataObject) -> None:
    """In any text the sentence is cut from it and holds the words that it is around."""
    words = [(start, end) for start in range(len(text)) for end in range(start + 1, len(text) + 1)]
    words = [(start, end) for start, end in words if not text[start].isspace() and not text[end - 1].isspace()]
    if words:
        start, end = data.draw(st.sampled_from(words))
        found = sentence(text, start, end)

        assert text[found.start : found.end] == found.words
        assert found.start <= start
        assert end <= found.end
