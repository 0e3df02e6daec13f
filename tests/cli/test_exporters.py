"""The JSON contract and the brief as Markdown."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.samples import full, plain, report, said

from communique.core import registry
from communique.present.export import exporters
from communique.present.export.base import Exporter, TextExporter
from communique.present.export.brief import Brief
from communique.present.export.exporters.json import Json
from communique.present.export.exporters.md import Markdown
from communique.present.export.tables import as_csv, as_json
from communique.present.export.wording import wording
from communique.query.questions.positions import Positions
from communique.query.questions.said import Said
from communique.query.record import load
from communique.query.view import View, quantity
from communique.records import words
from communique.records.evidence import Evidence
from communique.records.rows import Actor, Mention, Reading, Record, Speaker
from communique.store.database import Store

EVIDENCE = {"start": int, "end": int, "words": str}
OPTIONAL = type(None)
ISSUE = {"id": str, "label": str, "proposition": str}
# The contract: each field with its type; a list of one element stands for a list of such elements.
CONTRACT: Any = {
    "communique": int,
    "reports": [
        {
            "id": str, "title": str, "deck": [str], "outlet": str, "authors": [str], "published": str,
            "language": str, "source": str, "sha256": str, "text": str, "removed": [{"words": str, "why": str}],
            "dateline": {"place": str, "day": str}, "body_start": int,
        }
    ],
    "actors": [
        {
            "id": str, "name": str, "kind": str, "country": str, "sectors": [str], "role": str, "on_behalf_of": str,
            "aliases": [str], "mentions": [{"report": str, **EVIDENCE}],
        }
    ],
    "statements": [
        {
            "id": str, "report": str, "form": str, "act": str,
            "speaker": {"actor": str, **EVIDENCE, "because": [str]}, "on_behalf_of": str, "reported_by": str,
            "cue": EVIDENCE, "content": [EVIDENCE], "to": str, "said_on": str, "said_from": str,
            "said_until": str, "place": str, "occasion": str, "confidence": float,
            "same_as": str, "codings": [{"issue": ISSUE, "stance": str, "because": [str], "confidence": float,
                          "conditional": bool}],
        }
    ],
    "positions": [
        {"actor": str, "issue": ISSUE, "stance": str, "statements": [str], "on": str, "confidence": float}
    ],
    "events": [
        {
            "id": str, "report": str, "type": str, "mode": str, "status": str, "actor": str, "recipient": str,
            "on": str, "until": str, "place": str, "amount": {"value": float, "unit": str}, "claimed_in": str,
            "evidence": EVIDENCE, "confidence": float,
        }
    ],
    "forecasts": [
        {
            "id": str, "report": str, "statement": str, "by": str, "outcome": EVIDENCE, "condition": EVIDENCE,
            "hedge": str, "likelihood": [float], "horizon": str,
        }
    ],
    "disagreements": [
        {"issue": str, "a": {"actor": str, "statement": str}, "b": {"actor": str, "statement": str}}
    ],
}  # fmt: skip
# Where the contract allows no value.
NULLABLE = {
    "outlet", "published", "dateline", "place", "day", "country", "role", "on_behalf_of", "speaker", "actor",
    "reported_by", "cue", "to", "said_on", "said_from", "said_until", "occasion", "same_as", "on", "until",
    "mode", "recipient", "amount",
    "claimed_in", "statement", "by", "condition", "hedge", "likelihood", "horizon", "start", "end", "words",
}  # fmt: skip


def faults(value: Any, contract: Any, path: str = "") -> Iterator[str]:
    """Yield where a value departs from the contract."""
    name = path.rpartition(".")[2].rstrip("[]")
    if value is None:
        if name not in NULLABLE:
            yield f"{path} must not be null"
    elif isinstance(contract, dict):
        if not isinstance(value, dict) or list(value) != list(contract):
            yield f"{path} has the fields {value}, not {list(contract)}"
        else:
            for key in contract:
                yield from faults(value[key], contract[key], f"{path}.{key}")
    elif isinstance(contract, list):
        for item in value:
            yield from faults(item, contract[0], f"{path}[]")
    elif type(value) is not contract:
        yield f"{path} is {value!r}, not {contract.__name__}"


@pytest.fixture
def record() -> Record:
    """A record of two reports with a row of every kind."""
    with Store.open(None) as store:
        store.add(full(), "one")
        store.add(plain("b", ("state:rur", "Ruritania | is_for *it*.", "support")), "one")
        return load(store)


def as_json_object(record: Record) -> Any:
    """Return what the JSON exporter's text holds."""
    return json.loads(Json().text(record))


