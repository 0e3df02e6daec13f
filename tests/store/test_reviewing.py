"""What the user decides about rows, and what the record makes of it."""

import json
import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.records.decisions import Decision, last_batch, standing, undone_batch
from communique.records.evidence import Evidence
from communique.records.rows import Coding, Event, Forecast, Issue, Reading, Speaker
from communique.records.standing import Duplicates, Level, Window
from communique.records.words import DecisionKind, Stance
from communique.store import reviewing, scripts
from communique.store import standing as sides
from communique.store.database import APPLICATION, Store
from communique.store.encode import encode
from communique.store.reviewing import EDITS, Item, anchor, coded, extent, place, said
from communique.store.scope import Scope
from store.samples import DAMS, TALKS, full, plain, report, state
from store.samples import said as uttered

RUIZ = {"id": "person:ana-ruiz", "name": "Ana Ruiz", "kind": "person", "role": "minister",
        "on_behalf_of": {"id": "body:fre-water", "name": "The water ministry", "kind": "body", "country": "FRE",
                         "on_behalf_of": {"id": "state:FRE", "name": "Freedonia", "kind": "state"}}}  # fmt: skip
SYLVANIA = {"id": "state:SYL", "name": "Sylvania", "kind": "state", "country": "SYL"}


class Change(NamedTuple):
    """An edit of one field: what the user says, given the row's words, and what the row is to show then."""

    row: str
    field: str
    value: Callable[[Evidence], object]
    shown: Callable[[Any], object]
    wanted: Callable[[Evidence], object]


def beginning(words: Evidence) -> list[list[object]]:
    """Return the first ten characters as the user marks them."""
    return [[words.start, words.start + 10, words.words[:10]]]


def two_parts(words: Evidence) -> list[list[object]]:
    """Return the first and the last ten characters as the user marks them."""
    return [*beginning(words), [words.end - 10, words.end, words.words[-10:]]]


CHANGES = (
    Change("statement", "speaker", lambda _: RUIZ, lambda row: (row.speaker.actor, row.on_behalf_of),
           lambda _: ("person:ana-ruiz", "body:fre-water")),
    Change("statement", "on_behalf_of", lambda _: SYLVANIA, lambda row: row.on_behalf_of, lambda _: "state:SYL"),
    Change("statement", "act", lambda _: "threaten", lambda row: row.act, lambda _: "threaten"),
    Change("statement", "content", two_parts, lambda row: tuple(part.words for part in row.content),
           lambda words: (words.words[:10], words.words[-10:])),
    Change("statement", "issue", lambda _: coding(TALKS, "mixed"),
           lambda row: [(one.issue, one.stance) for one in row.codings if one.issue.id != "dams"],
           lambda _: [(TALKS, "mixed")]),
    Change("event", "type", lambda _: "ASSAULT", lambda row: (row.type, row.mode), lambda _: ("ASSAULT", None)),
    Change("event", "status", lambda _: "denied", lambda row: row.status, lambda _: "denied"),
    Change("event", "actor", lambda _: RUIZ, lambda row: row.actor, lambda _: "person:ana-ruiz"),
    Change("event", "recipient", lambda _: None, lambda row: row.recipient, lambda _: None),
    Change("event", "evidence", beginning, lambda row: row.evidence.words, lambda words: words.words[:10]),
    Change("forecast", "outcome", beginning, lambda row: row.outcome.words, lambda words: words.words[:10]),
)  # fmt: skip


def coding(issue: Issue, stance: Stance) -> dict[str, object]:
    """Return a coding as the user gives it."""
    return {"issue": {"id": issue.id, "label": issue.label, "proposition": issue.proposition}, "stance": stance}


def decision(
    store: Store, kind: DecisionKind, row: Item, field: str | None = None, value: object = None, issue: Issue = DAMS
) -> Decision:
    """Make a decision about a row that the machine gave; about its coding where the field is ``coding``."""
    text = store.machine(row.report).report.text
    about = issue.id if field == "coding" else None
    field = None if field == "coding" else field
    told = json.dumps(value) if kind == "edit" else None
    place = anchor(row.report, text, row, about)
    return Decision(0, kind, anchor=place, field=field, value=told, machine=said(row, about, field))


def edit(store: Store, change: Change, row: Item) -> Decision:
    """Make the decision that a change of a row is."""
    text = store.machine(row.report).report.text
    return decision(store, "edit", row, change.field, change.value(Evidence.of(text, *extent(row))))


def undo(store: Store) -> None:
    """Take back what was decided last, if there is anything."""
    take_back(store, last_batch(store.decisions()))


def redo(store: Store) -> None:
    """Take back the last undo, if nothing was decided since."""
    take_back(store, undone_batch(store.decisions()))


