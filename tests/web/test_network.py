"""The network: its ties, its picture, and that both say the same."""

import json
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from store.samples import TALKS, plain, report, said

from communique.present.web import graph
from communique.records.rows import Reading
from communique.records.words import Stance
from web.made import page_of

LINE = re.compile(r'<line class="(tie[^"]*)"[^>]*><title>([^<]+)</title>')
NODE = re.compile(r'<a href="([^"]+)"><(circle|rect) class="node')
ROW = re.compile(
    r'<tr data-row><td><a href="([^"]+)">([^<]+)</a></td>\s*<td>(.*?)</td>\s*'
    r'<td><a href="([^"]+)">([^<]+)</a></td><td class="n">([^<]+)</td>',
    re.S,
)


@pytest.fixture
def three(tmp_path: Path) -> TestClient:
    """The page of a record in which two states support dams and one opposes them; one has the others' side on talks."""
    talks = report("t", "Talks", "A wants talks.", "C wants talks.")
    told = [said(talks, f"state:{one}", f"{one.upper()} wants talks.", codings=[(TALKS, "support")]) for one in "ac"]
    claims: list[tuple[str, str, Stance]] = [
        ("state:a", "A is for it.", "support"), ("state:b", "B is for it.", "support"),
        ("state:c", "C is against it.", "oppose"),
    ]  # fmt: skip
    return page_of(tmp_path, plain("d", *claims), Reading(talks, (), tuple(told)))


def ties(client: TestClient, query: str) -> dict[tuple[str, str], float]:
    """Return the ties in the twin of a page: the names of both ends, and the weight."""
    rows = json.loads(client.get(f"/network.json?{query}").text)
    return {(row["a"], row["b"]): row["weight"] for row in rows}


def test_same_and_opposite_sides(three: TestClient) -> None:
    """Who takes the same side on an issue is tied, or who takes opposite ones, or both against each other."""
    assert ties(three, "") == {("state:a", "state:b"): 1, ("state:a", "state:c"): 1}
    assert ties(three, "kind=conflict") == {("state:a", "state:c"): 1, ("state:b", "state:c"): 1}
    assert ties(three, "kind=subtract") == {("state:a", "state:b"): 1, ("state:b", "state:c"): -1}


def test_actors_and_issues(three: TestClient) -> None:
    """An actor is tied to its issues, for or against."""
    assert ties(three, "kind=two-mode") == {
        ("state:a", "dams"): 1, ("state:a", "talks"): 1, ("state:b", "dams"): 1, ("state:c", "dams"): -1,
        ("state:c", "talks"): 1,
    }  # fmt: skip


def test_only_the_ties_of_an_actor(three: TestClient) -> None:
    """With an actor, only its ties are there, with all at their other ends."""
    assert set(ties(three, "actor=state:b")) == {("state:a", "state:b")}
    assert set(ties(three, "kind=conflict&actor=state:c")) == {("state:a", "state:c"), ("state:b", "state:c")}
    assert set(ties(three, "kind=two-mode&actor=state:b")) == {("state:b", "dams")}


def test_normalised(three: TestClient) -> None:
    """Weights are divided as asked: one of two and one of one statement make two thirds on average."""
    assert ties(three, "normalise=average")["state:a", "state:b"] == pytest.approx(2 / 3, abs=1e-6)
    assert ties(three, "kind=two-mode&normalise=activity")["state:a", "dams"] == 0.5


def test_signs_say_which_side(three: TestClient) -> None:
    """Ties between those who differ are dashed, in the picture, and told in words in the table."""
    page = three.get("/network?kind=two-mode").text

    assert {title: kind for kind, title in LINE.findall(page)}["C – dams: −1"] == "tie conflict"
    assert {title: kind for kind, title in LINE.findall(page)}["A – dams: 1"] == "tie"
    assert [
        ("opposes" in side) for _, one, side, _, other, _ in ROW.findall(page) if (one, other) == ("C", "dams")
    ] == [True]


@pytest.mark.parametrize("query", ["", "kind=conflict", "kind=two-mode", "kind=subtract&level=person", "ties=3"])
def test_picture_and_table_say_the_same(client: TestClient, query: str) -> None:
    """Each line is a row, each end of a row is a node, and links of both lead to the same pages."""
    page = client.get(f"/network?{query}").text
    lines = sorted(title for _, title in LINE.findall(page))
    rows = ROW.findall(page)

    assert sorted(f"{one} – {other}: {weight}" for _, one, _, _, other, weight in rows) == lines
    assert {place for place, _ in NODE.findall(page)} == {place for row in rows for place in (row[0], row[3])}
    assert len(lines) <= 3 or query != "ties=3"


