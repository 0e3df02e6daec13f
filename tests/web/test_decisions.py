"""The log of decisions: what was decided about what, and what became of it."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from store.samples import full

from communique.query import review
from communique.query.review import Row
from communique.records.rows import Reading
from communique.store.database import Store
from web.conftest import HOST
from web.made import page_of

FULL = full()
DECK, FIRST, RICE, AGAINST, _ = FULL.statements


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """The page of a record with one report, as a browser shows it."""
    asking = page_of(tmp_path, FULL)
    asking.headers["origin"] = f"http://{HOST}"
    return asking


@pytest.fixture
def record(page: TestClient, tmp_path: Path) -> Path:
    """Return the file of that record."""
    return tmp_path / "made.db"


def decide(page: TestClient, row: str, **fields: str) -> None:
    """Decide about a row of the report as its card does."""
    answer = page.post("/do/decide", data={"report": FULL.report.id, "id": row, "back": "/decisions", **fields})
    assert answer.status_code == 200, answer.text


def states(page: TestClient, query: str = "") -> dict[int, str]:
    """Return what became of each decision."""
    return {row["number"]: row["state"] for row in page.get(f"/decisions.json{query}").json()}


def shown(page: TestClient) -> list[list[str]]:
    """Return the cells of the log, in words."""
    answer = page.get("/decisions").text
    body = answer[answer.index("<tbody>") : answer.index("</tbody>")]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("</tr>")[:-1]]
    return [[html.unescape(" ".join(re.sub("<[^>]*>", " ", cell).split())) for cell in row] for row in cells]


def test_nothing_decided_says_what_to_do(page: TestClient) -> None:
    """An empty log leads to where decisions are taken; so does each empty part of it."""
    assert "Nothing was decided yet" in page.get("/decisions").text
    for state in ("holds", "taken-back", "orphans", "absent"):
        assert "All decisions" in page.get(f"/decisions?state={state}").text


def test_machine_stands_beside_the_user(page: TestClient) -> None:
    """Each decision has its row's words, what the machine said and how surely, and what the user says; latest first."""
    decide(page, RICE.id, do="accept")
    decide(page, AGAINST.id, do="edit", field="act", value="reject")
    decide(page, FIRST.id, do="edit", field="speaker", value="Otto Brandt")
    decide(page, AGAINST.id, do="edit", issue="dams", field="stance", value="mixed")
    decide(page, FULL.events[0].id, do="reject")
    rows = shown(page)

    assert [row[0] for row in rows] == ["5", "4", "3", "2", "1"]
    assert [row[1] for row in rows] == [
        "rejected an event", "set the stance of a coding on dams", "set the speaker of a statement",
        "set the act of a statement", "accepted a statement",
    ]  # fmt: skip
    assert [row[3] for row in rows] == ["found it (70 %)", "oppose: dams (50 %)", "Ida Moss (80 %)", "deny (80 %)",
                                        "found it (80 %)"]  # fmt: skip
    assert [row[4] for row in rows] == ["", "mixed: dams", "Otto Brandt", "reject", ""]
    assert rows[-1][2].startswith("Sylvania sent 40 tonnes of rice The Courier")
    assert {row[5] for row in rows} == {"holds"}


def test_rows_lead_to_their_place(page: TestClient) -> None:
    """The words of a decision lead to its row in the reading room, those of a rejected row to where it was."""
    decide(page, AGAINST.id, do="edit", field="act", value="reject")
    decide(page, RICE.id, do="reject")
    for row in page.get("/decisions.json").json():
        assert row["address"] == f"/reports/{FULL.report.id}?row={row['id']}"
        assert f'href="{row["address"]}"' in page.get("/decisions").text
        assert page.get(row["address"]).status_code == 200


