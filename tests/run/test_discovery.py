"""Topics are found among what has no coding: several statements by several people, with a draft for each."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from store.samples import DAMS, actor, report, said, state, words

from communique.annotate.stance.matching import vector
from communique.lexicons.codebook import parse
from communique.present.export.stub import stub
from communique.query.base import Row
from communique.records.rows import Mention, Reading
from communique.run.discovery import ALIKE, Topic, row, topics, uncoded, vectors
from communique.run.grouping import groups
from communique.run.phrases import Phrases
from communique.store.database import Store
from communique.store.scope import EVERYTHING, Scope

HELDOUT = Path(__file__).parents[1] / "stances" / "heldout.tsv"

VISAS = (
    "that Freedonia should scrap tourist visas for visitors",
    "“Visa fees keep Freedonia’s tourists away,”",
    "that the visas for tourists would be free of charge",
)
OTHER = (
    "that the harvest of wheat was the poorest in ten years",
    "that two trains had collided near the old bridge",
    "that the orchestra would play at the opening ceremony",
    "that the patients were treated in a field hospital",
)


def reading(name: str, contents: Sequence[str], day: int = 1, speaker: str = "person:otto-brandt") -> Reading:
    """Make a reading in which somebody says things and nothing is coded."""
    told = report(name, f"News of {name}", *contents, published=date(2026, 3, day))
    freedonia = state("FRE", "Freedonia")
    if "Freedonia" in told.text:
        mention = Mention(told.id, words(told.text, "Freedonia"))
        freedonia = replace(freedonia, mentions=(mention,))
    statements = tuple(said(told, speaker, content, form="indirect") for content in contents)
    return Reading(told, (actor(speaker, "Otto Brandt"), freedonia), statements)


def found(*readings: Reading, least: int = 3, scope: Scope = EVERYTHING) -> list[Topic]:
    """Return the topics of readings."""
    with Store.open(None) as store:
        for one in readings:
            store.add(one, "one")
        said = uncoded(store, scope)
        return topics(store, said, list(vectors(said)), least)


def record() -> list[Reading]:
    """Return four readings: three of them have something on visas, by two speakers."""
    speakers = ("person:otto-brandt", "person:ida-moss", "person:otto-brandt")
    readings = [
        reading(f"r{i}", [text, OTHER[i]], i + 1, speaker)
        for i, (text, speaker) in enumerate(zip(VISAS, speakers, strict=True))
    ]
    return [*readings, reading("r3", OTHER[3:])]


def test_a_topic_comes_with_a_draft() -> None:
    """Label, terms, parties and counts of what three statements are about; the others make no topic."""
    (topic,) = found(*record())

    assert {one.words for one in topic.said} == set(VISAS)
    assert (topic.speakers, topic.reports) == (2, 3)
    assert "tourist" in topic.label.lower()
    assert {"visa", "tourist"} <= set(topic.terms)
    assert topic.parties == ("Freedonia",)
    assert topic.near is None
    assert topic.proposition[0].isupper()
    assert not re.search("[“”]|^That ", topic.proposition)


def test_a_topic_as_a_row() -> None:
    """The row has a cell for each column, and each statement as evidence."""
    shown = row(found(*record())[0])

    assert isinstance(shown, Row)
    assert shown.cells[1:4] == (3.0, 2.0, 3.0)
    assert {source.words for source in shown.sources} == set(VISAS)


def test_least_and_period() -> None:
    """A topic needs its number of statements, within the days asked for."""
    assert found(*record(), least=4) == []
    assert found(*record(), scope=Scope(since=date(2026, 3, 2))) == []
    assert len(found(*record(), scope=Scope(until=date(2026, 3, 3)))) == 1


def test_one_speaker_in_one_report_is_no_topic() -> None:
    """What one person says again and again in one report is none of the record's."""
    assert found(reading("r", VISAS), *(reading(f"o{i}", [text]) for i, text in enumerate(OTHER))) == []


