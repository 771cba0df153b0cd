"""Area: states, counties and cities by name, so that an address and a place can be told to agree.

Sources write `De Kalb`, `DeKalb` and `DeKalb County`, `St. Clair` and `Saint Clair`; the gazetteer
has one of them. Independent cities keep their `city`: Richmond city is not Richmond County.
"""

from finder.facility import Address
from finder.places import Place, PlaceKind
from finder.places.names import fold, key_of_words

# What counties are called in Louisiana, Alaska and Puerto Rico, and in English everywhere else.
_COUNTIES = (
    ("city", "and", "borough"),
    ("census", "area"),
    ("county",),
    ("parish",),
    ("borough",),
    ("municipality",),
    ("municipio",),
)


def area_of(place: Place) -> str:
    """The area of a place that is a state, a county or a city."""
    if place.kind is PlaceKind.CITY:
        return _city(place.state, place.name)
    return _area(place.state, place.name if place.kind is PlaceKind.COUNTY else "")


def areas_of(address: Address) -> set[str]:
    """The areas an address lies in: its state, its county if a source named one, and its city."""
    state = address.state
    return {_area(state, ""), _area(state, address.county), _city(state, address.city)}


def _city(state: str, city: str) -> str:
    return f"{state.upper()}:{key_of_words(fold(city)) if city else ''}"


def _area(state: str, county: str) -> str:
    words = fold(county)
    for ending in _COUNTIES:
        if len(words) > len(ending) and tuple(words[-len(ending) :]) == ending:
            words = words[: -len(ending)]
            break
    return f"{state.upper()}/{key_of_words(words) if words else ''}"
