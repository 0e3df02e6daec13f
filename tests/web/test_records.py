"""A record that is locked, removed, replaced, damaged or newer is told in plain words, and no path ever."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from store.samples import full

from communique.store import database
from communique.store.database import Store
from web.addresses import accepting, decided, every, known
from web.conftest import EXAMPLES

# What is never told.


def test_no_path_of_the_machine(client: TestClient, record: Path) -> None:
    """No page, twin, file or error names a folder of this machine: of the record, of the reports, of the program."""
    answers = [client.get(address).text for address in every(record, twins=True)]
    with Store.open(record) as store:
        answers += [client.get(f"/reports/{report.id}").text for report in store.reports()]
    with sqlite3.connect(record) as raw:
        raw.execute("UPDATE reports SET title = ''")  # files stand in for titles then
    raw.close()
    answers += [client.get(address).text for address in every(record, twins=True)]
    answers += [client.get(path).text for path in ("/nowhere", "/static/page.js", "/static/x", "/reports?page=0")]
    answers += [client.post("/do/undo", data={}).text, client.post("/do/decide", data={"report": "x", "id": "y"}).text]
    answers += _broken(client, record)

    for secret in (
        record.parent,
        EXAMPLES,
        EXAMPLES.parent,
        Path(sys.prefix),
        Path.home(),
        Path(database.__file__).parent,
    ):
        assert not [text for text in answers if str(secret) in text or quote(str(secret), safe="") in text]


def _broken(client: TestClient, record: Path) -> list[str]:
    """Return what is answered when the record is of a newer version, no record, a folder, and gone."""
    found = []
    with sqlite3.connect(record) as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    found.append(client.get("/reports").text)
    record.write_bytes(b"x" * 5000)
    found.append(client.get("/reports").text)
    for path in record.parent.glob(f"{record.name}*"):
        path.unlink()
    found.append(client.get("/reports").text)
    record.mkdir()
    found.append(client.get("/reports").text)
    assert "newer version" in found[0]
    assert "is not a record" in found[1]
    assert "not there" in found[2]
    assert "is a folder" in found[3]
    return found


# A record that cannot be used.

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
{how}
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def hold(record: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the record, as one does that keeps all others out."""
    # In a journal of another kind than ours, readers have to wait too.
    how = "held.execute('PRAGMA journal_mode = DELETE')"
    yield from _holding(record, how)


def _holding(record: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD.format(how=how), str(record)]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    yield other
    other.communicate()


def test_locked_record_is_told(
    client: TestClient, hold: subprocess.Popen[str], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process keeps everybody out, a plain page says what to do; afterwards all is as before."""
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    refused = [client.get("/reports"), client.get("/reports.json"), client.post("/do/undo", data={})]
    hold.communicate()

    assert {answer.status_code for answer in refused} == {503}
    assert all("is being written by another process" in answer.text for answer in refused)
    assert client.get("/reports").status_code == 200


def test_reading_goes_on_while_another_writes(
    record: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes for long keeps no reader waiting; a decision is refused in plain words, and can be sent again."""
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    form = accepting(record)
    holding = _holding(record, "")
    other = next(holding)
    begun = time.perf_counter()
    pages = [client.get(address).status_code for address in every(record)]
    took = time.perf_counter() - begun
    refused = client.post("/do/decide", data=form)
    other.communicate()

    assert set(pages) == {200}
    assert took < len(pages)
    assert refused.status_code == 503
    assert "Wait until it is done" in refused.text
    assert client.post("/do/decide", data=form).status_code == 200
    assert decided(record) == 1


def test_removed_record_is_told(client: TestClient, record: Path) -> None:
    """A record that was removed is told, and none is made in its place."""
    record.unlink()
    answer = client.get("/reports")

    assert answer.status_code == 503
    assert "is not there any more" in answer.text
    assert not record.exists()


def test_replaced_record_is_shown(client: TestClient, record: Path, tmp_path: Path) -> None:
    """Where another record was put in its place, that one is shown."""
    with Store.open(tmp_path / "other.db") as store:
        store.add(full(), "test")
    (tmp_path / "other.db").replace(record)

    assert "Freedonia defends dam" in client.get("/reports").text


def test_older_record_is_brought_up_to_date(client: TestClient, record: Path) -> None:
    """A record whose report vanished in the meantime says so where it is asked for."""
    with sqlite3.connect(record) as raw:
        raw.execute("DELETE FROM reports WHERE id = ?", (known(record)["report"],))
    raw.close()

    assert client.get("/reports").status_code == 200
