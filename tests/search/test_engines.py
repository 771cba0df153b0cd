"""The promise of `finder.search.engine`, held up to every engine; the oracle says what is right."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from finder.facility import Facility, Revision
from finder.places import PlaceKind
from finder.search.embedded import EmbeddedEngine
from finder.search.engine import View
from finder.search.request import SearchRequest, Sort, Where
from finder.search.snapshot import build
from tests.builders import DAYTON, STATE_NAMES, facility, place, vocabulary
from tests.search.cases import random_facilities, random_request
from tests.search.oracle import Oracle

Viewed = Callable[[list[Facility]], View]


def embedded(folder: Path, facilities: list[Facility]) -> View:
    revision = Revision(1, "first")
    build(folder, revision, facilities, vocabulary(), STATE_NAMES)
    return EmbeddedEngine(folder, vocabulary(), lambda: revision).view()


ENGINES = {"embedded": embedded}


@pytest.fixture(scope="module")
def directory() -> list[Facility]:
    return random_facilities(random.Random(20231), 420)


@pytest.fixture(scope="module")
def oracle(directory: list[Facility]) -> Oracle:
    return Oracle(directory, vocabulary(), STATE_NAMES)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def view(
    request: pytest.FixtureRequest,
    directory: list[Facility],
    tmp_path_factory: pytest.TempPathFactory,
) -> View:
    return ENGINES[request.param](tmp_path_factory.mktemp("engine"), directory)


@pytest.fixture(params=sorted(ENGINES))
def viewed(request: pytest.FixtureRequest, tmp_path: Path) -> Viewed:
    """The view of any directory, in each engine."""
    return lambda facilities: ENGINES[request.param](tmp_path, facilities)


@pytest.mark.parametrize("seed", range(12))
def test_random_requests_are_answered_as_the_oracle_answers_them(
    seed: int, directory: list[Facility], oracle: Oracle, view: View
) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        request = random_request(chance, directory)
        right, given = oracle.find(request), view.find(request)
        assert (given.total, given.counts) == (right.total, right.counts), request
        assert view.total(request) == right.total, request
        assert [each.id for each in view.fetch(given.ids)] == list(given.ids)
        if _is_best(request):
            assert_best_order_holds(view, oracle, request)
        else:
            assert (given.ids, given.miles) == (right.ids, right.miles), request


def _is_best(request: SearchRequest) -> bool:
    nowhere = request.where is None or request.where.inside
    return request.sort is Sort.BEST or (request.sort is Sort.NEAREST and nowhere)


def assert_best_order_holds(view: View, oracle: Oracle, request: SearchRequest) -> None:
    """The same places in a repeatable order: by score, then distance, page after page; and each
    score is the sum of its reasons."""
    whole = replace(request, page=1, size=1000)
    right, given = oracle.find(whole), view.find(whole)
    assert sorted(given.ids) == sorted(right.ids), request
    assert dict(zip(given.ids, given.miles, strict=True)) == dict(
        zip(right.ids, right.miles, strict=True)
    )
    keys = [(-score, miles or 0.0) for miles, score in zip(given.miles, given.scores, strict=True)]
    assert keys == sorted(keys), request
    sums = [each.total for each in view.reasons(whole, given.ids)]
    assert sums == pytest.approx(list(given.scores), abs=2e-6), request
    start = (request.page - 1) * request.size
    assert view.find(request).ids == given.ids[start : start + request.size], request


def test_a_directory_without_a_facility_answers_with_nothing(viewed: Viewed) -> None:
    view = viewed([])
    for request in (
        SearchRequest(),
        SearchRequest(words="hope"),
        SearchRequest(where=Where(place())),
        SearchRequest(where=Where(place("Ohio", PlaceKind.STATE)), sort=Sort.NAME),
    ):
        found = view.find(request)
        assert (found.total, found.ids, set(found.counts.values())) == (0, (), {0})
    assert view.fetch(["nobody"]) == []
    assert view.spelling("anything") == ()


def test_a_distance_counts_to_a_thousandth_of_a_mile(viewed: Viewed) -> None:
    steps = [(DAYTON[0] + at / 1_000_000, DAYTON[1]) for at in range(144_700, 145_300, 3)]
    facilities = [facility(at=at, name=f"Place {at[0]:.6f}") for at in steps]
    here = place()
    miles = [round(here.point.miles_to(each.point), 3) for each in facilities]
    assert 10.0 in miles, "the test must touch the edge itself"
    assert min(miles) < 10 < max(miles)
    found = viewed(facilities).total(SearchRequest(where=Where(here, 10)))
    assert found == sum(each <= 10 for each in miles)


def test_a_retired_facility_is_never_found(viewed: Viewed) -> None:
    gone = facility("Gone Place", retired=facility().as_of)
    view = viewed([gone, facility("Present Place")])
    assert view.find(SearchRequest()).total == 1
    assert view.find(SearchRequest(words="gone")).total == 0
    assert view.fetch([gone.id]) == []


def test_a_facility_comes_back_from_the_index_as_it_went_in(viewed: Viewed) -> None:
    one = facility("Niños “Ñandú” ☃", has=["detox", "ZZ9"], invented=True)
    assert viewed([one, facility()]).fetch([one.id, "nobody"]) == [one]


def test_a_term_denied_by_a_code_does_not_match(viewed: Viewed) -> None:
    denied = next(term for term in vocabulary().terms if term.denied_by)
    view = viewed([facility(has=[min(denied.denied_by)])])
    assert view.total(SearchRequest(terms=(denied.slug,))) == 0


def test_words_may_name_the_state_in_full_or_by_its_code(viewed: Viewed) -> None:
    view = viewed([facility(state="WV", city="Welch"), facility(state="VA", city="Norton")])
    assert view.total(SearchRequest(words="west virginia")) == 1
    assert view.total(SearchRequest(words="virginia")) == 2
    assert view.total(SearchRequest(words="WV")) == 1


def test_a_word_in_the_name_comes_before_one_in_the_city_or_the_program(viewed: Viewed) -> None:
    named = facility("Hope Center", city="Dayton")
    program = facility("Other Center", program="Hope", city="Dayton")
    city = facility("Some Center", city="Hope")
    found = viewed([city, program, named]).find(SearchRequest(words="hope"))
    assert found.ids == (named.id, city.id, program.id)


def test_within_the_usual_circle_comes_before_what_is_better_but_farther(viewed: Viewed) -> None:
    here = place("Dayton", PlaceKind.CITY)
    lat, lon = here.point.lat, here.point.lon
    near = facility("Near", at=(lat + 0.33, lon))
    far = facility("Far", at=(lat + 0.6, lon), has=["buprenorphine", "opioid-treatment-program"])
    where = Where(here, within=50)
    found = viewed([far, near]).find(SearchRequest(where=where))
    assert found.ids == (near.id, far.id)
    assert found.miles is not None
    assert found.miles[0] is not None
    assert found.miles[0] < 25
    assert found.scores[0] - found.scores[1] > 1.0


def test_who_has_the_name_in_the_city_that_was_named_comes_first(viewed: Viewed) -> None:
    here = place("Dayton", PlaceKind.CITY)
    lat, lon = here.point.lat, here.point.lon
    there = facility("Harmony Foundation Recovery Center", city="Dayton", at=(lat, lon))
    sister = facility("Harmony Foundation", city="Xenia", at=(lat, lon + 0.2))
    request = SearchRequest(words="harmony foundation", where=Where(here, within=50))
    assert viewed([sister, there]).find(request).ids == (there.id, sister.id)


def test_a_name_is_found_however_its_words_are_shortened(viewed: Viewed) -> None:
    short = facility("Montana Chemical Dependency Ctr")
    long = facility("Valley Behavioral Health Services")
    view = viewed([short, long])
    for words in ("montana chemical dependency center", "montana chemical dependency ctr"):
        assert view.find(SearchRequest(words=words)).ids == (short.id,)
    assert view.find(SearchRequest(words="valley behav hlth svcs")).ids == (long.id,)


def test_about_a_substance_a_place_that_treats_it_comes_before_one_that_does_not_say(
    viewed: Viewed,
) -> None:
    here = place("Dayton", PlaceKind.CITY)
    silent = facility("Nearer", at=(here.point.lat, here.point.lon))
    treats = facility(
        "Farther", at=(here.point.lat + 0.1, here.point.lon), has=["substance-use-treatment"]
    )
    request = SearchRequest(where=Where(here, within=25))
    view = viewed([silent, treats])
    assert view.find(request).ids == (silent.id, treats.id)
    assert view.find(request.about("cannabis")).ids == (treats.id, silent.id)


def test_who_is_called_so_comes_first_and_nobody_is_taken_away(viewed: Viewed) -> None:
    here = place("Dayton", PlaceKind.CITY)
    lat, lon = here.point.lat, here.point.lon
    others = [facility(f"Center {at}", at=(lat, lon)) for at in range(3)]
    called = facility("Recovery Center Inc", at=(lat + 0.2, lon))
    view = viewed([*others, called])
    request = SearchRequest(where=Where(here, within=None))
    assert view.find(request).ids[-1] == called.id
    found = view.find(request.calling("Recovery Center Inc"))
    assert found.ids[0] == called.id
    assert found.total == 4
    assert found.counts == view.find(request).counts


def test_saying_a_word_twice_changes_nothing(viewed: Viewed) -> None:
    view = viewed([facility("Hope Center"), facility("Hope Hope Center"), facility("Center")])
    once, twice = (view.find(SearchRequest(words=each)) for each in ("hope", "Hope hope HOPE"))
    assert once == twice
    assert once.total == 2


def test_a_county_is_found_however_a_source_writes_it(viewed: Viewed) -> None:
    written = ["St. Clair", "Saint Clair County", "SAINT CLAIR", "De Kalb", "DeKalb County", ""]
    view = viewed([facility(county=each) for each in written])
    st_clair = place("St. Clair County", PlaceKind.COUNTY)
    de_kalb = place("DeKalb County", PlaceKind.COUNTY)
    assert view.total(SearchRequest(where=Where.about(st_clair))) == 3
    assert view.total(SearchRequest(where=Where.about(de_kalb))) == 2


def test_spelling_offers_near_words_the_most_used_first(viewed: Viewed) -> None:
    view = viewed([facility("Harbor House"), facility("Harbor Lights"), facility("Harper Hall")])
    assert view.spelling("harbr") == ("harbor",)
    assert view.spelling("harber") == ("harbor", "harper")
    assert view.spelling("harbor") == (), "a word in use needs no correction"
    assert view.spelling("hal") == (), "short words are not guessed at"
    assert view.spelling("xylophone") == ()


def test_no_place_comes_first_in_every_search(viewed: Viewed) -> None:
    directory = [facility(f"Place {number}", has=["detox", "medicaid"]) for number in range(50)]
    view = viewed(directory)
    terms = [term.slug for term in vocabulary().terms if min(term.codes) in ("DT", "MD")]
    asked = [SearchRequest(), *(SearchRequest(terms=(slug,)) for slug in terms)]
    asked += [SearchRequest(words=word) for word in ("place", "dayton", "ohio", "oh")]
    firsts = [view.find(request).ids[0] for request in asked]
    assert len(set(firsts)) > len(asked) // 2
    assert firsts == [view.find(request).ids[0] for request in asked]
