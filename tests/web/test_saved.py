"""Saved places: a list that a device or a link holds, and never the server."""

import logging
from urllib.parse import urlsplit

import pytest

from tests.web.fakes import client, many
from tests.web.reading import Page, read

TWO = "/saved?ids=willow000001,summit000002"


def posted(ids: str, path: str = "/saved") -> Page:
    """The list of a device that keeps these ids."""
    answer = client().post(path, data={"ids": ids})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return Page(answer.get_data(as_text=True))


def test_nothing_saved_says_how_to_save_with_a_script_and_without() -> None:
    page = read(client(), "/saved")
    text = page.one("main").text
    assert "Press “Save” at a place" in text
    assert "press “Make a link of them”" in text
    assert page.one("form", action="/search")
    assert page.title == "List · Finder"
    assert page.all("ul", "kept") == []


def test_a_link_shows_each_place_with_its_number_and_says_that_it_saved_nothing() -> None:
    page = read(client(), TWO + "&near=44240")
    cards = page.one("ul", "kept")
    assert [each.text for each in page.inside(cards, "h2")] == [
        "Willow Creek Recovery",
        "Summit Detox Center",
    ]
    assert len([each for each in page.inside(cards, "a") if "tel" in each.classes]) == 2
    assert "Akron, OH" in cards.text
    assert "miles from ZIP 44240 (Kent, OH), straight line" in cards.text
    assert "has saved nothing on this device" in page.one("p", id="told").text
    assert "data-linked" in page.one("div", id="saved").attributes


def test_without_a_script_a_place_is_left_out_by_a_link() -> None:
    browser = client()
    page = read(browser, TWO + "&near=44240")
    out = next(each for each in page.all("a") if each.text == "Leave out Willow Creek Recovery")
    left = read(browser, out["href"])
    assert left.texts("h2")[0] == "Summit Detox Center"
    assert not [each for each in left.all("a") if each.text.startswith("Leave out")]


def test_the_link_to_hand_on_holds_ids_only() -> None:
    page = read(client(), TWO + "&near=44240&payment=medicaid")
    assert urlsplit(page.one("textarea").text).query == "ids=willow000001,summit000002"


def test_boxes_in_the_results_lead_to_one_link() -> None:
    browser = client()
    page = read(browser, "/search?q=detox&near=44301")
    button = next(each for each in page.all("button") if each.text == "Make a link of them")
    assert button["formaction"] == "/saved"
    answer = browser.get("/saved?near=44301&ids=willow000001&ids=summit000002")
    assert answer.status_code == 303
    assert answer.location == TWO + "&near=44301"


def test_a_devices_list_is_shown_and_no_address_in_it_but_the_link_holds_the_ids() -> None:
    page = posted("willow000001,summit000002")
    assert "saved on this device, and nowhere else" in page.one("p", id="told").text
    assert "data-linked" not in page.one("div", id="saved").attributes
    assert not [each for each in page.all("a") if "ids=" in each["href"]]
    assert urlsplit(page.one("textarea").text).query == "ids=willow000001,summit000002"
    boxes = [each for each in page.all("input") if each.attributes.get("name") == "ids"]
    assert [box["value"] for box in boxes] == ["willow000001", "summit000002"]
    assert all("checked" in box.attributes for box in boxes)


def test_more_than_can_stand_side_by_side_are_not_ticked_from_the_start() -> None:
    places = many(5)
    answer = client(places).post("/saved", data={"ids": ",".join(each.id for each in places)})
    page = Page(answer.get_data(as_text=True))
    boxes = [each for each in page.all("input") if each.attributes.get("name") == "ids"]
    assert len(boxes) == 5
    assert not [box for box in boxes if "checked" in box.attributes]


def test_what_is_gone_is_explained_and_can_be_taken_off() -> None:
    page = posted("willow000001,old000000004,nobody000009")
    notes = page.one("ul", "notes")
    assert "Old Harbor House is no longer listed since July 1" in notes.text
    assert "One place that you saved is not known here any more." in notes.text
    assert "link" not in notes.text
    (drop,) = page.inside(notes, "button")
    assert drop["data-drop"] == "nobody000009"
    assert "No longer listed" in page.one("ul", "kept").text


def test_a_list_of_which_nothing_is_known_any_more_is_no_error() -> None:
    page = posted("nobody000009,nobody000010")
    assert "2 places that you saved are not known here any more." in page.one("ul", "notes").text
    assert page.all("ul", "kept") == []


def test_twenty_places_are_shown_and_the_page_is_small() -> None:
    browser = client(many(25))
    ids = ",".join(f"many{each:08d}" for each in range(25))
    page = read(browser, f"/saved?ids={ids}")
    assert len(page.inside(page.one("ul", "kept"), "h2")) == 20
    assert "This page holds 20 places. 5 more are left out." in page.one("ul", "notes").text
    assert len(page.elements) <= 900  # and a button for each, which a script makes


@pytest.mark.parametrize("ids", ["", "%00", "<b>,..", "x" * 5000, ",,,"])
def test_odd_forms_get_the_page(ids: str) -> None:
    assert posted(ids).one("h1").text == "Saved places"


def test_the_list_in_spanish() -> None:
    page = posted("willow000001", "/es/saved")
    assert page.one("h1").text == "Lugares guardados"
    assert page.one("form", id="chosen")["action"] == "/es/compare"


def test_every_page_leads_there_and_robots_list_it_nowhere() -> None:
    page = read(client(), "/")
    assert [each["href"] for each in page.all("a", "to-list")] == ["/saved"]
    assert read(client(), TWO).one("meta", name="robots")["content"] == "noindex"


def test_the_words_of_the_button_are_only_where_places_can_be_saved() -> None:
    browser = client()
    for path, there in (
        ("/search?q=detox&near=44301", True),
        ("/facility/willow000001/willow-creek-recovery", True),
        ("/facility/old000000004/old-harbor-house", False),
        ("/", False),
        ("/compare?ids=willow000001", False),
    ):
        assert ("data-save" in read(browser, path).one("main").attributes) is there, path


def test_what_a_device_keeps_is_written_down_nowhere(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        posted("willow000001,zq7canaryzq7")
    for written in (caplog.text, *capfd.readouterr()):
        assert "zq7canaryzq7" not in written
        assert "willow" not in written
