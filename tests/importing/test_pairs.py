"""Pairs: what may be one place is offered with its evidence; what was decided, and what cannot be,
is not."""

from dataclasses import replace

import pytest

from finder.facility import Known, Listing, Phone, PhoneKind, Position
from finder.identity import Decision, Identity, Ruling
from finder.importing.pairs import Evidence, Kind, pairs, undecided
from finder.places import Point
from tests.directory.editions import listing

HERE, NEAR, FAR = Point(41.05, -81.52), Point(41.0505, -81.5205), Point(41.09, -81.6)
HOUSE = listing("Humboldt Recovery Center Inc", point=HERE, position=Position.EXACT)
NOBODY = Identity()


def known(*listed: tuple[str, str, Listing], current: bool = True) -> list[Known]:
    return [Known(id, source, each, current) for id, source, each in listed]


def at(each: Listing, street: str, point: Point, zip: str = "44301") -> Listing:
    return replace(each, address=replace(each.address, street=street, zip=zip), point=point)


def test_a_place_that_two_lists_write_in_two_ways_is_offered_with_what_speaks_for_it():
    other = at(replace(HOUSE, name="Humboldt Recovery Center"), "14 Elm Street", NEAR)
    (pair,) = pairs(known(("a", "samhsa", HOUSE), ("b", "ca", other)), NOBODY)
    assert (pair.one.place, pair.other.place, pair.kind) == ("a", "b", Kind.ACROSS)
    assert pair.evidence == (Evidence.NAME, Evidence.PHONE, Evidence.NEAR)
    assert pair.score == 75


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (at(HOUSE, "9 Oak Road", FAR), "one head office's phone at two streets"),
        (replace(HOUSE, name="Sunrise", program="Detox"), "another program at one door"),
        (at(replace(HOUSE, phones=()), "9 Oak Road", FAR), "a chain's name elsewhere"),
    ],
)
def test_what_is_another_place_is_not_offered(other: Listing, why: str):
    assert pairs(known(("a", "samhsa", HOUSE), ("b", "samhsa", other)), NOBODY) == (), why


def test_one_list_that_has_both_speaks_against_and_a_word_that_differs_decides():
    same = known(("a", "samhsa", HOUSE), ("b", "samhsa", replace(HOUSE, codes=("OP",))))
    (pair,) = pairs(same, NOBODY)
    assert pair.kind is Kind.WITHIN
    assert Evidence.LISTED_TWICE in pair.evidence
    programs = [replace(HOUSE, program=each) for each in ("Mens Residential", "Teen Outpatient")]
    two = known(*((each.program, "samhsa", each) for each in programs))
    assert pairs(two, NOBODY) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "NUWAY I"}, {"name": "NUWAY III"}),
        ({"name": "Isaiah House", "program": "Center 1"}, {"program": "Center 2"}),
        ({"phones": (), "name": "Focus on Today"}, {"phones": (), "name": "Miracles in Action"}),
    ],
)
def test_a_number_in_a_name_parts_two_places_and_two_blanks_are_nothing_alike(
    one: dict[str, str], other: dict[str, str]
):
    first = replace(HOUSE, **one)  # type: ignore[arg-type]
    second = at(replace(first, **other), "9 Oak Road", FAR, "44302")  # type: ignore[arg-type]
    gone = known(("a", "samhsa", first), current=False)
    assert pairs([*gone, *known(("b", "samhsa", second))], NOBODY) == ()


def test_one_house_number_at_two_streets_is_no_evidence_but_a_street_misspelt_is():
    first = at(HOUSE, "535 South Miranda", HERE)
    for street, same in (("535 South Miramda", True), ("535 Wedgewood", False)):
        other = at(replace(HOUSE, position=Position.ZIP), street, HERE)
        found = pairs(known(("a", "samhsa", first), ("b", "ca", other)), NOBODY)
        assert any(Evidence.NUMBER in pair.evidence for pair in found) is same


def test_what_was_told_apart_or_merged_is_not_offered_again():
    both = known(("a", "samhsa", HOUSE), ("b", "ca", HOUSE))
    assert len(pairs(both, NOBODY)) == 1
    for ruling in (Ruling.DISTINCT, Ruling.MERGE):
        told = Identity([Decision(ruling, "a", "b", "Ada", "x", id=1)])
        assert pairs(both, told) == ()
        assert undecided(pairs(both, NOBODY), told) == (), "nor from a list that was made before"
    assert undecided(pairs(both, NOBODY), NOBODY) == pairs(both, NOBODY)


def test_a_place_no_longer_listed_is_offered_beside_its_successor_and_never_to_stay():
    gone = known(("a", "samhsa", HOUSE), current=False)
    came = known(("b", "samhsa", replace(HOUSE, name="Humboldt Recovery Center")))
    (pair,) = pairs([*gone, *came], NOBODY)
    assert (pair.kind, pair.one.place, pair.other.place) == (Kind.SUCCESSOR, "b", "a")
    assert pairs(gone + known(("c", "ca", HOUSE), current=False), NOBODY) == ()


def test_a_number_that_stands_at_very_many_places_says_nothing():
    crowd = [
        (f"p{n}", "samhsa", at(replace(HOUSE, name=f"House {n}"), f"{n} Oak", FAR, f"{n:05}"))
        for n in range(1, 60)
    ]
    assert pairs(known(*crowd), NOBODY) == ()


def test_the_order_in_which_listings_come_does_not_matter():
    phone = (Phone(PhoneKind.MAIN, "+13305550150", "", ""),)
    three = known(
        ("a", "samhsa", HOUSE), ("b", "ca", HOUSE), ("c", "ohio", replace(HOUSE, phones=phone))
    )
    assert pairs(three, NOBODY) == pairs(three[::-1], NOBODY)
