"""The look: the number is the biggest thing, the first place is near, the number stays at hand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site

LIST = "/search?q=outpatient&near=44301"
_SIZES = """(hit) => [...hit.querySelectorAll('*')].filter((each) =>
  [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((each) => [each.className.split(' ')[0], parseFloat(getComputedStyle(each).fontSize)])"""


@pytest.fixture(params=[360, 1280])
def sized(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of results on a phone and on a desk, without a script."""
    height = 640 if request.param == 360 else 900
    context = browser.new_context(
        viewport={"width": request.param, "height": height}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(site.url + LIST)
    yield page
    context.close()


def test_in_each_result_the_number_is_the_biggest_thing(sized: Page):
    hits = sized.locator("article.hit:has(.tel:not(.long))").all()
    assert len(hits) > 3
    for hit in hits:
        sizes = hit.evaluate(_SIZES)
        number = max(size for name, size in sizes if name == "tel")
        assert number > max(size for name, size in sizes if name != "tel")


def test_the_first_place_is_within_one_screen_and_a_half(sized: Page):
    assert sized.locator("article.hit .tel").first.bounding_box()["y"] <= 960


def test_a_result_on_a_phone_has_a_number_as_wide_as_itself(sized: Page):
    if sized.viewport_size["width"] > 360:
        return
    hit, number = sized.locator("article.hit").first, sized.locator("article.hit .tel").first
    assert number.bounding_box()["width"] >= 0.85 * hit.bounding_box()["width"]


def test_beside_a_long_leaflet_the_number_stays_at_hand(sized: Page):
    sized.locator("article.hit h2 a").first.click()
    number = sized.locator(".card .tel")
    expect(number).to_be_in_viewport()
    if sized.viewport_size["width"] > 360:
        sized.locator(".facts").evaluate("(facts) => scrollTo(0, facts.offsetTop + 300)")
        expect(number).to_be_in_viewport()


def test_only_one_house_of_the_street_has_its_door_open_and_nobody_hears_of_it(
    sized: Page, site: Site
):
    sized.goto(site.url)
    street = sized.locator("svg.street")
    assert street.get_attribute("aria-hidden") == "true"
    assert street.locator(".door-light").count() == 1
    heading = sized.get_by_role("heading", level=1)
    expect(heading).to_have_text("Looking for detox or rehab?")
