"""Lists and leaflets on paper: two pages at most, with the lines to call and the day."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.journeys.conftest import Site

MOST_PAGES = 2


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize(
    "path", ["/search?near=44301&within=200", "/es/search?near=44301&within=200"]
)
def test_twenty_places_with_their_map_fit(page: Page, site: Site, path: str, paper: str) -> None:
    page.goto(f"{site.url}{path}")
    assert page.locator(".hit").count() == 20
    assert page.locator(".map svg").count() == 1
    text = printed(page, paper)
    for hit in page.locator(".hit .tel").all_inner_texts():
        assert hit.split(" ext")[0] in text


def test_a_leaflet_fits(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/search?near=44301&within=200")
    page.locator(".hit h2 a").first.click()
    assert page.locator("h1").inner_text().split()[0] in printed(page, "Letter")


def printed(page: Page, paper: str) -> str:
    """What stands on the paper, which has no more pages than it may."""
    pages = PdfReader(BytesIO(page.pdf(format=paper, prefer_css_page_size=False))).pages
    assert len(pages) <= MOST_PAGES
    text = "\n".join(each.extract_text() for each in pages)
    assert "911" in text
    assert "988" in text
    assert str(datetime.now(UTC).year) in pages[-1].extract_text()
    return text