def test_taken_back_and_redone(page: TestClient) -> None:
    """An undo is a line of its own and the decision stays with its state; a redo takes the undo back."""
    decide(page, RICE.id, do="accept")
    page.post("/do/undo", data={"back": "/decisions"})
    undone = states(page)
    page.post("/do/redo", data={"back": "/decisions"})

    assert undone == {2: "holds", 1: "taken back"}
    assert states(page) == {3: "holds", 2: "taken back", 1: "holds"}
    assert [row[1] for row in shown(page)] == ["took back decision 2", "took back decision 1", "accepted a statement"]
    page.post("/do/undo", data={"back": "/decisions"})
    assert states(page, "?state=taken-back") == {2: "taken back", 1: "taken back"}
    assert states(page, "?state=holds") == {4: "holds", 3: "holds"}


def test_any_decision_can_be_taken_back(page: TestClient) -> None:
    """An earlier decision is taken back alone; once taken back it cannot be again."""
    decide(page, RICE.id, do="accept")
    decide(page, AGAINST.id, do="edit", field="act", value="reject")
    answer = page.post("/do/take-back", data={"number": "1", "back": "/decisions"})

    assert "Took decision 1 back" in answer.text
    assert states(page) == {3: "holds", 2: "holds", 1: "taken back"}
    assert answer.text.count('action="/do/take-back"') == 1
    for number in ("1", "3", "9", "x", "", "٣", "99999999999"):
        assert page.post("/do/take-back", data={"number": number}).status_code == 400


def test_orphans_are_listed(page: TestClient, record: Path) -> None:
    """What no longer finds its row after another reading is an orphan with its words; it comes back with the row."""
    decide(page, RICE.id, do="accept")
    decide(page, AGAINST.id, do="accept")
    without = FULL.report.text.replace(
        "Sylvania sent 40 tonnes of rice, she said.", "Nothing was sent at all, she said."
    )
    other = Reading(replace(FULL.report, text=without), FULL.actors)
    with Store.open(record) as store:
        store.add(other, "again")

    assert states(page, "?state=orphans") == {2: "orphan", 1: "orphan"}
    answer = page.get("/decisions?state=orphans").text
    assert "Sylvania sent 40 tonnes of rice" in answer
    assert f'href="/reports/{FULL.report.id}"' in answer
    with Store.open(record) as store:
        store.add(FULL, "once more")
    assert states(page) == {2: "holds", 1: "holds"}
    assert states(page, "?state=orphans") == {}


def test_report_that_is_gone_is_told(page: TestClient, record: Path) -> None:
    """A decision about a report that the record has not stays in the log, without a link that leads nowhere."""
    decide(page, RICE.id, do="accept")
    with Store.open(record) as store:
        store._connection.execute("DELETE FROM main.reports")

    assert states(page) == states(page, "?state=absent") == {1: "absent"}
    assert page.get("/decisions.json").json()[0]["address"] is None
    assert 'href="/reports/' not in page.get("/decisions").text


def test_decisions_about_actors_are_told(page: TestClient) -> None:
    """Merges, splits and renames stand in the same log, each with a link to the actor."""
    assert page.post("/do/rename", data={"actor": "person:ida-moss", "name": "I. Moss"}).status_code == 200
    assert page.post("/do/merge", data={"actor": "state:SYL", "into": "state:FRE"}).status_code == 200
    (merged, renamed) = page.get("/decisions.json").json()

    assert (merged["actor"], merged["becomes"], merged["kind"]) == ("state:SYL", "state:FRE", "merge")
    assert (renamed["actor"], renamed["name"]) == ("person:ida-moss", "I. Moss")
    assert [row[1] for row in shown(page)] == ["merged an actor", "renamed an actor"]
    assert "person:ida-moss is called I. Moss" in shown(page)[1][2]
    assert [row["address"] for row in (merged, renamed)] == ["/actors/state:FRE", "/actors/person:ida-moss"]


def test_long_logs_have_pages(page: TestClient, record: Path) -> None:
    """Fifty at a time, latest first."""
    with Store.open(record) as store:
        for _ in range(60):
            review.accept(store, [Row(FULL.report.id, RICE.id)])

    assert [row[0] for row in shown(page)] == [str(n) for n in range(60, 10, -1)]
    assert "Page 2 of 2, 60 in all" in page.get("/decisions?page=2").text
    assert len(states(page)) == 60
    assert json.loads(page.get("/decisions.json?state=holds").text)[0]["number"] == 60