def test_order_of_reading_does_not_matter() -> None:
    """The same reports give the same topics."""
    assert found(*record()) == found(*record()[::-1])


@pytest.mark.parametrize(
    "content", ["that he would not do it again", "“Yes, of course,”", "that it was so then and now"]
)
def test_what_says_nothing_makes_no_topic(content: str) -> None:
    """Words that could be said of anything are left out, however often they are said."""
    with Store.open(None) as store:
        for i in range(4):
            store.add(reading(f"r{i}", [content], i + 1, f"person:p-{i}"), "one")

        assert uncoded(store, EVERYTHING) == ()


def test_only_what_is_first_hand_and_has_no_coding() -> None:
    """A coded statement, one at second hand, a repetition and a wording found before are left out."""
    told = report("r", "News", *VISAS, *OTHER)
    first = said(told, "person:a", VISAS[0])
    statements = (
        first,
        said(told, "person:a", VISAS[1], codings=[(DAMS, "support")]),
        said(told, "person:a", VISAS[2], reported_by=first),
        said(told, "person:a", OTHER[0], same_as=first),
    )
    again = reading("s", [VISAS[0].upper()])
    with Store.open(None) as store:
        store.add(Reading(told, (actor("person:a", "A"),), statements), "one")
        store.add(again, "one")

        assert [one.words.casefold() for one in uncoded(store, EVERYTHING)] == [VISAS[0].casefold()]


def test_a_topic_near_an_issue_says_so() -> None:
    """Statements that speak to a proposition of the record, without a coding on it, are told with the issue."""
    claim = "The dam on the Blue River is justified"
    told = report("d", "News of dams", claim)
    coded = Reading(told, (), (said(told, "person:a", claim, codings=[(DAMS, "support")]),))
    dams = (
        "that the dam on the Blue River was right",
        "that the Blue River dam is a crime",
        "whether the Blue River dam was justified",
    )
    readings = [reading(f"r{i}", [text, OTHER[i]], 1, f"person:p-{i}") for i, text in enumerate(dams)]
    (topic,) = found(coded, *readings)

    assert topic.near == DAMS


def test_a_stub_is_a_codebook() -> None:
    """What is written to edit passes the check, with an id for each topic, whatever the words are."""
    (topic,) = found(*record())
    odd = replace(topic, label="#: “ß”", proposition="{target}: yes - no", terms=("no", "x: y"))
    book = parse(stub([topic, topic, odd]), "stub.yaml")

    assert [issue.id for issue in book.issues][1] == f"{book.issues[0].id}-2"
    assert book.issues[0].terms == topic.terms
    assert book.issues[2].proposition == "(target): yes - no"
    assert "Drafted from 3 statements" in book.issues[0].description


def test_phrases_are_those_that_others_lack() -> None:
    """Phrases are characteristic of a group; a pair stands for its words where the same texts have it."""
    texts = ["the gas field lies off the coast", "a gas field was found", "gas fields are rich", *OTHER]
    phrases = Phrases(texts).of({0, 1, 2})

    assert phrases[0].words == "gas field"
    assert phrases[0].texts == 3
    assert {"gas", "field", "the"}.isdisjoint(phrase.words for phrase in phrases)


def test_statements_that_come_together_are_on_one_issue() -> None:
    """Of the held-out sentences that are grouped by three or more, four of five pairs are on one issue."""
    issues = defaultdict(set)
    for line in HELDOUT.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, issue, *_ = line.split("\t")
            issues[re.sub(r"\[([^|\]]*)\|[^\]]*\]", r"\1", text)].add(issue)
    texts = sorted(text for text in issues if issues[text] != {"-"})
    table = np.array([vector(text) for text in texts])
    pairs = [pair for group in groups(table, ALIKE) if len(group) > 2 for pair in combinations(group, 2)]
    right = [bool(issues[texts[a]] & issues[texts[b]]) for a, b in pairs]

    assert len(pairs) >= 10
    assert sum(right) / len(right) >= 0.8
