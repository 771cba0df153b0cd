"""Strokes: what is cut, what is written, and that a shape keeps its inside."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.maps import Atlas
from finder.maps.projection import Floats, Projection
from finder.maps.strokes import Canvas, cut, written
from finder.places import Point

COORDINATES = st.integers(-3000, 3000)
CORNERS = st.lists(st.tuples(COORDINATES, COORDINATES), min_size=3, max_size=12)


def read_back(path: str) -> list[list[tuple[int, int]]]:
    """The lines of a path, as absolute points."""
    lines = []
    for start, steps in re.findall(r"M([^lz]+)l([^Mz]+)z?", path):
        numbers = [int(each) for each in re.findall(r"-?\d+", f"{start} {steps}")]
        pairs = np.array(numbers).reshape(-1, 2)
        lines.append([(int(x), int(y)) for x, y in pairs.cumsum(axis=0).tolist()])
    return lines


@given(CORNERS)
def test_a_path_says_every_point_that_moves(points: list[tuple[int, int]]) -> None:
    moving = [p for p, before in zip(points, [None, *points], strict=False) if p != before]
    path = written(np.array(points))
    assert read_back(path) == ([moving] if len(moving) > 1 else [])


@given(CORNERS)
def test_a_cut_shape_is_on_the_canvas_and_has_the_same_inside(
    points: list[tuple[int, int]],
) -> None:
    ring = np.array(points, dtype=float)
    inside = cut(ring, 1440, 1200)
    if len(inside):
        assert (inside >= -24 - 1e-6).all()
        assert (inside <= np.array([1464, 1224]) + 1e-6).all()
    for spot in ((720.3, 600.7), (100.1, 1100.9), (1300.7, 40.3)):
        assert holds(inside, spot) == holds(ring, spot)


def holds(ring: Floats, spot: tuple[float, float]):
    """Whether a spot is inside a ring, by the even-odd rule."""
    odd = False
    for (ax, ay), (bx, by) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if (ay > spot[1]) != (by > spot[1]):
            odd ^= spot[0] < ax + (spot[1] - ay) / (by - ay) * (bx - ax)
    return bool(odd)


@pytest.mark.parametrize(
    ("lat", "lon", "land"),
    [
        (39.9, -83.0, True),  # Columbus, far from any sea
        (41.9, -81.6, False),  # Lake Erie: the Bureau's lines follow its shore
        (30.0, -60.0, False),  # the Atlantic
        (51.87, -176.63, True),  # Adak, among the Aleutians
    ],
)
def test_land_is_land_and_sea_is_not(atlas: Atlas, lat: float, lon: float, land: bool) -> None:
    canvas = Canvas(1440, 1200, Projection(Point(lat, lon), 100.0, 720, 600))
    states = atlas.outlines.states
    shape = canvas.shape(states, [atlas.outlines.state_numbers["US"]])
    inside = [holds(np.array(line, dtype=float), (720.0, 600.0)) for line in read_back(shape)]
    assert bool(sum(inside) % 2) is land


def test_only_what_is_near_is_drawn(atlas: Atlas) -> None:
    counties = atlas.outlines.counties
    every = np.ones(len(counties.reaches), dtype=bool)
    at_sea = Canvas(1440, 1200, Projection(Point(30.0, -50.0), 20.0, 720, 600))
    assert at_sea.lines(counties, every) == ""
    akron = Canvas(1440, 1200, Projection(Point(41.08, -81.52), 20.0, 720, 600))
    lines = read_back(akron.lines(counties, every))
    assert lines
    low = np.array([np.min(line, axis=0) for line in lines])
    high = np.array([np.max(line, axis=0) for line in lines])
    assert (high >= 0).all()
    assert (low <= np.array([1440, 1200])).all()
