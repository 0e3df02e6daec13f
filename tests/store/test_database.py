"""What the record file promises."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from communique.core.errors import StoreError
from communique.records.rows import Reading, Speaker
from communique.records.standing import Window
from communique.store import database, place
from communique.store.database import Store
from communique.store.scope import Scope
from store.samples import full, plain


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A place for a record."""
    return tmp_path / "communique.db"


def dump(path: Path) -> list[str]:
    """Return the whole content of a file as SQL."""
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def readings(store: Store) -> Iterator[Reading]:
    """Yield everything in the record again, report by report."""
    for report in store.reports():
        only = Scope(reports=(report.id,))
        mentions = store.mentions(only)
        actors = tuple(replace(actor, mentions=mentions.get(actor.id, ())) for actor in store.actors(only))
        rows = (actors, store.statements(only), store.events(only), store.forecasts(only))
        yield Reading(report, *rows)


def test_returns_what_was_kept(path: Path) -> None:
    """A reading with every field set comes back equal, from a file opened anew."""
    with Store.open(path) as store:
        store.add(full(), "one")

    with Store.open(path) as store:
        assert list(readings(store)) == [full()]


def test_keeps_missing_values_apart(path: Path) -> None:
    """No source, a source that cannot be resolved and a known one are three different things."""
    reading = plain("a", ("state:fre", "It is good.", "support"))
    (statement,) = reading.statements
    found = (
        replace(statement, id="statement:1", speaker=None),
        replace(statement, id="statement:2", speaker=Speaker(None, None)),
        replace(statement, id="statement:3"),
    )
    reading = replace(reading, statements=found)
    with Store.open(path) as store:
        store.add(reading, "one")

        assert store.statements() == found


def test_same_reading_changes_nothing(path: Path) -> None:
    """Adding a reading twice leaves the same content, and says so."""
    with Store.open(path) as store:
        first = store.add(full(), "one")
    before = dump(path)
    with Store.open(path) as store:
        second = store.add(full(), "one")

    assert (first, second) == (True, False)
    assert dump(path) == before


def test_other_reading_replaces_rows(path: Path) -> None:
    """A new reading of a report takes the place of all rows of the old one and of nothing else."""
    other = plain("b", ("state:fre", "It is good.", "support"))
    with Store.open(path) as store:
        store.add(full(), "one")
        store.add(other, "one")
        shorter = replace(full(), statements=full().statements[:1], events=(), forecasts=())
        changed = store.add(shorter, "two")

        assert changed
        assert {reading.report.id: reading for reading in readings(store)} == {
            other.report.id: other, full().report.id: shorter
        }  # fmt: skip


def test_knows_what_it_has(path: Path) -> None:
    """A report counts as read only under the origin that read it."""
    report = full().report.id
    with Store.open(path) as store:
        before = store.has(report, "one")
        store.add(full(), "one")

        assert not before
        assert store.has(report, "one")
        assert not store.has(report, "two")


def test_reports_are_in_order_of_publication() -> None:
    """Reports come by day whatever order they were added in, undated ones last."""
    days = {"c": None, "b": date(2026, 2, 1), "a": date(2026, 1, 1)}
    with Store.open(None) as store:
        for name, day in days.items():
            store.add(plain(name, ("state:fre", "It is good.", "support"), published=day), "one")

        assert [report.source for report in store.reports()] == ["a.txt", "b.txt", "c.txt"]


def test_content_does_not_depend_on_order(tmp_path: Path) -> None:
    """Two records of the same reports answer the same whatever order they were read in."""
    some = [plain(name, ("state:fre", f"It is {name}.", "support")) for name in "abc"]
    answers = []
    for number, order in enumerate((some, some[::-1])):
        with Store.open(tmp_path / f"{number}.db") as store:
            for reading in order:
                store.add(reading, "one")
            answers.append((list(readings(store)), store.positions()))

    assert answers[0] == answers[1]


def test_words_can_be_had_in_sql(path: Path) -> None:
    """The formula in the schema's comment gives the words in any SQLite tool, astral characters before them or not."""
    reading = full()
    text = "🌊 " + reading.report.text
    (part, *_), shift = reading.statements[1].content, 2
    moved = replace(part, start=part.start + shift, end=part.end + shift)
    statement = replace(reading.statements[1], content=(moved,), speaker=None, cue=None)
    with Store.open(path) as store:
        store.add(Reading(replace(reading.report, text=text), statements=(statement,)), "one")
    with sqlite3.connect(path) as connection:
        query = 'SELECT substr(text, start + 1, "end" - start) FROM contents JOIN reports ON reports.id = report'
        found = connection.execute(query).fetchone()[0]
    connection.close()

    assert found == part.words


