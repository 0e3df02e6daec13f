"""What forms do: fields that are missing or wrong are told in plain words and change nothing."""

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from store.samples import full

from communique.present.web.actions import ACTIONS, LONGEST_NAME, MOST_FIELDS
from communique.store.database import Store
from web.conftest import HOST
from web.made import page_of

FULL = full()
ROW = {"report": FULL.report.id, "id": FULL.statements[2].id}

# A form of each kind that is taken.
FORMS: dict[str, dict[str, str]] = {
    "/do/decide": {**ROW, "do": "edit", "field": "act", "value": "warn"},
    "/do/undo": {},
    "/do/redo": {},
    "/do/take-back": {"number": "1"},
    "/do/merge": {"actor": "person:ida-moss", "into": "person:otto-brandt"},
    "/do/split": {"actor": "person:ida-moss", "report": FULL.report.id},
    "/do/rename": {"actor": "person:ida-moss", "name": "I. Moss"},
    "/do/keep": {"name": "dams", "address": "/search?q=dam"},
    "/do/forget": {"name": "rice"},
    "/do/freeze": {"address": "/search?q=dam"},
}

# Fields that may be empty in them.
FREE = {("/do/decide", "value")}


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """A record with one report, in which one decision stands, another is undone, and a question is kept."""
    asking = page_of(tmp_path, FULL)
    asking.headers["origin"] = f"http://{HOST}"
    for path, fields in (
        ("/do/decide", {**ROW, "do": "accept"}), ("/do/decide", {**ROW, "do": "accept"}), ("/do/undo", {}),
        ("/do/keep", {"name": "rice", "address": "/search?q=rice"}),
    ):  # fmt: skip
        assert asking.post(path, data=fields).status_code == 200
    return asking


def state(folder: Path) -> tuple[object, ...]:
    """Return all that forms can change."""
    with Store.open(folder / "made.db") as store:
        frozen = store._connection.execute("SELECT count(*) FROM main.frozen").fetchone()[0]
        return store.decisions(), store.lists.queries(), frozen


def test_every_action_is_tested() -> None:
    """A new kind of form gets a line here."""
    assert {*FORMS, "/do/bulk"} == set(ACTIONS)


@pytest.mark.parametrize("path", FORMS)
def test_whole_forms_are_taken(page: TestClient, tmp_path: Path, path: str) -> None:
    """A form with all its fields changes the record and leads on."""
    before = state(tmp_path)
    answer = page.post(path, data=FORMS[path], follow_redirects=False)

    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith("/")
    assert state(tmp_path) != before


