"""Exit this page: by mouse, by key, without a script; and what Back and a stored page then show."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Site

PAGES = ["/search?q=detox&near=44301", "/guidance/heroin-and-fentanyl", "FACILITY"]
AWAY = "<title>Weather</title><h1>Weather</h1>"


@pytest.fixture
def scripted(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with a script, to which the way out is a page of ours: no test leaves the machine."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.route("**/exit", lambda route: route.fulfill(body=AWAY, content_type="text/html"))
    yield context
    context.close()


def opened(context: BrowserContext, site: Site, path: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(site.url)
    if path == "FACILITY":
        page.goto(f"{site.url}/search?q=detox&near=44301")
        page.locator("article h2 a").first.click()
        page.wait_for_url("**/facility/**")
    else:
        page.goto(site.url + path)
    return page


def shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("path", PAGES)
def test_it_is_at_hand_as_large_as_a_thumb_and_leads_away_for_good(
    scripted: BrowserContext, site: Site, path: str
):
    page = opened(scripted, site, path)
    left = page.url
    page.mouse.wheel(0, 3000)
    link = page.get_by_role("link", name="Exit this page").last
    expect(link).to_be_in_viewport()
    box = link.bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
    link.click()
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    page.go_back()
    assert page.url != left


def test_it_is_the_second_thing_that_a_keyboard_reaches(scripted: BrowserContext, site: Site):
    page = opened(scripted, site, PAGES[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Exit this page")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()


def test_shift_three_times_leads_away_and_says_how_often(scripted: BrowserContext, site: Site):
    page = opened(scripted, site, PAGES[1])
    told = page.locator(".top [role=status]")
    shift(page, 1)
    expect(told).to_have_text("Shift: press 2 more times to exit.")
    expect(page.locator(".exit-lights .on")).to_have_count(1)
    shift(page, 1)
    expect(told).to_have_text("Shift: press 1 more time to exit.")
    shift(page, 1)
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()


def test_capitals_other_keys_and_slowness_are_no_way_out(scripted: BrowserContext, site: Site):
    page = opened(scripted, site, PAGES[0])
    page.clock.install()
    shift(page, 2)
    page.keyboard.press("a")
    shift(page, 2)
    expect(page.locator(".exit-lights .on")).to_have_count(2)
    page.clock.run_for(5100)
    expect(page.locator(".top [role=status]")).to_have_text(
        "Too slow to exit. Press Shift 3 times."
    )
    expect(page.locator(".exit-lights")).to_be_hidden()
    for _ in range(3):
        page.keyboard.press("Shift+A")
    shift(page, 1)
    expect(page.locator(".exit-lights .on")).to_have_count(1)
    assert "/search" in page.url


def test_until_the_other_page_is_there_nothing_of_the_page_is_seen(
    scripted: BrowserContext, site: Site
):
    page = opened(scripted, site, PAGES[0])
    scripted.unroute("**/exit")
    scripted.route("**/exit", lambda route: route.fulfill(status=204))  # goes nowhere
    page.locator(".exit").click()
    expect(page.get_by_role("alert")).to_have_text("Loading.")
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    # A page that the browser kept as it was left is shown whole again.
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_without_a_script_it_is_a_plain_link(browser: Browser, site: Site):
    context = browser.new_context(java_script_enabled=False)
    context.route("**/exit", lambda route: route.fulfill(body=AWAY, content_type="text/html"))
    page = opened(context, site, PAGES[0])
    page.locator(".exit").click()
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    context.close()


def test_the_staff_side_has_no_such_key(scripted: BrowserContext, site: Site):
    page = opened(scripted, site, "/staff/sign-in")
    shift(page, 4)
    assert "/staff/" in page.url
    expect(page.locator(".exit")).to_have_count(0)
