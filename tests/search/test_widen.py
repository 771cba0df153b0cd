"""Widen: ways on when little was found, each exactly counted, the smallest change first."""

import random

import pytest

from finder.facility import Facility
from finder.places import Place, PlaceKind
from finder.search.request import SearchRequest, Sort, Where
from finder.search.widen import FEW, MOST_OFFERED, ways_on
from tests.builders import DAYTON, STATE_NAMES, facility, place, vocabulary
from tests.search.cases import random_facilities, random_request
from tests.search.oracle import Oracle


def view(*facilities: Facility) -> Oracle:
    return Oracle(facilities, vocabulary(), STATE_NAMES)


def north(miles: float) -> tuple[float, float]:
    """A point this many miles north of Dayton, roughly."""
    return DAYTON[0] + miles / 69, DAYTON[1]


NEAR_DAYTON = SearchRequest(where=Where(place(), 5))


def ways(view: Oracle, request: SearchRequest) -> list[tuple[str, dict[str, str], int]]:
    found = ways_on(view, request, view.total(request), vocabulary(), no_states)
    return [(way.because, dict(way.values), way.total) for way in found]


def no_states(_code: str) -> None:
    """A gazetteer without states, for tests that are not about them."""


def test_enough_results_need_no_ways_on() -> None:
    many = [facility(f"Place {number}") for number in range(FEW)]
    assert ways(view(*many), NEAR_DAYTON) == []
    assert ways(view(*many[1:], facility(at=north(20))), NEAR_DAYTON) != []


def test_the_first_two_wider_circles_that_add_a_place_are_offered() -> None:
    directory = view(
        *(facility(f"Place {miles}", at=north(miles)) for miles in (1, 20, 22, 40, 90))
    )
    found = [each for each in ways(directory, NEAR_DAYTON) if each[0] == "within"]
    assert found == [("within", {"miles": "25"}, 3), ("within", {"miles": "50"}, 4)]


def test_each_asked_term_can_be_given_up_and_the_words_too_the_kind_of_help_last() -> None:
    directory = view(
        facility("Hope House", has=["detox"]),
        facility("Other House", has=["detox", "medicaid"]),
        facility("Hope Home", has=["medicaid"]),
    )
    request = SearchRequest(words="hope", terms=("detox", "medicaid"))
    found = [each for each in ways(directory, request) if each[0].startswith("without")]
    assert found == [
        ("without", {"term": "medicaid"}, 1),
        ("without_words", {"words": "hope"}, 1),
        ("without", {"term": "detox"}, 1),
    ]


def test_those_that_do_not_say_are_always_offered_and_never_those_that_say_no() -> None:
    directory = view(
        *(facility(f"Yes {n}", has=["detox", "buprenorphine"]) for n in range(FEW)),
        facility("Silent", has=["detox"]),
        facility("No", has=["detox", "NMOA"]),
    )
    request = SearchRequest(terms=("buprenorphine", "detox"))
    assert ("unsaid", {"term": "buprenorphine"}, 1) in ways(directory, request)


def test_a_first_step_leads_to_the_next_and_to_both_in_one_place() -> None:
    directory = view(
        *(facility(f"Detox {n}", has=["detox", "medicaid"]) for n in range(FEW)),
        facility("Both", has=["detox", "RES", "medicaid"]),
        facility("Ranch", has=["RES", "medicaid"]),
        facility("Ranch for cash", has=["RES"]),
    )
    found = ways(directory, SearchRequest(terms=("detox", "medicaid")))
    assert ("then", {"term": "live-in", "after": "detox"}, 2) in found
    assert ("together", {"term": "live-in", "after": "detox"}, 1) in found


def test_what_helps_instead_and_care_by_video_are_offered_where_there_is_none() -> None:
    directory = view(
        facility("Doctor", has=["buprenorphine"]), facility("Screen", at=north(90), has=["TELE"])
    )
    request = SearchRequest(terms=("methadone",), where=Where(place(), 25))
    found = ways_on(directory, request, 0, vocabulary(), states)
    offered = {(way.because, way.values.get("term", "")): way.total for way in found}
    assert offered["instead", "buprenorphine"] == 1
    assert offered["telehealth", ""] == 1


def test_the_state_and_the_nearest_come_after_wider_circles() -> None:
    directory = view(
        facility("Near", at=north(8)), facility("Far", at=north(150)), facility("WV", state="WV")
    )
    found = ways_on(
        directory,
        NEAR_DAYTON.sorted_by(Sort.NEAREST),
        1,
        vocabulary(),
        states,
    )
    assert [(way.because, way.total) for way in found] == [
        ("within", 2), ("nearest", 3), ("state", 2),
    ]  # fmt: skip
    assert [way.request.sort for way in found] == [Sort.NEAREST, Sort.NEAREST, Sort.BEST]
    state = found[2].request.where
    assert state is not None
    assert (state.place.label, state.inside) == ("Ohio", True)


def states(code: str) -> Place:
    return place(STATE_NAMES[code], PlaceKind.STATE, state=code)


def test_a_county_widens_to_circles_about_its_middle() -> None:
    directory = view(facility(county="Greene County", at=north(7)))
    county = Where.about(place("Montgomery County", PlaceKind.COUNTY))
    assert ways(directory, SearchRequest(where=county))[0] == ("within", {"miles": "10"}, 1)


def test_where_no_single_change_helps_there_is_still_a_way_on() -> None:
    directory = view(facility("Hope House", state="WV", at=north(200)), facility("Some Place"))
    request = SearchRequest(words="hope", terms=("methadone",), where=Where(place(), 5))
    assert ways(directory, request) == [
        ("only_words", {"words": "hope"}, 1),
        ("only_place", {"place": "Dayton, OH"}, 1),
        ("everything", {}, 2),
    ]


def test_an_empty_directory_has_no_ways_on() -> None:
    assert ways(view(), NEAR_DAYTON) == []


@pytest.mark.parametrize("seed", range(4))
def test_every_way_on_finds_more_and_exactly_what_it_says(seed: int) -> None:
    chance = random.Random(seed)
    facilities = random_facilities(chance, 150)
    directory = view(*facilities)
    for _ in range(25):
        request = random_request(chance, facilities)
        total = directory.total(request)
        found = ways_on(directory, request, total, vocabulary(), no_states)
        assert found or total > 0, "never a dead end"
        for way in found:
            assert way.total > (0 if way.because in ("unsaid", "then", "together") else total)
            assert directory.total(way.request) == way.total
            assert way.request.page == 1
        assert len(found) <= MOST_OFFERED + 3 * len(request.terms)