def take_back(store: Store, batch: Iterable[Decision]) -> None:
    """Decide that decisions are void."""
    undos = [Decision(0, "undo", undoes=one.number) for one in batch]
    if undos:
        store.decide(*undos)


def effective(store: Store, report: str) -> Reading:
    """Return what the record shows of a report."""
    only = Scope(reports=(report,))
    (told,) = store.reports(only)
    named = store.mentions(only)
    actors = tuple(replace(actor, mentions=named.get(actor.id, ())) for actor in store.actors(only))
    return Reading(told, actors, store.statements(only), store.events(only), store.forecasts(only))


def rows(reading: Reading) -> dict[str, Any]:
    """Return statements, events and forecasts by id."""
    found: list[Item] = [*reading.statements, *reading.events, *reading.forecasts]
    return {row.id: row for row in found}


def counted(store: Store) -> list[object]:
    """Return all that is counted of statements."""
    tallies = [store.tallies(Window(level=level)) for level in get_args(Level)]
    cells = [store.cells(Window(), per) for per in get_args(Duplicates)]
    return [store.positions(), store.disagreements(), tallies, cells]


@pytest.fixture
def store() -> Iterator[Store]:
    """A record in memory with one report in which every field has a value."""
    with Store.open(None) as store:
        store.add(full(), "one")
        yield store


# One decision


def test_every_field_that_can_be_edited_is_tried_here() -> None:
    """The list of changes of these tests has every field."""
    assert {(change.row, change.field) for change in CHANGES} == set(EDITS)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.row} {change.field}")
def test_an_edited_field_is_shown_and_counted(store: Store, change: Change) -> None:
    """The row says what the user says, nothing else changes, and the counts are those of a record that has it so."""
    given = full()
    row = next(row for row in rows(given).values() if row.id.startswith(change.row))
    words = Evidence.of(given.report.text, *extent(row))
    store.decide(edit(store, change, row))
    found = effective(store, given.report.id)
    new = rows(found)

    assert change.shown(new[row.id]) == change.wanted(words)
    assert [key for key, one in rows(given).items() if new[key] != one] == [row.id]
    assert list(new) == list(rows(given))
    assert found.actors[: len(given.actors)] == given.actors
    assert store.machine(given.report.id) == given
    assert [(one.decision, one.id, one.machine) for one in store.reviewed()] == [
        (1, row.id, said(row, None, change.field))
    ]
    with Store.open(None) as other:
        other.add(found, "one")
        assert counted(store) == counted(other)


def test_a_speaker_that_the_report_does_not_have_comes_with_whom_it_speaks_for(store: Store) -> None:
    """The actor is one of the report's now, and the statement counts for the end of the chain."""
    row = full().statements[3]
    store.decide(decision(store, "edit", row, "speaker", RUIZ))
    actors = {actor.id: actor for actor in store.actors()}

    assert (actors["person:ana-ruiz"].role, actors["person:ana-ruiz"].on_behalf_of) == ("minister", "body:fre-water")
    assert actors["body:fre-water"].on_behalf_of == "state:FRE"
    assert {position.actor: position.stance for position in store.positions()} == {"state:FRE": "mixed"}


def test_nobody_can_be_the_speaker(store: Store) -> None:
    """A speaker who cannot be told is kept apart from one who is not named; the statement counts for nobody."""
    row = full().statements[3]
    store.decide(decision(store, "edit", row, "speaker", None))
    found = rows(effective(store, row.report))[row.id]

    assert found.speaker is not None
    assert found.speaker.actor is None
    assert [position.actor for position in store.positions()] == ["state:FRE"]


def test_an_accepted_row_stays_as_it_is(store: Store) -> None:
    """Accepting changes no row; that it was accepted is told."""
    given = full()
    picked: list[Item] = [given.statements[0], given.events[1], given.forecasts[0]]
    store.decide(*(decision(store, "accept", row) for row in picked))

    assert effective(store, given.report.id) == given
    assert [(one.decision, one.id) for one in store.reviewed()] == [(n, row.id) for n, row in enumerate(picked, 1)]
    assert [one.kind for one in store.decisions()] == ["accept"] * 3


def test_a_rejected_row_is_gone_and_no_other_refers_to_it(store: Store) -> None:
    """Events, forecasts, second-hand statements and repetitions of a rejected statement stand by themselves."""
    given = full()
    deck, first, rice, against, inner = given.statements
    given = replace(given, forecasts=(replace(given.forecasts[0], statement=rice.id),))
    store.add(given, "one")
    store.decide(*(decision(store, "reject", row) for row in (first, rice, against)))
    found = effective(store, given.report.id)

    assert found.statements == (replace(deck, same_as=None), replace(inner, reported_by=None))
    assert found.events == tuple(replace(event, claimed_in=None) for event in given.events)
    assert found.forecasts == (replace(given.forecasts[0], statement=None),)
    assert store.machine(given.report.id) == given
    assert {one.id for one in store.reviewed()} == {first.id, rice.id, against.id}


