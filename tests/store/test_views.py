"""Positions and disagreements: what follows from statements and codings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from communique.records.rows import Disagreement, Position, Reading
from communique.records.words import Stance
from communique.store.database import Store
from communique.store.encode import principal
from communique.store.scope import EVERYTHING, Scope
from store.samples import DAMS, TALKS, actor, full, plain, report, said, state

FRE, SYL = "state:fre", "state:syl"


def positions(*readings: Reading, scope: Scope = EVERYTHING) -> tuple[Position, ...]:
    """Return the positions that follow from readings."""
    with Store.open(None) as store:
        for reading in readings:
            store.add(reading, "one")
        return store.positions(scope)


def disagreements(*readings: Reading) -> tuple[Disagreement, ...]:
    """Return the disagreements that follow from readings."""
    with Store.open(None) as store:
        for reading in readings:
            store.add(reading, "one")
        return store.disagreements()


def stances(*readings: Reading) -> dict[str, Stance]:
    """Return the stances on the dams by actor."""
    return {position.actor: position.stance for position in positions(*readings)}


@pytest.mark.parametrize(
    ("codings", "stance"),
    [
        (["support"], "support"),
        (["oppose", "oppose"], "oppose"),
        (["support", "neutral"], "support"),
        (["neutral", "oppose"], "oppose"),
        (["neutral", "neutral"], "neutral"),
        (["support", "oppose"], "mixed"),
        (["support", "mixed"], "mixed"),
        (["mixed", "neutral"], "mixed"),
    ],
)
def test_stance_of_position(codings: Sequence[Stance], stance: Stance) -> None:
    """A position takes the side that all signed statements take; it is mixed when they differ."""
    reading = plain("a", *((FRE, f"Sentence {number}.", stance) for number, stance in enumerate(codings)))

    assert stances(reading) == {FRE: stance}


def test_position_counts_for_the_end_of_the_chain() -> None:
    """What a spokeswoman says for her ministry is the position of the state."""
    (position,) = [position for position in positions(full()) if position.stance == "support"]

    assert position.actor == "state:FRE"
    assert position.on == date(2026, 3, 11)


def test_chain_in_a_circle_ends() -> None:
    """A circle in the chain of representation gives the actor before it would repeat."""
    told = report("a", "Title", "It is good.")
    one, two = (
        actor("body:one", "One", "body", speaks_for="body:two"),
        actor("body:two", "Two", "body", None, "body:one"),
    )

    assert principal(said(told, "body:one", "It is good."), {"body:one": one, "body:two": two}) == "body:two"


def test_statement_without_actor_is_no_position() -> None:
    """Words of a source that cannot be named count for nobody."""
    told = report("a", "Title", "It is good.")
    reading = Reading(told, statements=(said(told, None, "It is good.", codings=[(DAMS, "support")]),))

    assert positions(reading) == ()


def test_second_hand_statement_is_no_position_of_the_reported_actor() -> None:
    """What A says that B holds gives neither a position of B nor a disagreement with B."""
    told = report("a", "Title", "Otto Brandt says that Freedonia thinks the dam is good. The dam is bad.")
    outer = said(told, SYL, "Freedonia thinks the dam is good")
    inner = said(told, FRE, "the dam is good", reported_by=outer, codings=[(DAMS, "support")])
    own = said(told, SYL, "The dam is bad.", codings=[(DAMS, "oppose")])
    reading = Reading(told, statements=(outer, inner, own))

    assert stances(reading) == {SYL: "oppose"}
    assert disagreements(reading) == ()


def test_repetition_counts_once() -> None:
    """A deck line and the sentence that it repeats carry a position as one statement."""
    deck, first, *_ = full().statements
    (position,) = [position for position in positions(full()) if position.actor == "state:FRE"]

    assert position.statements == (first.id,)
    assert deck.id not in position.statements


def test_repetition_that_alone_is_coded_counts() -> None:
    """When only the repetition names the issue, it carries the position."""
    told = report("a", "Title", "The dam is good. It is good.")
    original = said(told, FRE, "It is good.")
    repeat = said(told, FRE, "The dam is good.", same_as=original, codings=[(DAMS, "support")])

    (position,) = positions(Reading(told, statements=(original, repeat)))

    assert position.statements == (repeat.id,)


def test_statements_of_position_come_by_day() -> None:
    """The statements of a position are in the order in which they were said, and the last gives its day."""
    late = plain("a", (FRE, "It is good.", "support"), published=date(2026, 3, 2))
    early = plain("b", (FRE, "It is very good.", "support"), published=date(2026, 3, 1))

    (position,) = positions(late, early)

    assert position.statements == (early.statements[0].id, late.statements[0].id)
    assert position.on == date(2026, 3, 2)


def test_confidence_is_that_of_the_best_statement() -> None:
    """Two statements on one side are as sure as the surer; each is sure by its words and its coding."""
    told = report("a", "Title", "It is good. It is fine.")
    pair = [
        said(told, FRE, words, codings=[(DAMS, "support")], confidence=sure)
        for words, sure in (("It is good.", 0.4), ("It is fine.", 0.6))
    ]

    (position,) = positions(Reading(told, statements=tuple(pair)))

    assert position.confidence == pytest.approx(0.6 * 0.5)


def test_confidence_of_mixed_position_needs_both_sides() -> None:
    """A mixed position is as sure as the less sure of its sides."""
    told = report("a", "Title", "It is good. It is bad.")
    pair = (
        said(told, FRE, "It is good.", codings=[(DAMS, "support")], confidence=0.9),
        said(told, FRE, "It is bad.", codings=[(DAMS, "oppose")], confidence=0.2),
    )

    (position,) = positions(Reading(told, statements=pair))

    assert position.confidence == pytest.approx(0.2 * 0.5)


def test_statement_coded_on_two_issues_gives_two_positions() -> None:
    """One statement can carry positions on several issues."""
    told = report("a", "Title", "Talk about the dam!")
    one = said(told, FRE, "Talk about the dam!", codings=[(DAMS, "oppose"), (TALKS, "support")])

    found = positions(Reading(told, statements=(one,)))

    assert [(position.issue, position.stance) for position in found] == [(DAMS, "oppose"), (TALKS, "support")]


def test_disagreement_pairs_opposite_positions() -> None:
    """Support and opposition of different actors on one issue are a disagreement, a before b."""
    reading = plain("a", (SYL, "It is bad.", "oppose"), (FRE, "It is good.", "support"))
    bad, good = reading.statements

    assert disagreements(reading) == (Disagreement("dams", FRE, good.id, SYL, bad.id),)


def test_every_pair_disagrees() -> None:
    """Two in support and two opposed are four disagreements, sorted."""
    sides: dict[str, Stance] = {"state:a": "support", "state:b": "oppose", "state:c": "support", "state:d": "oppose"}
    reading = plain("a", *((id, f"Words of {id}.", stance) for id, stance in sides.items()))

    pairs = [(found.a_actor, found.b_actor) for found in disagreements(reading)]

    assert pairs == [("state:a", "state:b"), ("state:a", "state:d"), ("state:b", "state:c"), ("state:c", "state:d")]


@pytest.mark.parametrize("other", ["mixed", "neutral", "support"])
def test_no_disagreement_with_those_who_take_no_opposite_side(other: Stance) -> None:
    """Mixed and neutral positions, and the same side, oppose nobody."""
    assert disagreements(plain("a", (FRE, "It is good.", "support"), (SYL, "Hm.", other))) == ()


def test_mixed_actor_does_not_disagree_with_itself() -> None:
    """An actor that said both has one mixed position and no disagreement."""
    assert disagreements(plain("a", (FRE, "It is good.", "support"), (FRE, "It is bad.", "oppose"))) == ()


def test_speaker_and_the_one_spoken_for_do_not_disagree() -> None:
    """When another report tells whom a person speaks for, the two are no pair."""
    told = report("a", "Title", "It is bad.")
    alone = actor("person:ida-moss", "Ida Moss")
    words = said(told, alone.id, "It is bad.", codings=[(DAMS, "oppose")])
    linked = report("b", "Title", "It is good.")
    praise = said(linked, "state:FRE", "It is good.", codings=[(DAMS, "support")])
    tie = replace(alone, on_behalf_of="state:FRE")

    assert (
        disagreements(Reading(told, (alone,), (words,)), Reading(linked, (tie, state("FRE", "Freedonia")), (praise,)))
        == ()
    )


def test_best_statement_stands_for_a_side() -> None:
    """Direct words come before paraphrase, then the surer statement, then the first."""
    told = report("a", "Title", "“Good.” Fine. “Right.” “Just.” Bad.")
    support = [(DAMS, "support")]
    kept = (
        said(told, FRE, "Fine.", form="indirect", codings=support, confidence=0.99),
        said(told, FRE, "“Good.”", codings=support, confidence=0.5),
        said(told, FRE, "“Right.”", codings=support, confidence=0.7),
        said(told, FRE, "“Just.”", codings=support, confidence=0.7),
        said(told, SYL, "Bad.", codings=[(DAMS, "oppose")]),
    )

    (found,) = disagreements(Reading(told, statements=kept))

    assert found.a_statement == kept[2].id


def test_scope_of_reports_and_outlets() -> None:
    """Positions of some reports, or of some outlets' reports, count only their statements."""
    one = plain("a", (FRE, "It is good.", "support"), outlet="The Courier")
    two = plain("b", (FRE, "It is bad.", "oppose"), outlet="The Post")

    (only,) = positions(one, two, scope=Scope(reports=(one.report.id,)))
    (other,) = positions(one, two, scope=Scope(outlets=("The Post",)))
    (both,) = positions(one, two)

    assert (only.stance, other.stance, both.stance) == ("support", "oppose", "mixed")
    assert positions(one, two, scope=Scope(reports=())) == ()


def test_scope_of_days() -> None:
    """Positions of a period count only statements of its days; a statement without any day is of no period."""
    early = plain("a", (FRE, "It is good.", "support"), published=date(2026, 3, 1))
    late = plain("b", (FRE, "It is bad.", "oppose"), published=date(2026, 3, 9))
    undated = plain("c", (FRE, "It is so.", "mixed"))

    (first,) = positions(early, late, undated, scope=Scope(until=date(2026, 3, 1)))
    (last,) = positions(early, late, undated, scope=Scope(since=date(2026, 3, 9)))

    assert (first.stance, last.stance) == ("support", "oppose")


def test_new_reading_is_seen_in_the_same_scope() -> None:
    """What is added after a question counts in the next answer."""
    with Store.open(None) as store:
        before = store.positions()
        store.add(plain("a", (FRE, "It is good.", "support")), "one")

        assert (len(before), len(store.positions())) == (0, 1)
