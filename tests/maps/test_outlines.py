"""Outlines: every county and state of the gazetteer is there, as large as it really is."""

import math
from pathlib import Path

import numpy as np
import pytest

from finder.config import SEED_DATA
from finder.errors import SeedDataError
from finder.maps import Atlas
from finder.maps.outlines import ALWAYS, Layer, level_of, load_outlines
from finder.maps.projection import Floats, Projection
from finder.places import Gazetteer, Point

# What the Census Bureau says of the land and water inside each line, in square miles.
SQUARE_MILES = {"OH": 41_300, "TX": 266_000, "CO": 104_090, "DC": 68, "HI": 6_500, "AK": 590_000}


def test_every_county_and_state_has_an_outline(atlas: Atlas, real_gazetteer: Gazetteer) -> None:
    outlines = atlas.outlines
    drawn = {place.state for place in real_gazetteer.states()} & set(outlines.state_numbers)
    # The freely associated states are no part of the United States, and not in its atlas.
    assert {place.state for place in real_gazetteer.states()} - drawn == {"FM", "MH", "PW"}
    for state in drawn:
        for county in real_gazetteer.counties(state):
            assert (state, county.name) in outlines.county_numbers, county.label


def test_counties_parted_since_share_one_outline(atlas: Atlas) -> None:
    numbers = atlas.outlines.county_numbers
    parted = ("Chugach Census Area", "Copper River Census Area")
    assert len({numbers["AK", name] for name in parted}) == 1
    assert atlas.outlines.counties.areas[numbers["AK", parted[0]]].names == parted


def test_the_file_is_small() -> None:
    assert (SEED_DATA / "places" / "outlines.npz").stat().st_size <= 400_000


@pytest.mark.parametrize(("state", "miles"), SQUARE_MILES.items())
def test_states_are_as_large_as_they_are(atlas: Atlas, state: str, miles: int) -> None:
    layer = atlas.outlines.states
    area = layer.areas[atlas.outlines.state_numbers[state]]
    found = sum(_square_miles(layer.vectors[layer.points_of(ring, 0)]) for ring in area.rings)
    assert found == pytest.approx(miles, rel=0.04)


def test_counties_of_a_state_make_up_the_state(atlas: Atlas) -> None:
    def size(layer: Layer, state: str) -> float:
        rings = [ring for area in layer.areas if area.state == state for ring in area.rings]
        return sum(_square_miles(layer.vectors[layer.points_of(ring, 0)]) for ring in rings)

    for state in ("OH", "VT", "PR"):
        whole = size(atlas.outlines.states, state)
        assert size(atlas.outlines.counties, state) == pytest.approx(whole, rel=1e-6)


def test_a_border_stands_once_with_a_county_on_either_side(atlas: Atlas) -> None:
    counties = atlas.outlines.counties
    inner = np.flatnonzero(atlas.outlines.inner)
    assert len(inner) > 5000
    one, other = counties.sides[:, inner]
    assert (one != other).all()
    assert all(
        counties.areas[a].state == counties.areas[b].state
        for a, b in zip(one.tolist(), other.tolist(), strict=True)
    )


@pytest.mark.parametrize("kind", ["counties", "states"])
def test_fewer_points_are_never_further_off_than_they_say(atlas: Atlas, kind: str) -> None:
    layer: Layer = getattr(atlas.outlines, kind)
    level = level_of(2.0)
    longest = int(np.argmax(np.diff(layer.starts)))
    rows = np.arange(layer.starts[longest], layer.starts[longest + 1])
    kept = rows[layer.levels[rows] >= level]
    assert 2 <= len(kept) < len(rows) / 2
    off = _off(layer.vectors[rows], layer.vectors[kept])
    assert off.max() < 2.0 * 1.1  # a level holds tolerances up to a twelfth apart


def test_the_ends_of_an_arc_are_always_drawn(atlas: Atlas) -> None:
    for layer in (atlas.outlines.counties, atlas.outlines.states):
        assert (layer.levels[layer.starts[:-1]] == ALWAYS).all()
        assert (layer.levels[layer.starts[1:] - 1] == ALWAYS).all()


def test_levels_rise_with_the_tolerance() -> None:
    levels = [level_of(miles) for miles in (0.0, 0.001, 0.1, 1.0, 10.0, 1e9, math.inf)]
    assert levels == sorted(levels)
    assert levels[0] == 0
    assert levels[-2:] == [ALWAYS - 1, ALWAYS]


def test_a_file_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SeedDataError, match=r"outlines\.npz"):
        load_outlines(tmp_path / "outlines.npz")
    (tmp_path / "outlines.npz").write_bytes(b"no such thing")
    with pytest.raises(SeedDataError, match=r"outlines\.npz"):
        load_outlines(tmp_path / "outlines.npz")


def test_the_middle_of_a_ball_is_near_its_arc(atlas: Atlas) -> None:
    layer = atlas.outlines.counties
    away = np.linalg.norm(layer.vectors - layer.middles[layer.arcs], axis=1)
    assert (away <= layer.reaches[layer.arcs] + 1e-9).all()


def _square_miles(vectors: Floats) -> float:
    """Inside a ring, on a plane of true areas about its own middle."""
    x, y, z = vectors.mean(axis=0).tolist()
    centre = Point(math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)))
    across, down = Projection(centre, equal_area=True).of_vectors(vectors).T
    return abs(float(across @ np.roll(down, -1) - down @ np.roll(across, -1))) / 2


def _off(points: Floats, line: Floats) -> Floats:
    """How far each point is from a line of points in space."""
    a, way = line[:-1], np.diff(line, axis=0)
    lengths = np.maximum((way**2).sum(axis=1), 1e-12)
    along = np.clip(((points[:, None] - a) * way).sum(axis=2) / lengths, 0, 1)
    apart = points[:, None] - a - along[..., None] * way
    nearest: Floats = np.linalg.norm(apart, axis=2).min(axis=1)
    return nearest
