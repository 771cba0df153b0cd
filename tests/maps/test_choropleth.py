"""Maps of counts: every area that has any is drawn, told, and light enough to send."""

import gzip
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from flask import render_template_string

from bench.real_directory import WORKBOOK, real_facilities
from finder.facility import Facility
from finder.maps import Amount, Atlas, Choropleth, Pin, local_map, nation_map, state_map
from finder.maps.local import Asked
from finder.places import Gazetteer, Point
from tests.web.fakes import site

BUDGET = 15 * 1024
PICTURE = """{% import "parts/choropleth.html" as choropleth with context %}
{% macro link(amount) %}/search?near={{ amount.county }},+{{ amount.state }}{% endmacro %}
{{ choropleth.picture(map, link) }}"""


@pytest.fixture(scope="module")
def real(shared_data: Path) -> list[Facility]:
    """The national directory of 2023."""
    return real_facilities(shared_data.parent.parent / WORKBOOK)


def every_county(gazetteer: Gazetteer, state: str, total: int = 3) -> tuple[Amount, ...]:
    return tuple(
        Amount(state, county.name, county.name, county.point, total + at % 40)
        for at, county in enumerate(gazetteer.counties(state))
    )


def test_every_county_of_every_state_is_drawn_once(atlas: Atlas, real_gazetteer: Gazetteer) -> None:
    for state in real_gazetteer.states():
        amounts = every_county(real_gazetteer, state.state)
        made = state_map(atlas, state.state, amounts)
        if sum(area.state == state.state for area in atlas.outlines.counties.areas) < 2:
            assert made is None
            continue
        assert made is not None, state.name
        (frame,) = made.frames
        drawn = [amount for area in frame.areas for amount in area.amounts]
        # Islands far out at sea may lie beside the picture.
        assert len(drawn) >= 0.95 * len(amounts), state.name
        assert len(set(drawn)) == len(drawn)
        assert {*drawn, *made.left_out} == set(amounts)


def test_counties_parted_since_are_told_together(atlas: Atlas) -> None:
    spot = Point(61.1, -146.3)
    names = ("Chugach Census Area", "Copper River Census Area")
    amounts = [Amount("AK", name, name, spot, total) for total, name in enumerate(names, 1)]
    made = state_map(atlas, "AK", amounts)
    assert made is not None
    (area,) = made.frames[0].areas
    assert [amount.total for amount in area.amounts] == [1, 2]


def test_a_county_without_an_outline_is_left_out_and_said(atlas: Atlas) -> None:
    point = Point(41.0, -81.5)
    known = Amount("OH", "Summit County", "Summit County", point, 2)
    odd = Amount("OH", "Atlantis County", "Atlantis County", point, 1)
    made = state_map(atlas, "OH", [known, odd])
    assert made is not None
    assert made.left_out == (odd,)
    assert state_map(atlas, "OH", []) is None


def test_the_nation_has_every_state_and_the_islands_in_frames(
    atlas: Atlas, real_gazetteer: Gazetteer
) -> None:
    states = [Amount(each.state, "", each.name, each.point, 5) for each in real_gazetteer.states()]
    made = nation_map(atlas, states)
    assert made is not None
    drawn = [area.amounts[0].state for frame in made.frames for area in frame.areas]
    assert sorted([*drawn, "FM", "MH", "PW"]) == sorted(each.state for each in states)
    assert [each.state for each in made.left_out] == ["FM", "MH", "PW"]
    assert {frame.name for frame in made.frames} == {"", "AK", "HI", "GU", "MP", "AS", "PR", "VI"}
    for frame in made.frames:
        assert frame.left + frame.width <= made.width
        assert frame.top + frame.height <= made.height


def test_without_islands_their_frames_are_few(atlas: Atlas) -> None:
    made = nation_map(atlas, [Amount("OH", "", "Ohio", Point(40, -83), 4)])
    assert made is not None
    assert [frame.name for frame in made.frames] == ["", "AK", "HI", "PR"]
    assert nation_map(atlas, []) is None


def test_labels_do_not_lie_on_each_other(atlas: Atlas, real_gazetteer: Gazetteer) -> None:
    states = [Amount(each.state, "", each.name, each.point, 5) for each in real_gazetteer.states()]
    made = nation_map(atlas, states)
    assert made is not None
    labels = made.frames[0].labels
    assert 36 <= len(labels) <= 49
    for one, other in combinations(labels, 2):
        assert abs(one.x - other.x) >= 48 or abs(one.y - other.y) >= 40, (one, other)


def test_towns_say_where_in_a_state_one_is(atlas: Atlas, real_gazetteer: Gazetteer) -> None:
    made = state_map(atlas, "TX", every_county(real_gazetteer, "TX"))
    assert made is not None
    assert "Houston" in {town.name for town in made.frames[0].towns}
    assert made.frames[0].labels == ()


def test_the_real_directory_makes_light_maps(
    atlas: Atlas, real_gazetteer: Gazetteer, real: list[Facility]
) -> None:
    counted = Counter((each.address.state, each.address.county) for each in real)
    with site().test_request_context():
        for state in real_gazetteer.states():
            amounts = tuple(
                Amount(state.state, county.name, county.name, county.point, number)
                for county in real_gazetteer.counties(state.state)
                if (number := counted[state.state, county.name])
            )
            made = state_map(atlas, state.state, amounts)
            assert weight(made) <= BUDGET, state.name
            there = [each for each in real if each.address.state == state.state][:20]
            pins = [Pin(at, each.name, each.point) for at, each in enumerate(there, 1)]
            beside = local_map(atlas, pins, Asked("", state.point, area=(state.state, "")))
            if beside is not None:
                ground = beside.ground
                paths = ground.land + ground.area + ground.counties + ground.states
                assert len(gzip.compress(paths.encode())) <= BUDGET - 2048, state.name


def weight(made: Choropleth | None) -> int:
    if made is None:
        return 0
    return len(gzip.compress(render_template_string(PICTURE, map=made).encode(), 6))
