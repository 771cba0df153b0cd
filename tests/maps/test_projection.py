"""Projection: what is true of distances, directions and areas on a map."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from finder.maps.projection import Projection
from finder.places import Point

# Where the directory's places are: from Guam to Maine, and the Aleutians beyond the 180th meridian.
POINTS = st.builds(Point, st.floats(-15, 72), st.one_of(st.floats(-180, -60), st.floats(140, 180)))


@given(POINTS, POINTS)
def test_a_distance_from_the_centre_is_the_one_the_list_says(centre: Point, other: Point) -> None:
    miles = centre.miles_to(other)
    assume(miles < 6000)
    ((x, y),) = Projection(centre, 2.0, 100.0, 50.0).of_points([other]).tolist()
    assert math.hypot(x - 100, y - 50) == pytest.approx(2 * miles, rel=1e-6, abs=1e-3)


@given(POINTS)
def test_north_is_up_and_east_is_right(centre: Point) -> None:
    north = Point(min(centre.lat + 0.5, 90), centre.lon)
    east = Point(centre.lat, (centre.lon + 0.5 + 180) % 360 - 180)
    (up, right) = Projection(centre).of_points([north, east]).tolist()
    assert up[0] == pytest.approx(0, abs=1e-6)
    assert up[1] < -30
    assert right[0] > 8
    assert abs(right[1]) < 1


@given(POINTS, st.floats(0.1, 3.0))
def test_the_180th_meridian_is_no_border(centre: Point, degrees: float) -> None:
    near = Point(centre.lat, 180.0 - degrees), Point(centre.lat, -180.0 + degrees)
    (a, b) = Projection(Point(centre.lat, 180.0)).of_points(list(near)).tolist()
    assert a[0] == pytest.approx(-b[0])
    assert a[0] < 0 < b[0]


def test_areas_are_true_where_they_are_to_be() -> None:
    centre = Point(45, -100)
    at = Projection(centre, equal_area=True)
    corners = [Point(25, -81), Point(25, -80), Point(26, -80), Point(26, -81)]
    x, y = at.of_points(corners).T
    drawn = abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
    height = Point(25, -80).miles_to(Point(26, -80))
    width = Point(25.5, -81).miles_to(Point(25.5, -80))
    assert drawn == pytest.approx(height * width, rel=0.01)


@given(st.lists(POINTS, min_size=1, max_size=9), POINTS)
def test_what_is_fitted_lies_inside_the_margin(points: list[Point], centre: Point) -> None:
    at = Projection(centre)
    fitted = at.fitting(at.of_points(points), width=1440, height=1200, margin=100, least=3)
    drawn = fitted.of_points(points)
    assert (drawn >= 100 - 1e-3).all()
    assert (drawn <= np.array([1340, 1100]) + 1e-3).all()
    assert fitted.scale <= 1200 / 3 + 1e-9


def test_no_points_are_drawn_nowhere() -> None:
    assert Projection(Point(0, 0)).of_points([]).shape == (0, 2)
