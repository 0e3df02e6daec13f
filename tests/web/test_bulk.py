"""Decisions about all that a search finds: shown before, taken together, undone together."""

import html
import re
import time
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient
from store.samples import full, plain

from communique.present.web import bulking
from communique.records.listing import Choice, Hunt
from communique.store.database import Store
from web.conftest import HOST
from web.made import page_of

BACK = "/search?act=say"


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """Two reports of the same outlet and one of another; a browser shows their page."""
    asking = page_of(
        tmp_path,
        full(),
        plain("one", ("state:SYL", "The dam is a threat.", "oppose"), ("state:FRE", "Dams are good.", "support")),
        plain("two", ("state:FRE", "The river is ours.", "support"), outlet="The Globe"),
    )
    asking.headers["origin"] = f"http://{HOST}"
    return asking


@pytest.fixture
def record(page: TestClient, tmp_path: Path) -> Path:
    """Return the file of that record."""
    return tmp_path / "made.db"


def form(page: TestClient, address: str) -> dict[str, str]:
    """Return the form of a preview, as a browser would send it."""
    answer = page.get(address).text
    inside = answer[answer.index('action="/do/bulk"') : answer.index("</form>", answer.index('action="/do/bulk"'))]
    found = re.findall(r'name="([^"]*)" value="([^"]*)"', inside)
    return {name: html.unescape(value) for name, value in found}


