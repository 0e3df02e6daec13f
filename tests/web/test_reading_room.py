"""The reading room: what stands beside a report's text."""

import re
from pathlib import Path

from starlette.testclient import TestClient
from store.samples import DAMS, full

from web.made import page_of


def reports(client: TestClient) -> list[str]:
    """Return the addresses of the reports, in the order of the list."""
    return [row["address"] for row in client.get("/reports.json").json()]


def test_other_reports_are_one_click_away(client: TestClient) -> None:
    """A report leads to the one before and the one after it in the list, and the first and last to one only."""
    known = reports(client)
    for place, address in enumerate(known):
        text = client.get(address).text
        around = dict(re.findall(r'<a rel="(prev|next)" href="([^"]+)"', text))

        assert around.get("prev") == (known[place - 1] if place else None)
        assert around.get("next") == (known[place + 1] if place + 1 < len(known) else None)
        assert text.count('aria-current="page"') == 1


def test_a_suggestion_can_be_added(client: TestClient) -> None:
    """What the model suggests for a statement becomes a coding when the user adds it, and only then."""
    address, row, issue, stance = next(found for report in reports(client) for found in suggested(client, report))
    report = address.rpartition("/")[2]
    form = {"report": report, "id": row, "do": "edit", "field": "issue", "value": issue, "stance": stance}

    assert client.post("/do/decide", data={**form, "back": f"{address}?row={row}"}).status_code == 200

    found = client.get("/search.json", params={"issue": issue.rstrip(":"), "stance": stance, "decided": "yes"}).json()
    assert row in str(found)
    assert issue not in [one for _, other, one, _ in suggested(client, address) if other == row]


def test_own_issues_can_be_added(tmp_path: Path) -> None:
    """The issues of the user's own codebook that the record has stand in the list beside the built-in ones."""
    client = page_of(tmp_path, full())
    row = next(one for one in client.get("/search.json").json())
    known = client.get(row["address"]).text.partition('<datalist id="issues-known">')[2].partition("</datalist>")[0]

    assert f'<option value="{DAMS.id}">' in known
    assert '<option value="ceasefire">' in known


def suggested(client: TestClient, address: str) -> list[tuple[str, str, str, str]]:
    """Return address, row, issue and stance of the suggestions on the cards of a report's first statements."""
    rows = [one["row"] for one in client.get(f"{address}.json").json() if one["kind"] == "statement"][:12]
    found = []
    for row in rows:
        for form in re.findall(
            r'class="suggestion">.*?</form>', client.get(address, params={"row": row}).text, re.DOTALL
        ):
            stance = re.search(r'name="stance" value="(\w+)"', form)
            issue = re.search(r'name="value" value="([\w:-]+)"', form)
            if stance and issue:
                found.append((address, row, issue[1], stance[1]))
    return found
