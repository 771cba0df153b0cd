"""A mother at night: from an article to the safety check, to places, and back to what to read."""

import re

import pytest
from playwright.sync_api import Page, expect

from finder.guidance.safety import Risk
from tests.journeys.conftest import Site


def start_the_check(page: Page, site: Site) -> None:
    """Reads the heroin article, from the front door, and opens the safety check."""
    page.goto(site.url)
    page.get_by_role("link", name="Heroin and fentanyl: helping someone start treatment").click()
    expect(page.get_by_role("heading", name="Start with CRAFT")).to_be_visible()
    expect(page.get_by_role("heading", name="When not to hold a meeting")).to_be_visible()
    page.get_by_role("link", name="Start the safety check").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("seven questions")


def answer(page: Page, **answers: str) -> None:
    """Answers no to everything but these, and sends it."""
    for risk in Risk:
        said = answers.get(risk.name.lower(), "no")
        page.locator(f"#{risk}-{said}").check()
    page.get_by_role("button", name="Show me what to do").click()


def test_with_violence_at_home_one_is_told_to_call_first_and_hold_no_meeting(
    page: Page, site: Site
):
    start_the_check(page, site)
    answer(page, violence="yes")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Call the hotline first. Do not hold a meeting"
    )
    number = page.locator("section.panel a[href='tel:+18007997233']")
    expect(number).to_be_in_viewport()
    assert number.bounding_box()["height"] >= 44
    assert "violence" not in page.url
    assert page.context.cookies() == []


def test_with_no_danger_one_goes_on_to_detox_a_place_and_the_article_on_detox(
    page: Page, site: Site
):
    start_the_check(page, site)
    answer(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("You can plan a calm talk")
    form = page.locator("form.find").filter(has_text="Find detox near you")
    form.get_by_role("textbox").fill("44301")
    form.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ZIP 44301 (Akron, OH)")
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("detox", re.IGNORECASE))

    hit = page.locator("article").first
    name = hit.get_by_role("heading").inner_text()
    hit.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    page.get_by_role("link", name="Detox: what it is and what it is not").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Detox: what it is and what it is not"
    )
    # The place is still known: the article's searches are links with their counts.
    expect(page.locator("p.find").first).to_contain_text(
        re.compile(r"\d+ places? near|None within")
    )


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/guidance", "/guidance/safety-check", "/guidance/craft?lang=es"])
def test_nothing_hangs_over_the_edge(page: Page, site: Site, path: str, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_question_left_blank_is_asked_again_with_the_answers_kept(page: Page, site: Site):
    page.goto(f"{site.url}/guidance/safety-check")
    page.locator("#withdrawal-yes").check()
    page.get_by_role("button", name="Show me what to do").click()
    missing = page.get_by_role("region", name="Please answer these too")
    expect(missing.get_by_role("link")).to_have_count(len(Risk) - 1)
    expect(page.locator("#withdrawal-yes")).to_be_checked()
    missing.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("#emergency-yes$"))


def test_an_article_prints_with_its_sources_and_without_its_forms(page: Page, site: Site):
    page.goto(f"{site.url}/guidance/heroin-and-fentanyl")
    page.emulate_media(media="print")
    expect(page.locator("#sources")).to_be_visible()
    expect(page.locator("form.find").first).not_to_be_visible()
    expect(page.locator("header.top")).not_to_be_visible()


@pytest.mark.parametrize("path", ["/guidance", "/guidance/detox", "/guidance/safety-check"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_guidance_fits_a_small_phone_and_sets_no_cookie(
    page: Page, site: Site, path: str, language: str
):
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{site.url}{path}?lang={language}")
    wide, seen = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide <= seen
    assert page.context.cookies() == []
