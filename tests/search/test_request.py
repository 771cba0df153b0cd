"""A request is a value: every change is a new one, and goes back to the first page."""

import pytest

from finder.places import PlaceKind
from finder.search.request import SearchRequest, Sort, Where
from tests.builders import place

DEEP = SearchRequest(words="hope", terms=("detox",), where=Where(place()), page=7)


@pytest.mark.parametrize(
    "changed",
    [
        DEEP.toggling("methadone"),
        DEEP.toggling("detox"),
        DEEP.including("b", "a"),
        DEEP.without("detox"),
        DEEP.saying("other"),
        DEEP.near(None),
        DEEP.within(50),
        DEEP.sorted_by(Sort.NAME),
    ],
)
def test_any_change_goes_back_to_the_first_page(changed: SearchRequest) -> None:
    assert changed.page == 1
    assert DEEP.page == 7


def test_another_page_of_the_same_changes_nothing_else() -> None:
    assert DEEP.at(8).at(7) == DEEP


def test_toggling_twice_changes_nothing() -> None:
    assert DEEP.toggling("a").toggling("a") == DEEP.at(1)


def test_terms_are_sorted_and_each_stands_once() -> None:
    assert SearchRequest().including("b", "a").including("a").terms == ("a", "b")


def test_a_circle_without_a_place_is_nothing() -> None:
    assert SearchRequest().within(10) == SearchRequest()


@pytest.mark.parametrize("kind", list(PlaceKind))
def test_a_place_alone_is_an_area_or_the_usual_circle(kind: PlaceKind) -> None:
    where = Where.about(place(kind=kind))
    area = kind in (PlaceKind.STATE, PlaceKind.COUNTY)
    assert (where.inside, where.within, where.usual) == (
        (True, None, False) if area else (False, 25, True)
    )
    chosen = where.reaching(50)
    assert (chosen.inside, chosen.within, chosen.usual) == (False, 50, False)


def test_what_is_not_said_takes_the_place_of_what_is_required() -> None:
    request = SearchRequest(terms=("detox", "medicaid"), page=3).open_to("medicaid")
    assert (request.terms, request.unsaid, request.page) == (("detox",), ("medicaid",), 1)
    assert request.without("medicaid") == SearchRequest(terms=("detox",))


def test_topics_and_what_is_avoided_are_kept_sorted_and_once() -> None:
    request = SearchRequest().about("heroin", "alcohol", "heroin").avoiding("twelve-step")
    assert (request.topics, request.avoid) == (("alcohol", "heroin"), ("twelve-step",))
    assert request.not_about("heroin", "alcohol").without("twelve-step") == SearchRequest()
