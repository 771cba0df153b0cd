"""The area of an export: names in any usual spelling, and the nearest ones for those unknown."""

import pytest

from finder.export.area import UnknownArea, area_named, nearest_with_some
from finder.places import Gazetteer


@pytest.mark.parametrize("text", ["KY", "ky", "Kentucky", " kentucky "])
def test_a_state_is_its_letters_or_its_name(real_gazetteer: Gazetteer, text):
    assert area_named(real_gazetteer, text).state.state == "KY"


@pytest.mark.parametrize("text", ["Jefferson", "jefferson county", "Jefferson Co"])
def test_a_county_needs_no_county_word(real_gazetteer: Gazetteer, text):
    area = area_named(real_gazetteer, "KY", [text, "Boone", "boone"])
    assert [county.name for county in area.counties] == ["Boone County", "Jefferson County"]
    assert area.name == "Boone County, Jefferson County, Kentucky"


def test_an_unknown_state_names_the_nearest(real_gazetteer: Gazetteer):
    with pytest.raises(UnknownArea, match="Do you mean Kentucky"):
        area_named(real_gazetteer, "Kentuky")


def test_an_unknown_county_names_the_nearest_of_its_state(real_gazetteer: Gazetteer):
    with pytest.raises(UnknownArea, match="Kentucky has no county called “jeferson”. Do you mean "
                       "Jefferson County"):  # fmt: skip
        area_named(real_gazetteer, "KY", ["jeferson"])


def test_a_county_of_another_state_is_not_taken(real_gazetteer: Gazetteer):
    with pytest.raises(UnknownArea, match="Ohio has no county"):
        area_named(real_gazetteer, "OH", ["Kenton"])


def test_a_county_without_places_names_those_near_it_that_have_some(real_gazetteer: Gazetteer):
    area = area_named(real_gazetteer, "KY", ["Robertson"])
    listed = ["Jefferson County", "Mason County", "Bracken County", ""]
    said = str(nearest_with_some(area, real_gazetteer, listed))
    assert said.endswith("these have some: Bracken County, Mason County, Jefferson County.")


def test_a_state_without_places_promises_none(real_gazetteer: Gazetteer):
    area = area_named(real_gazetteer, "Guam")
    said = str(nearest_with_some(area, real_gazetteer, []))
    assert said == "The directory lists no place in Guam."
