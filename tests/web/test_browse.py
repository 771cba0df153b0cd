"""Browsing: each count is what its link gives."""

from typing import cast

import pytest

from finder.directory import Directory
from finder.search.request import SearchRequest
from finder.web.public.counts import Counts
from tests.builders import facility, vocabulary
from tests.search.oracle import Oracle
from tests.web.fakes import FakeDirectory, FakeEngine, client, gazetteer, some_facilities
from tests.web.reading import Element, Page, read


def counted(page: Page) -> list[tuple[Element, int]]:
    """Each link of the lists with the number beside it."""
    rows = [each for each in page.all("li") if each.parents[-1].classes == ["links"]]
    return [(page.inside(row, "a")[0], int(row.text.split()[-1])) for row in rows]


def test_states_are_counted_and_lead_to_their_pages() -> None:
    browser = client()
    page = read(browser, "/browse/")
    assert [(a.text, a["href"], n) for a, n in counted(page)] == [("Ohio", "/browse/ohio/", 4)]
    assert "4 places in all." in page.one("main").text


def test_every_count_is_what_its_link_finds() -> None:
    browser = client([*some_facilities(), facility("Bronx House", state="NY", city="New York")])
    for state in ("ohio", "new-york"):
        page = read(browser, f"/browse/{state}/")
        rows = counted(page)
        assert rows or state == "new-york"
        for link, number in rows:
            found = browser.get(link["href"].replace("/search", "/search.json", 1)).json
            assert found is not None
            assert found["total"] == number, link.text


def test_counties_and_cities_of_a_state() -> None:
    page = read(client(), "/browse/ohio/")
    assert [(link.text, number) for link, number in counted(page)] == [
        ("Montgomery County", 1),
        ("Portage County", 1),
        ("Summit County", 2),
        ("Akron", 2),
        ("Dayton", 1),
        ("Kent", 1),
    ]
    assert page.one("a", "plain").text == "See all 4 places in Ohio"


@pytest.mark.parametrize("state", ["oh", "OH", "Ohio"])
def test_other_spellings_lead_to_the_one_address(state: str) -> None:
    answer = client().get(f"/browse/{state}/")
    assert (answer.status_code, answer.location) == (301, "/browse/ohio/")


def test_a_state_without_places_is_a_page_and_an_unknown_one_is_not() -> None:
    assert "We know of no place here." in read(client(), "/browse/wyoming/").one("main").text
    assert read(client(), "/browse/atlantis/", 404)


def test_all_states_have_an_address_of_their_own() -> None:
    browser = client([])
    for state in gazetteer().states():
        answer = browser.get(f"/browse/{state.state}/")
        assert answer.status_code == 301, state.name
        assert browser.get(answer.location).status_code == 200


def test_counting_is_done_once_a_revision() -> None:
    asked: list[SearchRequest] = []

    class Counting(Oracle):
        def total(self, request: SearchRequest) -> int:
            asked.append(request)
            return super().total(request)

    listed = some_facilities()
    engine = FakeEngine(Counting(listed, vocabulary(), {}, revision=1))
    directory = cast(Directory, FakeDirectory({each.id: each for each in listed}))
    counts = Counts(engine=engine, directory=directory, gazetteer=gazetteer())
    ohio = gazetteer().state("OH")
    assert ohio is not None
    first = (counts.states(), counts.state(ohio))
    number = len(asked)
    assert (counts.states(), counts.state(ohio)) == first
    assert len(asked) == number
    engine.held = Counting(listed[:1], vocabulary(), {}, revision=2)
    assert counts.state(ohio).state.total == 1


def choropleth(page: Page) -> tuple[Element, dict[str, str]]:
    """The map, and the address of each area by what it is called."""
    section = page.one("section", "choropleth")
    areas = {each["xlink:title"]: each["href"] for each in page.inside(section, "a")}
    return section, areas


def test_a_map_of_the_states_says_what_the_list_says() -> None:
    page = read(client(), "/browse/")
    section, areas = choropleth(page)
    assert areas == {"Ohio: 4 places": "/browse/ohio/"}
    assert "None that we know of" in page.inside(section, "ul")[0].text
    order = page.elements.index
    assert order(page.one("ul", "links")) < order(section)
    assert page.one("a", "to-map")["href"] == "#map"


def test_a_map_of_the_counties_leads_to_the_same_lists() -> None:
    page = read(client(), "/browse/ohio/")
    listed = {f"{a.text}: {n} place{'s'[: n - 1]}": a["href"] for a, n in counted(page)}
    _, areas = choropleth(page)
    assert set(areas) == {
        "Montgomery County: 1 place",
        "Portage County: 1 place",
        "Summit County: 2 places",
    }
    assert areas.items() <= listed.items()


@pytest.mark.parametrize("path", ["/browse/", "/browse/ohio/"])
def test_a_map_is_for_the_eye_and_the_list_for_everybody(path: str) -> None:
    page = read(client(), path)
    section, _ = choropleth(page)
    drawn = page.inside(section, "svg")[0]
    assert drawn["aria-hidden"] == "true"
    assert {each["tabindex"] for each in page.inside(drawn, "a")} == {"-1"}
    assert "The list on this page says the same." in page.inside(section, "p")[0].text


def test_where_nothing_is_known_there_is_no_map() -> None:
    for page in (read(client(), "/browse/wyoming/"), read(client([]), "/browse/")):
        assert page.all("section", "map") == []
        assert page.all("a", "to-map") == []
