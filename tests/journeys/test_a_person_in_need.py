"""A person in need, on a small phone: from the front door to a number to call."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import Site

PAGES = ["/", "/search", "/search?q=detox&near=44301", "/browse/", "/browse/ohio/", "/about"]
PAGES += ["/privacy", "/helplines", "/nowhere", "/search?q=zzzz&near=Nowhere"]
PAGES += ["/search?q=meth+clinic", "/search?q=i+want+to+die&explain=1", "/search?q=detox+guam"]
PAGES += ["/search?q=my+kid+drank+bleach", "/find/detox/in/ohio/akron", "/embed/detox/near/44301"]
PAGES += ["/link", "/link?q=detox&near=44301"]


def test_detox_near_a_zip_that_takes_medicaid_down_to_the_phone_number(page: Page):
    page.get_by_label("What help do you need?").fill("detox")
    page.get_by_label("Where?").fill("44301")
    page.get_by_role("button", name="Search").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ZIP 44301 (Akron, OH)")
    found = page.locator("article").count()
    assert found > 0

    page.get_by_role("checkbox", name=re.compile("^Medicaid")).check()
    page.get_by_role("button", name="Show places").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Medicaid")

    hit = page.locator("article").first
    name = hit.get_by_role("heading").inner_text()
    number = hit.locator("a[href^='tel:']").first.get_attribute("href")
    assert re.fullmatch(r"tel:\+1\d{3}55501\d\d(;ext=\d+)?", number)
    hit.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert page.locator(f"a[href='{number}']").count() > 0
    expect(page.locator("main")).to_contain_text("straight line")
    expect(page.locator("body")).to_contain_text("invented")


def test_a_chip_takes_off_what_was_understood(page: Page, site: Site):
    page.goto(f"{site.url}/search?q=detox&near=44301&payment=medicaid")
    page.get_by_role("link", name=re.compile("Medicaid")).first.click()
    expect(page).to_have_url(re.compile(r"program=detox"))
    expect(page).not_to_have_url(re.compile("medicaid"))


def test_in_a_crisis_the_number_is_on_the_first_screen_and_places_stay(page: Page, site: Site):
    page.get_by_label("What help do you need?").fill("i want to die")
    page.get_by_role("button", name="Search").first.click()
    number = page.locator("section.panel a[href='tel:988']")
    expect(number).to_be_in_viewport()
    assert number.bounding_box()["height"] >= 44
    assert page.locator("article").count() > 0


def test_a_warning_unfolds_from_its_first_sentence(page: Page, site: Site):
    page.goto(f"{site.url}/search?q=heroin&near=44301")
    warning = page.get_by_role("region", name="After a break, your body can take much less")
    expect(warning.get_by_role("listitem").first).not_to_be_visible()
    warning.get_by_text("What to do, and who to call").click()
    expect(warning.get_by_text("Keep naloxone (Narcan) near.")).to_be_visible()
    expect(warning.locator("a[href='tel:911']")).to_be_visible()


def test_a_question_is_answered_with_one_tap_and_its_count_holds(page: Page, site: Site):
    page.goto(f"{site.url}/search?q=meth+clinic&near=Ohio")
    asked = page.get_by_role("region", name="Which one do you mean?")
    choice = asked.get_by_role("link", name=re.compile("^Methadone clinic"))
    count = re.search(r"\d+$", choice.inner_text())[0]
    choice.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(f"^{count} place"))
    expect(asked).to_have_count(0)


def test_without_a_place_the_page_asks_and_keeps_the_rest(page: Page, site: Site):
    page.goto(f"{site.url}/search?q=detox+that+takes+medicaid")
    page.get_by_label("ZIP code, or city and state").fill("44301")
    page.get_by_role("button", name="Show places near").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ZIP 44301 (Akron, OH)")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Medicaid")


def test_places_are_suggested_while_typing_to_those_with_a_script(
    page: Page, request: pytest.FixtureRequest
):
    page.get_by_label("Where?").press_sequentially("clevel")
    offered = page.locator("#places option")
    if request.node.callspec.params["context"] == "script off":
        expect(offered).to_have_count(0)
        return
    expect(offered.first).to_have_attribute("value", "Cleveland, OH")
    assert offered.count() <= 8


def test_browsing_by_state_keeps_its_word_about_counts(page: Page):
    page.get_by_role("link", name="Browse by state").first.click()
    page.get_by_role("link", name=re.compile("^Wyoming")).click()
    county = page.locator("main li", has_text="County").first
    count = int(re.search(r"\d+", county.inner_text().replace(",", ""))[0])
    county.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{count} place")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_elsewhere_keeps_anything_or_scrolls_sideways(
    context: BrowserContext, site: Site, path: str
):
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})  # 400 % of 1280
    page.goto(site.url + path)
    assert asked
    assert all(url.startswith(site.url) for url in asked), asked
    assert len(asked) <= 5
    assert context.cookies() == []
    state = context.storage_state()
    assert state["origins"] == []
    for number in ("tel:911", "tel:988", "tel:+18006624357"):
        assert page.locator(f"a[href='{number}']").count() > 0
    widths = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert widths[0] <= widths[1]
    assert not re.search("detox|44301|zzzz", page.title(), re.IGNORECASE)
