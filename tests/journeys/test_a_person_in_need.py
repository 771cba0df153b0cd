"""A person in need, on a small phone: from the front door to a number to call."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import Site

PAGES = ["/", "/search", "/search?q=detox&near=44301", "/browse/", "/browse/ohio/", "/about"]
PAGES += ["/privacy", "/helplines", "/nowhere", "/search?q=zzzz&near=Nowhere"]


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
