"""A site that is really served, and a real browser to visit it with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from finder.places import Gazetteer
from finder.vocabulary import Vocabulary
from tests.journeys.casts import Cast, cast_of
from tests.journeys.page_states import State
from tests.journeys.stage import put_on

# Nothing but the pages themselves: no updates, no look-ups of the browser's own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Site:
    """A running site: where it answers, its process, what it logs, and its folder."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path
    home: Path


def serve(home: Path, log: Path) -> Site:
    """Starts `finder serve` over a folder and waits until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "FINDER_HOME": str(home)}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "finder", "serve", "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
        )
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return Site(f"http://127.0.0.1:{port}", process, log, home)
        except ConnectionError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
    raise AssertionError(f"the site does not answer: {log.read_text()}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration directory, served."""
    folder = tmp_path_factory.mktemp("site")
    served = serve(folder / "home", folder / "log")
    yield served
    served.process.send_signal(signal.SIGINT)
    served.process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; missing is a skip with its reason, in CI a failure."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing in CI; scripts/install-browser installs it")
        pytest.skip("Chromium is not installed; scripts/install-browser installs it")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


def look_until(page: Page, selector: str, patience: float) -> None:
    """Waits for work in the background, in milliseconds: a script looks by itself how far it is,
    without one the page has a link."""
    deadline = time.monotonic() + patience / 1000
    while not page.locator(selector).first.is_visible():
        assert time.monotonic() < deadline, f"{selector} does not come: {page.inner_text('main')}"
        again = page.get_by_role("link", name="Look again")
        if again.count():
            again.first.click()
        time.sleep(0.5)


@pytest.fixture(params=["script off", "script on"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone, new and empty; every journey is made with JavaScript off, and on."""
    opened = browser.new_context(
        viewport={"width": 360, "height": 640}, java_script_enabled=request.param == "script on"
    )
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    """A page at the site's front door."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(site.url)
    return page


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A small phone, new and empty, with scripts."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@dataclass(frozen=True, slots=True)
class Stage:
    """One page for all states of all sites: a new one each time would take longer than a look."""

    page: Page
    cast: Cast

    def address(self, state: State, spoken: str) -> str:
        """Where a state is, in a language."""
        path = state.path.format_map(self.cast.known)
        prefix = "" if spoken == "en" else f"/{spoken}"
        return f"https://{state.on}.localhost{prefix}{path}"

    def show(self, state: State, spoken: str) -> None:
        """Brings the page into the state."""
        self.page.goto(self.address(state, spoken))
        if state.then is not None:
            state.then(self.page)

    def source(self, state: State, spoken: str) -> bytes:
        """The HTML of a state as it is sent, before a browser has mended it."""
        if state.then is not None:
            answers: list[Response] = []

            def keep(answer: Response) -> None:
                answers.append(answer)

            self.page.on("response", keep)
            self.show(state, spoken)
            self.page.remove_listener("response", keep)
            return [each for each in answers if each.request.is_navigation_request()][-1].body()
        asked = urlsplit(self.address(state, spoken))
        path = f"{asked.path}?{asked.query}" if asked.query else asked.path
        browser = self.cast.sites[state.on]
        given = browser.get(path, base_url=f"https://{asked.netloc}", follow_redirects=True)
        return given.data


@pytest.fixture(scope="session")
def cast(
    site: Site,
    tmp_path_factory: pytest.TempPathFactory,
    real_gazetteer: Gazetteer,
    real_vocabulary: Vocabulary,
) -> Cast:
    """The demonstration, and the sites that no visitor can bring about."""
    return cast_of(tmp_path_factory.mktemp("cast"), site.home, real_gazetteer, real_vocabulary)


@pytest.fixture(scope="session")
def stage(browser: Browser, cast: Cast) -> Iterator[Stage]:
    """Where every state of every page can be shown."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    put_on(context, cast.sites)
    yield Stage(context.new_page(), cast)
    context.close()
