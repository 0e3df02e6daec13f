"""What one does on the page, in a real browser."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from communique.records.words import ACTS
from communique.store.database import Store
from web.addresses import known
from web.browsing import Window, expect


def room(record: Path) -> tuple[str, str]:
    """Return the address of the report that has most, and its id."""
    report = known(record)["report"]
    return f"/reports/{report}", report


def note(page: Any) -> str:
    """Return what the page says was done."""
    page.wait_for_selector("[role=status]")
    return str(page.locator("[role=status]").inner_text())


def test_corrects_with_keys(browser: Any, served: str, record: Path) -> None:
    """A row is chosen, accepted and corrected, the correction undone and redone, and the mouse is never touched."""
    address, report = room(record)
    with Window(browser, served) as page:
        page.goto(address)
        page.keyboard.press("j")
        page.wait_for_selector("#card")
        first = page.locator("#card").get_attribute("data-row-id")
        page.keyboard.press("a")
        assert "Accepted 1 row" in note(page)
        page.wait_for_selector("#card .decided")

        page.keyboard.press("t")
        chosen = page.evaluate("document.activeElement.name + ' ' + document.activeElement.tagName")
        assert chosen == "value SELECT"
        before = page.evaluate("document.activeElement.value")
        after = next(act for act in reversed(ACTS) if act != before)
        page.keyboard.type(after)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(f"text=machine: {before}")
        assert "Changed “act”" in note(page)
        assert _act(record, report, first) == after

        page.keyboard.press("u")
        page.wait_for_selector("text=Undone")
        assert _act(record, report, first) == before

        page.keyboard.press("U")
        page.wait_for_selector("text=Redone")
        assert _act(record, report, first) == after


def _act(record: Path, report: str, statement: Any) -> str:
    with Store.open(record) as store:
        found = store.reading(report)
    assert found is not None
    return next(one.act for one in found.statements if one.id == statement)


def test_keys_wait_for_the_page(browser: Any, served: str, record: Path) -> None:
    """However fast one types, a key is about the row that was moved to, not about the one that is still shown."""
    address, _ = room(record)
    with Window(browser, served) as page:
        page.goto(address)
        rows = [urlsplit(one.get_attribute("href")).query for one in page.locator(".rows li > a").all()[:4]]
        page.keyboard.type("jajjx")
        page.wait_for_selector("text=Rejected 1 row")
    with Store.open(record) as store:
        decided = [(one.kind, f"row={one.anchor.id}") for one in store.decisions() if one.anchor]
    assert decided == [("accept", rows[0]), ("reject", rows[2])]


def test_goes_on_after_a_rejection(browser: Any, served: str, record: Path) -> None:
    """A rejected row leaves the list; the next key goes on with the row after it."""
    address, _ = room(record)
    with Window(browser, served) as page:
        page.goto(address)
        rows = [urlsplit(one.get_attribute("href")).query for one in page.locator(".rows li > a").all()[:5]]
        page.keyboard.type("jjxjxk")
        page.wait_for_selector("text=Rejected: 2")
        page.wait_for_url(lambda url: urlsplit(url).query == rows[0])
    with Store.open(record) as store:
        decided = [f"row={one.anchor.id}" for one in store.decisions() if one.anchor]
    assert decided == rows[1:3]


def test_moves_through_rows(browser: Any, served: str, record: Path) -> None:
    """j and k go to the next and the last row, n to the next that is open; back leads to where one was."""
    address, _ = room(record)
    with Window(browser, served) as page:
        page.goto(address)
        page.keyboard.press("j")
        page.wait_for_selector("#card")
        first = page.url
        page.keyboard.press("a")
        page.wait_for_selector("#card .decided")
        page.keyboard.press("j")
        page.wait_for_url(lambda url: url != first)
        second = page.url
        page.keyboard.press("k")
        page.wait_for_url(lambda url: url != second)
        assert urlsplit(page.url).query == urlsplit(first).query
        page.keyboard.press("n")
        page.wait_for_url(lambda url: urlsplit(url).query == urlsplit(second).query)
        page.go_back()
        page.wait_for_url(lambda url: urlsplit(url).query == urlsplit(first).query)
        page.wait_for_selector(f"#card[data-row-id='{parse_qs(urlsplit(first).query)['row'][0]}']")


def test_rejects_and_decides_without_scripts(browser: Any, served: str, record: Path) -> None:
    """Without JavaScript the same forms decide and take back."""
    address, _ = room(record)
    with Window(browser, served, java_script_enabled=False) as page:
        page.goto(address)
        page.locator(".rows a").first.click()
        row = page.locator("#card").get_attribute("data-row-id")
        page.get_by_role("button", name="Reject").first.click()
        assert "Rejected 1 row" in note(page)
        with Store.open(record) as store:
            assert [one.anchor.id for one in store.decisions() if one.anchor] == [row]
        page.get_by_role("button", name="Undo").click()
        assert "Undone" in note(page)
        assert page.locator("#card").get_attribute("data-row-id") == row


def test_marks_words(browser: Any, served: str, record: Path) -> None:
    """Words marked in the text go into the open edit, with the place where they stand, and become the row's."""
    with Store.open(record) as store:
        found = store.machine(known(record)["report"])
    statement = next(one for one in found.statements if len(one.content) == 1 and len(one.content[0].words) > 30)
    part = statement.content[0]
    with Window(browser, served) as page:
        page.goto(f"/reports/{found.report.id}?row={statement.id}")
        marked = page.evaluate(
            """async ([start]) => {
              const told = new Promise((done) => document.addEventListener('selectionchange', done, {once: true}));
              const piece = document.querySelector(`.text [data-start="${start}"]`), range = document.createRange();
              range.setStart(piece.firstChild, 0);
              range.setEnd(piece.firstChild, Math.min(12, piece.firstChild.length));
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              await told;
              return String(getSelection());
            }""",
            [part.start],
        )
        page.keyboard.press("w")
        area = page.locator("details[open] [data-words]")
        expect(area).to_have_value(marked)
        assert page.locator("details[open] [data-at]").input_value() == str(part.start)
        page.locator("details[open] button").click()
        assert "Changed “content”" in note(page)
    with Store.open(record) as store:
        now = store.reading(found.report.id)
    assert now is not None
    changed = next(one for one in now.statements if one.id == statement.id)
    assert [one.words for one in changed.content] == [marked.strip()]