def test_twins_have_all_ties(client: TestClient) -> None:
    """The twins have the ties that the picture leaves out, and the page says how many these are."""
    page, rows = client.get("/network?kind=two-mode&ties=2").text, ties(client, "kind=two-mode&ties=2")

    assert len(LINE.findall(page)) == 2 < len(rows)
    assert f"{len(rows) - 2} weaker ties are not drawn" in page
    assert rows == ties(client, "kind=two-mode")


def test_picture_of_many_has_forty(tmp_path: Path) -> None:
    """Of many actors the forty that are tied most are drawn, and the page says so."""
    many = plain("m", *((f"state:s{n}", f"S{n} says so.", "support") for n in range(60)))
    own = plain("n", *((f"state:s{n}", f"S{n} repeats it.", "support") for n in range(20, 60)))
    page = page_of(tmp_path, many, own).get("/network?ties=200").text

    assert {place for place, _ in NODE.findall(page)} <= {f"/actors/state:s{n}" for n in range(20, 60)}
    assert re.search(r"200 of 1\u202f770 ties,\s*\d+ of 60 actors\s+are drawn: the strongest", page)


def test_rows_lead_to_what_ties_are_made_of(client: TestClient) -> None:
    """The last cell of a row leads to a page that is there and shows both ends."""
    for row in json.loads(client.get("/network.json").text)[:5]:
        page = client.get(row["address"]).text

        assert row["a_name"] in page
        assert row["b_name"] in page
    assert client.get(json.loads(client.get("/network.json?kind=two-mode").text)[0]["address"]).status_code == 200


@pytest.mark.parametrize("query", ["kind=x", "normalise=activity", "kind=two-mode&normalise=cosine", "ties=0", "a=b"])
def test_wrong_choices_are_told(client: TestClient, query: str) -> None:
    """A choice that there is not is refused with those that there are."""
    answer = client.get(f"/network?{query}")

    assert answer.status_code == 400
    assert re.search(r"is one of|from 1 on|It has", answer.text)


def test_nothing_says_what_to_do(client: TestClient) -> None:
    """A period without statements gives no picture and says what to do."""
    page = client.get("/network?since=2031-01-01").text

    assert "<line" not in page
    assert "Widen the period" in page


def test_same_picture_twice(client: TestClient) -> None:
    """The same record gives the same picture."""
    assert client.get("/network").text == client.get("/network").text


networks = st.integers(0, 24).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(
            st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, max(count - 1, 0)), st.floats(-9, 9)),
            max_size=60 * bool(count),
        ),
        st.lists(st.integers(0, 400), min_size=count, max_size=count),
    )
)


@settings(deadline=None, max_examples=60)
@given(networks)
def test_nodes_have_room(network: tuple[int, list[tuple[int, int, float]], list[int]]) -> None:
    """In any network every node lies in the picture with a name, and none covers another."""
    count, found, amounts = network
    kept = [(one, other, weight) for one, other, weight in found if one != other and weight]
    at = graph.places(kept, [f"Name {n}" for n in range(count)], amounts)

    assert [one.label for one in at] == [f"Name {n}" for n in range(count)]
    assert all(0 < one.x < graph.WIDTH and 0 < one.y < graph.HEIGHT for one in at)
    for one, other in combinations(at, 2):
        assert ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5 > one.radius + other.radius


def test_stronger_ties_are_shorter() -> None:
    """Of a chain of three, those who are tied more strongly stand nearer."""
    a, b, c = graph.places([(0, 1, 9), (1, 2, 1)], ["A", "B", "C"], [1, 1, 1])

    assert abs(a.x - b.x) < abs(b.x - c.x)


def test_names_do_not_cover_one_another() -> None:
    """On a star of ten, no name covers another name or a node."""
    at = graph.places(
        [(0, n, 1) for n in range(1, 10)], ["Middle", *(f"Long name {n}" for n in range(1, 10))], [1] * 10
    )
    boxes = [graph._box((one.label_x, one.label_y, one.anchor), len(one.label) * graph.ADVANCE) for one in at]

    assert all(graph._covered(one, [other]) == 0 for one, other in combinations(boxes, 2))


def test_long_names_are_shortened() -> None:
    """A name that would fill the picture is cut, and says so."""
    (one,) = graph.places([], ["The very long name of a committee that nobody remembers"], [1])

    assert one.label == "The very long name of a c…"


def test_larger_nodes_say_more() -> None:
    """The size of a node grows with its statements."""
    few, many = graph.places([(0, 1, 1)], ["Few", "Many"], [1, 100])

    assert few.radius < many.radius == graph.LARGE


def test_another_name_is_told_apart(tmp_path: Path) -> None:
    """Two actors of one name have their ids behind it."""
    base = plain("a", ("state:a", "A is for it.", "support"), ("state:b", "B is for it.", "support"))
    client = page_of(tmp_path, replace(base, actors=tuple(replace(one, name="Aland") for one in base.actors)))

    assert "Aland (state:a) – Aland (state:b): 1" in client.get("/network").text