def test_what_refers_to_a_rejected_statement_refers_to_what_that_refers_to() -> None:
    """Of its repetitions the first takes its place, so that they count once; what it says at second hand stays so."""
    told = report("r", "News", "One. Two. Three. Four. Five. Six.")
    first, outer = (uttered(told, "state:FRE", words, codings=[(DAMS, "support")]) for words in ("One.", "Four."))
    copies = [
        replace(uttered(told, "state:FRE", words, codings=[(DAMS, "support")]), same_as=first.id)
        for words in ("Two.", "Three.")
    ]
    between = replace(uttered(told, "state:FRE", "Five."), reported_by=outer.id)
    inner = replace(uttered(told, "state:FRE", "Six.", codings=[(DAMS, "support")]), reported_by=between.id)
    given = Reading(told, (state("FRE", "Freedonia"),), (first, *copies, outer, between, inner))
    with Store.open(None) as store:
        store.add(given, "one")
        store.decide(*(decision(store, "reject", row) for row in (first, between)))
        found = rows(effective(store, told.id))
        support = [tally.support for tally in store.tallies(Window())]

    assert [found[row.id].same_as for row in copies] == [None, copies[0].id]
    assert found[inner.id].reported_by == outer.id
    assert support == [2]


def test_rejected_events_and_forecasts_are_gone(store: Store) -> None:
    """Nothing else goes with them."""
    given = full()
    store.decide(*(decision(store, "reject", row) for row in (given.events[0], given.forecasts[0])))

    assert effective(store, given.report.id) == replace(given, events=given.events[1:], forecasts=())


@pytest.mark.parametrize(
    ("kind", "value", "stances"),
    [("accept", None, ["support"]), ("reject", None, []), ("edit", coding(DAMS, "oppose"), ["oppose"])],
)
def test_codings_are_decided_apart_from_their_statement(
    store: Store, kind: DecisionKind, value: object, stances: list[str]
) -> None:
    """The statement and its codings on other issues stay."""
    given = full()
    other = Coding(TALKS, "neutral", ("the words",), 0.5)
    row = replace(given.statements[1], codings=(*given.statements[1].codings, other))
    given = replace(given, statements=(given.statements[0], row, *given.statements[2:]))
    store.add(given, "one")
    store.decide(decision(store, kind, row, "coding", value))
    found = rows(effective(store, row.report))[row.id]

    assert replace(found, codings=()) == replace(row, codings=())
    assert [one.stance for one in found.codings if one.issue == DAMS] == stances
    assert [one for one in found.codings if one.issue == TALKS] == [other]
    assert [one.machine for one in store.reviewed()] == [json.dumps(coded(row.codings[0]), separators=(",", ":"))]


def test_a_coding_can_be_given_another_issue(store: Store) -> None:
    """It takes the place of what the statement has on that issue; further decisions are about the new coding."""
    given = full()
    row = replace(given.statements[1], codings=(*given.statements[1].codings, Coding(TALKS, "neutral", ("so",), 0.5)))
    store.add(replace(given, statements=(given.statements[0], row, *given.statements[2:])), "one")
    store.decide(decision(store, "edit", row, "coding", coding(TALKS, "oppose")))
    one = store.statements()[1].codings
    store.decide(decision(store, "edit", row, "coding", coding(TALKS, "support"), TALKS))
    two = store.statements()[1].codings

    assert [[(coding.issue, coding.stance) for coding in found] for found in (one, two)] == [
        [(TALKS, "oppose")], [(TALKS, "support")]
    ]  # fmt: skip


def test_later_decisions_go_before_earlier_ones(store: Store) -> None:
    """A field that is edited twice has the later value; what is decided about a rejected row is an orphan."""
    row, other = full().statements[2:4]
    store.decide(decision(store, "edit", row, "act", "warn"), decision(store, "reject", other))
    store.decide(decision(store, "edit", row, "act", "plan"), decision(store, "edit", other, "act", "plan"))
    store.decide(decision(store, "accept", other, "coding"))

    assert [one.act for one in store.statements() if one.id in (row.id, other.id)] == ["plan"]
    assert [one.id for one in store.reviewed()] == [row.id, other.id, row.id, None, None]


