"""Saved places: nothing is kept before a press, then ids alone; and forgetting is proven."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, expect

from tests.journeys.conftest import Site
from tests.journeys.keeping import (
    ENGLISH,
    NOTHING,
    RESULTS,
    SPANISH,
    Words,
    cards,
    ids_of,
    kept,
    save_two,
)
from tests.journeys.test_by_keyboard import tab_to


@pytest.fixture(params=[ENGLISH, SPANISH], ids=["English", "Spanish"])
def words(request: pytest.FixtureRequest) -> Words:
    given: Words = request.param
    return given


def test_two_places_are_saved_seen_again_compared_and_one_is_taken_off(
    phone: BrowserContext, site: Site, words: Words
):
    asked: list[Request] = []

    def keep(request: Request) -> None:
        asked.append(request)

    phone.on("request", keep)
    page = phone.new_page()
    page.goto(site.url + words.home + RESULTS)
    assert kept(page) == NOTHING
    first = page.locator("article").first
    name = first.get_by_role("heading").inner_text()
    button = first.get_by_role("button", name=f"{words.save}: {name}")
    assert min(button.bounding_box()["height"], button.bounding_box()["width"]) >= 44
    button.click()
    button = first.get_by_role("button", name=f"{words.saved}: {name}")
    expect(button).to_be_focused()
    expect(page.locator("main > [role=status]")).to_contain_text(name)
    page.locator("article .save").nth(1).click()
    ids = ids_of(page, 2)
    assert kept(page) == {"finder-list": ",".join(ids), **NOTHING}

    page.reload()
    expect(page.locator("article .save.on")).to_have_count(2)
    page.locator(".foot .to-list").click()
    expect(cards(page)).to_have_count(2)
    expect(cards(page).first).to_contain_text(name)
    assert page.url == f"{site.url}{words.home}/saved"
    assert not [each.url for each in asked if ids[0] in each.url]
    assert [each.post_data for each in asked if each.method == "POST"] == [
        f"ids={ids[0]}%2C{ids[1]}"
    ]

    page.get_by_role("button", name=words.side).click()
    expect(page.locator(".versus h2 .pin")).to_have_count(2)
    page.go_back()
    page.get_by_role("button", name=words.plan).click()
    expect(page.locator(".plan h2 .pin")).to_have_count(2)
    page.go_back()

    cards(page).first.get_by_role("button").click()
    expect(cards(page).first.get_by_role("button", name=f"{words.save}: {name}")).to_be_focused()
    assert kept(page) == {"finder-list": ids[1], **NOTHING}
    expect(page.locator(".paste textarea")).to_have_value(
        f"{site.url}{words.home}/saved?ids={ids[1]}"
    )
    page.reload()
    expect(cards(page)).to_have_count(1)


def test_forgetting_is_proven(phone: BrowserContext, site: Site, words: Words):
    page = phone.new_page()
    save_two(page, site.url + words.home)
    page.goto(f"{site.url}{words.home}/saved")
    expect(cards(page)).to_have_count(2)
    page.get_by_role("button", name=words.forget).click()
    expect(page.locator("#proof")).to_contain_text(words.gone)
    expect(cards(page)).to_have_count(0)
    assert kept(page) == NOTHING
    page.reload()
    expect(page.locator("#told")).to_have_text(words.none)


def test_a_whole_visit_in_which_nobody_presses_save_leaves_nothing(
    phone: BrowserContext, site: Site
):
    page = phone.new_page()
    page.goto(site.url)
    page.get_by_label("What help do you need?").fill("detox")
    page.get_by_label("Where?").fill("44301")
    page.get_by_role("button", name="Search").first.click()
    ids = ",".join(ids_of(page, 2))
    page.locator("article h2 a").first.click()
    assert kept(page) == NOTHING
    for path in (f"/saved?ids={ids}", "/saved", f"/compare?ids={ids}", f"/plan?ids={ids}",
                 "/privacy", "/unseen", "/guidance/heroin-and-fentanyl", "/browse/ohio/",
                 "/es/search?q=detox&near=44301", "/report", "/helplines", "/nowhere"):  # fmt: skip
        page.goto(site.url + path)
        assert kept(page) == NOTHING, path
    page.goto(f"{site.url}/saved")
    page.get_by_role("button", name="Forget everything").click()
    assert kept(page) == NOTHING
    assert phone.cookies() == []


def test_a_link_saves_nothing_until_all_of_it_is_saved(phone: BrowserContext, site: Site):
    page = phone.new_page()
    page.goto(site.url + RESULTS)
    ids = ",".join(ids_of(page, 3))
    page.goto(f"{site.url}/saved?ids={ids}")
    expect(cards(page).locator(".save")).to_have_count(3)
    assert kept(page) == NOTHING
    page.get_by_role("button", name="Save all of these on this device").click()
    expect(cards(page).locator(".save.on")).to_have_count(3)
    assert kept(page) == {"finder-list": ids, **NOTHING}
    page.get_by_role("link", name="See your list (3)").click()
    expect(cards(page)).to_have_count(3)
    assert page.url == f"{site.url}/saved"


def test_a_places_own_page_has_the_button_too(phone: BrowserContext, site: Site):
    page = phone.new_page()
    page.goto(site.url + RESULTS)
    page.locator("article h2 a").first.click()
    name = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name=f"Save: {name}").click()
    page.get_by_role("link", name="See your list (1)").click()
    expect(cards(page).first).to_contain_text(name)


def test_by_keyboard_alone(phone: BrowserContext, site: Site, words: Words):
    page = phone.new_page()
    page.goto(site.url + words.home + RESULTS)
    at = tab_to(page, lambda at: at["tag"] == "BUTTON" and at["name"].startswith(f"{words.save}: "))
    page.keyboard.press("Enter")
    name = at["name"].removeprefix(f"{words.save}: ")
    saved = page.get_by_role("button", name=f"{words.saved}: {name}")
    expect(saved).to_be_focused()
    tab_to(page, lambda at: at["tag"] == "A" and at["name"] == f"{words.list} (1)")
    page.keyboard.press("Enter")
    expect(cards(page)).to_have_count(1)
    tab_to(page, lambda at: at["tag"] == "BUTTON" and at["name"] == words.forget)
    page.keyboard.press("Space")
    expect(page.locator("#proof")).to_contain_text(words.gone)
    assert kept(page) == NOTHING


def test_without_a_script_a_link_holds_the_list(browser: Browser, site: Site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/saved")
    expect(page.locator("main")).to_contain_text("press “Make a link of them”")
    expect(page.get_by_role("button", name="Forget everything")).to_be_hidden()
    page.goto(site.url + RESULTS)
    expect(page.locator(".save")).to_have_count(0)
    for box in page.get_by_role("checkbox", name="Choose").all()[:2]:
        box.check()
    page.get_by_role("button", name="Make a link of them").click()
    expect(cards(page)).to_have_count(2)
    cards(page).first.get_by_role("link", name="Leave out").click()
    expect(cards(page)).to_have_count(1)
    assert context.storage_state() == {"cookies": [], "origins": []}
    context.close()
