"""One facility from several listings: who is trusted for what."""

from dataclasses import replace
from datetime import date

import pytest

from finder.facility import (
    COUNTY_LOOKED_UP,
    PLACES,
    Address,
    Correction,
    Credential,
    Listing,
    Position,
    Provenance,
)
from finder.importing.merge import merge
from finder.places import Point
from tests.directory.editions import listing

OLD = Provenance("samhsa", date(2022, 6, 1))
NEW = Provenance("ohio", date(2023, 6, 1))


def test_the_newest_source_is_trusted_first_and_services_add_up():
    found = merge(
        "f", [(OLD, listing("Old Name")), (NEW, listing("New Name", codes=("OTP",)))], (), None
    )
    assert found.name == "New Name"
    assert found.codes == {"SA", "DT", "OTP"}
    assert [each.provenance for each in found.said] == [NEW, OLD]
    assert found.source_of_field("name") == NEW


def test_what_the_newest_leaves_blank_comes_from_the_next_and_says_so():
    old = listing(website="http://willow.example/")
    found = merge("f", [(OLD, old), (NEW, listing(phones=()))], (), None)
    assert found.website == "http://willow.example/"
    assert found.source_of_field("website") == OLD
    assert found.phones == old.phones
    assert found.source_of_field("phones") == OLD


def test_an_exact_position_beats_an_approximate_one_whatever_its_age():
    exact = listing(point=Point(41.1, -81.5), position=Position.EXACT)
    found = merge("f", [(OLD, exact), (NEW, listing())], (), None)
    assert (found.position, found.point) == (Position.EXACT, Point(41.1, -81.5))
    assert found.source_of_field("point") == OLD


def test_a_county_is_borrowed_only_for_the_same_zip():
    bare = replace(listing().address, county="")
    same = merge("f", [(OLD, listing()), (NEW, listing(address=bare))], (), None)
    assert same.address.county == "Summit County"
    elsewhere = Address("1 Main Street", "", "Toledo", "OH", "43601")
    other = merge("f", [(OLD, listing()), (NEW, listing(address=elsewhere))], (), None)
    assert other.address.county == ""


def test_the_order_in_which_listings_come_does_not_matter():
    listings = [(OLD, listing("Old")), (NEW, listing("New", website="http://new.example/"))]
    assert merge("f", listings, (), None) == merge("f", listings[::-1], (), None)


def test_a_stewards_correction_goes_before_every_source():
    told = Provenance("steward", date(2023, 9, 1))
    corrections = [Correction("name", "Right Name", told), Correction("city", "Kent", told)]
    found = merge("f", [(NEW, listing())], corrections, None)
    assert (found.name, found.address.city) == ("Right Name", "Kent")
    assert found.source_of_field("name") == told
    assert found.source_of_field("website") == NEW


def test_a_correction_of_something_else_is_a_fault():
    with pytest.raises(ValueError, match="'codes'"):
        merge("f", [(NEW, listing())], [Correction("codes", "DT", NEW)], None)


def test_only_what_nobody_but_the_demonstration_lists_is_invented():
    toy = Provenance("demonstration", date(2020, 1, 1))
    assert merge("f", [(toy, listing())], (), None).invented
    assert not merge("f", [(toy, listing()), (NEW, listing())], (), None).invented


def test_what_no_source_said_is_said_to_come_from_our_tables_of_places():
    looked_up = listing(said=(COUNTY_LOOKED_UP,))
    found = merge("f", [(NEW, looked_up)], (), None)
    assert found.address.county == "Summit County"
    assert found.source_of_field("county") == found.source_of_field("point") == PLACES
    exact = listing(position=Position.EXACT)
    found = merge("f", [(NEW, exact)], (), None)
    assert found.source_of_field("county") == found.source_of_field("point") == NEW
    both = merge("f", [(NEW, looked_up), (OLD, listing())], (), None)
    assert both.source_of_field("county") == OLD


def register(name: str, kind: str = "license") -> Listing:
    """A listing of a register of licenses."""
    return listing(name, credentials=(Credential("Example State", kind, "17"),))


def test_a_register_does_not_rename_a_place_and_its_name_is_kept_beside():
    held = Provenance("ca", date(2025, 11, 1))
    directory = listing("Chrysalis House", program="Detox")
    found = merge("f", [(OLD, directory), (held, register("Horizon Services Inc"))], (), None)
    assert (found.name, found.program) == ("Chrysalis House", "Detox")
    assert found.source_of_field("name") == found.source_of_field("program") == OLD
    assert [(each.name, each.provenance) for each in found.other_names] == [
        ("Horizon Services Inc", held)
    ]
    assert [each.provenance for each in found.said] == [held, OLD], "trusted first all the same"


def test_a_place_that_only_registers_have_is_called_by_the_newest():
    found = merge("f", [(OLD, register("Old Inc")), (NEW, register("New Inc"))], (), None)
    assert found.name == "New Inc"
    assert [each.name for each in found.other_names] == ["Old Inc"]


def test_an_accreditation_makes_no_register():
    accredited = register("New Name", "accreditation")
    assert merge("f", [(OLD, listing("Old")), (NEW, accredited)], (), None).name == "New Name"


def test_a_name_that_differs_in_punctuation_only_is_no_other_name():
    same = [(OLD, listing("St. Mary's, Inc")), (NEW, listing("ST MARYS INC"))]
    assert merge("f", same, (), None).other_names == ()
