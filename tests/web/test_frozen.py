"""Frozen answers: kept as they were given, recomputed by the server, compared with what the record says today."""

import html
import re
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient
from store.samples import full, plain

from communique.present.web import answering
from communique.present.web.app import all_pages
from communique.store.database import Store
from web.addresses import every
from web.conftest import HOST
from web.made import page_of


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """The page of a record with two reports, as a browser shows it."""
    asking = page_of(
        tmp_path, full(), plain("one", ("state:SYL", "The dam is a threat.", "oppose"), published=date(2026, 4, 1))
    )
    asking.headers["origin"] = f"http://{HOST}"
    return asking


@pytest.fixture
def record(page: TestClient, tmp_path: Path) -> Path:
    """Return the file of that record."""
    return tmp_path / "made.db"


def freeze(page: TestClient, address: str) -> str:
    """Freeze an answer and return the address of what is kept."""
    answer = page.post("/do/freeze", data={"address": address}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def words(answer: str) -> str:
    """Return the words of a page."""
    return html.unescape(" ".join(re.sub("<[^>]*>", " ", answer).split()))


def test_kept_rows_are_those_of_the_address(page: TestClient) -> None:
    """The frozen answer has the rows of the address's own twin, in their order, as JSON and CSV and as a table."""
    for address in ("/search?q=dam", "/reports", "/issues", "/matrix?level=person"):
        path, _, query = address.partition("?")
        link = freeze(page, address)
        rows = page.get(f"{path}.json?{query}").json()

        assert rows
        assert page.get(f"{link}.json").json() == rows
        assert page.get(f"{link}.csv").text == page.get(f"{path}.csv?{query}").text
        shown = words(page.get(link).text)
        assert all(str(value) in shown for row in rows[:3] for value in row.values() if value is not None)
        assert "The record gives the same answer today." in shown


def test_same_answer_has_the_same_link(page: TestClient) -> None:
    """The same address in the same state of the record is one answer; another address or state another."""
    link = freeze(page, "/search?q=dam")

    assert freeze(page, "/search?q=dam") == link
    assert f'href="{link}"' in page.get("/search").text
    assert freeze(page, "/search?page=2&q=dam") == link  # all its pages are kept
    assert freeze(page, "/search?q=river") != link
    page.post("/do/rename", data={"actor": "state:SYL", "name": "The Sylvan Republic"})
    assert freeze(page, "/search?q=dam") != link


def test_today_is_compared(page: TestClient, record: Path) -> None:
    """After another report the kept rows stay, and what differs is counted with the way to today's answer."""
    link = freeze(page, "/search?q=dam")
    kept = page.get(f"{link}.json").json()
    with Store.open(record) as store:
        store.add(plain("two", ("state:FRE", "The dam is fine.", "support")), "made")
        store.add(plain("three", ("state:FRE", "Rice is dear.", "support")), "made")
    page.post("/do/decide", data={"report": kept[0]["report"], "id": kept[0]["statement"], "do": "reject"})
    shown = page.get(link)

    assert page.get(f"{link}.json").json() == kept
    assert "another answer today: 1 row added, 1 row removed" in words(shown.text)
    assert 'href="/search?q=dam">Today' in html.unescape(shown.text)
    page.post("/do/undo", data={})
    assert "1 row added, 0 rows removed" in words(page.get(link).text)


def test_same_rows_in_another_state_are_the_same(page: TestClient, record: Path) -> None:
    """What does not touch the answer does not make it another."""
    link = freeze(page, "/search?q=threat")
    with Store.open(record) as store:
        store.add(plain("two", ("state:FRE", "Rice is dear.", "support")), "made")

    assert "same answer today, although reports were read" in words(page.get(link).text)


def test_answer_that_is_gone_is_told(page: TestClient, record: Path) -> None:
    """Where the address has no answer any more, the kept one is shown with the reason."""
    told = full().report.id
    link = freeze(page, f"/reports/{told}")
    with Store.open(record) as store:
        store._connection.execute("DELETE FROM main.reports WHERE id = ?", (told,))
    shown = page.get(link)

    assert shown.status_code == 200
    assert "does not give this answer any more. This report is not in the record" in words(shown.text)
    assert len(page.get(f"{link}.json").json()) == 8


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("//evil.example/search", "No page has this address"),
        ("https://evil.example/", "No page has this address"),
        ("/search\\@evil", "No page has this address"),
        ("/nowhere", "No page has this address"),
        ("/search.json", "No page has this address"),
        ("/search?" + "q=a&" * 4000, "No page has this address"),
        ("/search\n?q=a", "No page has this address"),
        ("/search?colour=red", "no parameter “colour”"),
        ("/search?since=spring", "YYYY-MM-DD"),
        ("/reports/report:none", "not in the record"),
        ("/", "no rows that could be kept"),
        ("/bulk?do=accept", "no rows that could be kept"),
        ("", "is missing in this form"),
    ],
)
def test_wrong_addresses_are_told(page: TestClient, address: str, told: str) -> None:
    """What is no answer of a page is told, and nothing is kept."""
    answer = page.post("/do/freeze", data={"address": address})

    assert answer.status_code in (400, 404)
    assert told in words(answer.text)


