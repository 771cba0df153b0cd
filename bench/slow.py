"""Slow: how long a first visit takes over a bad telephone line, in Chromium.

    python -m bench.slow http://127.0.0.1:8000 [--rounds 5]

The line is 250 kbit/s with 800 ms from request to answer; each round begins with an empty cache.
A page is usable when its largest part is painted and its first phone number can be tapped. Wants
a site that runs, and Chromium; prints a table for bench/results/slow.md.
"""

import argparse
import shutil
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

PAGES = (
    "/",
    "/search?q=detox&near=44301&within=200",
    "/browse/ohio/",
    "/guidance/heroin-and-fentanyl",
    "/helplines",
)
# Chromium counts bytes a second.
_LINE = {
    "offline": False,
    "latency": 800,
    "downloadThroughput": 250_000 / 8,
    "uploadThroughput": 250_000 / 8,
}
_PAINTED = """() => new Promise((done) => {
  let last = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) last = each.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => done(last), 300);
})"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One first visit: seconds until the largest part was painted, and until all had come."""

    painted: float
    complete: float


def visits(browser: Browser, address: str, rounds: int) -> Iterator[Visit]:
    """So many first visits of a page, each of a browser that has never been there."""
    for _ in range(rounds):
        context = browser.new_context(viewport={"width": 360, "height": 640})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", _LINE)
        page.goto(address, wait_until="load", timeout=60_000)
        complete = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventStart")
        page.locator("a[href^='tel:']").first.wait_for()
        yield Visit(page.evaluate(_PAINTED) / 1000, complete / 1000)
        context.close()


def main() -> None:
    """Visits each page and prints what it took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("site")
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    print("| page | usable, median | slowest | all loaded, median |\n|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for path in PAGES:
            seen = list(visits(browser, given.site + path, given.rounds))
            painted = [visit.painted for visit in seen]
            complete = statistics.median(visit.complete for visit in seen)
            middle = statistics.median(painted)
            print(f"| `{path}` | {middle:.1f} s | {max(painted):.1f} s | {complete:.1f} s |")
        browser.close()


if __name__ == "__main__":
    main()