def test_json_follows_the_contract(record: Record) -> None:
    """Every row has exactly the fields of the contract, in its order, with values of their types."""
    assert list(faults(as_json_object(record), CONTRACT)) == []


def test_json_of_empty_record_follows_the_contract() -> None:
    """A record without rows has all lists, empty."""
    whole = as_json_object(Record())

    assert list(faults(whole, CONTRACT)) == []
    assert all(whole[key] == [] for key in CONTRACT if key != "communique")


def test_json_keeps_letters_as_they_are(record: Record) -> None:
    """Text beyond ASCII is written as it is and ends in one line break."""
    text = Json().text(record)

    assert "“We never agreed to it,” said Otto Brandt of Sylvania 🌊." in text
    assert text.endswith("}\n")


def pairs(value: Any) -> Iterator[tuple[Any, str | None]]:
    """Yield each range in the JSON with the id of the report that it points into."""
    for row in value["statements"] + value["events"] + value["forecasts"]:
        parts = [row.get(key) for key in ("speaker", "cue", "evidence", "outcome", "condition")]
        yield from ((part, row["report"]) for part in [*parts, *row.get("content", [])] if part)
    yield from ((mention, mention["report"]) for actor in value["actors"] for mention in actor["mentions"])


@given(st.text(min_size=1).filter(lambda text: text.isprintable()), st.data())
def test_json_ranges_give_the_words(text: str, data: st.DataObject) -> None:
    """In any text the ranges that are written give the words that are written."""
    told = replace(report("a", "Title"), text=text)
    ranges = st.integers(0, len(text) - 1).flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, len(text))))
    source, cue, content = (Evidence.of(text, *data.draw(ranges)) for _ in range(3))
    statement = replace(
        said(report("a", "x"), "state:FRE", "x"), report=told.id, content=(content,), cue=cue,
        speaker=Speaker("state:FRE", source),
    )  # fmt: skip
    actor = Actor("state:FRE", "Freedonia", "state", mentions=(Mention(told.id, source),))
    with Store.open(None) as store:
        store.add(Reading(told, (actor,), (statement,)), "one")
        whole = as_json_object(load(store))
    texts = {report["id"]: report["text"] for report in whole["reports"]}

    found = list(pairs(whole))

    assert len(found) == 4
    assert all(texts[report][part["start"] : part["end"]] == part["words"] for part, report in found)


@pytest.mark.parametrize("name", registry.names(exporters))
def test_exporter_gives_the_same_bytes_twice(name: str, record: Record) -> None:
    """The same record gives the same bytes, an empty one is written too, and text is in UTF-8."""
    exporter = registry.load(exporters, name, Exporter)()  # type: ignore[type-abstract]
    whole = [b"".join(exporter.chunks(one)) for one in (record, record, Record())]

    assert whole[0] == whole[1] != whole[2] != b""
    assert re.fullmatch(r"[a-z]+/[\w.+-]+(; charset=utf-8)?", exporter.type)
    if isinstance(exporter, TextExporter):
        assert exporter.text(record).encode() == whole[0]
        assert all(one.endswith(b"\n") for one in whole)


@pytest.mark.parametrize("name", ["md", "html", "docx"])
def test_sources_lead_to_the_room(name: str, record: Record) -> None:
    """Each source says where its words can be read."""
    exporter = registry.load(exporters, name, Exporter)(lambda report, row: f"http://room/{report}/{row}")  # type: ignore[type-abstract]
    whole = b"".join(exporter.chunks(record))
    if name == "docx":
        whole = zipfile.ZipFile(io.BytesIO(whole)).read("word/_rels/footnotes.xml.rels")
    rows = {(row.report, row.id) for row in (*record.statements, *record.events, *record.forecasts)}
    found = re.findall(rb"http://room/([^/]+)/([\w:]+)", whole)

    assert {(report.decode(), row.decode()) for report, row in found} <= rows
    assert len(set(found)) == len(list(Brief(View(record)).passages))


