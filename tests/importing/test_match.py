"""The identity ladder: what is recognised, and what must not be."""

import random
from dataclasses import replace
from typing import Any

import pytest

from finder.facility import Address, Known, Listing, Phone, PhoneKind, Position
from finder.importing.match import new_id, recognise, same_place_twice
from finder.importing.traits import Rung
from finder.places import Point


def listing(**changes: Any) -> Listing:
    """A listing; `street`, `zip`, `city` and `phone` may be given directly."""
    given = {"street": "12 Elm Street", "zip": "44301", "city": "Akron", "phone": "3305550142"}
    plain = {key: changes.pop(key, value) for key, value in given.items()}
    made = Listing(
        name="Example Willow Recovery",
        program="",
        address=Address(str(plain["street"]), "", str(plain["city"]), "OH", str(plain["zip"])),
        phones=(Phone(PhoneKind.MAIN, f"+1{plain['phone']}", "", ""),),
        website="",
        codes=("SA", "DT", "OP"),
        point=Point(41.0, -81.5),
        position=Position.ZIP,
    )
    return replace(made, **changes)


def known(*listings: Listing) -> list[Known]:
    return [Known(f"f{i}", "samhsa", each, current=True) for i, each in enumerate(listings)]


@pytest.mark.parametrize(
    ("changes", "rung"),
    [
        ({}, Rung.IDENTICAL),
        ({"name": "EXAMPLE  Willow-Recovery"}, Rung.IDENTICAL),
        ({"street": "12 Elm St."}, Rung.IDENTICAL),
        ({"phone": "3305550188"}, Rung.SAME),
        ({"name": "Example Willow Recovery Center Inc"}, Rung.SITE_AND_PHONE),
        ({"street": "900 Oak Avenue"}, Rung.NAME_AND_PHONE),
        ({"phone": "3305550199", "program": "Detox"}, Rung.NAME_AND_STREET),
        ({"street": "900 Oak Avenue", "zip": "44302"}, Rung.MOVED),
        ({"street": "1 Oak Ave", "zip": "44302", "phone": "3305550188"}, Rung.NAME_IN_CITY),
        (
            {"name": "Example Willow Recovry", "street": "1 Oak Ave", "zip": "44302"},
            Rung.PHONE,
        ),
        ({"name": "Example Willow Recovry", "phone": "3305550188"}, Rung.SITE),
    ],
)
def test_a_facility_is_recognised_although_something_changed(changes, rung):
    found = recognise([listing(**changes)], known(listing()))
    assert found.facilities == ("f0",)
    assert found.rungs == {rung: 1}


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Example Harbor House", "codes": ("SA", "HH", "RES"), "phone": "3305550188"},
        {"city": "Toledo", "zip": "43601", "street": "1 Main Street"},
        {"name": "Example Harbor House", "street": "900 Oak Avenue", "codes": ("HH",)},
    ],
    ids=["another tenant of the building", "a branch in another city", "another place, same phone"],
)
def test_another_place_is_not_taken_for_it(changes):
    assert recognise([listing(**changes)], known(listing())).facilities == (None,)


def test_programs_at_one_site_keep_apart_when_one_closes_and_another_opens():
    detox = listing(program="Detox Unit", codes=("SA", "DT", "RES", "RD"))
    house = listing(program="Sober House", codes=("HH",))
    school = listing(program="DUI School", codes=("OP", "DUO", "SAE"))
    found = recognise([school, detox], known(house, detox))
    assert found.facilities == (None, "f1")


def test_the_order_of_rows_does_not_decide_who_is_who():
    olds = [listing(program=f"Unit {n}", phone=f"33055501{n:02}") for n in range(20)]
    news = [replace(old, website="http://unit.example") for old in olds]
    shuffled = list(range(20))
    random.Random(7).shuffle(shuffled)
    found = recognise([news[i] for i in shuffled], known(*olds))
    assert found.facilities == tuple(f"f{i}" for i in shuffled)


def test_no_facility_is_recognised_twice():
    found = recognise([listing(), listing(website="http://other.example")], known(listing()))
    assert sorted(found.facilities, key=str) == [None, "f0"]


def test_a_facility_that_was_retired_gets_its_address_back():
    gone = [Known("f0", "samhsa", listing(), current=False)]
    assert recognise([listing()], gone).facilities == ("f0",)


def test_an_id_depends_on_the_first_listing_only_and_never_meets_another():
    first = new_id(listing(), lambda _: False)
    assert first == new_id(listing(website="http://new.example"), lambda _: False)
    assert new_id(listing(), {first}.__contains__) != first
    assert len(first) == 8
    assert not set(first) & set("aeiou01l")


def test_a_place_is_said_twice_only_if_nothing_a_visitor_sees_differs():
    assert same_place_twice(listing(), listing(street="12 Elm St"))
    assert not same_place_twice(listing(), listing(phone="3305550188"))
    assert not same_place_twice(listing(), listing(codes=("SA",)))
