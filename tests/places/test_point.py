"""Points and distances, judged by geopy's geodesic on the same ellipsoid."""

import math
import random

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from finder.places import Gazetteer, Point, arc_of_chord, chord_of_arc, earth_vectors

LATS = st.floats(-90, 90)
LONS = st.floats(-180, 180)


def judge(a: Point, b: Point) -> float:
    return float(geodesic((a.lat, a.lon), (b.lat, b.lon)).miles)


def test_distances_between_american_places_are_within_a_thousandth_of_geodesic(
    gazetteer: Gazetteer,
) -> None:
    chance = random.Random(2024)
    zips = gazetteer.zips
    for _ in range(1500):
        a, b = (zips.place(chance.randrange(len(zips.codes))).point for _ in range(2))
        truth = judge(a, b)
        # Beyond 3,000 miles (the mainland to Guam) the mean radius is up to 0.18 % off.
        allowed = 0.001 if truth < 3000 else 0.0025
        assert abs(a.miles_to(b) - truth) <= allowed * truth


def test_distances_within_a_search_radius_are_right_to_a_yard() -> None:
    chance = random.Random(2025)
    for _ in range(1500):
        a = Point(chance.uniform(18, 65), chance.uniform(-160, -66))
        b = Point(a.lat + chance.uniform(-1.5, 1.5), a.lon + chance.uniform(-1.5, 1.5))
        assert abs(a.miles_to(b) - judge(a, b)) < 1 / 1760


@given(LATS, LONS, LATS, LONS)
def test_a_distance_is_the_same_both_ways_and_never_negative(
    lat1: float, lon1: float, lat2: float, lon2: float
) -> None:
    a, b = Point(lat1, lon1), Point(lat2, lon2)
    assert a.miles_to(b) == b.miles_to(a) >= 0
    assert a.miles_to(a) == 0


@given(LATS, LONS, LATS, LONS)
def test_arrays_and_single_points_agree(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    first, second = earth_vectors([lat1, lat2], [lon1, lon2])
    chord = np.sqrt(((first - second) ** 2).sum())
    miles = Point(lat1, lon1).miles_to(Point(lat2, lon2))
    # Near the far side of the Earth the arc hangs on the last bits of the chord.
    assert arc_of_chord(chord) == pytest.approx(miles, abs=1e-6 if miles < 12_000 else 0.1)


@given(st.floats(0, 12_400))
def test_a_chord_and_its_arc_are_each_others_inverse(miles: float) -> None:
    assert arc_of_chord(chord_of_arc(miles)) == pytest.approx(miles, rel=1e-6, abs=1e-9)


def test_a_radius_of_half_the_world_leaves_nothing_out() -> None:
    assert chord_of_arc(12_500) == math.inf
    assert chord_of_arc(-5) == 0


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(math.nan, 0), (0, math.nan), (math.inf, 0), (0, -math.inf), (90.1, 0), (0, 180.1)],
)
def test_what_is_not_on_earth_is_no_point(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="not a point on Earth"):
        Point(lat, lon)
    assert Point.parse(lat, lon) is None


@pytest.mark.parametrize("text", ["", "nan", "inf", "1e1", "1_0", "٤٥", "0x10", "39.76N", "--1"])
def test_a_point_is_not_read_from_anything_but_plain_decimals(text: str) -> None:
    assert Point.parse(text, "0") is None
    assert Point.parse("0", text) is None


def test_a_point_is_read_from_text() -> None:
    assert Point.parse(" 39.76", "-84.19 ") == Point(39.76, -84.19)