def test_markdown_has_every_section(record: Record) -> None:
    """The brief has its sections, and the numbers in it are those of the sources."""
    text = Markdown().text(record)

    for heading in ("Who said what", "Who stands where", "Who contradicts whom", "Who did what to whom", "Sources"):
        assert f"\n## {heading}\n" in text
    assert "- ✖ opposes: Sylvania (Otto Brandt): “We never agreed to it,” [6]\n" in text
    assert "- [6] “We never agreed to it,” said Otto Brandt of Sylvania 🌊.\n" in text


def test_markdown_shows_words_as_they_are(record: Record) -> None:
    """Characters that mean something in Markdown are escaped."""
    assert r"Ruritania \| is\_for \*it\*." in Markdown().text(record)


def test_brief_tells_second_hand_apart(record: Record) -> None:
    """What A says that B said stands under A's statement and names both."""
    text = Markdown().text(record)

    assert "\n  - *second-hand, as reported by Otto Brandt:* Sylvania believes: the dam a threat" in text
    assert text.count("the dam a threat (") == 1


def test_brief_counts_repetitions_once(record: Record) -> None:
    """A deck line is no statement of its own; its place is given with the statement that it repeats."""
    quotes = [quote for speaker in Brief(View(record)).speakers for quote in speaker.quotes]

    assert [quote.numbers for quote in quotes if quote.speaker == "Ida Moss"] == [(1, 2), (3,)]


def test_table_of_many_actors_is_a_list() -> None:
    """Positions of more actors than a table can show are listed for each issue."""
    with Store.open(None) as store:
        store.add(plain("a", *((f"state:s{n}", f"Words {n}.", "support") for n in range(9))), "one")
        text = Markdown().text(load(store))

    assert "| Proposition |" not in text
    assert "\n- ✚ supports [1]: S0\n" in text


def test_csv_has_a_line_for_each_piece_of_evidence(record: Record) -> None:
    """The table can be read back: a position with two statements takes two lines with one row number."""
    with Store.open(None) as store:
        store.add(plain("a", ("state:fre", "It is “good”, yes.", "support"), ("state:fre", "Fine.", "support")), "one")
        view = View(load(store))
    table = list(csv.DictReader(io.StringIO("".join(as_csv(Positions(), Positions().rows(view))))))

    assert [(line["row"], line["actor"], line["words"]) for line in table] == [
        ("1", "Fre", "It is “good”, yes."), ("1", "Fre", "Fine.")
    ]  # fmt: skip


def test_answers_as_json(record: Record) -> None:
    """Answers in JSON have the question's columns and their evidence."""
    view = View(record)
    whole = json.loads(as_json("said", Said(), Said().rows(view)))

    assert whole["question"] == "said"
    assert whole["rows"][0]["speaker"] == "Ida Moss"
    assert whole["rows"][0]["evidence"][0]["published"] == "2026-03-12"


@pytest.mark.parametrize(
    ("kind", "list_of_words"),
    [("act", words.ACTS), ("stance", words.STANCES), ("status", words.STATUSES)],
)
def test_every_word_has_wording(kind: str, list_of_words: tuple[str, ...]) -> None:
    """Each word of the closed lists can be shown; signs never stand alone."""
    assert all(wording(kind, word).words for word in list_of_words)


def test_numbers_have_no_noise() -> None:
    """Sums and products of binary fractions are written as people write them."""
    reading = plain("a", ("state:fre", "It is good.", "support"))
    reading = replace(reading, statements=tuple(replace(one, confidence=0.9 * 0.8) for one in reading.statements))
    with Store.open(None) as store:
        store.add(reading, "one")
        record = load(store)

    assert 0.9 * 0.8 != 0.72
    assert '"confidence": 0.72,' in Json().text(record)
    assert quantity(2.3 * 1_000_000) == 2_300_000


def test_markdown_of_nothing() -> None:
    """An answer without rows says so, without empty headings."""
    assert Markdown().text(Record()) == "# Brief\n\nNothing in the record meets this.\n"
