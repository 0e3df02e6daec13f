"""Search: what is found, what narrows it, and that nothing that can be typed breaks it."""

import html
import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from store.samples import full, plain

from web.conftest import HOST
from web.made import page_of

RIVER = "<b>Sylvania</b> & co. fear for the river."


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """Three reports: one with every field, two on dams, of other outlets and years."""
    return page_of(
        tmp_path,
        full(),
        plain("one", ("state:SYL", RIVER, "oppose"), ("state:FRE", "Dams are good.", "support"),
              published=date(2025, 4, 1)),
        plain("two", ("state:FRE", "The river is ours.", "support"), published=date(2026, 4, 1), outlet="The Globe"),
    )  # fmt: skip


def words(page: TestClient, query: str) -> list[str]:
    """Return the words of the statements that a search finds."""
    answer = page.get(f"/search.json?{query}")
    assert answer.status_code == 200, answer.text
    return [row["words"] for row in answer.json()]


def links(answer: str, label: str) -> list[str]:
    """Return the addresses of the links that say something to people."""
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', answer, re.DOTALL)
    return [html.unescape(link) for link, said in found if " ".join(re.sub("<[^>]*>", "", said).split()) == label]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=river", ["The river is ours.", RIVER]),
        ('q="the+river"+-fear', ["The river is ours."]),
        ("q=riv*&outlet=The+Globe", ["The river is ours."]),
        ("q=river&not-outlet=The+Globe", [RIVER]),
        ("q=river&actor=state:SYL", [RIVER]),
        ("q=river&not-actor=state:SYL", ["The river is ours."]),
        ("q=river&stance=oppose&issue=dams", [RIVER]),
        ("q=river&not-stance=oppose", ["The river is ours."]),
        ("q=river&since=2026-01-01", ["The river is ours."]),
        ("form=direct&act=deny", ["“We never agreed to it,”"]),
        ("actor=Otto+Brandt", ["“We never agreed to it,”"]),
        ("actor=sylvania&not-form=indirect", ["“We never agreed to it,”"]),
        ("decided=yes", []),
    ],
)
def test_what_is_found(page: TestClient, query: str, found: list[str]) -> None:
    """Words and filters narrow together, each with what is left out; the page shows what its twin has."""
    assert words(page, query) == found
    assert f'Found <span class="count">{len(found)}<' in page.get(f"/search?{query}").text


def test_words_are_marked_and_lead_to_their_place(page: TestClient) -> None:
    """What was looked for is marked in the words as they stand, which lead into the reading room to their row."""
    answer = page.get("/search?q=river&actor=state:SYL").text
    row = page.get("/search.json?q=river&actor=state:SYL").json()[0]

    assert "&lt;b&gt;Sylvania&lt;/b&gt; &amp; co. fear for the <mark>river</mark>." in answer
    assert f'href="{row["address"]}"' in answer
    assert row["address"] == f"/reports/{row['report']}?row={row['statement']}"
    shown = page.get(row["address"])
    assert shown.status_code == 200
    assert f'data-row-id="{row["statement"]}"' in shown.text


def test_who_speaks_for_whom_is_shown(page: TestClient) -> None:
    """Speaker and for whom, act, form and codings stand beside the words."""
    answer = page.get("/search?q=agreed").text
    told = " ".join(re.sub("<[^>]*>", " ", answer).split())

    assert "Otto Brandt for Sylvania deny direct speech − opposes dams" in told
    assert links(answer, "Otto Brandt") == ["/actors/person:otto-brandt"]


def test_facets_narrow_by_click(page: TestClient) -> None:
    """Each value leads to those that have it and to those that do not, and what narrows can be taken out again."""
    answer = page.get("/search?q=river").text
    (only,) = links(answer, "only The Globe")
    (without,) = links(answer, "without The Globe")

    assert words(page, urlsplit(only).query) == ["The river is ours."]
    assert words(page, urlsplit(without).query) == [RIVER]
    narrowed = page.get(without).text
    assert links(narrowed, "take out without outlet The Globe") == ["/search?q=river"]
    assert links(page.get(only).text, "take out outlet The Globe") == ["/search?q=river"]
    assert links(page.get(only).text, "only The Globe") == []
    (both,) = links(page.get("/search?not-outlet=The+Globe").text, "without The Post")
    assert parse_qs(urlsplit(both).query) == {"not-outlet": ["The Globe", "The Post"]}
    (year,) = links(answer, "only 2025")
    assert parse_qs(urlsplit(year).query) == {"q": ["river"], "since": ["2025-01-01"], "until": ["2025-12-31"]}
    assert words(page, urlsplit(year).query) == [RIVER]