def test_copies_count_when_their_original_is_rejected() -> None:
    """Of two reports that tell one story, the later counts once the user has rejected what the earlier says."""
    sentences = [f"Sentence {n} about the dam on the river number {n} is here." for n in range(40)]
    both = [
        plain(name, *(("state:fre", text, "support") for text in sentences), published=date(2026, 3, day))
        for name, day in (("a", 1), ("b", 2))
    ]
    with Store.open(None) as store:
        for reading in both:
            store.add(reading, "one")
        before = [(tally.support, tally.first) for tally in store.tallies(Window())]
        store.decide(*(decision(store, "reject", row) for row in both[0].statements))
        after = [(tally.support, tally.first) for tally in store.tallies(Window())]

    assert before == [(40, date(2026, 3, 1))]
    assert after == [(40, date(2026, 3, 2))]


def test_rows_of_one_id_are_the_first_of_them(store: Store) -> None:
    """A reading that has two rows of one id is kept like one that has the first, with decisions and without."""
    given = full()
    first = given.statements[1]
    twice = replace(
        given, statements=(*given.statements, replace(first, act="warn")),
        actors=(*given.actors, replace(given.actors[0], name="Another", mentions=())),
    )  # fmt: skip

    assert not store.add(twice, "one")
    assert effective(store, given.report.id) == given
    store.decide(decision(store, "edit", given.statements[0], "act", "plan"))
    assert not store.add(twice, "one")
    assert store.machine(given.report.id) == given


def test_decisions_about_a_report_that_is_not_there_wait_for_it(store: Store) -> None:
    """They hold from the moment the report is added."""
    reading = plain("later", ("state:fre", "It is good.", "support"))
    with Store.open(None) as other:
        other.add(reading, "one")
        early = decision(other, "edit", reading.statements[0], "act", "plan")
    store.decide(early)
    before = store.reviewed()
    store.add(reading, "one")

    assert before == ()
    assert [one.id for one in store.reviewed()] == [reading.statements[0].id]
    assert [one.act for one in store.statements(Scope(reports=(reading.report.id,)))] == ["plan"]


# Twenty corrected rows, and the report read again

SENTENCES = (
    # Several begin or end alike, two are the same: their places tell them apart.
    "the dam will be finished before the next winter comes to the river",
    "the dam will be finished before the next winter comes to the river",
    "the dam will never be finished while the river runs",
    "the dam was not discussed with anybody who lives by the river",
    "the talks were open and both sides came to listen",
    "the talks were closed to everybody who had not been invited",
    "nobody had asked the farmers whether they wanted a dam",
    "the dam is a danger to all who live below it",
    "the dam brings light to a hundred villages by the river",
    "the dam is what the valley has been waiting for",
    "troops had crossed the river in the night near the old bridge",
    "the two governments had signed a paper about the water",
    "an envoy had been sent home without any explanation",
    "the two governments had signed a paper about the fish",
    "rice had been sent across the river to the hungry towns",
    "farmers had marched to the dam and closed the road for days",
    "the bank had lent the ministry the money for the turbines",
    "the river may run dry by the end of June this year",
    "the river may carry less water than in any year before",
    "prices of rice could double if the harvest fails again",
)
KINDS = ("statement",) * 10 + ("event",) * 7 + ("forecast",) * 3
REJECTED, ACCEPTED = {5, 15, 18}, {6, 16, 19}
DECIDED: dict[int, DecisionKind] = {7: "edit", 8: "reject", 9: "accept"}
CODED: dict[int, list[Stance]] = {7: ["oppose"], 8: [], 9: ["support"]}
EDITED = dict(zip((0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 17), CHANGES, strict=True))
BEFORE = ("A summary that the first version left out 🌊.", SENTENCES[3], "the dam", SENTENCES[19] + ", it says.")


def twenty(
    salt: str = "a",
    before: Sequence[str] = (),
    longer: Collection[int] = (),
    without: Collection[int] = (),
    *,
    codings: bool = True,
) -> Reading:
    """Make a reading of twenty rows, one for each sentence.

    Args:
        salt: goes into the ids.
        before: paragraphs after the title.
        longer: rows whose words take in the "that" before them.
        without: rows that were not found.
        codings: whether the statements have any.
    """
    sentences = [f"Speaker {n} said that {words}." for n, words in enumerate(SENTENCES)]
    told = report("twenty", "News of the river", *before, *sentences, published=date(2026, 3, 12))
    found: dict[str, list[Any]] = {"statement": [], "event": [], "forecast": []}
    for n, sentence in enumerate(sentences):
        end = told.text.index(sentence) + len(sentence) - 1
        place = Evidence.of(told.text, end - len(SENTENCES[n]) - 5 * (n in longer), end)
        if n not in without:
            found[KINDS[n]].append(_row(told.id, KINDS[n], f"{KINDS[n]}:{salt}{n}", place, codings))
    actors = (state("FRE", "Freedonia"), state("SYL", "Sylvania"))
    return Reading(told, actors, *(tuple(found[kind]) for kind in ("statement", "event", "forecast")))


