"""Chapters: every place once, in its county, and found again by name and by town."""

from datetime import date

from finder.export.area import Area, area_named
from finder.export.chapters import by_letter, by_town, chapters
from finder.places import Gazetteer, PlaceKind
from tests.builders import facility, place

OHIO = Area(place("Ohio", PlaceKind.STATE))
PLACES = [
    facility("Zion House", id="a", city="Dayton", county="Montgomery County"),
    facility("St. Anne's", id="b", city="Kettering", county="Montgomery County"),
    facility("Álamo", id="c", city="Akron", county="Summit County"),
    facility("St Alban", id="d", city="Dayton", county="Montgomery County"),
    facility("911 Ministries", id="e", city="Nowhere", county=""),
]


def test_every_place_of_the_state_is_in_one_chapter_and_no_other_place_is():
    others = [
        facility(id="x", retired=date(2023, 1, 1)),
        facility(id="y", state="KY", county="Montgomery County"),
    ]
    found = chapters([*PLACES, *others], OHIO)
    ids = [each.id for chapter in found for each in chapter.facilities]
    assert sorted(ids) == ["a", "b", "c", "d", "e"]


def test_counties_go_by_name_and_unknown_ones_last():
    assert [each.county for each in chapters(PLACES, OHIO)] == [
        "Montgomery County", "Summit County", "",
    ]  # fmt: skip


def test_in_a_county_places_go_by_town_and_name():
    assert [each.id for each in chapters(PLACES, OHIO)[0].facilities] == ["d", "a", "b"]


def test_only_the_counties_asked_for_are_there(real_gazetteer: Gazetteer):
    found = chapters(PLACES, area_named(real_gazetteer, "OH", ["Summit"]))
    assert [(each.county, len(each.facilities)) for each in found] == [("Summit County", 1)]


def test_the_same_places_give_the_same_order_whatever_order_they_came_in():
    assert chapters(reversed(PLACES), OHIO) == chapters(PLACES, OHIO)


def test_both_indexes_have_each_place_once():
    found = chapters(PLACES, OHIO)
    letters = {each.text: [one.id for one in each.facilities] for each in by_letter(found)}
    assert letters == {"#": ["e"], "A": ["c"], "S": ["d", "b"], "Z": ["a"]}
    towns = {each.text: [one.id for one in each.facilities] for each in by_town(found)}
    assert towns == {"Akron": ["c"], "Dayton": ["d", "a"], "Kettering": ["b"], "Nowhere": ["e"]}
