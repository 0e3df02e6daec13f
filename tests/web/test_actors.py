"""The list of actors, the page of each, and the decisions about who is who that its forms take."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from store.samples import DAMS, TALKS, actor, full, plain, report, said, state

from communique.records.rows import Actor, Reading
from web.made import HOST, page_of

ORIGIN = {"origin": f"http://{HOST}"}


def told(number: int, who: Sequence[Actor], *claims: tuple[str, str]) -> Reading:
    """Make a report in which some of its actors are against the dam: ids and words."""
    made = report(f"r{number}", f"News {number}", *(words for _, words in claims), published=date(2026, 3, number))
    rows = [said(made, id, words, codings=[(DAMS, "oppose")]) for id, words in claims]
    return Reading(made, tuple(who), tuple(rows))


ADA = actor("person:ada-ruiz", "Ada Ruiz", role="spokeswoman", speaks_for="body:ministry")
ADA_LATER = actor("person:ada-ruiz", "Ada María Ruiz", role="minister", speaks_for="state:AAA")
EVA = actor("person:eva-ruiz", "Eva Ruiz")
MINISTRY = actor("body:ministry", "Foreign ministry", "body", speaks_for="state:AAA")


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """Ada, who changes her office; Eva; the river's report; and states on one side or the other of two issues."""
    sides = [
        ("state:AAA", "Aland hates it.", "oppose"), ("state:BBB", "Bland hates it.", "oppose"),
        ("state:CCC", "Cland wants it.", "support"),
    ]  # fmt: skip
    talks = report("talks", "Talks", "A wants talks.", "B wants talks.", "C does not.", published=date(2026, 3, 9))
    stances = (
        ("AAA", "A wants talks.", "support"),
        ("BBB", "B wants talks.", "support"),
        ("CCC", "C does not.", "oppose"),
    )
    rows = [said(talks, f"state:{code}", words, codings=[(TALKS, side)]) for code, words, side in stances]  # type: ignore[list-item]
    states = tuple(state(code, f"State {code}") for code in ("AAA", "BBB", "CCC"))
    return page_of(
        tmp_path,
        told(1, [ADA, MINISTRY, state("AAA", "Aland")], (ADA.id, "It must not be built, says Ada.")),
        told(5, [ADA_LATER, EVA, state("AAA", "Aland")], (ADA.id, "I still say no."), (EVA.id, "Eva says no.")),
        plain("sides", *sides, published=date(2026, 3, 8)),  # type: ignore[arg-type]
        Reading(talks, states, tuple(rows)),
        full(),
    )


def rows(page: TestClient, address: str) -> list[dict[str, str]]:
    """Return the rows of a page's twin."""
    path, mark, query = address.partition("?")
    found: list[dict[str, str]] = page.get(f"{path}.json{mark}{query}").json()
    return found


def do(page: TestClient, what: str, **fields: str) -> str:
    """Send a form and return the words of the page that comes after it."""
    answer = page.post(f"/do/{what}", data={**fields, "back": "/actors"}, headers=ORIGIN)
    return " ".join(re.sub("<[^>]*>", " ", answer.text).split())


def test_list_has_who_says_most_first(page: TestClient) -> None:
    """With kind and latest day; a person's statement is the state's too; kinds and words of the name narrow."""
    found = {row["actor"]: row for row in rows(page, "/actors")}

    assert next(iter(found)) == "state:AAA"
    assert (found["state:AAA"]["statements"], found["person:ada-ruiz"]["statements"]) == (4, 2)
    assert (found["person:ada-ruiz"]["name"], found["person:ada-ruiz"]["last"]) == ("Ada María Ruiz", "2026-03-05")
    assert {row["kind"] for row in rows(page, "/actors?kind=body")} == {"body"}
    assert [row["actor"] for row in rows(page, "/actors?words=RUIZ+ada")] == ["person:ada-ruiz"]
    assert "Take a word out" in page.get("/actors?words=nobody").text