def _row(report: str, kind: str, id: str, place: Evidence, codings: bool) -> Item:
    given = full()
    if kind == "event":
        return replace(given.events[0], id=id, report=report, claimed_in=None, evidence=place)
    if kind == "forecast":
        return replace(given.forecasts[0], id=id, report=report, outcome=place, condition=None)
    made = uttered(given.report, "state:FRE", "The dam is just", codings=[(DAMS, "support")] if codings else [])
    return replace(made, id=id, report=report, content=(place,))


def correct(store: Store) -> None:
    """Correct all twenty rows, each in a way of its own."""
    given = store.machine(twenty().report.id)
    for n, row in enumerate(rows(given).values()):
        if n in EDITED:
            store.decide(edit(store, EDITED[n], row))
        elif n in CODED:
            store.decide(decision(store, DECIDED[n], row, "coding", coding(DAMS, "oppose")))
        else:
            store.decide(decision(store, "reject" if n in REJECTED else "accept", row))


def wrong(store: Store, salt: str, without: Collection[int] = ()) -> list[int]:
    """Return those of the twenty rows that do not show what the user decided."""
    found = rows(effective(store, twenty().report.id))
    return [n for n in range(20) if n not in without and not _holds(n, found.get(f"{KINDS[n]}:{salt}{n}"))]


def _holds(n: int, row: Any) -> bool:
    if n in REJECTED or row is None:
        return n in REJECTED and row is None
    if n in CODED:
        return [one.stance for one in row.codings] == CODED[n]
    if n in ACCEPTED:
        return True
    words = SENTENCES[n]
    return bool(EDITED[n].shown(row) == EDITED[n].wanted(Evidence(0, len(words), words)))


some = st.sets(st.integers(0, 19), max_size=20)


@settings(max_examples=25, deadline=None)
@given(
    salt=st.sampled_from("ab"),
    before=st.lists(st.sampled_from(BEFORE), max_size=6),
    longer=some,
    without=some,
    codings=st.booleans(),
)
def test_twenty_corrections_hold_or_are_listed_when_the_report_is_read_again(
    salt: str, before: list[str], longer: set[int], without: set[int], codings: bool
) -> None:
    """With other ids, places and words, each correction holds for its row; those whose row vanished are orphans."""
    again = twenty(salt, before, longer, without, codings=codings)
    with Store.open(None) as store:
        store.add(twenty(), "one")
        correct(store)
        decided = store.decisions()
        assert wrong(store, "a") == []

        store.add(again, "two")
        assert [one.id for one in store.reviewed()] == [
            None if n in without else f"{KINDS[n]}:{salt}{n}" for n in range(20)
        ]
        assert wrong(store, salt, without) == []
        assert store.decisions() == decided
        assert store.machine(again.report.id) == again
        kept = effective(store, again.report.id)
        assert {row.id for row in rows(kept).values()} <= set(rows(again))

        assert store.add(again, "two") is False
        assert effective(store, again.report.id) == kept

        store.add(twenty(), "one")
        assert wrong(store, "a") == []
        assert all(one.id for one in store.reviewed())


def test_words_that_the_report_has_no_more_may_come_back(store: Store) -> None:
    """A decision whose words are nowhere is an orphan; in a later reading that has them it holds again."""
    given = full()
    row, event = given.statements[3], given.events[1]
    store.decide(decision(store, "reject", row), decision(store, "edit", event, "status", "past"))
    text = given.report.text.partition("\n\nIts neighbour")[0]
    shorter = replace(
        given, report=replace(given.report, text=text), statements=given.statements[:3], events=given.events[:1]
    )
    store.add(shorter, "two")
    without = effective(store, given.report.id), [one.id for one in store.reviewed()]
    store.add(given, "three")

    assert without == (shorter, [None, None])
    assert [one.id for one in store.reviewed()] == [row.id, event.id]
    assert row.id not in {one.id for one in store.statements()}
    assert [one.status for one in store.events()] == ["claimed", "past"]


def test_another_reading_of_the_same_rows_is_a_change(store: Store) -> None:
    """What the machine gives now is kept even where the decisions make the same rows of it."""
    given = full()
    row = given.statements[2]
    store.decide(decision(store, "edit", row, "act", "warn"))
    other = replace(row, act="plan")
    again = replace(given, statements=(*given.statements[:2], other, *given.statements[3:]))
    shown = effective(store, given.report.id)

    assert store.add(again, "one")
    assert effective(store, given.report.id) == shown
    assert store.machine(given.report.id) == again
    assert [one.machine for one in store.reviewed()] == [said(other, None, "act")]


