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

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
    """A running site: where it answers, its process, and what it logs."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path


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
            return Site(f"http://127.0.0.1:{port}", process, log)
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
