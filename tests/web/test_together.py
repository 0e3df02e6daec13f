"""Two browsers decide while a program reads reports into the same record: nothing is lost, nobody waits for long."""

import http.client
import shutil
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from communique.records.rows import Reading
from communique.records.words import ACTS
from communique.store.database import Store
from web.conftest import EXAMPLES, FEW

# Longest that a request may take, in seconds. A second is asked for; a busy machine that tests many things at once gets
# five times that, which is still less than a reading takes.
LONGEST = 5.0

# A program that has not read a dozen reports by then hangs.
PATIENCE = 300


class Visitor(threading.Thread):
    """Opens pages and posts decisions, one after the other, as a browser does, until told to stop.

    Args:
        address: of the page.
        forms: to post.
        done: set when the other program has ended.
    """

    def __init__(self, address: str, forms: list[dict[str, str]], done: threading.Event) -> None:
        super().__init__()
        self.address, self.forms, self.done = address, forms, done
        self.taken: list[dict[str, str]] = []
        self.answers: dict[int, int] = defaultdict(int)
        self.waited: list[float] = []

    def run(self) -> None:
        """Visit."""
        for form in self.forms:
            self._ask("POST", "/do/decide", urlencode(form))
            self.taken.append(form)
            self._ask("GET", f"/reports/{form['report']}?row={form['id']}")
            self._ask("GET", "/reports")
            if self.done.is_set():
                return

    def _ask(self, method: str, path: str, body: str | None = None) -> None:
        host = urlsplit(self.address).netloc
        begun = time.perf_counter()
        asking = http.client.HTTPConnection(host, timeout=60)
        asking.request(method, path, body, {"Origin": self.address} if body else {})
        answer = asking.getresponse()
        answer.read()
        asking.close()
        self.waited.append(time.perf_counter() - begun)
        self.answers[answer.status] += 1


def forms(readings: list[Reading], visitor: int) -> list[dict[str, str]]:
    """Return decisions about every second row: each an act that the machine did not give."""
    rows = [(one.report.id, said) for one in readings for said in one.statements]
    return [
        {"report": report, "id": said.id, "do": "edit", "field": "act", "value": _other(said.act), "back": "/"}
        for report, said in rows[visitor::2]
    ]


def _other(act: str) -> str:
    return ACTS[(ACTS.index(act) + 1) % len(ACTS)]  # type: ignore[arg-type]


@pytest.fixture
def record(few_record: Path, tmp_path: Path) -> Path:
    """Return a copy of a small record, as the program reads all of it anew."""
    return Path(shutil.copy(few_record, tmp_path / "record.db"))


def test_nothing_is_lost(record: Path, served: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While all reports are read anew and others added, two browsers decide: all of it is there afterwards."""
    with Store.open(record) as store:
        before = [store.machine(report.id) for report in store.reports()]
    new = [path for path in sorted(EXAMPLES.iterdir()) if path.suffix in (".html", ".md") and path.stem != "README"]
    # Another outlet makes every report stale: its rows are written anew while they are being decided about.
    command = [sys.executable, "-m", "communique", "read", *(str(EXAMPLES / name) for name in FEW), *map(str, new)]
    command += ["--outlet", "The Other Courier", "--record", record.name]
    done = threading.Event()
    visitors = [Visitor(served, forms(before, number), done) for number in range(2)]
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    for visitor in visitors:
        visitor.start()
    _, complaints = program.communicate(timeout=PATIENCE)
    done.set()
    for visitor in visitors:
        visitor.join()

    waited = sorted(one for visitor in visitors for one in visitor.waited)
    taken = [form for visitor in visitors for form in visitor.taken]
    with capsys.disabled():
        middle = waited[len(waited) // 2]
        sys.stdout.write(f"\n{len(taken)} decisions; requests took {middle:.2f} s, the longest {waited[-1]:.2f} s ")
    assert (program.returncode, complaints) == (0, "")
    assert {status for visitor in visitors for status in visitor.answers} == {200, 303}
    assert min(len(visitor.taken) for visitor in visitors) > 0
    assert waited[-1] < LONGEST
    with Store.open(record) as store:
        decided = {one.anchor.id: one for one in store.decisions() if one.anchor}
        readings = {report.id: store.reading(report.id) for report in store.reports()}
        orphans = [one for one in store.reviewed() if one.id is None]
    assert set(decided) == {form["id"] for form in taken}
    assert len(readings) == len(before) + len(new)
    assert orphans == []
    for form in taken:
        found = readings[form["report"]]
        assert found is not None
        assert found.report.outlet == "The Other Courier"
        assert next(one.act for one in found.statements if one.id == form["id"]) == form["value"]


def test_two_windows_decide_about_one_row(record: Path, served: str) -> None:
    """Of two decisions about one row at the same moment both are kept, and the later one holds."""
    with Store.open(record) as store:
        reading = max((store.machine(report.id) for report in store.reports()), key=lambda one: len(one.statements))
    said = reading.statements[0]
    acts = [act for act in ACTS if act != said.act][:2]
    tried = [
        {"report": reading.report.id, "id": said.id, "do": "edit", "field": "act", "value": act, "back": "/"}
        for act in acts * 5
    ]
    visitors = [Visitor(served, tried[number::2], threading.Event()) for number in range(2)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    with Store.open(record) as store:
        decisions, shown = store.decisions(), store.reading(reading.report.id)

    assert {status for visitor in visitors for status in visitor.answers} == {200, 303}
    assert [one.number for one in decisions] == list(range(1, len(tried) + 1))
    assert len({one.batch for one in decisions}) == len(tried)
    assert shown is not None
    last = next(one.act for one in shown.statements if one.id == said.id)
    assert f'"{last}"' == decisions[-1].value
