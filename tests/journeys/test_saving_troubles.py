"""Saved places where something is in the way: storage, the network, another page, too many; and how
the pages stand with places saved."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys import axe, laws
from tests.journeys.conftest import Site
from tests.journeys.keeping import (
    ENGLISH,
    NOTHING,
    RESULTS,
    SPANISH,
    Words,
    cards,
    kept,
    save_two,
)
from tests.journeys.test_weight import JUMPS, MOST_JUMPING, MOST_NODES

SHUT = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('no', 'SecurityError'); },
})"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException('no', 'QuotaExceededError');
}"""


@pytest.fixture(params=[ENGLISH, SPANISH], ids=["English", "Spanish"])
def words(request: pytest.FixtureRequest) -> Words:
    given: Words = request.param
    return given


def test_forgetting_leaves_what_is_not_ours_and_says_so(phone: BrowserContext, site: Site):
    page = phone.new_page()
    page.goto(f"{site.url}/saved")
    page.evaluate("localStorage.setItem('another', '1')")
    page.get_by_role("button", name="Forget everything").click()
    expect(page.locator("#proof")).to_contain_text("not put there by the list: 1")
    assert kept(page) == {"another": "1", **NOTHING}


@pytest.mark.parametrize("way", [SHUT, FULL], ids=["shut", "full"])
def test_storage_that_is_refused_is_said(phone: BrowserContext, site: Site, way: str):
    phone.add_init_script(way)
    page = phone.new_page()
    page.goto(site.url + RESULTS)
    button = page.locator("article .save").first
    button.click()
    expect(page.locator(".kept-note")).to_contain_text("Not saved: this browser keeps nothing")
    expect(page.locator("main > [role=status]")).to_contain_text("Not saved")
    expect(button).to_have_text("Save")
    page.goto(f"{site.url}/saved")
    said = "This browser keeps nothing" if way == SHUT else "Nothing is saved on this device now."
    expect(page.locator("#told")).to_contain_text(said)
    page.get_by_role("button", name="Forget everything").click()
    proof = "This browser keeps nothing" if way == SHUT else "nothing left"
    expect(page.locator("#proof")).to_contain_text(proof)


def test_two_pages_stay_in_step(phone: BrowserContext, site: Site):
    one, two = phone.new_page(), phone.new_page()
    for page in (one, two):
        page.goto(site.url + RESULTS)
    one.locator("article .save").first.click()
    expect(two.locator("article .save").first).to_have_text("Saved, take off")
    two.goto(f"{site.url}/saved")
    expect(cards(two)).to_have_count(1)
    one.locator("article .save").nth(1).click()
    expect(cards(two)).to_have_count(2)
    two.get_by_role("button", name="Forget everything").click()
    expect(one.locator("article .save.on")).to_have_count(0)
    expect(one.locator(".to-list[data-count]")).to_have_count(0)


def test_a_full_list_says_so_and_a_place_nobody_knows_can_be_taken_off(
    phone: BrowserContext, site: Site
):
    page = phone.new_page()
    page.goto(site.url + RESULTS)
    nobody = ",".join(f"nobody{at:06d}" for at in range(20))
    page.evaluate("ids => localStorage.setItem('finder-list', ids)", nobody)
    page.locator("article .save").first.click()
    expect(page.locator(".kept-note")).to_contain_text("your list holds 20 places")
    page.goto(f"{site.url}/saved")
    expect(page.locator(".notes")).to_contain_text("20 places that you saved are not known")
    page.locator(".notes").get_by_role("button").click()
    assert kept(page) == NOTHING


def test_a_list_that_cannot_be_fetched_is_still_saved(phone: BrowserContext, site: Site):
    page = phone.new_page()
    ids = save_two(page, site.url)
    page.route("**/saved", lambda route: route.abort() if route.request.method == "POST"
               else route.continue_())  # fmt: skip
    page.goto(f"{site.url}/saved")
    expect(page.locator("#told")).to_contain_text("It is still saved. Try again in a minute.")
    assert kept(page) == {"finder-list": ",".join(ids), **NOTHING}


def test_nothing_jumps_and_the_pages_stay_small_where_places_are_saved(
    phone: BrowserContext, site: Site
):
    page = phone.new_page()
    save_two(page, site.url)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        for path in (RESULTS, "/saved"):
            page.goto(site.url + path, wait_until="networkidle")
            assert page.locator(".save.on").count() == 2
            assert page.evaluate(JUMPS) <= MOST_JUMPING, (path, width)
            assert page.evaluate("document.querySelectorAll('*').length") <= MOST_NODES


def test_nothing_is_wrong_with_the_list_as_it_stands_in_the_browser(
    phone: BrowserContext, site: Site, words: Words
):
    page = phone.new_page()
    save_two(page, site.url + words.home)
    for path in (RESULTS, "/saved"):
        page.goto(site.url + words.home + path)
        page.locator(".save.on").nth(1).click()
        page.locator(".kept-note").wait_for()
        page.evaluate("scrollTo(0, 0)")  # or the head lies over what axe looks at
        found = axe.judge(page) + laws.broken(page)
        assert not found, "\n".join(found)
        page.locator(".save").nth(1).click()