def test_opening_again_writes_nothing(path: Path) -> None:
    """A record that is up to date is opened without a change to the file."""
    with Store.open(path) as store:
        store.add(full(), "one")
    before = path.read_bytes()
    with Store.open(path):
        pass

    assert path.read_bytes() == before


def test_views_of_another_version_are_made_anew(path: Path) -> None:
    """A view in the file that is not this program's is replaced."""
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP VIEW positions")
        connection.execute("CREATE VIEW positions AS SELECT 1")
    connection.close()
    fresh = path.with_name("fresh.db")
    Store.open(path).close()
    Store.open(fresh).close()

    assert sorted(dump(path)) == sorted(dump(fresh))


def test_source_with_undecodable_name() -> None:
    """A file name that is not valid text is kept in a readable form."""
    reading = plain("a", ("state:fre", "It is good.", "support"))
    reading = replace(reading, report=replace(reading.report, source="r\udce9port.txt"))
    with Store.open(None) as store:
        store.add(reading, "one")

        assert [report.source for report in store.reports()] == ["r\\udce9port.txt"]


# Files that cannot be used


def foreign(path: Path) -> None:
    """Make a SQLite file of another program."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE holidays (name TEXT)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    """Make a record of a version to come."""
    Store.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def garbage(path: Path) -> None:
    """Make a file that is no database."""
    path.write_text("Minutes of the meeting. " * 100)


def truncated(path: Path) -> None:
    """Make a record whose second half is lost."""
    with Store.open(path) as store:
        for number in range(30):
            store.add(plain(f"r{number}", ("state:fre", "It is good. " * 200, "support")), "one")
    path.write_bytes(path.read_bytes()[:20_000])


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (foreign, "another program"),
        (newer, "newer version"),
        (garbage, "not a record"),
        (truncated, "damaged"),
        (Path.mkdir, "is a folder"),
    ],
)
def test_refuses_unusable_file(make: object, problem: str, path: Path) -> None:
    """A file that cannot be used is named, with the reason and the way out, and is left as it was."""
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(StoreError, match=problem) as error, Store.open(path) as store:
        list(readings(store))

    assert str(path) in str(error.value)
    assert "record" in str(error.value)
    assert before is None or path.read_bytes() == before


def test_refuses_missing_folder(tmp_path: Path) -> None:
    """A record in a folder that is not there cannot be made."""
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path / "nowhere" / "communique.db")


def test_file_that_may_not_be_written_can_be_asked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record on a read-only disk answers, refuses to be added to, and gets no files beside it."""
    with Store.open(path) as store:
        store.add(full(), "one")
    monkeypatch.setattr(place, "is_writable", lambda _: False)

    with Store.open(path) as store:
        assert list(readings(store)) == [full()]
        assert len(store.positions()) == 2
        with pytest.raises(StoreError, match="cannot be written"):
            store.add(plain("b", ("state:fre", "It is good.", "support")), "one")
        assert [file.name for file in path.parent.iterdir()] == ["communique.db"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_read_only_file_is_not_writable(path: Path) -> None:
    """The permissions of the file and of its folder tell whether a record may be written."""
    Store.open(path).close()
    path.chmod(stat.S_IRUSR)

    assert not place.is_writable(path)


@pytest.mark.parametrize("name", ["50% of it?.db", "naïve #1.db", "a b.db"])
def test_name_of_file_may_hold_anything(tmp_path: Path, name: str) -> None:
    """Characters that mean something in addresses are part of the file's name."""
    Store.open(tmp_path / name).close()

    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_refuses_locked_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process writes for longer than one waits, the error names that."""
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    Store.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with Store.open(path) as store, pytest.raises(StoreError, match="another process"):
        store.add(full(), "one")
    other.close()


def test_reads_beside_a_writer(path: Path) -> None:
    """A record can be asked while another process writes to it."""
    with Store.open(path) as store:
        store.add(full(), "one")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM reports")

    with Store.open(path) as store:
        assert len(store.reports()) == 1
    other.close()


def test_says_that_the_disk_is_full(path: Path) -> None:
    """A record that cannot grow says so and keeps what it had."""
    with Store.open(path) as store:
        store.add(full(), "one")
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        long = plain("long", ("state:fre", "It is good. " * 20_000, "support"))

        with pytest.raises(StoreError, match="disk is full"):
            store.add(long, "one")
        assert list(readings(store)) == [full()]


def _write_until_killed(path: Path) -> None:
    with Store.open(path) as store:
        store.add(full(), "one")
        rows = plain("late", *((f"state:{n}", f"Sentence {n}.", "support") for n in range(50)))
        store._connection.set_trace_callback(_kill_in_the_middle)
        store.add(rows, "one")


def _kill_in_the_middle(command: str) -> None:
    if command.startswith("INSERT INTO main.codings"):
        os.kill(os.getpid(), signal.SIGKILL)


def test_killed_while_adding_leaves_whole_record(path: Path) -> None:
    """A process killed in the middle of adding leaves the earlier report whole and nothing of the later one."""
    process = multiprocessing.get_context("spawn").Process(target=_write_until_killed, args=(path,))
    process.start()
    process.join(30)

    assert process.exitcode == -signal.SIGKILL
    with Store.open(path) as store:
        assert list(readings(store)) == [full()]


def test_interrupted_add_leaves_whole_record(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption between two rows undoes the report, and the record can be used on."""

    def interrupt(command: str) -> None:
        if command.startswith("INSERT INTO main.codings"):
            store._connection.interrupt()

    with Store.open(path) as store:
        store._connection.set_trace_callback(interrupt)

        with pytest.raises(StoreError, match="interrupted"):
            store.add(full(), "one")
        store._connection.set_trace_callback(None)
        assert list(readings(store)) == []
        assert store.add(full(), "one")


def test_rows_of_one_id_are_kept_once() -> None:
    """A reading that has a row twice is kept like one that has it once."""
    rows = full()
    twice = replace(rows, statements=rows.statements * 2, events=rows.events * 2, forecasts=rows.forecasts * 2)
    with Store.open(None) as store:
        store.add(twice, "one")

        assert list(readings(store)) == [rows]


def test_copy_is_a_record(path: Path) -> None:
    """A closed record is one file that can be copied."""
    with Store.open(path) as store:
        store.add(full(), "one")
    copied = Path(shutil.copy(path, path.with_name("copy.db")))

    with Store.open(copied) as store:
        assert list(readings(store)) == [full()]
    assert sorted(file.name for file in path.parent.iterdir()) == ["communique.db", "copy.db"]


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE codings",
        "UPDATE reports SET deck = 'no JSON'",
        "UPDATE reports SET published = '2026-02-30'",
        "UPDATE statements SET act = 'sing'",
        "UPDATE statements SET cue_start = 0, cue_end = 9999999",
        "PRAGMA user_version = 0",
    ],
)
def test_damaged_rows_are_told(path: Path, damage: str) -> None:
    """A file whose tables or rows another program changed is told as damaged, whatever is wrong with it."""
    with Store.open(path) as store:
        store.add(full(), "one")
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()

    with pytest.raises(StoreError, match=r"communique\.db is damaged"), Store.open(path) as store:
        list(readings(store))


