"""Words two fifths longer, as in other languages: nothing hangs over the edge of a phone."""

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.web.fakes import many, site
from tests.web.pseudo import speaks_pseudo

PAGES = [
    "/es/",
    "/es/search?q=detox+that+takes+medicaid&near=Akron,+OH",
    "/es/search?q=detox&near=Portland&foo=1",
    "/es/search?q=meth+clinic",
    "/es/search?unsaid=medicaid&avoid=twelve-step&about=heroin&near=44301&explain=1",
    "/es/search?near=44301&sort=nearest&page=2",
    "/es/find/detox/in/wyoming",
    "/es/facility/many00000001/example-place-001?near=44240",
    "/es/browse/",
    "/es/browse/ohio/",
    "/es/guidance",
    "/es/guidance/heroin-and-fentanyl",
    "/es/guidance/safety-check",
    "/es/helplines",
    "/es/about",
    "/es/privacy",
    "/es/compare?ids=many00000001,many00000002,many00000003,many00000004&near=44240",
    "/es/plan?ids=many00000001,many00000002&near=44240",
    "/es/unseen",
    "/es/accessibility",
    "/es/report",
    "/es/link?program=detox&near=44301",
    "/es/embed/detox/near/44301",
    "/es/nope",
]
# Wider than the part it stands in, though the page itself may hide it.
_OVER = """() => {
  const wide = document.documentElement.clientWidth;
  return Array.from(document.querySelectorAll("main *, header *, footer *"))
    .filter((each) => each.getClientRects().length)
    .filter((each) => !each.closest(".vh, pre, textarea, svg, .scroll"))
    .filter((each) => each.getBoundingClientRect().right > wide + 1)
    .filter((each) => getComputedStyle(each).position !== "absolute")
    .map((each) => each.outerHTML.slice(0, 120));
}"""


class Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The site, served in the pseudo-language."""
    server = make_server(
        "127.0.0.1", 0, speaks_pseudo(site(many(45))), threaded=True, request_handler=Quiet
    )
    served = Thread(target=server.serve_forever)
    served.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    served.join()
    server.server_close()


@pytest.fixture(scope="module", params=[320, 1280])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_longer_words_hang_over_no_edge(tab: Tab, address: str, path: str) -> None:
    tab.goto(address + path)
    assert "⟦" in tab.locator("body").inner_text()
    wide, seen = tab.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide <= seen
    assert tab.evaluate(_OVER) == []


def test_the_part_of_the_page_goes_along_to_the_other_language(tab: Tab, address: str) -> None:
    tab.goto(f"{address}/es/about#order")
    tab.locator("a.language").click()
    assert tab.url == f"{address}/about#order"