def test_a_row_is_found_by_what_stands_around_it() -> None:
    """Of places with the same words, the one with the same words around it; of equals, the nearest."""
    assert place("It is so. He says: it is so. It is so.", "it is so", 19, "says: ", ".") == 19
    # Where the words were stand the same words of another sentence.
    assert place("No, no. Yes, no. So: no. Well, no.", "no", 13, "So: ", ". Well") == 21
    assert place("no no no no", "no", 7, "", "") == 6
    assert place("Yes.", "no", 0, "", "") is None


def test_marked_words_move_with_their_row() -> None:
    """Words that stand in a report many times are those of the row wherever the row has moved."""
    sentence = "He wants the dam and the river and the fish"
    told = report("marks", "News", "the the the", sentence + ".")
    at = told.text.index(sentence)
    row = replace(uttered(told, "state:FRE", sentence), id="statement:one")
    last = told.text.rindex("the")
    with Store.open(None) as store:
        store.add(Reading(told, (), (row,)), "one")
        store.decide(decision(store, "edit", row, "content", [[last, last + 3, "the"]]))
        moved = report("marks", "News", "the " * 15, sentence + ".")
        shift = moved.text.index(sentence) - at
        store.add(Reading(moved, (), (replace(uttered(moved, "state:FRE", sentence), id="statement:two"),)), "one")

        assert [part.start for part in store.statements()[0].content] == [last + shift]


def test_rows_that_cannot_be_told_apart_are_not_guessed() -> None:
    """Two rows of the same words under new ids: a decision about one finds the one that says the same, or none."""
    given = full()
    one = given.statements[3]
    another = replace(one, speaker=Speaker("state:FRE", None))
    both = (replace(one, id="statement:1"), replace(another, id="statement:2"))
    again = tuple(replace(row, id=f"{row.id}-again") for row in both)
    events = (replace(given.events[0], id="event:1"), replace(given.events[0], id="event:2", type="ASSAULT"))
    events_again = tuple(replace(row, id=f"{row.id}-again") for row in events)
    with Store.open(None) as store:
        store.add(replace(given, statements=both, events=events), "one")
        store.decide(
            decision(store, "edit", both[1], "speaker", RUIZ),
            decision(store, "edit", events[1], "type", "COERCE"),
            decision(store, "reject", both[1]),
            decision(store, "accept", both[0], "coding"),
        )
        store.add(replace(given, statements=again, events=events_again), "one")

        assert [row.id for row in store.reviewed()] == ["statement:2-again", "event:2-again", None, None]
        assert [row.type for row in store.events()] == ["AID", "COERCE"]
        assert len(store.statements()) == 2


def test_an_accepted_coding_stays_when_another_codebook_does_not_give_it(store: Store) -> None:
    """What the user found right is the user's from then on."""
    given = full()
    row = given.statements[3]
    store.decide(decision(store, "accept", row, "coding"))
    bare = replace(given, statements=tuple(replace(one, codings=()) for one in given.statements))
    store.add(bare, "two")

    assert [one.codings for one in store.statements()] == [(), (), (), row.codings, ()]
    assert [one.machine for one in store.reviewed()] == [None]
    assert store.machine(given.report.id) == bare


def test_accepting_a_coding_of_ones_own_does_not_outlive_it(store: Store) -> None:
    """Where the edit that made a coding is taken back by its number, accepting it is an orphan."""
    row = full().statements[2]
    store.decide(decision(store, "edit", row, "issue", coding(TALKS, "mixed")))
    store.decide(decision(store, "accept", row, "coding", issue=TALKS))
    both = [one.id for one in store.reviewed()]
    store.decide(Decision(0, "undo", undoes=1))

    assert both == [row.id, row.id]
    assert [(one.decision, one.id) for one in store.reviewed()] == [(2, None)]
    assert effective(store, row.report) == full()


# Past codings


def test_deciding_makes_no_coding_a_past_one(store: Store) -> None:
    """What the user rejects, edits and takes back was given by the latest reading still."""
    row, other = full().statements[1], full().statements[3]
    store.decide(
        decision(store, "reject", row, "coding"), decision(store, "edit", other, "coding", coding(DAMS, "mixed"))
    )
    store.decide(decision(store, "reject", other))
    decided = store.past_codings()
    store.add(full(), "two")
    read_again = store.past_codings()
    for _ in range(2):
        undo(store)

    assert (decided, read_again, store.past_codings()) == ((), (), ())


