"""The brief as a page and as files."""

import io
import json
import re
import zipfile
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document
from starlette.testclient import TestClient
from store.samples import plain

from communique.present.web.app import all_pages
from communique.present.web.pages import brief
from communique.query.filters import Filter
from communique.query.record import Selection, select
from communique.store.database import Store
from web.conftest import HOST
from web.made import page_of

NOTE = re.compile(r'<li id="note-(\d+)" value="\d+">(.*?)</li>', re.S)


def test_numbers_lead_to_the_words_and_on_to_the_report(client: TestClient) -> None:
    """Every number has its footnote with the sentence, which leads to its row in the reading room."""
    page = client.get("/brief?since=2026-04-01&until=2026-04-30").text
    notes = dict(NOTE.findall(page))
    numbers = set(re.findall(r'href="#note-(\d+)"', page))

    assert len(notes) > 10
    assert set(notes) == numbers
    for note in list(notes.values())[::8]:
        room = client.get(unescape(re.findall(r'href="(/reports/[^"]+)"', note)[0]))
        assert room.status_code == 200
        assert 'id="card"' in room.text


def test_footnote_names_its_source(tmp_path: Path) -> None:
    """A footnote has outlet, day, title and the sentence."""
    made = page_of(tmp_path, plain("a", ("state:fre", "It is good.", "support"), published=date(2026, 3, 1)))
    (note,) = dict(NOTE.findall(made.get("/brief").text)).values()

    assert "The Post, 1 Mar 2026, “News of a”" in note
    assert "It is good." in note


def test_twins_are_the_sources(client: TestClient) -> None:
    """The rows of the page are its footnotes."""
    address = "/brief?actor=Chile"
    rows = json.loads(client.get("/brief.json?actor=Chile").text)
    notes = dict(NOTE.findall(client.get(address).text))

    assert [str(row["number"]) for row in rows] == list(notes)
    assert all(quote(row["row"], safe=":") in notes[str(row["number"])] for row in rows)


def queries(record: Path) -> list[tuple[str, Filter]]:
    """Return filters with the addresses that mean the same."""
    with Store.open(record) as store:
        heard = [id for id, _ in store.lists.actors(12)]
        issues = [issue.id for issue in store.issues()]
        period = Filter(since=date(2026, 2, 1), until=date(2026, 4, 10))
    found = [("", Filter()), ("since=2026-02-01&until=2026-04-10", period)]
    found += [(f"actor={quote(id)}", Filter(actor=id)) for id in heard]
    found += [(f"issue={quote(id)}", Filter(issue=id)) for id in issues]
    found += [(f"actor={quote(heard[0])}&until=2026-04-10", Filter(actor=heard[0], until=date(2026, 4, 10)))]
    return found


def told(found: Selection) -> tuple[object, ...]:
    """Return what a selection tells."""
    record = found.record
    rows = (record.statements, record.positions, record.events, record.forecasts)
    return (found.asked, {one.id for one in record.reports}, *(set(one) for one in rows))


def test_page_tells_what_the_command_tells(client: TestClient, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page picks beforehand gives the same rows as asking the whole record."""
    chosen: list[Selection] = []

    def picked(*given: object) -> Selection:
        chosen.append(select(*given))  # type: ignore[arg-type]
        return chosen[-1]

    monkeypatch.setattr(brief, "select", picked)
    for query, wanted in queries(record):
        chosen.clear()
        assert client.get(f"/brief?{query}").status_code == 200
        with Store.open(record) as store:
            whole = select(store, None, wanted)
        found = told(chosen[0]) if chosen else told(Selection(type(whole.record)(), frozenset()))
        if wanted == Filter():  # reports without any row are in the record, and in no brief
            assert found[0] == told(whole)[0]
            assert found[2:] == told(whole)[2:]
        else:
            assert found == told(whole), query


def test_long_brief_is_narrowed_and_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many reports the latest are told; the page says of how many, and leads to the earlier ones."""
    whole = client.get("/brief").text
    monkeypatch.setattr(brief, "REPORTS", 2)
    page = client.get("/brief").text
    earlier = re.findall(r'href="(/brief\?until=([\d-]+))"', page)
    days = sorted(re.findall(r"<li><bdi>[^<]*?(\d+ \w{3} 2026)", whole))

    assert "Told here, and all that follows from it, are the latest 2." in page
    assert "are the latest" not in whole
    assert len(re.findall(r"<li><bdi>", page.partition("</section>")[0])) == 2
    assert len(days) > 4
    assert "are the latest 2." in client.get(earlier[0][0]).text


def test_one_long_report_is_told_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is never cut: the latest is told, however many statements it has."""
    monkeypatch.setattr(brief, "STATEMENTS", 3)
    long = plain("a", *((f"state:s{n}", f"Words {n}.", "support") for n in range(9)), published=date(2026, 3, 2))
    other = plain("b", ("state:rur", "It is bad.", "oppose"), published=date(2026, 3, 1))
    page = page_of(tmp_path, long, other).get("/brief").text

    assert "Words 8." in page
    assert "It is bad." not in page
    assert "2 reports have something of this" in page


@pytest.mark.parametrize("ending", ["md", "docx", "html"])
def test_files_to_keep(client: TestClient, ending: str) -> None:
    """Each file is one to keep, of its type, with links to this page, and without a path of this machine."""
    answer = client.get(f"/brief.{ending}?actor=Chile")
    content = answer.content
    if ending == "docx":
        Document(io.BytesIO(content))
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(archive.read(name) for name in archive.namelist())

    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="brief.{ending}"'
    assert answer.headers["content-type"].split(";")[0] in {
        "text/markdown", "text/html", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }  # fmt: skip
    assert f"http://{HOST}/reports/report:".encode() in content
    assert b"andes-sea-summit.txt" in content
    assert str(Path(__file__).parents[2]).encode() not in content


def test_page_leads_to_its_files(client: TestClient) -> None:
    """The page has a link to each file of what it shows."""
    page = client.get("/brief?actor=Chile").text

    assert re.findall(r'href="(/brief\.\w+\?actor=Chile)" download', page) == [
        "/brief.md?actor=Chile", "/brief.docx?actor=Chile", "/brief.html?actor=Chile"
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/brief", "/brief.md", "/brief.docx", "/brief.html"])
@pytest.mark.parametrize("query", ["actor=Nobody+at+all", "issue=nothing+at+all", "since=x", "outlet=None", "a=b"])
def test_wrong_parameters_are_told(client: TestClient, path: str, query: str) -> None:
    """A wrong parameter is refused with a page, also where a file was asked for."""
    answer = client.get(f"{path}?{query}")

    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html")
    assert "content-disposition" not in answer.headers


def test_nothing_says_what_to_do(client: TestClient) -> None:
    """Where nothing is left the page says what to do, and the files say that there is nothing."""
    assert "Widen the period" in client.get("/brief?since=2031-01-01").text
    assert "Nothing in the record meets this." in client.get("/brief.md?since=2031-01-01").text


def test_files_are_of_pages_that_have_them() -> None:
    """Pages that offer files make them; no ending of theirs is that of a twin."""
    offering = [page for page in all_pages() if page.downloads]

    assert brief.Brief in offering
    assert all("file" in vars(page) for page in offering)
    assert all({"json", "csv"}.isdisjoint(page.downloads) for page in offering)
