"""The whole of it: one report through all stages, many reports into a record."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import communique
from communique.core.errors import CodebookError, InputError
from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.records.rows import Record
from communique.run.batch import read_into
from communique.store.database import Store

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = sorted(path for path in EXAMPLES.iterdir() if path.name != "README.md")


@pytest.fixture(scope="module", params=REPORTS, ids=lambda path: path.stem)
def record(request) -> Record:
    """The record of each example report."""
    return communique.read(request.param)


def test_evidence_is_true(record):
    """Every range in the record has its words in the text of its report."""
    texts = {report.id: report.text for report in record.reports}
    places = [
        (s.report, e) for s in record.statements for e in (s.cue, *s.content, s.speaker and s.speaker.evidence) if e
    ]
    places += [(event.report, event.evidence) for event in record.events]
    places += [(f.report, e) for f in record.forecasts for e in (f.outcome, f.condition) if e]
    places += [(mention.report, mention.evidence) for actor in record.actors for mention in actor.mentions]

    assert places
    assert all(texts[report][e.start : e.end] == e.words for report, e in places)


def test_ids_are_there_and_different(record):
    """No two rows share an id, and every id that a row names is in the record."""
    actors = {actor.id for actor in record.actors}
    statements = [statement.id for statement in record.statements]
    named = {s.speaker.actor for s in record.statements if s.speaker} | {s.on_behalf_of for s in record.statements}
    named |= {actor.on_behalf_of for actor in record.actors} | {s.to for s in record.statements}
    named |= {party for event in record.events for party in (event.actor, event.recipient)}
    links = {s.reported_by for s in record.statements} | {s.same_as for s in record.statements}
    links |= {event.claimed_in for event in record.events} | {forecast.statement for forecast in record.forecasts}

    assert len(set(statements)) == len(statements)
    assert len({event.id for event in record.events}) == len(record.events)
    assert named - {None} <= actors
    assert links - {None} <= set(statements)


def test_what_is_denied_is_not_asserted(record):
    """An event that a statement holds is never told as plain fact, unless the speaking is the event."""
    asserted = [event for event in record.events if event.status == "asserted" and event.claimed_in]
    spoken = {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "CONCEDE"}

    assert {event.type for event in asserted} <= spoken


def test_positions_rest_on_statements_of_their_actor(record):
    """The statements of a position are by its actor or by somebody who speaks for it, at first hand."""
    by_id = {statement.id: statement for statement in record.statements}
    above = {actor.id: actor.on_behalf_of for actor in record.actors}

    for position in record.positions:
        for statement in (by_id[one] for one in position.statements):
            holder = statement.speaker.actor
            while holder != position.actor and holder is not None:
                holder = above[holder]
            assert holder == position.actor
            assert statement.reported_by is None


def test_same_bytes_in_another_process(tmp_path):
    """Two processes with different hash seeds print the same bytes."""
    call = [sys.executable, "-m", "communique", "read", *map(str, REPORTS[:3]), "--json", "--record"]
    runs = [
        subprocess.run(
            [*call, str(tmp_path / f"{seed}.db")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert len(runs[0]) > 10_000
    assert runs[0] == runs[1]


def test_reading_twice_adds_nothing(tmp_path):
    """The second reading of the same folder changes no byte of what the record holds."""
    with Store.open(tmp_path / "record.db") as store:
        first = [outcome.new for outcome in read_into(store, [str(REPORTS[0])], Given(), Settings())]
        again = [outcome.new for outcome in read_into(store, [str(REPORTS[0])], Given(), Settings())]

    assert (first, again) == ([True], [False])


def test_another_date_reads_anew(tmp_path):
    """The same file with another publication date is the same report, read again."""
    path = tmp_path / "note.txt"
    path.write_text("Ghana said on Monday that the port was open.", encoding="utf-8")
    with Store.open(None) as store:
        for day in (date(2026, 3, 12), date(2026, 3, 19)):
            assert [o.new for o in read_into(store, [str(path)], Given(published=day), Settings())] == [True]
        days = [statement.said_on for statement in store.statements()]

    assert days == [date(2026, 3, 16)]


def test_bad_inputs_leave_the_others(tmp_path):
    """A missing file and a binary one are reported, and the good one is read."""
    (tmp_path / "good.txt").write_text("Ghana said that the port was open.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 4)
    with Store.open(None) as store:
        names = [str(tmp_path / name) for name in ("good.txt", "bad.txt", "none.txt")]
        outcomes = list(read_into(store, names, Given(), Settings()))

    assert sorted(bool(outcome.error) for outcome in outcomes) == [False, True, True]
    assert {outcome.total for outcome in outcomes} == {3}


def test_a_wrong_codebook_stops_before_reading(tmp_path):
    """A codebook that does not follow the format is refused before any report is read."""
    (tmp_path / "mine.yaml").write_text("issues: 3", encoding="utf-8")
    with Store.open(None) as store, pytest.raises(CodebookError):
        next(read_into(store, [str(REPORTS[0])], Given(), Settings(tmp_path / "mine.yaml")))


def test_python_reads_a_text():
    """A text in place of a path is read as one report."""
    record = communique.read("Ghana accused Norway of dumping.\n\nNorway denied it.", published=date(2026, 3, 12))

    assert [(s.speaker.actor, s.act) for s in record.statements] == [("state:GHA", "accuse"), ("state:NOR", "deny")]


def test_python_refuses_a_missing_file():
    """A path without a file raises the error that names it."""
    with pytest.raises(InputError, match=r"none\.txt"):
        communique.read("none.txt")


def test_importing_is_cheap():
    """Importing the package loads neither the parser nor the terminal."""
    code = "import communique, sys; print(sorted({'spacy', 'typer', 'rich', 'trafilatura', 'yaml'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_speakers_deep_inside_each_other_are_read():
    """A hundred and fifty speakers, each quoted by the one before, are read; the search for who "she" is ends."""
    opening = "Ghana’s minister, Esi Boateng, spoke to reporters in Accra on Thursday about the price of bread.\n\n"

    assert communique.read(opening + "“He said ‘she said “x”’” " * 150).statements
