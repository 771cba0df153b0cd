"""The map beside a list: what is on it, wherever in the United States that is."""

import re

import pytest

from finder.maps import Asked, Atlas, LocalMap, Pin, local_map
from finder.maps.boxes import Box
from finder.places import Place, PlaceKind, Point
from finder.places.gazetteer import Gazetteer

AKRON = Point(41.0814, -81.5190)


def about(point: Point, number: int, spread: float = 0.1) -> list[Pin]:
    """So many pins in a spiral about a point."""
    return [
        Pin(
            each + 1,
            f"Place {each + 1}",
            Point(
                point.lat + spread * each / number * (1 if each % 2 else -1),
                (point.lon + spread * each / number * (1 if each % 3 else -1) + 180) % 360 - 180,
            ),
            about=each % 4 == 0,
        )
        for each in range(number)
    ]


def drawn(atlas: Atlas, pins: list[Pin], asked: Asked) -> LocalMap:
    made = local_map(atlas, pins, asked)
    assert made is not None
    return made


def test_no_pins_no_map(atlas: Atlas) -> None:
    assert local_map(atlas, [], Asked("Akron, OH", AKRON, 25)) is None


def test_one_pin_has_its_surroundings(atlas: Atlas) -> None:
    made = drawn(atlas, about(AKRON, 1), Asked("Akron, OH", AKRON, 25))
    assert [cluster.text for cluster in made.clusters] == ["1"]
    assert made.rings
    assert made.here is not None
    assert made.left_off == ()


def test_marks_names_and_rings_do_not_lie_on_each_other(atlas: Atlas) -> None:
    made = drawn(atlas, about(AKRON, 20, 0.4), Asked("Akron, OH", AKRON, 25))
    marks = [cluster.box for cluster in made.clusters]
    assert len(made.towns) >= 5
    for town in made.towns:
        wide = 26 * len(town.name)
        left = town.text_x - wide if town.before else town.text_x
        box = Box(left, town.y - 26, left + wide, town.y + 26)
        assert box.within(made.width, made.height)
        assert not any(box.meets(mark) for mark in marks), town.name
    for ring in made.rings:
        assert 0 < ring.x < made.width
        assert 0 < ring.y < made.height


def test_a_ring_is_as_wide_as_its_miles(atlas: Atlas) -> None:
    there = Pin(1, "Kent", Point(41.1537, -81.3579))
    made = drawn(atlas, [there], Asked("Akron, OH", AKRON, 5))
    (mark,) = made.clusters
    assert made.here is not None
    away = ((mark.x - made.here[0]) ** 2 + (mark.y - made.here[1]) ** 2) ** 0.5
    miles = AKRON.miles_to(there.point)
    for ring in made.rings:
        assert ring.radius / ring.miles == pytest.approx(away / miles, rel=0.01)
    assert [ring.miles for ring in made.rings if ring.asked] == [5]


def test_far_ones_are_left_off_and_said(atlas: Atlas) -> None:
    hilo = Pin(20, "Hilo House", Point(19.7, -155.1))
    made = drawn(atlas, [*about(AKRON, 19, 0.4), hilo], Asked("Akron, OH", AKRON, None))
    assert made.left_off == (hilo,)
    assert 20 not in [pin.number for cluster in made.clusters for pin in cluster.pins]


def test_an_asked_county_is_marked_and_whole(atlas: Atlas) -> None:
    asked = Asked("Summit County, OH", AKRON, area=("OH", "Summit County"))
    made = drawn(atlas, about(AKRON, 5), asked)
    assert made.rings == ()
    assert made.here is None
    numbers = [int(n) for n in re.findall(r"-?\d+", made.ground.area.split("l")[0])]
    assert 0 < numbers[0] < made.width
    assert made.ground.counties


def test_an_area_without_an_outline_falls_back_to_the_point(atlas: Atlas) -> None:
    palau = Point(7.34, 134.48)
    made = drawn(atlas, about(palau, 2), Asked("Palau", palau, area=("PW", "")))
    assert made.ground.area == ""
    assert len(made.clusters) >= 1


def test_every_state_can_be_drawn(atlas: Atlas, real_gazetteer: Gazetteer) -> None:
    for state in real_gazetteer.states():
        asked = Asked(state.name, state.point, area=(state.state, ""))
        made = drawn(atlas, about(state.point, 20), asked)
        held = [pin for cluster in made.clusters for pin in cluster.pins]
        assert len(held) == 20, state.name
        for cluster in made.clusters:
            assert 0 <= cluster.x <= made.width
            assert 0 <= cluster.y <= made.height


ODD = ["Adak, AK", "Utqiagvik, AK", "Honolulu, HI", "Hilo, HI", "San Juan, PR", "Hagatna, GU",
       "Pago Pago, AS", "Saipan, MP", "Charlotte Amalie, VI", "Key West, FL", "Eastport, ME",
       "Angle Inlet, MN", "Point Roberts, WA", "Koror, PW"]  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_the_odd_corners_of_the_country(atlas: Atlas, real_gazetteer: Gazetteer, name: str) -> None:
    place = real_gazetteer.look_up(name)
    assert isinstance(place, Place), name
    assert place.kind is PlaceKind.CITY
    made = drawn(atlas, about(place.point, 9, 0.05), Asked(place.label, place.point, 25))
    assert len(made.rings) >= 1
    assert made.ground.land or place.state == "PW"
