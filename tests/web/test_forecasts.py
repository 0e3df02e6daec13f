"""The ledger of forecasts."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from store.samples import full

from communique.store.database import Store
from web.made import page_of


def rows(client: TestClient, query: str = "") -> list[dict[str, str]]:
    """Return the rows of the twin."""
    found: list[dict[str, str]] = json.loads(client.get(f"/forecasts.json?{query}").text)
    return found


def test_all_are_there_latest_first(client: TestClient, record: Path) -> None:
    """The ledger has every forecast of the record, those of the latest reports first, undated ones last."""
    with Store.open(record) as store:
        known = {(one.report, one.id) for one in store.forecasts()}
    found = rows(client)
    days = [row["published"] for row in found]

    assert len(known) == len(found) > 5
    assert {(row["report"], row["row"]) for row in found} == known
    assert [day for day in days if day] == sorted((day for day in days if day), reverse=True)
    assert None not in days[: len([day for day in days if day])]


def test_row_says_all(tmp_path: Path) -> None:
    """A forecast is shown with its condition, hedge, likelihood, horizon, source and the way to its words."""
    client = page_of(tmp_path, full())
    page = client.get("/forecasts").text
    (row,) = rows(client)

    for words in (
        "the river could run dry by June", "If talks fail", "“could”", "20\u202f% to 50\u202f%", "by June",
        "the report", "The Courier, 12 Mar 2026",
    ):  # fmt: skip
        assert words in page
    assert row["address"] in page
    assert 'id="card"' in client.get(row["address"]).text


def test_narrowed_by_who(client: TestClient) -> None:
    """An actor keeps what it expects itself; its name and its id mean the same."""
    named = next(row for row in rows(client) if row["by"])
    own = rows(client, f"actor={named['by']}")

    assert named in own
    assert own == [row for row in rows(client) if row in own]
    assert len(own) < len(rows(client))
    assert all(row in rows(client, f"actor={named['by_name']}") for row in own)


def test_who_is_whom_the_statement_is_for(tmp_path: Path) -> None:
    """A forecast in a statement of a spokesman is found under the state that it speaks for."""
    found = full()
    inside = replace(found.forecasts[0], statement=found.statements[3].id, by="person:otto-brandt")
    client = page_of(tmp_path, replace(found, forecasts=(inside,)))

    assert [row["by_name"] for row in rows(client, "actor=Sylvania")] == ["Otto Brandt"]
    assert rows(client, "actor=Freedonia") == []


def test_narrowed_by_period(client: TestClient) -> None:
    """First and last day are those of the reports, both included; undated reports are in no period."""
    found = rows(client)
    days = sorted({row["published"] for row in found if row["published"]})
    kept = rows(client, f"since={days[1]}&until={days[-2]}")

    assert kept == [row for row in found if row["published"] and days[1] <= row["published"] <= days[-2]]
    assert date.fromisoformat(kept[0]["published"])


@pytest.mark.parametrize(
    ("words", "there"),
    [("RIVER dry", True), ("fail", True), ("could june", True), ("river snow", False), ("courier", False)],
)
def test_narrowed_by_words(tmp_path: Path, words: str, there: bool) -> None:
    """All words stand in the outcome, the condition or the hedge, in any case; elsewhere they do not count."""
    assert len(rows(page_of(tmp_path, full()), f"words={words}")) == there


def test_paged(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long ledger is shown in pages, which together have all rows once."""
    monkeypatch.setattr("communique.present.web.asked.Asked.limits", lambda asked: (3, 3 * (asked.number("page") - 1)))
    first, second = client.get("/forecasts").text, client.get("/forecasts?page=2").text
    shown = [re.findall(r'<tr data-row><td><a href="([^"]+)"', page) for page in (first, second)]

    assert "page=2" in first
    assert [len(page) for page in shown] == [3, 3]
    assert not set(shown[0]) & set(shown[1])


def test_nothing_says_what_to_do(client: TestClient) -> None:
    """Where none is left the page says what to do."""
    assert "Widen the period" in client.get("/forecasts?words=zzzz").text


@pytest.mark.parametrize("query", ["since=soon", "actor=Nobody+at+all", "word=x", "since=2026-02-02&until=2026-02-01"])
def test_wrong_parameters_are_told(client: TestClient, query: str) -> None:
    """A wrong parameter is refused."""
    assert client.get(f"/forecasts?{query}").status_code == 400