def test_past_codings_are_what_the_machine_gave(store: Store) -> None:
    """Another codebook leaves those of the reading before, whatever the user made of them, and none of the user's."""
    given = full()
    row, other = given.statements[1], given.statements[3]
    store.decide(
        decision(store, "edit", row, "coding", coding(DAMS, "oppose")),
        decision(store, "edit", row, "issue", coding(TALKS, "mixed")),
        decision(store, "reject", other, "coding"),
    )
    bare = replace(given, statements=tuple(replace(one, codings=()) for one in given.statements))
    store.add(bare, "two")
    gone = {(one.statement, one.coding) for one in store.past_codings()}
    store.add(given, "three")

    assert gone == {(one.id, coding) for one in given.statements for coding in one.codings}
    assert store.past_codings() == ()


# Undo and redo

ACTS_TRIED = ("warn", "plan", "deny")
moves = st.one_of(
    st.sampled_from(["undo", "redo", "undo", "redo", "read again"]),
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from([*ACTS_TRIED, "reject"])), min_size=1, max_size=3),
)


class Model:
    """Batches that were decided, and those that were taken back."""

    def __init__(self) -> None:
        self.done: list[list[tuple[int, str]]] = []
        self.undone: list[list[tuple[int, str]]] = []
        self.salt = "a"

    def acts(self) -> list[str | None]:
        """Return the act of each statement; None for those that are rejected."""
        acts: list[str | None] = ["say"] * 5
        for n, value in (one for batch in self.done for one in batch):
            if acts[n] is not None:
                acts[n] = None if value == "reject" else value
        return acts

    def move(self, store: Store, move: str | list[tuple[int, str]]) -> None:
        """Make a move in the record and here."""
        if move == "undo":
            undo(store)
            self.undone += [self.done.pop()] if self.done else []
        elif move == "redo":
            redo(store)
            self.done += [self.undone.pop()] if self.undone else []
        elif isinstance(move, list):
            given = store.machine(twenty().report.id).statements
            store.decide(
                *(
                    decision(store, "reject", given[n])
                    if value == "reject"
                    else decision(store, "edit", given[n], "act", value)
                    for n, value in move
                )
            )
            self.done.append(move)
            self.undone.clear()
        else:
            self.salt += "b"
            store.add(twenty(self.salt, BEFORE[: len(self.salt) % 3]), self.salt)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(moves, max_size=6), min_size=1, max_size=4))
def test_undo_and_redo_in_any_order(sessions: list[list[str | list[tuple[int, str]]]]) -> None:
    """After any moves, over closing and opening the file, what stands is what a list of batches says."""
    model = Model()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "communique.db"
        for session in sessions:
            with Store.open(path) as store:
                if not store.reports():
                    store.add(twenty(), "a")
                _agree(store, model)
                for move in session:
                    earlier = store.decisions()
                    model.move(store, move)
                    assert store.decisions()[: len(earlier)] == earlier
                    _agree(store, model)


def _agree(store: Store, model: Model) -> None:
    decisions = store.decisions()
    flat = [one for batch in model.done for one in batch]
    assert [_told(one) for one in standing(decisions)] == flat
    assert [_told(one) for one in last_batch(decisions)] == (model.done[-1] if model.done else [])
    meant = {one.number: one for one in decisions}
    again = [_told(meant[one.undoes or 0]) for one in undone_batch(decisions)]
    assert again == (model.undone[-1] if model.undone else [])
    assert len(store.reviewed()) == len(flat)
    shown: dict[str, str] = {one.id: one.act for one in store.statements()}
    assert [shown.get(f"statement:{model.salt}{n}") for n in range(5)] == model.acts()
    assert [one.act for one in store.machine(twenty().report.id).statements] == ["say"] * 10


def _told(one: Decision) -> tuple[int, str]:
    assert one.anchor is not None
    n = next(n for n in range(20) if one.anchor.before.endswith(f"Speaker {n} said that "))
    return n, "reject" if one.kind == "reject" else json.loads(str(one.value))


def test_taking_back_all_gives_the_machine_s_rows(store: Store) -> None:
    """Nothing of what the user had decided is left in the rows, the counts or beside them."""
    before = counted(store)
    for change in CHANGES:
        row = next(row for row in rows(full()).values() if row.id.startswith(change.row))
        store.decide(edit(store, change, row))
    store.decide(decision(store, "reject", full().statements[1]))
    for _ in range(len(CHANGES) + 1):
        undo(store)

    assert last_batch(store.decisions()) == ()
    assert effective(store, full().report.id) == full()
    assert counted(store) == before
    assert store.reviewed() == ()
    assert len(store.decisions()) == 2 * (len(CHANGES) + 1)


# Killed


def _decide_until_killed(path: Path, command: str, times: int) -> None:
    left = times

    def kill(said: str) -> None:
        nonlocal left
        left -= said.startswith(command)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    with Store.open(path) as store:
        decisions = [decision(store, "edit", row, "act", "plan") for row in store.statements()]
        store._connection.set_trace_callback(kill)
        store.decide(*decisions)


