"""What a first visit costs: bytes over the wire, requests, nodes, and how far anything jumps."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, Route

from tests.journeys.conftest import Site

KIB = 1024
# Of all files together, and of each kind; compressed, as they cross the wire, headers aside.
MOST = {"all": 60 * KIB, "document": 25 * KIB, "stylesheet": 12 * KIB, "script": 8 * KIB}
MOST_REQUESTS = 5
MOST_NODES = 1000
# Core Web Vitals counts hundredths; half pixels, when a machine is busy, come to a fraction of one.
MOST_JUMPING = 0.001
PAGES = (
    "/",
    "/search?q=detox&near=44301&within=200",
    "/search?program=outpatient&near=Ohio",
    "/search?q=i+want+to+die",
    "/browse/",
    "/browse/california/",
    "/guidance",
    "/guidance/heroin-and-fentanyl?near=44301",
    "/guidance/safety-check",
    "/helplines",
    "/about",
    "/privacy",
    "/accessibility",
    "/unseen",
    "/link?q=detox&near=44301",
    "/embed/detox/near/44301",
    "/compare",
    "/plan",
    "/saved",
    "/report",
    "/nowhere",
)
JUMPS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) sum += shift.value;
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum), 60));
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone that has never been here."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def late(route: Route) -> None:
    """A script over a bad line: all else is painted before it runs."""
    time.sleep(0.3)
    route.continue_()


def visit(page: Page, address: str) -> list[Response]:
    """Everything that was fetched for a page."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", keep)
    return answers


@pytest.mark.parametrize("spoken", ["", "/es"], ids=["English", "Spanish"])
@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_is_light_and_nothing_jumps(page: Page, site: Site, path: str, spoken: str):
    failed: list[str] = []
    page.on("pageerror", lambda fault: failed.append(str(fault)))
    page.route("**/*.js?*", late)
    answers = visit(page, site.url + spoken + path)
    assert failed == []  # one part of the script that fails takes those after it along
    weights = dict.fromkeys(MOST, 0)
    for answer in answers:
        weight = answer.request.sizes()["responseBodySize"]
        weights["all"] += weight
        weights[answer.request.resource_type] = weight + weights.get(
            answer.request.resource_type, 0
        )
    assert weights["document"] > 0
    for kind, most in MOST.items():
        assert weights[kind] <= most, f"{kind}: {weights[kind] / KIB:.1f} KiB"
    assert len(answers) <= MOST_REQUESTS, [answer.url for answer in answers]
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_NODES
    assert page.evaluate(JUMPS) <= MOST_JUMPING


def test_a_second_page_fetches_itself_alone(page: Page, site: Site):
    visit(page, site.url)
    answers = visit(page, f"{site.url}/search?q=detox&near=44301")
    fetched = [each for each in answers if each.request.sizes()["responseBodySize"] > 0]
    over_the_wire = [each for each in fetched if not each.from_service_worker and not _kept(each)]
    assert [each.request.resource_type for each in over_the_wire] == ["document"]


def _kept(answer: Response) -> bool:
    """Whether the browser had it already: then it took no time to connect and be sent."""
    timing = answer.request.timing
    return timing["requestStart"] <= 0 and timing["connectEnd"] <= 0