def test_marks_a_title(browser: Any, reading: tuple[str, dict[str, str]]) -> None:
    """A whole element that is marked, as by select all, is no fault of the page's script."""
    address, ids = reading
    with Window(browser, address) as page:
        page.goto(f"/reports/{ids['report']}")
        page.evaluate(
            """async () => {
              const told = new Promise((done) => document.addEventListener('selectionchange', done, {once: true}));
              getSelection().selectAllChildren(document.querySelector('.text h1').firstElementChild);
              await told;
            }"""
        )
        assert page.evaluate("String(getSelection()).trim()")


def test_searches(browser: Any, reading: tuple[str, dict[str, str]]) -> None:
    """/ goes to the search from anywhere; what is found is marked and leads to the row in its report."""
    address, _ = reading
    with Window(browser, address) as page:
        page.goto("/reports")
        page.keyboard.press("/")
        page.keyboard.type("troops")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=troops*")
        assert page.locator("mark").first.inner_text().lower().startswith("troop")
        page.locator("main a[href^='/reports/'][href*='row=']").first.click()
        page.wait_for_selector("#card")
        assert "troop" in page.locator("#card blockquote").inner_text().lower()


def test_filters(browser: Any, reading: tuple[str, dict[str, str]]) -> None:
    """A filter is part of the address, narrows the list, and stands in the form when the address is opened again."""
    address, _ = reading
    with Window(browser, address) as page:
        page.goto("/reports")
        before = page.locator("tr[data-row]").count()
        page.get_by_label("Words of the title").fill("dam")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**title=dam*")
        page.goto(page.url)
        assert 0 < page.locator("tr[data-row]").count() < before
        assert page.get_by_label("Words of the title").input_value() == "dam"


def test_matrix_to_sentence(browser: Any, reading: tuple[str, dict[str, str]]) -> None:
    """From a cell of the matrix to its sentences, and from a sentence to its place in the report."""
    address, _ = reading
    with Window(browser, address) as page:
        page.goto("/matrix")
        page.locator(".matrix td a").first.click()
        page.wait_for_url("**/matrix/cell?**")
        page.locator("main a[href^='/reports/'][href*='row=']").first.click()
        page.wait_for_selector("#card")
        chosen = page.locator(".piece.content.chosen").first
        assert chosen.is_visible()
        assert chosen.inner_text().strip() in page.locator("#card blockquote").inner_text()


def test_sentence_to_rows(browser: Any, reading: tuple[str, dict[str, str]]) -> None:
    """A click on marked words of the text shows the card of their row."""
    address, named = reading
    with Window(browser, address) as page:
        page.goto(f"/reports/{named['report']}")
        words = page.locator("a.piece.content").first
        said = words.inner_text()
        words.click()
        page.wait_for_selector("#card")
        assert said.strip()[:20] in page.locator("#card blockquote").inner_text()


def test_help(browser: Any, reading: tuple[str, dict[str, str]]) -> None:
    """? shows the keys, Esc closes them, and every key that the card has is listed."""
    address, named = reading
    with Window(browser, address) as page:
        page.goto(f"/reports/{named['report']}?row={named['statement']}")
        dialog = page.locator("dialog#keys")
        assert not dialog.is_visible()
        page.keyboard.press("?")
        assert dialog.is_visible()
        listed = {one.inner_text() for one in dialog.locator("kbd").all()}
        keys = {one.get_attribute("data-key") for one in page.locator("[data-key]").all()} - {""}
        assert keys <= listed
        page.keyboard.press("Escape")
        assert not dialog.is_visible()
        page.keyboard.press("j")  # keys work again
        page.wait_for_url("**row=**")


def test_light_and_dark(browser: Any, reading: tuple[str, dict[str, str]]) -> None:
    """The page is as light or dark as the system, until one chooses; the choice is kept."""
    address, _ = reading
    shade = "getComputedStyle(document.body).backgroundColor"
    with Window(browser, address, color_scheme="dark") as page:
        page.goto("/")
        dark = page.evaluate(shade)
        page.get_by_role("button", name="Light or dark").click()
        light = page.evaluate(shade)
        page.goto("/reports")
        assert page.evaluate(shade) == light != dark
    with Window(browser, address, color_scheme="light") as page:
        page.goto("/")
        assert page.evaluate(shade) == light


def test_problems_are_pages(browser: Any, reading: tuple[str, dict[str, str]]) -> None:
    """A wrong address shows a page with what is wrong and the way out; a decision that fails says so on the spot."""
    address, _ = reading
    window = Window(browser, address)
    with window as page:
        page.goto("/reports?since=tomorrow")
        assert "is no day" in page.get_by_role("alert").inner_text()
        page.get_by_role("link", name="To the first page").click()
        page.wait_for_url(f"{address}/")
        page.keyboard.press("u")
        page.wait_for_selector("[role=alert]")
        assert "Nothing is left to undo" in page.get_by_role("alert").inner_text()
        window.problems = [one for one in window.problems if "400" not in one]
