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


@pytest.mark.parametrize(
    ("kind", "within", "is_area"),
    [
        (PlaceKind.STATE, None, True),
        (PlaceKind.STATE, 25, True),
        (PlaceKind.COUNTY, None, True),
        (PlaceKind.COUNTY, 25, False),
        (PlaceKind.CITY, None, False),
        (PlaceKind.ZIP, 25, False),
        (PlaceKind.POINT, None, False),
    ],
)
def test_states_are_areas_and_counties_when_no_circle_is_drawn(
    kind: PlaceKind, within: int | None, is_area: bool
) -> None:
    assert Where(place(kind=kind), within).is_area is is_area
