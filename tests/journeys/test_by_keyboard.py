"""Ten journeys by keyboard alone, in both languages: no key but Tab, Enter, Space, arrows and
letters; on the way every element that has the focus shows it, and nothing lies over it."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from finder.guidance.safety import Risk
from tests.journeys.conftest import Site

# More stops than any page has before what is looked for.
_MOST = 220
# What the element in focus is, and what is wrong with how it shows (WCAG 2.4.7 and 2.4.11).
_FOCUSED = """() => {
  const each = document.activeElement;
  const box = each.getBoundingClientRect();
  const style = getComputedStyle(each);
  const points = [[.5, .5], [.05, .5], [.95, .5], [.5, .1], [.5, .9]];
  const seen = points.some(([x, y]) => {
    const on = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return on && (each.contains(on) || on.contains(each));
  });
  const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {
    name: (each.getAttribute('aria-label') || each.innerText || each.labels?.[0]?.innerText || '')
      .replace(/\\s+/g, ' ').trim(),
    href: each.getAttribute('href') || '', id: each.id, tag: each.tagName, value: each.value || '',
    field: each.name || '', wrong: !seen ? 'hidden' : !shown ? 'no outline' : '',
  };
}"""
Wanted = Callable[[dict[str, str]], object]


@pytest.fixture(params=["", "/es"], ids=["English", "Spanish"])
def home(site: Site, request: pytest.FixtureRequest) -> str:
    return f"{site.url}{request.param}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A small phone with a keyboard, and scripts off: nothing helps but the page itself."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def tab_to(page: Page, wanted: Wanted) -> dict[str, str]:
    """Press Tab until what is wanted has the focus; every stop must show that it has it."""
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED)
        assert at["wrong"] == "", at
        if wanted(at):
            return at
    raise AssertionError(f"no Tab leads there on {page.url}")


def link(part: str) -> Wanted:
    return lambda at: at["tag"] == "A" and re.search(part, at["href"])


def field(name: str, value: str = "") -> Wanted:
    return lambda at: at["field"] == name and (not value or at["value"] == value)


def follow(page: Page, wanted: Wanted) -> None:
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def search(page: Page, home: str, help_: str, near: str) -> None:
    page.goto(f"{home}/")
    tab_to(page, field("q"))
    page.keyboard.type(help_)
    tab_to(page, field("near"))
    page.keyboard.type(near)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_front_door_to_a_number_to_call(page: Page, home: str):
    search(page, home, "detox", "44301")
    tab_to(page, link(r"^tel:\+1\d{3}55501"))


def test_the_skip_link_leads_past_the_head(page: Page, home: str):
    page.goto(f"{home}/browse/")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED)["href"] == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_a_crisis_number_is_within_five_stops_of_every_start(page: Page, home: str):
    search(page, home, "i want to die", "")
    numbers = []
    for _ in range(5):
        page.keyboard.press("Tab")
        numbers.append(page.evaluate(_FOCUSED)["href"])
    assert {"tel:911", "tel:988"} <= set(numbers)


def test_a_filter_is_ticked_and_applied(page: Page, home: str):
    page.goto(f"{home}/search?q=detox&near=44301&within=200")
    tab_to(page, lambda at: at["tag"] == "A" and at["href"] == "#filters")
    page.keyboard.press("Enter")
    tab_to(page, field("payment"))
    page.keyboard.press("Space")
    chosen = page.evaluate("() => document.activeElement.value")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"payment={chosen}"))


def test_a_chip_is_taken_off(page: Page, home: str):
    page.goto(f"{home}/search?program=detox&near=44301&payment=medicaid")
    before = page.url
    tab_to(
        page,
        lambda at: at["tag"] == "A" and "program=detox" in at["href"] and "Medicaid" in at["name"],
    )
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url != before
    expect(page).not_to_have_url(re.compile("medicaid"))


def test_a_place_is_opened_and_what_it_does_not_say_unfolded(page: Page, home: str):
    search(page, home, "detox", "44301")
    follow(page, link("/facility/"))
    tab_to(page, lambda at: at["tag"] == "SUMMARY")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.parentElement.open")


def test_browsing_leads_from_a_state_to_a_county(page: Page, home: str):
    page.goto(f"{home}/browse/")
    follow(page, link("/browse/wyoming/"))
    follow(page, link("County"))
    expect(page.locator("h1")).to_contain_text(", WY")


def test_a_guide_leads_to_places_near(page: Page, home: str):
    page.goto(f"{home}/guidance/heroin-and-fentanyl")
    tab_to(page, field("near"))
    page.keyboard.type("44301")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("44301")


def test_the_questions_before_a_meeting_are_answered(page: Page, home: str):
    page.goto(f"{home}/guidance/safety-check")
    for risk in Risk:
        tab_to(page, lambda at, risk=risk: at["id"].startswith(f"{risk}-"))
        for _ in range(3):
            if page.evaluate("() => document.activeElement.id") == f"{risk}-no":
                break
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_be_visible()
    assert page.locator("main form.find, main a").count() > 0
    assert "violence" not in page.url


def test_something_wrong_is_reported_and_its_code_given(page: Page, home: str):
    search(page, home, "detox", "44301")
    follow(page, link("/facility/"))
    follow(page, link("/report/about/"))
    tab_to(page, field("subject"))
    page.keyboard.press("Space")
    tab_to(page, field("text"))
    page.keyboard.type("It rings at a bakery.")
    page.wait_for_timeout(3_500)  # nobody writes faster, and the form takes it for a machine
    tab_to(page, lambda at: at["tag"] == "BUTTON" and at["wrong"] == "")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/report/\w{8}$"))
