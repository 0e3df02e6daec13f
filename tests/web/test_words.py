"""Words of reports, names and addresses stay words, however hostile or long."""

import html
import json
import re
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from store.samples import full

from communique.core.settings import Settings
from communique.ingest.inputs import Given
from communique.present.web.actions import ACTIONS
from communique.present.web.app import all_pages, build
from communique.records.rows import Issue, Reading
from communique.run.batch import read_into
from communique.store.database import Store
from web.addresses import every, parameters
from web.conftest import EXAMPLES, HOST

# Closes attributes and elements, starts others, and turns what follows it around.
HOSTILE = "\u202e\u2067'\"></bdi></option></textarea></title><script>alert(1)</script><img src=x onerror=alert(2)>&amp;"


def hostile() -> Reading:
    """Return a reading with hostile words wherever a report or a table can bring words in."""
    found = full()
    text = found.report.text.replace("River", HOSTILE[:5])  # as long as before, so that all places hold
    told = replace(
        found.report, title=found.report.title, outlet=HOSTILE, authors=(HOSTILE,), text=text,
        source=f"/srv/secret/{HOSTILE}", removed=(replace(found.report.removed[0], words=HOSTILE, why=HOSTILE),),
    )  # fmt: skip
    issue = Issue(f"dams{HOSTILE.replace('/', '')}", HOSTILE, HOSTILE)
    statements = tuple(
        replace(
            one, occasion=HOSTILE, place=HOSTILE,
            speaker=replace(one.speaker, because=(HOSTILE,)) if one.speaker else None,
            codings=tuple(replace(coding, issue=issue, because=(HOSTILE,)) for coding in one.codings),
        )
        for one in found.statements
    )  # fmt: skip
    return replace(
        found,
        report=told,
        actors=tuple(replace(one, name=HOSTILE + one.name, role=HOSTILE, aliases=(HOSTILE,)) for one in found.actors),
        statements=statements,
        events=tuple(replace(one, place=HOSTILE) for one in found.events),
        forecasts=tuple(replace(one, hedge=HOSTILE, horizon=HOSTILE) for one in found.forecasts),
    )