def test_frozen_answers_are_not_frozen_again(page: TestClient) -> None:
    """What is kept already has no such form, and posting one is told."""
    link = freeze(page, "/reports")

    assert "/do/freeze" not in page.get(link).text
    assert page.post("/do/freeze", data={"address": link}).status_code == 400
    assert page.get("/frozen/frozen:none").status_code == 404


def test_long_answers_are_refused(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than can be kept are told with what to do; as many can."""
    rows = len(page.get("/search.json").json())
    monkeypatch.setattr(answering, "MOST", rows - 1)
    answer = page.post("/do/freeze", data={"address": "/search"})
    monkeypatch.setattr(answering, "MOST", rows)

    assert answer.status_code == 400
    assert f"more than {rows - 1} rows. Narrow it" in words(answer.text)
    assert freeze(page, "/search")


def test_every_page_with_rows_can_be_frozen(client: TestClient, record: Path) -> None:
    """Each page that has twins has the form, for the address that is shown, and what it keeps is what its twin has."""
    kinds = {page.path: page for page in all_pages()}
    frozen = 0
    for address in every(record):
        shown = client.get(address)
        offered = re.search(r'action="/do/freeze"><input type="hidden" name="address" value="([^"]*)"', shown.text)
        page = answering._found(address)[0]
        if not offered:
            assert not (page.twins and page.freezes) or shown.status_code != 200 or "The same rows as" not in shown.text
            continue
        assert kinds[page.path].freezes
        link = freeze(client, html.unescape(offered[1]))
        path, mark, query = html.unescape(offered[1]).partition("?")
        assert client.get(f"{link}.json").json() == client.get(f"{path}.json{mark}{query}").json(), address
        assert client.get(link).status_code == 200
        frozen += 1
    assert frozen > 10


def test_link_is_the_servers_answer(page: TestClient) -> None:
    """What a form claims to be the rows is not looked at."""
    link = freeze(page, "/search?q=threat")
    forged = page.post(
        "/do/freeze",
        data={"address": "/search?q=threat", "rows": "[]", "columns": "[]", "state": "x", "id": "frozen:1"},
        follow_redirects=False,
    )

    assert forged.headers["location"] == link
    assert page.get(f"{link}.json").json()[0]["words"] == "The dam is a threat."
    assert page.get("/frozen/frozen:1").status_code == 404


def test_words_of_kept_rows_stay_words(tmp_path: Path) -> None:
    """Kept words are shown as words, and an address among them leads nowhere but to this page."""
    evil = "<script>alert(1)</script> //evil.example is the dam"
    page = page_of(tmp_path, plain("one", ("state:SYL", evil, "oppose"), outlet="//evil.example/"))
    page.headers["origin"] = f"http://{HOST}"
    link = freeze(page, f"/search?q={quote('evil')}")
    shown = page.get(link).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert all(urlsplit(html.unescape(to)).netloc == "" for to in re.findall(r'href="([^"]*)"', shown))
