"""What people type for a place, and what the gazetteer makes of it."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from finder.places import Choices, Gazetteer, Place, PlaceKind, Suggestion

PLACES = {
    "90210": "ZIP 90210 (Beverly Hills, CA)",
    "90210-1234": "ZIP 90210 (Beverly Hills, CA)",
    "902101234": "ZIP 90210 (Beverly Hills, CA)",
    "９０２１０": "ZIP 90210 (Beverly Hills, CA)",
    "zip code: 90210": "ZIP 90210 (Beverly Hills, CA)",
    "44301 Akron": "ZIP 44301 (Akron, OH)",
    "Akron OH 44301": "ZIP 44301 (Akron, OH)",
    "12345 Main St, Akron, OH 44301": "ZIP 44301 (Akron, OH)",
    "96940": "ZIP 96940 (Koror, PW)",
    "Dayton": "Dayton, OH",
    "Dayton OH": "Dayton, OH",
    "dayton, ohio": "Dayton, OH",
    "Dayton,Ohio, USA": "Dayton, OH",
    "near Dayton OH": "Dayton, OH",
    "Near North Side, IL": "Near North Side, IL",
    "City of Dayton, OH": "Dayton, OH",
    "123 Main St, Akron, OH": "Akron, OH",
    "St. Louis": "St. Louis, MO",
    "Saint Louis MO": "St. Louis, MO",
    "Ft Worth": "Fort Worth, TX",
    "Mt Vernon NY": "Mount Vernon, NY",
    "N Little Rock AR": "North Little Rock, AR",
    "Coeur d Alene ID": "Coeur d'Alene, ID",
    "Winston Salem": "Winston-Salem, NC",
    "O'Fallon, MO": "O'Fallon, MO",
    "O Fallon IL": "O'Fallon, IL",
    "Mayagüez": "Mayagüez, PR",
    "mayaguez pr": "Mayagüez, PR",
    "Glendale Luke AFB, AZ": "Luke Air Force Base, AZ",
    "Chicago": "Chicago, IL",
    "Houston": "Houston, TX",
    "Pittsburg PA": "Pittsburgh, PA",
    "marion in": "Marion, IN",
    "Charleston West Virginia": "Charleston, WV",
    "Cook County, IL": "Cook County, IL",
    "cook county illinois": "Cook County, IL",
    "Cook Co IL": "Cook County, IL",
    "Cook, IL": "Cook County, IL",
    "Orleans Parish LA": "Orleans Parish, LA",
    "Orleans County LA": "Orleans Parish, LA",
    "Miami-Dade": "Miami-Dade County, FL",
    "Fairbanks North Star Borough, AK": "Fairbanks North Star Borough, AK",
    "Yukon-Koyukuk Census Area": "Yukon-Koyukuk Census Area, AK",
    "Ponce Municipio PR": "Ponce Municipio, PR",
    "Municipio de Ponce": "Ponce Municipio, PR",
    "Fairfax County VA": "Fairfax County, VA",
    "Puerto Rico": "Puerto Rico",
    "DC": "District of Columbia",
    "Washington DC": "Washington, DC",
    "Washington, D.C.": "Washington, DC",
    "Washington State": "Washington",
    "New York State": "New York",
    "Guam": "Guam",
    "ohio": "Ohio",
    "OH": "Ohio",
    "oh": "Ohio",
    "in": "Indiana",
    "Georgia": "Georgia",
    "Nuevo México": "New Mexico",
    "39.76,-84.19": "39.76, -84.19 (Dayton, OH)",
    "39.76 , -84.19": "39.76, -84.19 (Dayton, OH)",
    "39.76 -84.19": "39.76, -84.19 (Dayton, OH)",
    "39.76 −84.19": "39.76, -84.19 (Dayton, OH)",
    "39.76° N, 84.19° W": "39.76, -84.19 (Dayton, OH)",
    "-84.19,39.76": "39.76, -84.19 (Dayton, OH)",
    "30, -140": "30, -140",
    "New York NY": "New York, NY",
    "NYC": "New York, NY",
    "LA, CA": "Los Angeles, CA",
    "Philly": "Philadelphia, PA",
    "Filadelfia": "Philadelphia, PA",
    "Vegas": "Las Vegas, NV",
    "Brooklyn": "Brooklyn, NY",
    "Bronx": "Bronx, NY",
    "the Bronx": "Bronx, NY",
    "Queens": "Queens, NY",
    "Manhattan": "Manhattan, NY",
    "Staten Island": "Staten Island, NY",
}

# The first of the choices, and how many there are at least.
CHOICES = {
    "Springfield": ("Springfield, MO", 25),
    "Portland": ("Portland, OR", 10),
    "Washington": ("Washington, DC", 25),
    "Franklin": ("Franklin, TN", 25),
    "O'Fallon": ("O'Fallon, MO", 2),
    "New York": ("New York, NY", 2),
    "Nueva York": ("New York, NY", 2),
    "LA": ("Los Angeles, CA", 2),
    "KC": ("Kansas City, MO", 2),
    "Orange County": ("Orange County, CA", 8),
    "Pittsburg": ("Pittsburgh, PA", 5),
    "Akron 90210": ("ZIP 90210 (Beverly Hills, CA)", 2),
    "44101 44102": ("ZIP 44101 (Cleveland, OH)", 2),
}

SUGGESTIONS = {
    "cincinatti": "Cincinnati, OH",
    "cincinatti oh": "Cincinnati, OH",
    "near cincinatti": "Cincinnati, OH",
    "pheonix": "Phoenix, AZ",
    "philidelphea": "Philadelphia, PA",
    "akron ohoi": "Akron, OH",
    "san jaun pr": "San Juan, PR",
    "new yrok": "New York, NY",
    "Pensylvania": "Pennsylvania",
    "Nosuchplacewhatever, OH": "Ohio",
    "10001 Main Street": "ZIP 10001 (New York, NY)",
    "2134": "ZIP 02134 (Allston, MA)",
    "12399": "area of ZIP 123xx, NY",
    "39.76, 84.19": "39.76, -84.19 (Dayton, OH)",
}

NOTHING = ["", " ", "00000", "123456", "12 34", "usa", "st", "inf,0", "91,181", "🙂", "x" * 10_000]


@pytest.mark.parametrize(("text", "label"), PLACES.items())
def test_a_place_is_understood(gazetteer: Gazetteer, text: str, label: str) -> None:
    found = gazetteer.look_up(text)
    assert isinstance(found, Place)
    assert found.label == label


@pytest.mark.parametrize(("text", "expected"), CHOICES.items())
def test_an_ambiguous_name_is_a_choice(
    gazetteer: Gazetteer, text: str, expected: tuple[str, int]
) -> None:
    found = gazetteer.look_up(text)
    assert isinstance(found, Choices)
    assert found.asked == text
    assert found.places[0].label == expected[0]
    assert len(found.places) >= expected[1]


@pytest.mark.parametrize(("text", "label"), SUGGESTIONS.items())
def test_a_near_miss_is_suggested_and_never_taken(
    gazetteer: Gazetteer, text: str, label: str
) -> None:
    found = gazetteer.look_up(text)
    assert isinstance(found, Suggestion)
    assert found.asked == text
    assert found.places[0].label == label
    assert len(found.places) <= 5


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_place_finds_none(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.look_up(text) is None


def test_choices_of_cities_come_largest_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.look_up("Springfield")
    assert isinstance(found, Choices)
    sizes = [place.population for place in found.places]
    assert sizes == sorted(sizes, reverse=True)


def test_a_repaired_spelling_stays_in_the_given_state(gazetteer: Gazetteer) -> None:
    found = gazetteer.look_up("clevland tn")
    assert isinstance(found, Suggestion)
    assert {place.state for place in found.places} == {"TN"}


def test_finding_does_not_repair(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("heroin") is None
    assert gazetteer.find("cincinatti") is None
    assert isinstance(gazetteer.find("cincinnati"), Place)


def test_what_was_dwarfed_can_still_be_shown(gazetteer: Gazetteer) -> None:
    place = gazetteer.look_up("St. Louis")
    assert isinstance(place, Place)
    assert "Saint Louis, MI" in [other.label for other in gazetteer.others_named(place)]
    county = gazetteer.look_up("Cook County, IL")
    assert isinstance(county, Place)
    assert [other.state for other in gazetteer.others_named(county)] == ["GA", "MN"]


def test_a_label_leads_back_to_its_place(gazetteer: Gazetteer) -> None:
    lost = [
        place.label
        for state in gazetteer.states()
        for place in (*gazetteer.cities_in(state.state), *gazetteer.counties(state.state))
        if gazetteer.look_up(place.label) != place
    ]
    # Nevada's capital is its own county: the same name, and the city is meant.
    assert lost == ["Carson City, NV"]


@given(
    st.one_of(
        st.text(max_size=300),
        st.text("nNaAiIfF0123456789.,-+eE ", max_size=40),
        st.lists(
            st.sampled_from(["st", "county", "of", "oh", "ny", "city", ",", "90210", "new"])
        ).map(" ".join),
    )
)
@example("\x00\x07\x1b[31m")
@example("\u202edayton")
@example("\ud800")
@example("1" + " " * 198 + "x")
@example("nan,nan")
@example(", , ,")
@settings(max_examples=400, deadline=None)
def test_no_text_is_too_odd_to_look_up(gazetteer: Gazetteer, text: str) -> None:
    found = gazetteer.look_up(text)
    assert found is None or isinstance(found, Place) or found.places


@pytest.mark.parametrize("text", ["cincinatti", "qwertyuiopasdf", "zz, zz, zz, zz, oh", "1 " * 99])
def test_a_look_up_takes_less_than_a_blink(gazetteer: Gazetteer, text: str) -> None:
    best = min(_seconds(gazetteer, text) for _ in range(3))
    assert best < 0.06


def _seconds(gazetteer: Gazetteer, text: str) -> float:
    start = time.perf_counter()
    gazetteer.look_up(text)
    return time.perf_counter() - start


def test_a_point_outside_the_country_is_still_a_point(gazetteer: Gazetteer) -> None:
    found = gazetteer.look_up("48.85, 2.35")
    assert isinstance(found, Place)
    assert found.kind is PlaceKind.POINT
    assert found.state == ""
