"""The map of a list: its marks are the list's numbers, and its words say what it shows."""

import gzip
import re

from finder.facility import Position
from tests.builders import facility
from tests.web.fakes import AKRON, KENT, client, many, some_facilities
from tests.web.reading import Element, Page, read

ASKED = "/search?q=detox&near=Akron,+OH"


def drawing(page: Page) -> Element:
    return next(each for each in page.inside(page.one("section", "map")) if each.tag == "svg")


def marks(page: Page) -> list[Element]:
    return page.inside(drawing(page), "a")


def test_each_mark_leads_to_its_place_in_the_list() -> None:
    page = read(client(), "/search?near=Akron,+OH")
    ids = {each["id"]: each for each in page.all("article")}
    assert len(marks(page)) > 1
    for mark in marks(page):
        hit = ids[mark["href"].removeprefix("#")]
        name = page.inside(hit, "h2")[0].text
        assert name in mark["aria-label"]
        assert page.inside(mark, "text")[0].text == hit["data-number"]


def test_the_map_comes_after_the_list_and_says_what_it_is() -> None:
    page = read(client(), ASKED)
    order = page.elements.index
    assert order(page.all("article")[-1]) < order(drawing(page))
    named = drawing(page)["aria-labelledby"].split()
    words = [page.one(id=each).text for each in named]
    assert words[0] == "Map of the places in this list: Akron, OH"
    assert words[1].startswith("Each number is the number of a place in the list.")
    assert page.one("a", "to-map")["href"] == "#map"


def test_nothing_but_marks_is_read_out() -> None:
    page = read(client(), ASKED)
    hidden = [each for each in page.inside(drawing(page), "g") if "aria-hidden" in each.attributes]
    assert len(hidden) == 1
    loose = [
        each
        for each in page.inside(drawing(page), "text")
        if hidden[0] not in each.parents and not any(p.tag == "a" for p in each.parents)
    ]
    assert loose == []


def test_a_place_known_by_its_zip_alone_is_marked_as_about() -> None:
    page = read(client(), ASKED)
    kinds = {mark["aria-label"]: "about" in mark.classes for mark in marks(page)}
    assert kinds == {
        "1: Willow Creek Recovery": False,
        "2: Summit Detox Center, about here": True,
    }
    assert "we know the ZIP or city, not the door" in page.one("ul", "key").text


def test_the_legend_has_only_what_is_on_the_map() -> None:
    key = read(client(many(3)), ASKED).one("ul", "key").text
    assert "too close together" in key
    assert "not the door" not in key
    assert "Miles from there" in key
    assert "Miles" not in read(client(), "/search?near=Ohio").one("ul", "key").text


def test_places_together_are_one_mark_that_says_so() -> None:
    (mark,) = marks(read(client(many(3)), ASKED))
    assert mark["aria-label"].startswith("1–3: 3 places here, the first is Example Place")
    assert mark["href"] == "#place-1"


def test_the_second_page_goes_on_counting() -> None:
    page = read(client(many(30)), f"{ASKED}&page=2")
    assert [mark["href"] for mark in marks(page)] == ["#place-21"]
    assert page.all("article")[0]["id"] == "place-21"


def test_a_list_of_one_state_has_its_map_and_one_of_many_has_none() -> None:
    page = read(client(), "/search")
    assert page.one(id="map-title").text == "Map of the places in this list: Ohio"
    assert page.all("path", "area")
    bronx = facility("Bronx House", state="NY", city="New York", at=(40.85, -73.87))
    assert read(client([*some_facilities(), bronx]), "/search").all("section", "map") == []


def test_no_places_no_map() -> None:
    page = read(client([]), ASKED)
    assert page.all("section", "map") == []
    assert page.all("a", "to-map") == []


def test_those_too_far_away_are_named() -> None:
    far = facility("Hilo House", id="hilo00000009", at=(19.7, -155.1), city="Hilo", state="HI")
    page = read(client([*some_facilities(), far]), "/search?near=Akron,+OH&within=any")
    said = page.one("section", "map").text
    assert re.search(r"Too far away for this map: \d\. Hilo House", said)
    links = [a["href"] for a in page.inside(page.one("figcaption"), "a")]
    assert set(links) < {f"#{each['id']}" for each in page.all("article")}


def test_no_place_is_drawn_by_style_or_colour_alone() -> None:
    about = facility("Kent About", id="kent0000about", at=KENT, position=Position.CITY)
    page = read(client([about, *many(1)]), "/search?near=44301")
    for mark in marks(page):
        assert page.inside(mark, "text")[0].text
        assert ("about here" in mark["aria-label"]) == ("about" in mark.classes)
    assert not [each for each in page.all() if "style" in each.attributes]


def test_a_map_is_light() -> None:
    spread = [
        facility(
            f"Place {each}",
            id=f"spread{each:06d}",
            has=["detox"],
            at=(AKRON[0] + each % 5 * 0.2, AKRON[1] - each // 5 * 0.2),
        )
        for each in range(20)
    ]
    text = client(spread).get("/search?near=Ohio").get_data(as_text=True)
    (svg,) = re.findall(r"<svg viewBox=\"0 0 \d{3,}.*?</svg>", text, re.DOTALL)
    assert len(gzip.compress(svg.encode())) <= 15 * 1024
    assert svg.count("<") / 2 < 200


def test_a_place_has_a_picture_of_where_it_is() -> None:
    page = read(client(), "/facility/willow000001/willow-creek-recovery")
    picture = page.one("div", "locator")
    drawn = page.inside(picture, "svg")[0]
    assert drawn["role"] == "img"
    assert page.one(id="map-title").text == "Map of where this place is"
    assert "Cuyahoga Falls" in page.one(id="map-about").text
    assert page.inside(picture, "a") == []
    assert [each.classes for each in page.inside(picture, "circle")] == [["at"]]
    assert page.inside(picture, "text")[0].text == "Akron"
    kind = read(client(), "/facility/summit000002/summit-detox-center")
    assert kind.one("circle", "at").classes == ["at", "about"]


def test_a_place_without_an_outline_has_no_picture() -> None:
    koror = facility("Koror House", id="koror0000001", state="PW", city="Koror", at=(7.34, 134.48))
    page = read(client([koror]), "/facility/koror0000001/koror-house")
    assert page.all("div", "locator") == []
