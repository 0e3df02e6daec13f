"""Wrong addresses and forms are answered in plain words, whatever they have."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from communique.present.web.actions import ACTIONS
from communique.present.web.app import all_pages
from web.addresses import known, parameters
from web.conftest import HOST

WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "0", "-1", "1e9", "999999999", "2026-02-30", "9999-12-31", "0001-01-01", "'", '"', "%", "*", "\x00",
            "NEAR(", "a AND", "issue:", "state:", "person:", ":", "..", "../..", "null", "NaN", "٣", "a" * 3000,
        ]
    ),
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_wrong_addresses_are_told(client: TestClient, record: Path, data: st.DataObject) -> None:
    """Whatever an address has, the answer is a page or says in plain words what is wrong; never a fault."""
    page = data.draw(st.sampled_from(all_pages()))
    named, names = _known(record)
    path = re.sub(r"\{(\w+)\}", lambda _: quote(data.draw(_value(named)), safe=""), page.path)
    ending = data.draw(st.sampled_from(["", "", ".json", ".csv", ".xml", "/"]))
    parameter = st.one_of(st.sampled_from(sorted(names[page.path]) or ["q"]), st.text(max_size=9))
    given = data.draw(st.lists(st.tuples(parameter, _value(named)), max_size=4))
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in given)
    answer = client.get(f"http://{HOST}{path}{ending}?{query}", follow_redirects=False)

    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert 'class="problem"' in answer.text


def _value(named: dict[str, str]) -> st.SearchStrategy[str]:
    # A lone surrogate cannot be written in an address.
    return st.one_of(WORDS, st.sampled_from(sorted(named.values()))).map(
        lambda words: words.encode("utf-8", "replace").decode()
    )


FOUND: dict[Path, tuple[dict[str, str], dict[str, set[str]]]] = {}


def _known(record: Path) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return ids of a record and the parameters of the pages, found once."""
    if record not in FOUND:
        FOUND[record] = known(record), parameters(record)
    return FOUND[record]


@pytest.mark.parametrize(
    "query", ["q=%ED%A0%80", "q=%FF%FE", "%ff=%ff", "q=%", "q=%zz", "&=&", "q=a;b", "q=" + "a" * 60_000]
)
def test_broken_encoding_is_told(client: TestClient, query: str) -> None:
    """Bytes that are no text are told or passed over, on every page and path."""
    for page in all_pages():
        path = re.sub(r"\{\w+\}", "%FF%ED%A0%80", page.path)
        assert client.get(f"http://{HOST}{path}?{query}").status_code < 500


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_wrong_forms_are_told(client: TestClient, record: Path, data: st.DataObject) -> None:
    """Whatever a form has, something plain is answered and the record stays whole."""
    named, _ = _known(record)
    fields = [
        "report",
        "id",
        "issue",
        "do",
        "field",
        "value",
        "stance",
        "at",
        "actor",
        "into",
        "name",
        "address",
        "back",
    ]
    words = st.one_of(_value(named), st.sampled_from(["accept", "reject", "edit", "content", "act", "stance", "issue"]))
    form = data.draw(st.dictionaries(st.sampled_from([*fields, "filter", "seen", "number"]), words))
    answer = client.post(data.draw(st.sampled_from(sorted(ACTIONS))), data=form, follow_redirects=False)

    assert answer.status_code in (303, 400, 404), answer.text
    assert client.get("/reports").status_code == 200


def test_too_many_values_are_told(client: TestClient) -> None:
    """An address with thousands of values is refused before a page makes as many links of all of them."""
    query = "&".join(f"outlet=x{number}" for number in range(3_000))
    answer = client.get(f"/search?{query}")

    assert answer.status_code == 400
    assert "has up to 200 values" in answer.text
    assert len(answer.content) < 20_000