def test_short_file_is_not_written_over(path: Path) -> None:
    """A file of one byte is somebody's file; SQLite would take it for an empty one."""
    path.write_bytes(b"a")

    with pytest.raises(StoreError, match="not a record"):
        Store.open(path)
    assert path.read_bytes() == b"a"


def test_refuses_pipes_and_devices(path: Path) -> None:
    """What is no file is refused at once."""
    os.mkfifo(path)

    with pytest.raises(StoreError, match="pipe or a device"):
        Store.open(path)


def test_removed_while_in_use(path: Path) -> None:
    """What is added to a record that somebody removed would be lost without a word."""
    with Store.open(path) as store:
        path.unlink()

        with pytest.raises(StoreError, match="removed"):
            store.add(full(), "one")


def test_asked_beside_a_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may only ask sees what another process has written and not yet moved into the file."""
    with Store.open(path) as writer:
        writer.add(full(), "one")
        monkeypatch.setattr(place, "is_writable", lambda _: False)
        with Store.open(path) as store:
            assert list(readings(store)) == [full()]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may go anywhere")
def test_folder_that_may_not_be_entered(tmp_path: Path) -> None:
    """A record in a folder without permission is told in one error of ours."""
    tmp_path.chmod(0)

    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path / "communique.db")
    tmp_path.chmod(stat.S_IRWXU)


def test_codings_that_a_new_codebook_does_not_give_are_kept() -> None:
    """Reading a report again with another codebook deletes no coding: what it no longer gives is told as past."""
    first = plain("a", ("state:rur", "Ruritania is for it.", "support"), published=date(2026, 5, 1))
    bare = replace(first, statements=tuple(replace(one, codings=()) for one in first.statements))
    with Store.open(None) as store:
        store.add(first, "one")
        store.add(bare, "two")
        gone = [(one.words, one.coding.issue.id, one.coding.stance) for one in store.past_codings()]
        counted = store.tallies(Window())
        store.add(first, "three")
        back = store.past_codings()

    assert gone == [("Ruritania is for it.", "dams", "support")]
    assert counted == ()
    assert back == ()
