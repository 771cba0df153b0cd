"""Use my location: asked on a press only, rounded before it is sent, and never in the way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.conftest import Site

AKRON = {"latitude": 41.08143, "longitude": -81.51901}
COUNTED = """
window.asked = 0;
const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
navigator.geolocation.getCurrentPosition = (...all) => { window.asked += 1; return ask(...all); };
"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 640}, geolocation=AKRON)
    context.add_init_script(COUNTED)
    yield context
    context.close()


def test_a_press_fills_in_about_where_and_the_search_goes_there(phone: BrowserContext, site: Site):
    phone.grant_permissions(["geolocation"])
    page = phone.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(site.url)
    page.get_by_label("What help do you need?").fill("detox")
    assert page.evaluate("asked") == 0
    button = page.get_by_role("button", name="Use my location")
    assert button.bounding_box()["height"] >= 44
    button.click()
    expect(page.get_by_label("Where?")).to_have_value("41.08, -81.52")
    expect(page.get_by_role("search")).to_contain_text("rounded to about a mile")
    assert page.evaluate("asked") == 1
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("41.08, -81.52 (Akron, OH)")
    assert page.locator("article").count() > 0
    assert not [url for url in sent if "41.081" in url or "81.519" in url]


def test_a_no_is_answered_with_what_to_do(phone: BrowserContext, site: Site):
    page = phone.new_page()
    page.goto(site.url)
    page.get_by_role("button", name="Use my location").click()
    expect(page.get_by_role("search")).to_contain_text(
        "Your browser did not tell us where you are. Type a ZIP code, or a city and state."
    )
    expect(page.get_by_label("Where?")).to_have_value("")


def test_the_question_where_has_the_button_too(phone: BrowserContext, site: Site):
    phone.grant_permissions(["geolocation"])
    page = phone.new_page()
    page.goto(f"{site.url}/search?program=detox")
    asked = page.get_by_role("region", name="Where should it be?")
    asked.get_by_role("button", name="Use my location").click()
    expect(asked.get_by_label("ZIP code, or city and state")).to_have_value("41.08, -81.52")


def test_without_a_script_there_is_no_button(browser: Browser, site: Site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)
    expect(page.get_by_role("button", name="Use my location")).to_have_count(0)
    context.close()