def test_list_is_paged(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page has its rows, and leads to the next."""
    monkeypatch.setattr("communique.present.web.asked.Asked.limits", lambda asked: (4, 4 * (asked.number("page") - 1)))
    pages = [page.get(f"/actors?page={number}").text for number in (1, 2)]
    named = [re.findall('<th scope="row"><a href="([^"]*)"', one) for one in pages]

    assert [len(names) for names in named] == [4, 4]
    assert not {*named[0]} & {*named[1]}
    assert 'href="/actors?page=2"' in pages[0]


def test_page_says_who_it_is(page: TestClient) -> None:
    """Names, roles with the days of their reports, and for whom it speaks, by the names of the record."""
    answer = page.get("/actors/person:ada-ruiz").text
    posts = re.findall(
        r'<th scope="row"><bdi>(\w+)</bdi></th><td><a href="/actors/([^"]*)">[^<]*</a></td><td>([^<]*)', answer
    )

    assert "<h1><bdi>Ada María Ruiz</bdi></h1>" in answer
    assert "<bdi>Ada Ruiz</bdi>" in answer
    assert posts == [("spokeswoman", "body:ministry", "1 Mar 2026"), ("minister", "state:AAA", "5 Mar 2026")]
    assert [row["role"] for row in rows(page, "/actors/person:ada-ruiz?show=roles")] == ["minister", "spokeswoman"]
    assert {row["actor"] for row in rows(page, "/actors/state:AAA?show=speakers")} == {
        "person:ada-ruiz",
        "body:ministry",
    }


def test_page_has_positions_and_statements(page: TestClient) -> None:
    """Positions at the level of the actor lead to their cells; the latest statements to their rows."""
    person, land = rows(page, "/actors/person:ada-ruiz"), {row["issue"]: row for row in rows(page, "/actors/state:AAA")}
    answer = page.get("/actors/person:ada-ruiz").text

    assert [(row["issue"], row["stance"], row["statements"]) for row in person] == [("dams", "oppose", 2)]
    assert person[0]["address"] == "/matrix/cell?actor=person:ada-ruiz&issue=dams&level=person"
    assert page.get(person[0]["address"]).status_code == 200
    assert (land["dams"]["statements"], land["talks"]["stance"]) == (3, "support")
    assert answer.index("I still say no.") < answer.index("It must not be built, says Ada.")


def test_page_has_events_and_forecasts(page: TestClient) -> None:
    """What it did, what was done to it, and whose word that is."""
    events = rows(page, "/actors/state:SYL?show=events")

    assert {(row["type"], row["status"]) for row in events} == {("AID", "claimed"), ("AGREE", "denied")}
    assert [row["actor_name"] for row in events] == ["Sylvania"] * 2
    assert [row["type"] for row in rows(page, "/actors/state:FRE?show=events")] == ["AID"]
    assert "only claimed" in page.get("/actors/state:SYL").text
    assert rows(page, "/actors/state:SYL?show=forecasts") == []


def test_page_has_with_whom_it_agrees(page: TestClient) -> None:
    """Counted are the issues on which both take a side, on one side or on opposite ones."""
    found = {
        row["actor"]: (row["same_side"], row["opposite_sides"])
        for row in rows(page, "/actors/state:AAA?show=agreement")
    }
    answer = page.get("/actors/state:AAA").text

    assert (found["state:BBB"], found["state:CCC"], found["state:SYL"]) == ((2, 0), (0, 2), (1, 0))
    assert "state:AAA" not in found
    assert "person:ada-ruiz" not in found
    assert answer.index("State BBB") < answer.index("Disagrees most with") < answer.index("State CCC")
    assert "Counted are the issues on which both take a side" in answer


def test_merge_makes_two_one_and_undo_two_again(page: TestClient) -> None:
    """The page of the one that it is comes next; the old address says who it is now."""
    note = do(page, "merge", actor="person:eva-ruiz", into="ada maría ruiz")

    assert "Eva Ruiz is Ada María Ruiz from now on." in note
    assert rows(page, "/actors/person:ada-ruiz")[0]["statements"] == 3
    assert 'href="/actors/person:ada-ruiz"' in page.get("/actors/person:eva-ruiz").text
    do(page, "undo")
    assert rows(page, "/actors/person:ada-ruiz")[0]["statements"] == 2


def test_split_sets_apart_in_one_report(page: TestClient) -> None:
    """The form offers the reports that name it; in the one that is chosen it is somebody else."""
    offered = re.findall('<option value="(report:[^"]*)">(News[^<]*)', page.get("/actors/person:ada-ruiz").text)
    do(page, "split", actor="person:ada-ruiz", report=offered[0][0], name="Ada the Younger")

    assert [title for _, title in offered] == ["News 5, 5 Mar 2026", "News 1, 1 Mar 2026"]
    assert rows(page, "/actors/person:ada-ruiz")[0]["statements"] == 1
    assert rows(page, "/actors/person:ada-the-younger")[0]["name"] == "Ada the Younger"


def test_rename_is_what_all_pages_call_it(page: TestClient) -> None:
    """The new name stands in the list, and what reports call it stays among the names found."""
    do(page, "rename", actor="state:AAA", name="Republic of Aland")

    assert rows(page, "/actors?kind=state")[0]["name"] == "Republic of Aland"
    assert "<bdi>Aland</bdi>" in page.get("/actors/state:AAA").text


@pytest.mark.parametrize(
    ("what", "fields", "words"),
    [
        ("merge", {"actor": "person:eva-ruiz", "into": "state:AAA"}, "cannot be one"),
        ("merge", {"actor": "person:eva-ruiz", "into": "Ruiz"}, "any of"),
        ("merge", {"actor": "person:eva-ruiz"}, "missing"),
        ("split", {"actor": "state:AAA", "report": "r1"}, "is a state"),
        ("rename", {"actor": "person:nobody", "name": "Somebody"}, "No actor is"),
        ("rename", {"actor": "person:eva-ruiz", "name": "  "}, "missing"),
    ],
)
def test_what_cannot_be_decided_is_answered(page: TestClient, what: str, fields: dict[str, str], words: str) -> None:
    """Nothing is decided, and the answer says why."""
    assert words in do(page, what, **fields)
    assert "Nothing is left to undo" in do(page, "undo")


def test_nobody_has_no_page(page: TestClient) -> None:
    """An id that is nobody's is answered with where to look."""
    answer = page.get("/actors/person:nobody")

    assert (answer.status_code, "list of actors" in answer.text) == (404, True)
    assert page.get("/actors/state:AAA?show=shoes").status_code == 400
