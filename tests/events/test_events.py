"""Deeds in readable cases: a passage, the attributions in it, the events that must and must not be found."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotate.annotators.events import Events
from communique.annotate.annotators.syntax import SyntaxStage
from communique.annotate.annotators.times import Times
from communique.lexicons.events import triggers
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.records.layers import ATTRIBUTIONS, EVENTS, SYNTAX, TIMES, Amount, Attribution, EventSpan
from communique.records.report import Report
from communique.records.words import EVENT_TYPES, STATUSES

CASES = Path(__file__).with_name("cases")
PUBLISHED = date(2022, 3, 23)


@dataclass
class Case:
    """A passage with its attributions ("source | cue | content") and the lines expected of it."""

    name: str
    text: str = ""
    attributions: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


def read_cases() -> list[Case]:
    """Read the case files: "##" names a case, ">" is its passage, "-" an expected line."""
    cases: list[Case] = []
    for path in sorted(CASES.glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                cases.append(Case(f"{path.stem}: {line[3:]}"))
            elif line.startswith("> "):
                cases[-1].text = line[2:]
            elif line.startswith("Attribution: "):
                cases[-1].attributions.append(line.removeprefix("Attribution: "))
            elif line.startswith("- "):
                cases[-1].expected.append(line[2:])
    return cases


def attribution(text: str, line: str) -> Attribution:
    """Build an attribution from its three parts; the cue's lemma follows in brackets."""
    source, cue, content = line.split(" | ")
    cue, _, lemma = cue.partition(" [")
    start = text.index(content)
    place, said = text.index(source), text.index(cue)
    return Attribution(
        Evidence.of(text, place, place + len(source)),
        Evidence.of(text, said, said + len(cue)),
        (Evidence.of(text, start, start + len(content)),),
        "indirect",
        lemma.rstrip("]") or "say",
    )


@cache
def stages() -> tuple[SyntaxStage, Times, Events]:
    """Build the stages once."""
    return SyntaxStage(), Times(), Events()


def read(
    text: str, lines: tuple[str, ...] = (), published: date | None = PUBLISHED
) -> tuple[Document, list[EventSpan]]:
    """Run the stages on a text; return the document and its events."""
    syntax, times, events = stages()
    document = Document(Report("r", "", (), None, (), published, "en", "", "", text))
    document = document.with_layer(SYNTAX, syntax(document))
    document = document.with_layer(TIMES, times(document))
    document = document.with_layer(ATTRIBUTIONS, tuple(attribution(text, line) for line in lines))
    return document, list(events(document))


def shown(event: EventSpan) -> str:
    """Write an event as the case files do."""
    parties = (party.words if party else "-" for party in (event.actor, event.recipient))
    return " | ".join([f"{event.type} {event.mode or '-'} {event.status}", *parties])


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.name)
def test_case_gives_its_events(case: Case) -> None:
    """A passage gives the events listed under it and no others."""
    _, events = read(case.text, tuple(case.attributions))

    assert [shown(event) for event in events] == [line for line in case.expected if line != "nothing"]


def test_cases_cover_every_type_and_status() -> None:
    """The cases hold at least 80 expectations, each type and each status among them."""
    lines = [line for case in read_cases() for line in case.expected]
    words = {word for line in lines for word in line.split(" | ")[0].split()}

    assert len(lines) >= 80
    assert words >= set(EVENT_TYPES) | set(STATUSES)


