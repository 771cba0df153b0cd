"""The comparison's page: places side by side, by a link that holds only their ids."""

from urllib.parse import urlsplit

import pytest

from tests.web.fakes import client, some_facilities
from tests.web.reading import Page, read, submit

TWO = "/compare?ids=willow000001,summit000002"


def rows(page: Page) -> dict[str, list[str]]:
    """What stands in each row, under its term."""
    return {
        page.inside(row, "th")[0].text: [cell.text for cell in page.inside(row, "td")]
        for row in page.all("tr")
        if row.parents[-1].tag == "tbody"
    }


def test_each_term_is_yes_no_or_not_said_for_each_place() -> None:
    page = read(client(), TWO)
    said = rows(page)
    assert said["Residential treatment"] == ["✓ Yes", "? Not said"]
    assert said["Medicine for opioid use"] == ["? Not said", "✕ Says no"]
    assert any(each.text == "All of them say yes to: Detox" for each in page.all("p", "same"))
    assert page.texts("h2")[:2] == ["1 Willow Creek Recovery", "2 Summit Detox Center"]


def test_what_was_asked_for_comes_first_with_the_distance() -> None:
    page = read(client(), TWO + "&near=44240&payment=medicaid")
    table = page.all("table")[0]
    assert table["aria-labelledby"] == "wanted"
    assert rows(page)["Medicaid"] == ["✓ Yes", "? Not said"]
    assert "miles from ZIP 44240 (Kent, OH), straight line" in page.one("ul", "columns").text


def test_each_place_has_its_number_its_source_and_its_day() -> None:
    page = read(client(), TWO)
    column = page.one("ul", "columns")
    assert len([each for each in page.inside(column, "a") if "tel" in each.classes]) == 2
    assert column.text.count("National Directory, July 2023") == 2


def test_the_link_to_hand_on_holds_ids_only() -> None:
    page = read(client(), TWO + "&near=44240&payment=medicaid")
    shared = page.one("textarea").text
    assert urlsplit(shared).query == "ids=willow000001,summit000002"


def test_a_place_can_be_taken_off_without_losing_the_search() -> None:
    browser = client()
    page = read(browser, TWO + "&near=44240")
    off = next(each for each in page.all("a") if each.text == "Take off Willow Creek Recovery")
    left = read(browser, off["href"])
    assert left.texts("h2")[0] == "1 Summit Detox Center"
    assert "near=44240" in off["href"]


def test_boxes_in_the_results_lead_to_one_link() -> None:
    browser = client()
    page = read(browser, "/search?q=detox&near=44301")
    boxes = [each for each in page.all("input", type="checkbox") if each["name"] == "ids"]
    assert {box["form"] for box in boxes} == {"chosen"}
    form = page.one("form", id="chosen")
    sent = submit(page, form, "/search") + "&ids=" + "&ids=".join(each["value"] for each in boxes)
    answer = browser.get(sent)
    assert answer.status_code == 303
    assert answer.location == ("/compare?ids=willow000001,summit000002&near=44301&program=detox")
    assert len(read(browser, answer.location).one("ul", "columns").text) > 0


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ids=willow000001,nobody000009", "One place in this link is not known here."),
        ("ids=willow000001,%3Cscript%3E,..", "2 places in this link are not known here."),
        (
            "ids=willow000001,old000000004",
            "Old Harbor House is no longer listed since July 1",
        ),
        (
            "ids=willow000001,summit000002,kent00000003,dayton000005,old000000004",
            "This page holds 4 places. One more is left out.",
        ),
    ],
)
def test_what_cannot_be_shown_is_explained(query: str, told: str) -> None:
    page = read(client(), f"/compare?{query}")
    assert told in page.one("ul", "notes").text
    assert page.one("ul", "columns")


@pytest.mark.parametrize("query", ["", "?ids=", "?ids=nobody000009", "?ids=%00%ff&near=%00"])
def test_without_any_place_the_page_says_how_to_choose_some(query: str) -> None:
    page = read(client(), f"/compare{query}")
    assert "No place is chosen yet." in page.one("main").text
    assert page.one("form", action="/search")


def test_one_place_alone_is_no_error() -> None:
    page = read(client(some_facilities()), "/compare?ids=WILLOW000001")
    assert "This is one place." in page.one("p", "panel").text
    assert "It says yes to:" in page.one("main").text


def test_the_page_is_kept_by_nobody_and_listed_nowhere() -> None:
    answer = client().get(TWO)
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in answer.get_data(as_text=True)