def test_form_keeps_what_narrows(page: TestClient) -> None:
    """Several values, and those that are left out, stay when the form is sent again."""
    answer = page.get("/search?outlet=The+Post&outlet=The+Globe&not-act=ask&q=river").text
    form = answer[answer.index('<form class="filters"') : answer.index("</form>", answer.index('class="filters"'))]
    sent = [(name, value) for name, value in re.findall(r'<input[^>]*name="([^"]*)" value="([^"]*)"', form) if value]

    assert sorted(sent) == [("not-act", "ask"), ("outlet", "The Globe"), ("outlet", "The Post"), ("q", "river")]
    assert form.index("The Post") < form.index("The Globe")


def test_whole_reports_are_found(page: TestClient) -> None:
    """The words of whole reports are found beside those of statements, with a passage in which they are marked."""
    answer = page.get("/search?q=brings+light&in=reports").text

    assert "It <mark>brings</mark> <mark>light</mark>" in answer
    assert [row["title"] for row in page.get("/search.json?q=light&in=reports").json()] == ["Freedonia defends dam"]
    assert page.get("/search.json?q=river&in=reports&outlet=The+Globe").json()[0]["title"] == "News of two"
    assert "No report has these words" in page.get("/search?q=whales&in=reports").text
    assert "Type words" in page.get("/search?in=reports").text


def test_nothing_found_says_what_to_do(page: TestClient) -> None:
    """An empty list has the way out, and so has a page behind the last one."""
    assert "Take a word or a filter out" in page.get("/search?q=whales").text
    assert "Its first page" in page.get("/search?page=7").text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("q=-river", "-word leaves out"), ("act=shout", "is one of say, deny"), ("since=spring", "YYYY-MM-DD"),
        ("since=2026-02-01&until=2026-01-01", "No day is from"), ("actor=nobody+at+all", "No actor is"),
        ("issue=whales", "No issue is"), ("in=books", "is one of statements, reports"), ("page=0", "from 1 on"),
        ("colour=red", "no parameter “colour”"),
    ],
)  # fmt: skip
def test_wrong_filters_are_told(page: TestClient, query: str, told: str) -> None:
    """What cannot be looked for is told with what can."""
    answer = page.get(f"/search?{query}")

    assert answer.status_code == 400
    assert told in html.unescape(answer.text)


def test_pages_of_a_long_list(tmp_path: Path) -> None:
    """Fifty at a time, all of them once; the twin has them all."""
    many = [("state:FRE", f"Dam number {n} is good.", "support") for n in range(120)]
    page = page_of(tmp_path, plain("many", *many))  # type: ignore[arg-type]
    found = [re.findall(r"Dam number (\d+) is", page.get(f"/search?act=say&page={n}").text) for n in (1, 2, 3)]

    assert [len(set(numbers)) for numbers in found] == [50, 50, 20]
    assert len({number for numbers in found for number in numbers}) == len(words(page, "act=say")) == 120
    assert "Page 2 of 3" in page.get("/search?act=say&page=2").text


def test_questions_are_kept_and_forgotten(client: TestClient) -> None:
    """A search is kept by name with its filters, is listed, and is forgotten again."""
    name, address = "Talks & <dams>", "/search?q=talks&not-act=ask"
    kept = client.post("/do/keep", data={"name": name, "address": address, "back": "/search"})

    assert links(kept.text, "Talks &amp; &lt;dams&gt;") == [address]
    assert client.get(address).status_code == 200
    assert links(client.get("/").text, "Talks &amp; &lt;dams&gt;") == [address]
    gone = client.post("/do/forget", data={"name": name, "back": "/search"})
    assert links(gone.text, "Talks &amp; &lt;dams&gt;") == []


pieces = st.one_of(
    st.sampled_from("\"“”„«'-*(){}:^+,.;%\\ \t\n\0_🌊é\u0301\u200b\u202e—"),
    st.sampled_from(("AND", "OR", "NOT", "NEAR(", "words:", "river", "the", " ", " -", "**", "<script>")),
)
typed_texts = st.one_of(st.text(), st.lists(pieces, max_size=30).map("".join))
names = ("actor", "outlet", "act", "form", "issue", "stance", "since", "until", "decided", "in", "page")
values = st.one_of(
    typed_texts, st.sampled_from(["say", "direct", "support", "yes", "reports", "2", "2026-01-01", "state:IRN"])
)
parameters = st.sampled_from([*names, *(f"not-{name}" for name in names[:6])])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed_texts, st.dictionaries(parameters, values, max_size=3), st.sampled_from(["/search", "/search.json", "/bulk"])
)
def test_whatever_is_typed_is_answered(client: TestClient, typed: str, given: dict[str, str], path: str) -> None:
    """There is an answer, or the page says what to type; what was typed stands in it as words, never as markup."""
    answer = client.get(f"http://{HOST}{path}", params={"q": typed, **given})

    assert answer.status_code in (200, 400), answer.text
    if path == "/search":
        assert "<script>" not in answer.text.replace('<script src="/static/page.js" defer></script>', "")
        assert answer.status_code == 200 or 'class="problem"' in answer.text