def test_table_names_every_type() -> None:
    """The trigger table has more than 300 rows, some for each type."""
    rows = [row for these in triggers().values() for row in these]

    assert len(rows) > 300
    assert {row.type for row in rows} == set(EVENT_TYPES)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Norway sent US$2.4 million in aid to Ukraine.", Amount(2_400_000, "USD")),
        ("Norway gave 3.5 billion euros in aid to Ukraine.", Amount(3_500_000_000, "EUR")),
        ("Norway sent 500 tonnes of wheat to Yemen.", Amount(500, "tonnes")),
        ("Poland expelled 20 Russian diplomats.", Amount(20, "diplomats")),
        ("Rebel forces killed 12 people in Goma.", Amount(12, "killed")),
        ("Russian troops shelled the port of Odesa, killing three people.", Amount(3, "killed")),
        ("Norway sent medicine to Yemen.", None),
    ],
)
def test_amount_belongs_to_the_event(text: str, amount: Amount | None) -> None:
    """Sums, goods and victims are read from the event's clause."""
    _, events = read(text)

    assert events[0].amount == amount


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On Tuesday, Poland expelled 20 Russian diplomats.", "On Tuesday"),
        ("He cited last week's video call between President Asha Rao and President Ivo Brandt.", "last week"),
        ("The ministry said on Tuesday that Russian forces had shelled the port.", None),
        ("Poland expelled 20 Russian diplomats.", None),
    ],
)
def test_date_of_the_clause_is_the_event_s(text: str, words: str | None) -> None:
    """The date in the event's own clause is its date; that of the saying is not."""
    document, events = read(text)
    found = events[0].time

    assert (None if found is None else document[TIMES][found].evidence.words) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Kosovo accused Serbian soldiers of kidnapping three policemen.",
            ["Kosovo accused Serbian soldiers of kidnapping three policemen"] * 2,
        ),
        (
            "Moldova closed its mission and expelled the Russian consul on Monday.",
            ["Moldova closed its mission", "Moldova closed its mission and expelled the Russian consul on Monday"],
        ),
        ("India-China border talks ended without progress.", ["India-China border talks ended without progress"]),
        ("Rao: We have expelled the Russian consul.", ["We have expelled the Russian consul"]),
        ("Kenya praised the plan; Uganda rejected the offer.", ["Uganda rejected the offer"]),
        ("Jordan rejected Iran's demands as “a bad joke”.", ["Jordan rejected Iran's demands as “a bad joke”"]),
        (
            "“We have told Kenya. The rebels must disarm,” she said, and Uganda rejected the offer.",
            ["The rebels must disarm", "Uganda rejected the offer"],
        ),
    ],
)
def test_evidence_is_a_clause_that_can_be_read_by_itself(text: str, words: list[str]) -> None:
    """The evidence holds the parties of its sentence, is cut at semicolons and keeps quotation marks in pairs."""
    _, events = read(text)

    assert [event.evidence.words for event in events] == words


def test_deed_that_goes_on_since_a_year_is_no_background() -> None:
    """ "Since 2014" does not put a deed into the past; "in 2014" does."""
    _, since = read("Norway has given Ukraine $9 billion in aid since 2014.")
    _, then = read("Norway gave Ukraine $9 billion in aid in 2014.")

    assert [event.status for event in (*since, *then)] == ["asserted", "past"]


def test_place_is_read_from_a_locative_phrase() -> None:
    """The place is the one that the clause names with "in" or "near"."""
    _, events = read("Turkish police arrested three journalists in Ankara.")

    assert events[0].place == "Ankara"


def test_event_names_its_innermost_attribution() -> None:
    """Of nested contents the shortest one counts."""
    text = "Rao said that Brandt said that Russian forces shelled Kherson."
    lines = (
        "Rao | said | that Brandt said that Russian forces shelled Kherson",
        "Brandt | said | that Russian forces shelled Kherson",
    )
    _, events = read(text, lines)

    assert [event.attribution for event in events] == [1]


def test_layer_is_the_one_promised() -> None:
    """The stage gives the events layer and needs the parse, the attributions and the dates."""
    assert (Events.gives, Events.needs) == (EVENTS, (SYNTAX, ATTRIBUTIONS, TIMES))


WORDS = [
    "Russia", "Ukraine", "troops", "shelled", "attacked", "will", "not", "to", "by", "of", "and", "with", "said",
    "that",    "who", "which",
    "between", "talks", "sanctions", "on", "imposed", ",", ".", "—", "“", "”",
    "president", "Xi", "we",
    "they", "its",
    "agreed", "refused", "send", "weapons", "500", "tonnes", "US$2.4", "million", "if", "call", "for", "no",
]  # fmt: skip


def test_long_list_of_parties_takes_no_longer_than_its_words() -> None:
    """A list of many names is looked at in part only, so that time stays linear in length."""
    _, events = read("Russia and " * 400 + "China met.")

    assert len(events) <= 8


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n\n"]), max_size=40))
def test_any_words_give_true_evidence(words: list[str]) -> None:
    """Whatever the words, nothing fails, evidence is true, confidence lies between 0 and 1, a party is named."""
    text = " ".join(words)
    _, events = read(text)
    places = [place for e in events for place in (e.trigger, e.evidence, e.actor, e.recipient) if place]

    assert all(text[place.start : place.end] == place.words for place in places)
    assert all(0 < event.confidence <= 1 and (event.actor or event.recipient) for event in events)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_failure(text: str) -> None:
    """Any characters at all are read, twice with the same result."""
    assert read(text)[1] == read(text)[1]
