"""Windows of a real browser: Debian's Chromium, driven by Playwright."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")

# Nothing but this machine can be reached; the rest keeps a fresh browser from looking after itself.
ARGUMENTS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

# Width and height of a window on a usual screen.
WIDE = {"width": 1280, "height": 800}

# A page that has not come by then, in milliseconds, does not come.
PATIENCE = 60_000


@contextmanager
def started() -> Iterator[Any]:
    """Start the browser; the test is skipped where it or Playwright is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install '.[test]'")
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}: as root, apt-get install chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS + sandbox)
        yield browser
        browser.close()


def expect(locator: Any) -> Any:
    """Return what waits until something holds of a part of the page."""
    return pytest.importorskip("playwright.sync_api").expect(locator)


class Window:
    """A window that notes what must not happen: errors, and requests to anybody else.

    Args:
        browser: started.
        address: of the page.
        options: of the window, as Playwright has them.

    Attributes:
        page: what Playwright drives.
        problems: what happened and must not; empty when the window closes.
    """

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": WIDE, "base_url": address, **options})
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.problems: list[str] = []
        self.page.on("console", lambda said: self._check(said.type in ("error", "warning"), said.text))
        self.page.on("pageerror", lambda error: self._check(True, str(error)))
        self.page.on("request", lambda asked: self._check(not asked.url.startswith(f"{address}/"), f"to {asked.url}"))
        self.page.on("response", lambda got: self._check(got.status >= 400, f"{got.status} {got.url}"))

    def _check(self, wrong: bool, told: str) -> None:
        if wrong:
            self.problems.append(told)

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        assert kind is not None or self.problems == []
