"""A browser for the journeys, a server on a file database, and the day as the journey sets it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from tests.browser import ARGUMENTS, find

# Playwright's loop runs in the test's own thread, which is also where the builders use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find()
    if path is None:
        pytest.skip("no Chromium: the journeys are skipped")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """A home of its own for each journey: the journal's heads of another would speak against this one's."""
    settings.GONGKAI_HOME = tmp_path
    return tmp_path


@pytest.fixture
def today(settings: Any) -> Callable[[str], None]:
    """Set the day the doors' clock shows, for the test and its server alike."""

    def set_day(day: str) -> None:
        settings.GONGKAI_TODAY = day

    return set_day


class Walker:
    """One person at a browser: pages at two widths, and what axe says of them."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.context = browser.new_context(locale="zh-CN", accept_downloads=True)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(8000)
        self.address = address
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._hear)

    def _hear(self, told: ConsoleMessage) -> None:
        # A form that is sent back answers 422, which the browser tells as an error of loading; it is none.
        if told.type == "error" and "the server responded with a status of 4" not in told.text:
            self.faults.append(f"console: {told.text}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def require_accessible(self) -> None:
        """axe finds nothing serious on this page, at 1280 and at 360 px, and the page does not scroll sideways."""
        for width in (360, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(self.page).response["violations"]
            serious = [
                f"{rule['id']}: {rule['help']} {[node['target'] for node in rule['nodes']][:3]}"
                for rule in found
                if rule["impact"] in {"serious", "critical"}
            ]
            assert not serious, f"{self.page.url} at {width} px: {serious}"
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{self.page.url} scrolls sideways at {width} px: {wide}"


@pytest.fixture
def walker(chromium: Browser, live_server: Any) -> Iterator[Callable[[], Walker]]:
    """Makes people at browsers; each with cookies of their own. At the end nobody met a script error."""
    walkers: list[Walker] = []

    def one_more() -> Walker:
        walkers.append(Walker(chromium, live_server.url))
        return walkers[-1]

    yield one_more
    faults = [fault for one in walkers for fault in one.faults]
    for one in walkers:
        one.context.close()
    assert not faults, faults
