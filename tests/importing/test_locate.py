"""Locating: which point is believed, and what happens when nothing can be."""

import time
from collections import Counter
from pathlib import Path
from typing import Any

import geopy.exc
import pytest

from finder.errors import ConfigError
from finder.facility import Listing, Position
from finder.importing import locate as module
from finder.importing.clean import clean
from finder.importing.locate import Geocoder, geopy_geocoder, locate
from finder.importing.record import Problem, Record, Weight
from finder.importing.samhsa import read
from finder.places import Gazetteer, Point, load_gazetteer
from tests.builders import vocabulary

AKRON = ("41.0814", "-81.5190")


@pytest.fixture(scope="module")
def gazetteer(seed_data: Path) -> Gazetteer:
    return load_gazetteer(seed_data / "places")


def place(
    gazetteer: Gazetteer, *, geocoder: Geocoder | None = None, **changes: Any
) -> tuple[Listing | None, tuple[Problem, ...]]:
    plain: dict[str, Any] = {
        "where": "row 2",
        "name": "Example Haven",
        "street": "1 Elm Street",
        "city": "Akron",
        "state": "OH",
        "zip": "44301",
    }
    cleaned, _ = clean(Record(**(plain | changes)))
    assert cleaned is not None
    return locate(cleaned, gazetteer, geocoder)


def listed(gazetteer: Gazetteer, **changes: Any) -> Listing:
    listing, _ = place(gazetteer, **changes)
    assert listing is not None
    return listing


def test_an_address_alone_is_placed_by_its_zip_with_its_county(gazetteer: Gazetteer) -> None:
    listing, problems = place(gazetteer)
    assert listing is not None
    assert listing.position is Position.ZIP
    akron = gazetteer.zip_point("44301")
    assert akron is not None
    assert listing.point == akron.point
    assert (listing.address.county, problems) == ("Summit County", ())


def test_good_coordinates_are_believed(gazetteer: Gazetteer) -> None:
    listing = listed(gazetteer, latitude=AKRON[0], longitude=AKRON[1])
    assert (listing.position, listing.point) == (Position.EXACT, Point(41.0814, -81.519))


def test_longitude_first_is_turned_round(gazetteer: Gazetteer) -> None:
    listing, (problem,) = place(gazetteer, latitude=AKRON[1], longitude=AKRON[0])
    assert listing is not None
    assert (listing.position, listing.point) == (Position.EXACT, Point(41.0814, -81.519))
    assert "turned round" in str(problem)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("0", "0"),
        ("0.0", "-81.5"),
        ("100", "101"),
        ("NaN", "NaN"),
        ("inf", "-inf"),
        ("1e309", "-81.5"),
        ("41.08", ""),
        ("", "-81.5"),
        ("41,08", "-81,5"),
        ("41.08", "81.5"),
        ("north", "west"),
        ("9" * 400, "1"),
        ("29.4271", "-98.5206"),
    ],
)
def test_coordinates_that_cannot_be_right_are_not_believed(
    gazetteer: Gazetteer, latitude: str, longitude: str
) -> None:
    listing, (problem,) = place(gazetteer, latitude=latitude, longitude=longitude)
    assert listing is not None
    assert listing.position is Position.ZIP
    assert "not believed" in str(problem)
    assert len(str(problem)) < 200


def test_the_bound_is_fifty_miles(gazetteer: Gazetteer) -> None:
    centre = gazetteer.zip_point("44301")
    assert centre is not None
    for miles, position in ((48.0, Position.EXACT), (56.0, Position.ZIP)):
        north = Point(centre.point.lat + miles / 69.0, centre.point.lon)
        found = listed(gazetteer, latitude=f"{north.lat}", longitude=f"{north.lon}")
        assert found.position is position


def test_coordinates_near_the_city_are_believed_whatever_the_zip(gazetteer: Gazetteer) -> None:
    """A real licence row: Frazier Park with a ZIP that lies 78 miles away."""
    spot = {"latitude": "34.821636", "longitude": "-118.990511"}
    town = {"city": "Frazier Park", "state": "CA", "zip": "93255"}
    assert listed(gazetteer, **town, **spot).position is Position.EXACT


def test_coordinates_are_believed_where_nothing_speaks_against_them(gazetteer: Gazetteer) -> None:
    nowhere: dict[str, Any] = {"city": "Nosuchtown", "zip": ""}
    spot = {"latitude": "41.08", "longitude": "-81.5"}
    assert listed(gazetteer, **nowhere, **spot).position is Position.EXACT
    turned = {"latitude": "-81.5", "longitude": "41.08"}
    assert listed(gazetteer, **nowhere, **turned).point == Point(41.08, -81.5)
    listing, problems = place(gazetteer, **nowhere, latitude="0", longitude="0")
    assert listing is None
    assert [problem.weight for problem in problems] == [Weight.NOTE, Weight.SKIPPED]


def test_without_a_zip_the_citys_point_is_taken(gazetteer: Gazetteer) -> None:
    listing = listed(gazetteer, zip="", county="Summit")
    assert (listing.position, listing.address.county) == (Position.CITY, "Summit County")


def test_an_unknown_zip_is_noted(gazetteer: Gazetteer) -> None:
    listing, (problem,) = place(gazetteer, zip="99999")
    assert listing is not None
    assert (listing.position, problem.column) == (Position.CITY, "zip")


def test_the_state_is_corrected_where_city_and_zip_agree(gazetteer: Gazetteer) -> None:
    listing, (problem,) = place(gazetteer, city="Chelsea", zip="02150", state="CT")
    assert listing is not None
    assert (listing.address.state, listing.position) == ("MA", Position.ZIP)
    assert ("state", "CT") in listing.said
    assert "MA, where ZIP 02150 and the city or county lie" in str(problem)


