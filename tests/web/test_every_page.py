"""What every page keeps in a real browser, whatever it shows; new pages are found by themselves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.present.web.answering import all_pages
from communique.present.web.base import Page
from web.addresses import addresses, known
from web.browsing import WIDE, Window
from web.running import running

PAGES = [pytest.param(page, id=page.path) for page in all_pages()]

# A narrow screen, and a usual one at 200 %: a page has half as many pixels there.
SMALL = ({"width": 420, "height": 800}, {"width": 640, "height": 400})

# The rules of axe-core that depend on colours, at the level of WCAG that is asked for.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

TOO_WIDE = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"

# What would have to be moved to be read in full, which paper does not allow.
CUT = """() => [...document.querySelectorAll('main *')].filter((one) =>
    (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)
    && !['visible', 'clip'].includes(getComputedStyle(one).overflowY) && one.checkVisibility()
    && !one.matches('.hidden')).map((one) => one.outerHTML.slice(0, 120))"""

# What can only be pressed.
PRESSED = """() => [...document.querySelectorAll('button, input, select, textarea, nav a, .skip')]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 120))"""

# What the keyboard must reach: all that can be used and is to be seen.
REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter((one) => !one.disabled && one.checkVisibility() && !one.closest('dialog:not([open])')).length"""

# What is focused now, with a number; null where it is nothing of the page.
FOCUSED = """() => {
  const one = document.activeElement, seen = (window.seen ??= new Map());
  if (one === document.body) return null;
  if (!seen.has(one)) seen.set(one, seen.size);
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {number: seen.get(one), name: one.outerHTML.slice(0, 160),
          usable: one.matches('a, button, input, select, textarea, summary'),
          visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && box.width * box.height > 0};
}"""

Visit = tuple[Window, Window, dict[str, str]]


@pytest.fixture(scope="module")
def visit(browser: Any, few_record: Path) -> Iterator[Visit]:
    """Open two windows, of which one runs no scripts, on a record that no test changes; give what it has too."""
    with running(few_record) as address:
        scripted, plain = Window(browser, address), Window(browser, address, java_script_enabled=False)
        with scripted, plain:
            yield scripted, plain, known(few_record)


@pytest.mark.parametrize("page", PAGES)
def test_keeps_what_is_promised(visit: Visit, page: type[Page]) -> None:
    """The page opens without an error, asks nobody else, can be read by all and everywhere, and printed.

    Everywhere: without scripts, in light and dark, on a narrow screen, at 200 %. By all: axe-core finds nothing.
    """
    scripted, plain, named = visit
    wrong: list[str] = []
    for address in addresses(page, named):
        told = [
            *opened(scripted, page, address), *accessible(scripted.page), *fitting(scripted.page),
            *printed(scripted.page), *without_scripts(scripted.page, plain.page, address),
        ]  # fmt: skip
        wrong += [f"{address} {one}" for one in [*told, *scripted.problems, *plain.problems]]
        scripted.problems.clear()
        plain.problems.clear()
    assert wrong == []


def opened(window: Window, page: type[Page], address: str) -> Iterator[str]:
    """Open an address; tell what is wrong with the frame of the page."""
    look = window.page
    look.set_viewport_size(WIDE)
    look.emulate_media(media="screen", color_scheme="light")
    if not look.goto(address).ok:
        yield "does not open"
    if look.locator("h1").count() != 1:
        yield f"has {look.locator('h1').count()} first headings"
    if not look.title().endswith("· Communiqué"):
        yield f"is called {look.title()}"
    chosen = look.locator("nav[aria-label=Pages] [aria-current=page]").all_inner_texts()
    if chosen != [page.name] * bool(page.name):
        yield f"is {chosen} in the menu"


def accessible(look: Any) -> Iterator[str]:
    """Tell what axe-core finds: in light everything, in the dark what has to do with colours."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing: pip install '.[test]'")
    for scheme, rules in (("light", {}), ("dark", COLOURS)):
        look.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(look, options={"resultTypes": ["violations"], **rules}).response["violations"]
        yield from (f"in {scheme}: {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3])


def fitting(look: Any) -> Iterator[str]:
    """Tell where the page has to be moved sideways; wide tables and pictures move in themselves."""
    for size in (*SMALL, WIDE):
        look.set_viewport_size(size)
        if look.evaluate(TOO_WIDE) > 0:
            yield f"is {look.evaluate(TOO_WIDE)} too wide at {size['width']}"


def printed(look: Any) -> Iterator[str]:
    """Tell what is wrong on paper, when the screen is dark: all is there, dark on white, and nothing to be pressed."""
    look.emulate_media(media="print", color_scheme="dark")
    yield from (f"prints {one}" for one in look.evaluate(PRESSED))
    yield from (f"cuts {one} on paper" for one in look.evaluate(CUT))
    if not look.locator("h1").first.is_visible():
        yield "has no heading on paper"
    if look.evaluate("getComputedStyle(document.body).getPropertyValue('--paper')") != "#ffffff":
        yield "is dark on paper"
    look.emulate_media(media="screen", color_scheme="light")


def without_scripts(look: Any, plain: Any, address: str) -> Iterator[str]:
    """Tell whether other words are shown without scripts, and what is offered that only scripts can do."""
    plain.goto(address)
    if plain.locator("main").inner_text() != look.locator("main").inner_text():
        yield "has other words without scripts"
    if plain.locator("[data-theme-switch]").is_visible():
        yield "offers light and dark without scripts"


@pytest.mark.parametrize("page", PAGES)
def test_keyboard_reaches_everything(visit: Visit, page: type[Page]) -> None:
    """The tabulator reaches all that can be used, first the link that skips the menu, and shows where one is."""
    look = visit[0].page
    look.set_viewport_size(WIDE)
    look.goto(next(iter(addresses(page, visit[2]))))
    wanted = look.evaluate(REACHABLE)
    reached: dict[int, Any] = {}
    for _ in range(2 * wanted + 20):
        look.keyboard.press("Tab")
        found = look.evaluate(FOCUSED)
        if found is None or (found["number"] == 0 and len(reached) > 1):
            break
        # A field of a day takes several steps; the last is a button in it, with an outline of its own.
        reached[found["number"]] = max(found, reached.get(found["number"], found), key=lambda one: one["visible"])

    assert "Skip to the content" in reached[0]["name"]
    assert sum(one["usable"] for one in reached.values()) >= wanted
    assert [one["name"] for one in reached.values() if not one["visible"]] == []