@pytest.mark.parametrize(
    ("command", "times", "applied"),
    [
        ("SELECT report FROM main.due", 1, 0),
        ("DELETE FROM main.statements", 1, 0),
        ("INSERT INTO main.codings", 2, 1),
    ],
    ids=["before any report", "in the first report", "in the second report"],
)
def test_killed_while_deciding_loses_no_decision(tmp_path: Path, command: str, times: int, applied: int) -> None:
    """Reports are whole, with all decisions about them or with none; the next review applies those that are left."""
    path = tmp_path / "communique.db"
    both = [plain(name, ("state:fre", f"It is {name}.", "support")) for name in "ab"]
    with Store.open(path) as store:
        for reading in both:
            store.add(reading, "one")
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_decide_until_killed, args=(path, command, times))
    process.start()
    process.join(30)

    assert process.exitcode == -signal.SIGKILL
    with Store.open(path) as store:
        assert len(store.decisions()) == 2
        assert [one.act for one in store.statements()].count("plan") == len(store.reviewed()) == applied
        assert len(store.positions()[0].statements) == 2
        store.review()
        assert [one.act for one in store.statements()] == ["plan", "plan"]
        assert all(one.id for one in store.reviewed())
        before = counted(store)
        store.review()
        assert counted(store) == before
        assert [store.add(reading, "one") for reading in both] == [False, False]


def test_a_report_read_again_before_the_review_has_its_decisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a killed program is followed by a review or by a reading, the decisions hold."""
    path = tmp_path / "communique.db"
    with Store.open(path) as store:
        store.add(full(), "one")
        with monkeypatch.context() as killed:
            killed.setattr(Store, "review", lambda _: None)
            store.decide(decision(store, "edit", full().statements[2], "act", "plan"))
        assert store.reviewed() == ()
    with Store.open(path) as store:
        assert store.add(full(), "one")
        shown = effective(store, full().report.id)
        store.review()

        assert shown.statements[2].act == "plan"
        assert effective(store, full().report.id) == shown


# Older records


def old_record(path: Path, reading: Reading) -> None:
    """Make a record as the program of format 5 wrote it, with a decision about actors and its undo."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for name, function in sides.FUNCTIONS.items():
            connection.create_function(name, 1, function, deterministic=True)
        for step in scripts.migrations()[:5]:
            connection.executescript(step)
        connection.execute("PRAGMA user_version = 5")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        for table, found in encode(reading, "old").items():
            for row in found:
                connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        sides.write(connection.execute, reading.report.id, reading.report.text)
        connection.execute("INSERT INTO decisions VALUES (1, 'merge', 'state:a', 'state:b', NULL, NULL, NULL)")
        connection.execute("INSERT INTO decisions VALUES (2, 'undo', NULL, NULL, NULL, NULL, 1)")
        connection.execute("INSERT INTO decisions VALUES (3, 'merge', 'state:c', 'state:d', NULL, NULL, NULL)")


def test_old_records_can_be_reviewed_and_searched(tmp_path: Path) -> None:
    """A record of format 5 keeps its decisions, each its own batch, and takes new ones about its rows."""
    path = tmp_path / "communique.db"
    given = full()
    old_record(path, given)
    with Store.open(path) as store:
        assert effective(store, given.report.id) == given
        assert store.machine(given.report.id) == given
        assert not store.add(given, "old")
        assert [(one.number, one.batch) for one in store.decisions()] == [(1, 1), (2, 2), (3, 3)]
        assert [one.number for one in last_batch(store.decisions())] == [3]
        query = "SELECT count(*) FROM statement_words WHERE statement_words MATCH 'rice'"
        assert store._connection.execute(query).fetchone()[0] == 1
        store.decide(decision(store, "edit", given.statements[2], "act", "plan"))
        undo(store)
        redo(store)

    with Store.open(path) as store:
        assert [one.act for one in store.statements()] == ["say", "say", "plan", "deny", "believe"]
        assert [one.number for one in standing(store.decisions())] == [3, 4]


# Anchors


def test_an_anchor_has_the_words_and_what_stands_around_them() -> None:
    """At the ends of a text there is less around; a forecast's words begin with its condition."""
    given = full()
    text = given.report.text
    forecast: Forecast = given.forecasts[0]
    event: Event = given.events[0]
    found = anchor(given.report.id, text, forecast)

    assert found.words == "If talks fail, the river could run dry by June"
    assert found.before == text[: found.start][-reviewing.AROUND :]
    assert found.after == ".\n\nIts neighbour called the dam a t"[: reviewing.AROUND]
    whole = replace(event, evidence=Evidence.of(text, 0, len(text)))
    assert anchor(given.report.id, text, whole).before + anchor(given.report.id, text, whole).after == ""