@pytest.fixture
def hostile_client(tmp_path: Path) -> Iterator[tuple[TestClient, Path]]:
    """Ask the page of a record whose every word is hostile."""
    record = tmp_path / "hostile.db"
    with Store.open(record) as store:
        store.add(hostile(), "test")
        title = f"“{HOSTILE}”"
        lines = [
            json.dumps({"title": title, "text": f"The minister of {HOSTILE} said that “the dam is {HOSTILE} just”."})
        ]
        (tmp_path / "hostile.jsonl").write_text("\n".join(lines), encoding="utf-8")
        list(read_into(store, [str(tmp_path / "hostile.jsonl")], Given(), Settings()))
        store.keep_query(HOSTILE, f"/search?q={quote(HOSTILE)}")
    with TestClient(build(record, [HOST]), base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"}) as client:
        yield client, record


class Checked(HTMLParser):
    """Lists what a page must not have: foreign scripts, styles, handlers, or words that turn others around."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check an element and its attributes."""
        given = dict(attrs)
        foreign = tag in ("iframe", "object", "embed", "base", "style", "img") or (
            tag == "script" and given.get("src") != "/static/page.js"
        )
        handlers = [name for name in given if name.startswith("on") or name == "style"]
        leads = [given.get(name) or "" for name in ("href", "src", "action", "formaction")]
        if foreign or handlers or any(re.match(r"(?i)\s*(javascript|data|https?|//)", lead) for lead in leads):
            self.problems.append(f"<{tag} {given}>")
        for value in given.values():
            self.handle_data(value or "")

    def handle_data(self, data: str) -> None:
        """Check that what turns words around in a piece of text ends in it."""
        if data.count("\u202e") > data.count("\u202c") or data.count("\u2067") > data.count("\u2069"):
            self.problems.append(f"not closed: {data.strip()[:60]!r}")


def problems(page: str) -> list[str]:
    """Return what a page must not have."""
    checked = Checked()
    checked.feed(page)
    return checked.problems


def test_words_stay_words(hostile_client: tuple[TestClient, Path]) -> None:
    """Tags, quotation marks and marks of direction in reports, names and issues are shown, nowhere obeyed."""
    client, record = hostile_client
    with Store.open(record) as store:
        ids = [report.id for report in store.reports()]
    found = {}
    for address in (*every(record), *(f"/reports/{id}" for id in ids)):
        answer = client.get(address)
        assert answer.status_code == 200, address
        if problems(answer.text):
            found[address] = problems(answer.text)[:3]
    assert found == {}


def test_words_of_an_address_stay_words(client: TestClient, record: Path) -> None:
    """What is typed into an address or a form is shown as words where it is shown."""
    strange = quote(HOSTILE)
    for page in all_pages():
        path = re.sub(r"\{\w+\}", strange, page.path)
        for query in ("", *(f"{name}={strange}" for name in sorted(parameters(record)[page.path])), f"{strange}=1"):
            assert problems(client.get(f"{path}?{query}").text) == [], (path, query)
    for path in ACTIONS:
        fields = (
            "report",
            "id",
            "do",
            "actor",
            "into",
            "name",
            "address",
            "filter",
            "count",
            "field",
            "value",
            "issue",
        )
        assert problems(client.post(path, data=dict.fromkeys(fields, HOSTILE)).text) == []


def test_twins_hold_no_formulas(hostile_client: tuple[TestClient, Path], tmp_path: Path) -> None:
    """A spreadsheet that opens a CSV twin computes nothing."""
    client, record = hostile_client
    with sqlite3.connect(record) as raw:
        raw.execute("UPDATE reports SET title = '=1+1', outlet = '@SUM(1)'")
    raw.close()
    text = client.get("/reports.csv").text

    assert "'=1+1" in text
    assert "'@SUM(1)" in text


TITLES = ["", " ", "null", "None", "\x00", "\ud800", "\u200b", "\ufeff", "\u202e", "…", "<", "%s", "{{ 7 * 7 }}"]


def test_strange_titles(tmp_path: Path) -> None:
    """A report with a strange title or none is listed under some words, and can be opened."""
    record, text = tmp_path / "strange.db", (EXAMPLES / "andes-sea-summit.txt").read_text(encoding="utf-8")[:1500]
    lines = "\n".join(json.dumps({"title": title, "text": text}) for title in TITLES)
    (tmp_path / "strange.jsonl").write_text(lines, encoding="utf-8")
    with Store.open(record) as store:
        outcomes = list(read_into(store, [str(tmp_path / "strange.jsonl")], Given(), Settings()))
    with TestClient(build(record, [HOST]), base_url=f"http://{HOST}") as client:
        links = re.findall(r'<a href="(/reports/[^"]+)"><bdi>(.*?)</bdi></a>', client.get("/reports").text)

        assert {outcome.error for outcome in outcomes} == {None}
        assert len({address for address, _ in links}) == len(TITLES)
        assert all(html.unescape(words).strip() for _, words in links)
        assert "49" not in {words for _, words in links}
        assert {client.get(address).status_code for address, _ in links} == {200}
        assert len(client.get("/reports.json").json()) == len(TITLES)
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("separator", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
def test_ten_megabytes(tmp_path: Path, separator: str) -> None:
    """A report of 10 MB is shown in parts; each answers within a second and leads to the next."""
    record = tmp_path / "long.db"
    sentence = "The minister said on Tuesday that the dam would be finished before the rain comes to the valley."
    with Store.open(record) as store:
        store.add(full(), "test")
    with sqlite3.connect(record) as raw:
        raw.execute("UPDATE reports SET text = text || ?", (f"{separator}{sentence}" * (10_000_000 // len(sentence)),))
    raw.close()
    with TestClient(build(record, [HOST]), base_url=f"http://{HOST}") as client:
        room = f"/reports/{full().report.id}"
        client.get("/")
        last = 0
        for part in (1, 2, 100):
            begun = time.process_time()  # the server is in this process; others may be busy beside it
            answer = client.get(f"{room}?part={part}")
            took = time.process_time() - begun
            last = int(re.findall(r"Part \d+ of (\d+)", answer.text)[0])

            assert answer.status_code == 200
            assert took < 1
            assert len(answer.text) < 1_000_000
            assert f"part={part + 1}" in answer.text
        end = client.get(f"{room}?part={last}").text
        assert sentence in end
        assert f"part={last + 1}" not in end
        assert client.get(f"{room}?part={last + 1}").status_code == 404


def test_parts_hold_the_whole_text(tmp_path: Path) -> None:
    """The parts of a long report put together are its text, and the card of a row stands beside the part it is in."""
    record = tmp_path / "long.db"
    found = full()
    with Store.open(record) as store:
        store.add(found, "test")
    long = " ".join(f"Word {number} stands here." for number in range(9_000))
    with sqlite3.connect(record) as raw:
        raw.execute("UPDATE reports SET text = text || ?", (f"\n\n{long}",))
    raw.close()
    with TestClient(build(record, [HOST]), base_url=f"http://{HOST}") as client:
        room = f"/reports/{found.report.id}"
        first = client.get(room).text
        count = int(re.findall(r"Part \d+ of (\d+)", first)[0])
        pages = [client.get(f"{room}?part={part}").text for part in range(1, count + 1)]
        pieces = [
            (int(start), words) for page in pages for start, words in re.findall(r'data-start="(\d+)">([^<]*)', page)
        ]
        shown = "".join(words for start, words in pieces if start >= len(found.report.text))

        assert count > 2
        assert shown == long
        assert 'class="piece' in client.get(f"{room}?row={found.statements[0].id}").text