def test_the_county_bears_out_a_zip_as_well(gazetteer: Gazetteer) -> None:
    town = {"city": "Nosuchtown", "zip": "02150", "state": "CT", "county": "Suffolk"}
    assert listed(gazetteer, **town).address.state == "MA"


def test_a_zip_of_another_state_is_not_trusted_against_the_city(gazetteer: Gazetteer) -> None:
    listing, (problem,) = place(gazetteer, city="Dayton", state="OH", zip="90210")
    assert listing is not None
    assert (listing.position, listing.address.state) == (Position.CITY, "OH")
    assert "not trusted" in str(problem)


def test_a_zip_of_another_state_with_nothing_else_places_nothing(gazetteer: Gazetteer) -> None:
    listing, problems = place(gazetteer, city="Nosuchtown", state="OH", zip="90210")
    assert listing is None
    assert problems[-1].weight is Weight.SKIPPED


def test_a_zip_across_a_state_line_is_no_contradiction(gazetteer: Gazetteer) -> None:
    """Bristol lies in Virginia and Tennessee."""
    listing, problems = place(gazetteer, city="Bristol", state="TN", zip="24201")
    assert listing is not None
    assert (listing.position, listing.address.state, problems) == (Position.ZIP, "TN", ())


def test_a_missing_state_comes_from_the_zip(gazetteer: Gazetteer) -> None:
    for city in ("Akron", "", "Nosuchtown"):
        listing, problems = place(gazetteer, city=city, state="")
        assert listing is not None
        assert (listing.address.state, problems) == ("OH", ())


def test_the_sources_county_is_written_in_full(gazetteer: Gazetteer) -> None:
    for county, full in {
        "": "Summit County",
        "summit": "Summit County",
        "Stark": "Stark County",
        "Stark County": "Stark County",
        "Nosuch": "Nosuch",
    }.items():
        assert listed(gazetteer, county=county).address.county == full


def test_a_county_without_a_state_stays_as_it_is(gazetteer: Gazetteer) -> None:
    spot = {"latitude": "41.08", "longitude": "-81.5"}
    listing = listed(gazetteer, city="", state="", zip="", county="Stark", **spot)
    assert listing.address.county == "Stark"


# The geocoder.


def test_the_geocoder_is_asked_only_where_nothing_else_places(gazetteer: Gazetteer) -> None:
    asked: list[str] = []

    def geocode(address: str) -> tuple[float, float] | None:
        asked.append(address)
        return 41.08, -81.5

    place(gazetteer, geocoder=geocode)
    assert asked == []
    listing, problems = place(gazetteer, geocoder=geocode, city="Nosuchtown", zip="")
    assert asked == ["1 Elm Street, Nosuchtown, OH"]
    assert listing is not None
    assert (listing.position, problems) == (Position.EXACT, ())
    listing, _ = place(gazetteer, geocoder=geocode, city="Nosuchtown", zip="", street="")
    assert listing is not None
    assert listing.position is Position.CITY


@pytest.mark.parametrize("answer", [None, (0.0, 0.0), (float("nan"), 0.0), (51.5, -0.1)])
def test_an_answer_from_elsewhere_is_none(
    gazetteer: Gazetteer, answer: tuple[float, float] | None
) -> None:
    listing, problems = place(gazetteer, geocoder=lambda _: answer, city="Nosuchtown", zip="")
    assert listing is None
    assert "skipped" in str(problems[-1])


class FakeService:
    """A geocoder of geopy's, without its network."""

    def __init__(self, domain: str, user_agent: str) -> None:
        self.domain = domain

    def geocode(self, address: str) -> object:
        if address == "broken":
            raise geopy.exc.GeocoderServiceError("no answer")
        return geopy.Location(address, (41.08, -81.5, 0.0), {}) if address else None


def test_geopy_is_asked_slowly_and_its_failures_are_no_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "get_geocoder_for_service", lambda name: FakeService)
    monkeypatch.setattr(module, "_SECONDS_BETWEEN", 0.0)
    geocode = geopy_geocoder("nominatim", "example.org")
    assert geocode("1 Elm Street") == (41.08, -81.5)
    assert geocode("") is None
    assert geocode("broken") is None


def test_a_geocoder_that_geopy_does_not_know_is_a_wrong_setting() -> None:
    with pytest.raises(ConfigError, match="geopy has no geocoder 'nosuch'"):
        geopy_geocoder("nosuch", "example.org")
    assert callable(geopy_geocoder("nominatim", "example.org"))


# The real files.


def test_every_place_of_2023_is_placed_in_time(shared_data: Path, gazetteer: Gazetteer) -> None:
    started = time.monotonic()
    positions: Counter[Position | None] = Counter()
    counties = 0
    for each in read(
        shared_data / "samhsa" / "national-directory-su-2023.xlsx", vocabulary()
    ).records:
        cleaned, _ = clean(each)
        assert cleaned is not None
        listing, _ = locate(cleaned, gazetteer)
        positions[listing.position if listing else None] += 1
        counties += bool(listing and listing.address.county)
    assert positions == {Position.ZIP: 12_744}
    assert counties == 12_744
    assert time.monotonic() - started < 12  # 1.3 s on an idle machine


def test_five_true_looking_coordinates_are_not_believed(
    shared_data: Path, gazetteer: Gazetteer
) -> None:
    doubted: list[str] = []
    for each in read(shared_data / "samhsa" / "su-2023-with-coordinates.csv", vocabulary()).records:
        cleaned, _ = clean(each)
        assert cleaned is not None
        _, problems = locate(cleaned, gazetteer)
        doubted += [problem.where for problem in problems]
    assert doubted == ["row 5314", "row 7844", "row 8379", "row 8380", "row 9209"]