def rows(answer: str) -> list[list[str]]:
    """Return the cells of a preview, in words."""
    body = answer[answer.index("<tbody>") : answer.index("</tbody>")]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("</tr>")[:-1]]
    return [[" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in row] for row in cells]


def acts(record: Path) -> dict[str, int]:
    """Return how often each act is in the record."""
    with Store.open(record) as store:
        return {one.value: one.count for one in store.lists.facets(Hunt())[0]["act"]}


def test_search_leads_to_the_preview(page: TestClient) -> None:
    """The link from a search has its filters, and the number is that of the search."""
    link = re.search(r'href="(/bulk[^"]*)"[^>]*>Decide about all (\d+)', page.get("/search?act=say&not-outlet=A").text)

    assert link is not None
    assert link[2] == "6"
    answer = page.get(html.unescape(link[1])).text
    assert "Decide about 6 statements" in answer
    assert 'href="/search?act=say&amp;not-outlet=A"' in answer
    assert "/do/bulk" not in answer  # nothing to decide is chosen yet


def test_edit_is_shown_then_taken_then_undone(page: TestClient, record: Path) -> None:
    """What the preview says is what the decision does, to all and to no others; one undo takes it back."""
    address = "/bulk?outlet=The+Post&do=edit&field=act&value=warn"
    before = acts(record)
    shown = rows(page.get(address).text)
    done = page.post("/do/bulk", data=form(page, address))

    assert [row[2:] for row in shown] == [["Act: say", "Act: warn"]] * 2
    assert acts(record) == before | {"say": before["say"] - 2, "warn": 2}
    assert "Changed “act” in 2 rows" in done.text
    assert urlsplit(str(done.url)).path == "/search"
    assert urlsplit(str(done.url)).query == "outlet=The%20Post"
    page.post("/do/undo", data={"back": "/"})
    assert acts(record) == before
    page.post("/do/redo", data={"back": "/"})
    assert acts(record)["warn"] == 2


def test_preview_says_what_stays(page: TestClient) -> None:
    """A value that a row has already does not change it; accepting changes no value."""
    same = rows(page.get("/bulk?act=deny&do=edit&field=act&value=deny").text)
    accepted = rows(page.get("/bulk?act=deny&do=accept").text)

    assert same[0][2] == "has this value already: stays as it is"
    assert accepted[0][2:] == ["nothing decided", "stays as it is, ✓ accepted"]


def test_speaker_and_whom_it_counts_for_are_shown(page: TestClient, record: Path) -> None:
    """A new speaker brings those for whom it speaks; the preview shows both."""
    address = "/bulk?q=threat&outlet=The+Post&do=edit&field=speaker&value=Otto+Brandt"
    shown = rows(page.get(address).text)

    assert shown[0][2] == "Speaker: Sylvania On behalf of: nobody"
    assert shown[0][3] == "Speaker: Otto Brandt On behalf of: Sylvania"
    page.post("/do/bulk", data=form(page, address))
    with Store.open(record) as store:
        (hit,) = store.lists.statements(
            store.lists.places(Hunt(outlets=Choice(("The Post",)), acts=Choice(("say",))))[:1]
        )
        assert hit.statement.speaker is not None
        assert (hit.statement.speaker.actor, hit.principal) == ("person:otto-brandt", "state:SYL")


def test_issue_with_its_stance_is_set(page: TestClient, record: Path) -> None:
    """An issue comes with a stance, in place of what the statement had on it."""
    address = "/bulk?outlet=The+Post&stance=support&do=edit&field=issue&value=dams&new-stance=mixed"
    shown = rows(page.get(address).text)
    page.post("/do/bulk", data=form(page, address))

    assert [row[2:] for row in shown] == [["Issues: supports dams", "Issues: mixed on dams"]]
    with Store.open(record) as store:
        assert store.lists.count(Hunt(stances=Choice(("mixed",)))) == 1


def test_rejected_rows_are_gone(page: TestClient, record: Path) -> None:
    """Rejecting takes all out of lists and counts, and a decided row counts as decided."""
    page.post("/do/bulk", data=form(page, "/bulk?outlet=The+Post&do=accept"))
    assert len(page.get("/search.json?decided=yes").json()) == 2
    page.post("/do/bulk", data=form(page, "/bulk?outlet=The+Post&do=reject"))

    assert page.get("/search.json?outlet=The+Post").json() == []
    with Store.open(record) as store:
        assert [(one.kind, one.batch) for one in store.decisions()] == [
            ("accept", 1), ("accept", 1), ("reject", 3), ("reject", 3),
        ]  # fmt: skip


def test_changed_record_is_told(page: TestClient, record: Path) -> None:
    """What was not seen is not decided about: another statement meanwhile, or another of as many."""
    sent = form(page, "/bulk?outlet=The+Post&do=accept")
    with Store.open(record) as store:
        store.add(plain("three", ("state:FRE", "Dams for all.", "support")), "made")
    more = page.post("/do/bulk", data=sent)
    page.post("/do/bulk", data=form(page, "/bulk?q=threat&outlet=The+Post&do=reject"))
    others = page.post("/do/bulk", data=sent)

    assert (more.status_code, others.status_code) == (400, 400)
    assert "changed since the preview" in more.text
    assert "changed since the preview" in others.text
    assert len(page.get("/search.json?outlet=The+Post").json()) == 2
    assert len(page.get("/search.json?decided=yes").json()) == 0


def test_too_many_are_refused(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than can be looked at is neither offered nor taken."""
    sent = form(page, "/bulk?act=say&do=accept")
    monkeypatch.setattr(bulking, "MOST", 3)
    search, preview = page.get("/search?act=say").text, page.get("/bulk?act=say&do=accept").text

    assert "Decide about all" not in search
    assert "more than 3" in search
    assert "At most 3 statements" in preview
    assert "/do/bulk" not in preview
    answer = page.post("/do/bulk", data=sent)
    assert (answer.status_code, "more than 3 statements" in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/bulk?do=edit&field=act&value=shout", "The act is one of"),
        ("/bulk?do=edit&field=issue&value=whales&new-stance=oppose", "No issue is"),
        ("/bulk?do=edit&field=content&value=x", "is one of act, speaker"),
        ("/bulk?do=shred", "is one of accept, reject, edit"),
        ("/bulk?do=edit&value=say", "Of a statement can be set"),
    ],
)
def test_wrong_decisions_are_told(page: TestClient, address: str, told: str) -> None:
    """What cannot be decided is told before it is tried."""
    answer = page.get(address)

    assert answer.status_code == 400
    assert told in html.unescape(answer.text)


def test_only_the_first_are_shown(tmp_path: Path) -> None:
    """Twenty of many are shown, and the form is about all."""
    many = [("state:FRE", f"Dam number {n} is good.", "support") for n in range(60)]
    page = page_of(tmp_path, plain("many", *many))  # type: ignore[arg-type]
    answer = page.get("/bulk?do=reject").text

    assert len(rows(answer)) == 20
    assert "The first 20 of 60" in answer
    assert "Reject all 60 statements" in answer


def test_others_write_meanwhile(tmp_path: Path) -> None:
    """While a decision about many reports is applied, another program that writes waits for none but one of them."""
    many = [plain(f"r{n}", *[("state:FRE", f"Dam {n} {k} is good.", "support") for k in range(9)]) for n in range(60)]
    page = page_of(tmp_path, *many)  # type: ignore[arg-type]
    page.headers["origin"] = f"http://{HOST}"
    sent = form(page, "/bulk?act=say&do=edit&field=act&value=warn")
    deciding = Thread(target=page.post, args=("/do/bulk",), kwargs={"data": sent})
    deciding.start()
    waited = []
    with Store.open(tmp_path / "made.db") as store:
        while deciding.is_alive():
            begun = time.perf_counter()
            store.keep_query("other", "/search")
            waited.append(time.perf_counter() - begun)
            time.sleep(0.01)
    deciding.join()

    assert acts(tmp_path / "made.db") == {"warn": 540}
    assert 0 < max(waited) < 1
