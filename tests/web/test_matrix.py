"""Who stands where: the matrix of actors and issues."""

import re
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from store.samples import TALKS, actor, full, plain, report, said, state

from communique.present.web.pages.matrix import COLUMNS
from communique.records.rows import Issue, Reading
from communique.records.words import Stance
from web.made import page_of


def claims(name: str, *rows: tuple[str, Stance], day: date = date(2026, 2, 1), outlet: str = "The Post") -> Reading:
    """Make a report in which actors take stances on the dam."""
    said = (
        (who, f"{who} says something of its own on it in {name}, number {i}.", stance)
        for i, (who, stance) in enumerate(rows)
    )
    return plain(name, *said, published=day, outlet=outlet)


def on_issues(name: str, who: str, *issues: Issue) -> Reading:
    """Make a report in which an actor supports issues."""
    told = report(name, f"News of {name}", *(f"{who} is for {one.id}." for one in issues), published=date(2026, 1, 1))
    rows = tuple(said(told, who, f"{who} is for {one.id}.", codings=[(one, "support")]) for one in issues)
    return Reading(told, (state(who[-3:].upper(), who[-3:].title()),), rows)


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """Four states that stand differently: for, against, on both sides, on none; three of them speak twice."""
    return page_of(
        tmp_path,
        claims(
            "one", ("state:aaa", "support"), ("state:bbb", "oppose"), ("state:ccc", "support"), ("state:ddd", "neutral")
        ),
        claims("two", ("state:aaa", "support"), ("state:bbb", "oppose"), ("state:ccc", "oppose"), day=date(2026, 3, 1)),
        claims("three", ("state:aaa", "support"), day=date(2026, 4, 1), outlet="The Gazette"),
    )


def rows(page: TestClient, address: str) -> list[tuple[str, str]]:
    """Return actor and stance of each row's first cell, empty for none, from top to bottom."""
    found = re.findall(
        r'<tr data-row>.*?<a href="/actors/([^"]*)".*?</td>\s*<td( class="empty")?>(.*?)</td>',
        page.get(address).text,
        re.S,
    )
    return [(who, "" if empty else re.findall('class="stance ([a-z]+)"', cell)[0]) for who, empty, cell in found]


def test_stances_look_different(page: TestClient) -> None:
    """Support, opposition, mixed, no side and nothing said have signs and words of their own."""
    told = page.get("/matrix").text
    cells = dict(re.findall(r'href="/matrix/cell\?actor=state:([a-d])[^"]*".*?aria-hidden="true">(.)', told))

    assert cells == {"a": "+", "b": "−", "c": "±", "d": "0"}
    assert "dams: mixed, statements 2, independent reports 2" in told


def test_rows_sort(page: TestClient) -> None:
    """By statements first; by name; by side from support over mixed to opposition, no side last."""
    assert [who for who, _ in rows(page, "/matrix")] == ["state:aaa", "state:bbb", "state:ccc", "state:ddd"]
    assert [stance for _, stance in rows(page, "/matrix?sort=side&on=dams")] == [
        "support",
        "mixed",
        "oppose",
        "neutral",
    ]
    assert [who for who, _ in rows(page, "/matrix?sort=name&since=2026-03-01")] == [
        "state:aaa",
        "state:bbb",
        "state:ccc",
    ]


def test_side_is_sorted_on_the_chosen_issue(tmp_path: Path) -> None:
    """The issue whose sides sort the rows comes first; who said nothing on it stands last."""
    page = page_of(
        tmp_path,
        claims("one", ("state:aaa", "support"), ("state:aaa", "support")),
        on_issues("two", "state:zzz", TALKS),
    )

    assert rows(page, "/matrix") == [("state:aaa", "support"), ("state:zzz", "")]
    assert rows(page, "/matrix?sort=side&on=talks") == [("state:zzz", "support"), ("state:aaa", "")]


def test_filters_narrow_cells_and_stay_in_their_links(page: TestClient) -> None:
    """Days and outlet change what is counted, and the link into a cell counts the same."""
    told = page.get("/matrix?outlet=The+Gazette&since=2026-04-01&level=state").text
    links = re.findall(r'href="(/matrix/cell[^"]*)"', told)

    assert len(links) == 1
    assert all(part in links[0] for part in ("outlet=The%20Gazette", "since=2026-04-01", "level=state", "issue=dams"))
    assert "statements 1, independent reports 1" in told
    assert "1 statement counts, from 1 independent report" in page.get(links[0].replace("&amp;", "&")).text