@pytest.mark.parametrize(
    ("path", "field"),
    [(path, field) for path, fields in FORMS.items() for field in fields if (path, field) not in FREE],
)
def test_missing_fields_are_told(page: TestClient, tmp_path: Path, path: str, field: str) -> None:
    """Without a field, or with white space in it, the field is named and nothing changes."""
    before = state(tmp_path)
    for fields in ({name: value for name, value in FORMS[path].items() if name != field}, {**FORMS[path], field: " "}):
        answer = page.post(path, data=fields)
        told = html.unescape(re.sub("<[^>]*>", "", answer.text))
        assert answer.status_code == 400
        assert f"“{field}” is missing" in told
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/do/decide", {"do": "shred"}, "nothing that can be done"),
        ("/do/decide", {"report": "report:none"}, "not in the record any more"),
        ("/do/decide", {"id": "statement:none"}, "not in the record any more"),
        ("/do/decide", {"issue": "whales"}, "not in the record any more"),
        ("/do/decide", {"field": "sha256"}, "Of a statement can be set"),
        ("/do/decide", {"field": "stance", "value": "oppose"}, "Of a statement can be set"),
        ("/do/decide", {"value": "shout"}, "The act is one of"),
        ("/do/decide", {"field": "speaker", "value": "n" * 201}, "A name has up to 200 characters"),
        ("/do/decide", {"field": "speaker", "value": "Jane\0Doe"}, "characters that cannot be written"),
        ("/do/decide", {"field": "issue", "value": "sanctions:" + "y" * 201, "stance": "oppose"}, "A name has up to"),
        ("/do/decide", {"field": "issue", "value": "sanctions:a/b", "stance": "oppose"}, "without a slash"),
        ("/do/rename", {"name": "n" * 201}, "A name has up to 200 characters"),
        ("/do/rename", {"name": "Jane\0Doe"}, "characters that cannot be written"),
        ("/do/decide", {"field": "content", "value": "words of no report"}, "does not have these words"),
        ("/do/decide", {"field": "content", "value": "rice", "at": "²"}, "whole number"),
        ("/do/decide", {"field": "content", "value": "rice", "at": "-1"}, "whole number"),
        ("/do/decide", {"field": "content", "value": "rice", "at": "9" * 5000}, "whole number"),
        ("/do/decide", {"field": "issue", "value": "dams"}, "“stance” is missing"),
        ("/do/decide", {"field": "issue", "value": "dams", "stance": "both"}, "stance is one of"),
        ("/do/bulk", {"filter": "act=shout", "seen": "x", "do": "accept"}, "is one of say"),
        ("/do/bulk", {"filter": "colour=red", "seen": "x", "do": "accept"}, "no parameter “colour”"),
        ("/do/bulk", {"filter": "q=whales", "seen": "x", "do": "accept"}, "No statement meets this"),
        ("/do/bulk", {"filter": "q=rice", "seen": "x", "do": "accept"}, "changed since the preview"),
        ("/do/bulk", {"filter": "q=rice", "do": "accept"}, "“seen” is missing"),
        ("/do/take-back", {"number": "two"}, "whole number"),
        ("/do/take-back", {"number": "77"}, "No decision 77 stands"),
        ("/do/merge", {"into": "person:nobody"}, "No actor is"),
        ("/do/merge", {"into": "state:SYL"}, "cannot be one"),
        ("/do/split", {"report": "report:none"}, "No report"),
        ("/do/rename", {"actor": "person:nobody"}, "No actor is"),
        ("/do/keep", {"address": "//evil.example/"}, "Only addresses of this page"),
        ("/do/keep", {"address": "/\\evil.example/"}, "Only addresses of this page"),
        ("/do/keep", {"address": "javascript:alert(1)"}, "Only addresses of this page"),
        ("/do/keep", {"address": "https://evil.example/"}, "Only addresses of this page"),
        ("/do/keep", {"address": "/search?q=" + "a" * 9000}, "Only addresses of this page"),
        ("/do/keep", {"name": "n" * (LONGEST_NAME + 1)}, "Shorten it"),
        ("/do/forget", {"name": "never kept"}, "No question is kept"),
        ("/do/freeze", {"address": "//evil.example/search"}, "No page has this address"),
    ],
)
def test_wrong_fields_are_told(page: TestClient, tmp_path: Path, path: str, fields: dict[str, str], told: str) -> None:
    """A field that has what it cannot have is told on a plain page, and nothing changes."""
    before = state(tmp_path)
    answer = page.post(path, data={**FORMS.get(path, {}), **fields})

    assert answer.status_code == 400, answer.text
    assert told in html.unescape(re.sub("<[^>]*>", "", answer.text))
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "\\\\evil.example",
     "/\t/evil.example", "/\u2028/evil", "/" + "a" * 9000],
)  # fmt: skip
@pytest.mark.parametrize("path", [path for path in FORMS if path not in ("/do/merge", "/do/freeze")])
def test_no_form_leads_away(page: TestClient, path: str, back: str) -> None:
    """Whatever a form names as the page to go back to, the browser stays on this one."""
    answer = page.post(path, data={**FORMS[path], "back": back}, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_too_many_fields_are_told(page: TestClient) -> None:
    """A form with more fields than any of ours is not read."""
    body = "&".join(f"f{n}=1" for n in range(MOST_FIELDS + 1))
    answer = page.post("/do/undo", content=body, headers={"content-type": "application/x-www-form-urlencoded"})

    assert answer.status_code == 400
    assert "cannot be read" in answer.text


@pytest.mark.parametrize("type", ["application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_other_forms_are_told(page: TestClient, type: str) -> None:
    """A body of another kind has no fields of ours."""
    answer = page.post("/do/rename", content=b'{"actor": "person:ida-moss"}', headers={"content-type": type})

    assert answer.status_code == 400
    assert "is missing" in answer.text
