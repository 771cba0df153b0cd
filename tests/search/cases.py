"""Cases: a seeded random directory and requests of every kind, for the suite over all engines."""

import random
from datetime import date

from finder.facility import Facility
from finder.places import Place, PlaceKind
from finder.search.request import RADII, SearchRequest, Sort, Where
from finder.vocabulary import Vocabulary
from tests.builders import STATE_NAMES, facility, place, vocabulary

# Where facilities cluster: cities, and every corner where a map's arithmetic goes wrong.
CLUSTERS = [
    *[(39.7589, -84.1916, "Dayton", "OH", "Montgomery County")] * 5,
    *[(40.7128, -74.0060, "New York", "NY", "New York County")] * 3,
    (41.0814, -81.5190, "Akron", "OH", "Summit County"),
    (34.0522, -118.2437, "Los Angeles", "CA", "Los Angeles"),
    (37.5407, -77.4360, "Richmond", "VA", "Richmond city"),
    (37.9577, -76.7616, "Warsaw", "VA", "Richmond County"),
    (18.2013, -67.1397, "Mayagüez", "PR", "Mayagüez Municipio"),
    (13.4443, 144.7937, "Hagåtña", "GU", ""),
    (71.2906, -156.7886, "Utqiaġvik", "AK", "North Slope Borough"),
    (51.8800, -176.6581, "Adak", "AK", "Aleutians West Census Area"),
    (52.8600, 173.1900, "Attu Station", "AK", "Aleutians West"),
    (-16.9000, 179.9990, "East Edge", "", ""),
    (-16.9000, -179.9990, "West Edge", "", ""),
    (0.0, 180.0, "The Line", "", ""),
    (0.0, -180.0, "The Line", "", ""),
    (89.9900, 10.0, "North Pole", "AK", "Fairbanks North Star"),
    (90.0, -170.0, "North Pole", "AK", ""),
    (-89.9900, -100.0, "South Pole", "", ""),
    (0.0, 0.0, "Null Island", "", ""),
]
FIRST = ["Hope", "New Harbor", "Saint Mary's", "Valley", "Niños", "12", "Lakeside County", "Ohio"]
SECOND = ["Center", "Recovery", "House", "Clinic", "Détox", "Services", "Treatment", "Hospital"]
NAMES = ["Example Recovery Center", "EXAMPLE RECOVERY CENTRE", "Ñandú House"]
SOME_DAY = date(2023, 7, 1)
PROGRAMS = ["", "", "Adult Program", "Women's Program", "Hope House", "Program of Hope"]


def random_facilities(
    chance: random.Random, number: int, words: Vocabulary | None = None
) -> list[Facility]:
    """Facilities in clusters, with coordinates and names that come again; a few are retired."""
    terms = (words or vocabulary()).terms
    codes = sorted({code for term in terms for code in term.codes | term.denied_by})
    spots: list[tuple[float, float]] = []
    made = []
    for each in range(number):
        lat, lon, city, state, county = chance.choice(CLUSTERS)
        if spots and chance.random() < 0.2:
            lat, lon = chance.choice(spots)
        elif chance.random() < 0.8:
            lat, lon = _moved(chance, lat, lon, chance.choice([0.01, 0.3, 2.0]))
        spots.append((lat, lon))
        named = f"{chance.choice(FIRST)} {chance.choice(SECOND)}"
        made.append(
            facility(
                chance.choice(NAMES) if chance.random() < 0.3 else named,
                id=f"{chance.getrandbits(48):012x}",
                program=chance.choice(PROGRAMS),
                has=chance.sample(codes, chance.choice([0, 3, 30, 90])),
                at=(lat, lon),
                city=city,
                state=state,
                county=county,
                retired=None if each % 20 else SOME_DAY,
            )
        )
    return made


def random_request(chance: random.Random, facilities: list[Facility]) -> SearchRequest:
    """A request of any kind: words, terms, a place, a circle, an order, a page."""
    return SearchRequest(
        words=" ".join(_words(chance, facilities)),
        terms=tuple(sorted(_terms(chance, facilities))),
        unsaid=tuple(sorted(_unsaid(chance))),
        topics=("methamphetamine",) if chance.random() < 0.1 else (),
        avoid=("opioid-only",) if chance.random() < 0.1 else (),
        where=_where(chance, facilities),
        sort=chance.choice(list(Sort)),
        page=chance.choice([1, 1, 1, 2, 3, 40]),
        size=chance.choice([20, 20, 5, 1]),
    )


def _words(chance: random.Random, facilities: list[Facility]) -> list[str]:
    if chance.random() < 0.55:
        return []
    known = chance.choice(facilities)
    texts = f"{known.name} {known.program} {known.address.city} {known.address.county}".split()
    texts += ["hope", "HOUSE", "ohio", "new york", "¡Détox!", known.address.state or "oh"]
    words = chance.choices(texts, k=chance.choice([1, 1, 2, 3]))
    return [*words, "zzyzx"] if chance.random() < 0.05 else words


def _terms(chance: random.Random, facilities: list[Facility]) -> set[str]:
    if chance.random() < 0.4:
        return set()
    slugs = [term.slug for term in vocabulary().terms]
    if chance.random() < 0.7:  # what one facility has, so that something is found
        codes = chance.choice(facilities).codes
        slugs = [term.slug for term in vocabulary().terms if term.codes & codes] or slugs
    terms = set(chance.sample(slugs, min(len(slugs), chance.choice([1, 1, 2, 4]))))
    return terms | {"no-such-term"} if chance.random() < 0.02 else terms


def _unsaid(chance: random.Random) -> set[str]:
    if chance.random() < 0.85:
        return set()
    slugs = [term.slug for term in vocabulary().terms if term.denied_by or chance.random() < 0.2]
    return set(chance.sample(slugs, 1))


def _where(chance: random.Random, facilities: list[Facility]) -> Where | None:
    if chance.random() < 0.25:
        return None
    lat, lon, city, state, county = chance.choice(CLUSTERS)
    if chance.random() < 0.5:
        spot = chance.choice(facilities).point
        lat, lon = spot.lat, spot.lon
    if chance.random() < 0.5:
        lat, lon = _moved(chance, lat, lon, chance.choice([0.05, 1, 30]))
    kind = chance.choice(list(PlaceKind))
    within = chance.choice([*RADII, 1, 37, 500, 3000, 8000, 12_437, 12_500, None])
    found = _place(kind, (lat, lon), city, state, county)
    if kind in (PlaceKind.STATE, PlaceKind.COUNTY) and chance.random() < 0.7:
        return Where.about(found)
    return Where(found, within)


def _place(kind: PlaceKind, at: tuple[float, float], city: str, state: str, county: str) -> Place:
    names = {
        PlaceKind.STATE: STATE_NAMES.get(state, "Nowhere"),
        PlaceKind.COUNTY: county or "No County",
        PlaceKind.ZIP: "45402",
    }
    return place(names.get(kind, city), kind, at=at, state=state or "ZZ", county=county)


def _moved(chance: random.Random, lat: float, lon: float, by: float) -> tuple[float, float]:
    """Another point nearby, over the pole or the date line if need be."""
    lat = max(-90.0, min(90.0, lat + chance.uniform(-by, by)))
    lon = (lon + chance.uniform(-by, by) + 180) % 360 - 180
    return round(lat, 4), round(lon, 4)