def test_levels(tmp_path: Path) -> None:
    """The same statements count for the person, the body or the state."""
    page = page_of(tmp_path, full())

    assert {who for who, _ in rows(page, "/matrix?level=person")} == {"person:ida-moss", "person:otto-brandt"}
    assert {who for who, _ in rows(page, "/matrix?level=body")} == {"body:fre-water"}
    assert {who for who, _ in rows(page, "/matrix?level=state")} == {"state:FRE", "state:SYL"}


def test_rows_group(tmp_path: Path) -> None:
    """Rows stand by the state that they count for, else by country; or by kind."""
    told = report("un", "News", "The bishop is for it.", "The union is for it.", published=date(2026, 1, 1))
    bishop, union = actor("person:bishop", "The bishop"), actor("group:union", "The union", "group")
    said_so = [said(told, one.id, f"{one.name} is for it.", codings=[(TALKS, "support")]) for one in (bishop, union)]
    page = page_of(tmp_path, full(), Reading(told, (bishop, union), tuple(said_so)))

    def groups(address: str) -> list[str]:
        return re.findall('class="group"[^>]*>([^<]*)', page.get(address).text)

    assert groups("/matrix?level=person&group=country") == ["Freedonia", "Sylvania", "No country"]
    assert groups("/matrix?group=kind") == ["States", "Groups", "Persons"]
    assert groups("/matrix") == []


def test_large_matrix_is_paged(tmp_path: Path) -> None:
    """Only some rows and columns are shown at once, links lead to the rest, and the twins have all."""
    many = [Issue(f"issue-{n:02}", f"Issue {n:02}", "It is right.") for n in range(COLUMNS + 2)]
    page = page_of(
        tmp_path,
        on_issues("wide", "state:www", *many),
        claims("long", *((f"state:a{n:02}", "support") for n in range(60))),
    )
    first, rest = page.get("/matrix"), page.get("/matrix?columns=2")

    assert len(rows(page, "/matrix")) == 50
    assert len(rows(page, "/matrix?page=2")) == 11
    assert first.text.count("sort by side") == COLUMNS
    assert rest.text.count("sort by side") == 3
    assert "columns=2" in first.text
    assert "Issue 11" not in first.text
    assert "Issue 11" in rest.text
    assert "does not reach" in page.get("/matrix?page=9").text
    assert len(page.get("/matrix.json").json()) == len(page.get("/matrix.csv").text.splitlines()) - 1 == 72


def test_twin_has_positions(page: TestClient) -> None:
    """A row of the twin has the counts, the share with its bounds, and the address of the cell."""
    row = next(one for one in page.get("/matrix.json").json() if one["actor"] == "state:aaa")

    assert (row["stance"], row["support"], row["independent_reports"], row["share"]) == ("support", 3, 3, 0.8)
    assert (row["first"], row["last"]) == ("2026-02-01", "2026-04-01")
    assert page.get(row["address"]).status_code == 200


def test_wrong_or_empty_matrix_says_what_to_do(page: TestClient, tmp_path: Path) -> None:
    """An unknown issue, level or parameter is refused with what there is; an empty matrix tells the way out."""
    assert page.get("/matrix?sort=side&on=moon").status_code == 400
    assert "person, body, state" in page.get("/matrix?level=village").text
    assert page.get("/matrix?colour=red").status_code == 400
    assert "start anew" in page.get("/matrix?since=2031-01-01").text
    assert page.get("/matrix.json?since=2031-01-01").json() == []
    (tmp_path / "empty").mkdir()
    assert "No stance meets this" in page_of(tmp_path / "empty").get("/matrix?sort=side").text


def test_names_are_escaped(tmp_path: Path) -> None:
    """A name that looks like a tag is shown as it is written."""
    told = report("odd", "News", "It is right.", published=date(2026, 1, 1))
    odd = actor("person:odd", "<b>Odd</b>")
    row = said(told, odd.id, "It is right.", codings=[(Issue("odd", "<i>odd</i>", "It is <u>odd</u>."), "support")])
    page = page_of(tmp_path, Reading(told, (odd,), (row,)))
    shown = [
        page.get(path).text for path in ("/matrix", "/issues", "/issues/odd", "/matrix/cell?actor=person:odd&issue=odd")
    ]

    assert all("&lt;i&gt;odd" in text for text in shown)
    assert not any(tag in text for text in shown for tag in ("<b>Odd", "<i>odd", "<u>odd"))
