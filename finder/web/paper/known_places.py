"""Known places: the part of the gazetteer that a page to carry takes along.

ZIP codes, towns and counties of the area and of what lies near it, and the large cities of the
whole country: who writes “Chicago” means neither a name nor a mistake, wherever the page is of.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.export.area import Area
from finder.places import Gazetteer, Place
from finder.places.columns import STEPS_PER_DEGREE, Cities, Zips
from finder.places.point import chord_of_arc, earth_vectors
from finder.search.intent.spans import LARGE

# People come from over a border; who lives farther away asks for another state.
NEAR_MILES = 50
# From so many people on a town is of the next class: a hamlet, a town, large, one of the largest.
CLASSES = (1_000, 5_000, LARGE, 100_000)


def known_places(gazetteer: Gazetteer, area: Area) -> dict[str, Any]:
    """The places by name, as JSON has them; positions are hundred-thousandths of a degree.

    `zips` has "code lat lon" for each ZIP of a town, parted by "|"; `towns` and `counties` of a
    state have "name|class|lat|lon", parted by new lines, where class counts `CLASSES`.
    """
    zips, cities = gazetteer.zips, gazetteer.register.cities
    at = earth_vectors(*_degrees(zips))
    within = _in_area(gazetteer, area)
    near = _near(at, at[within]) | within
    towns = [cities.place(int(row)) for row in np.flatnonzero(_towns(cities, area, at[within]))]
    counties = [
        county
        for state in sorted({zips.states[row] for row in np.flatnonzero(near)})
        for county in gazetteer.counties(state)
        if state == area.state.state or _is_near(county, at[within])
    ]
    return {
        "state": [area.state.state, area.state.name],
        "counties_of": [county.name for county in area.counties],
        "state_codes": gazetteer.register.state_codes,
        "states": {each.state: [each.name, *_steps(each)] for each in gazetteer.states()},
        "zips": _by_town(zips, np.flatnonzero(near)),
        "towns": _by_state(towns),
        "counties": _by_state(counties),
    }


def _in_area(gazetteer: Gazetteer, area: Area) -> NDArray[np.bool_]:
    zips, wanted = gazetteer.zips, {county.name for county in area.counties}
    pairs = zip(zips.states, zips.counties, strict=True)
    inside = [
        state == area.state.state and (not wanted or county in wanted) for state, county in pairs
    ]
    return np.array(inside, dtype=np.bool_)


def _towns(cities: Cities, area: Area, within: NDArray[np.float64]) -> NDArray[np.bool_]:
    near = _near(earth_vectors(*_degrees(cities)), within)
    own = np.array([state == area.state.state for state in cities.states], dtype=np.bool_)
    large = np.frombuffer(cities.populations, dtype=np.intc) >= LARGE
    return near | own | large


def _is_near(place: Place, within: NDArray[np.float64]) -> bool:
    return bool(_near(earth_vectors([place.point.lat], [place.point.lon]), within)[0])


def _near(points: NDArray[np.float64], to: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of the points lie near any of the others; a few at a time, for their products are
    millions."""
    found = np.zeros(len(points), dtype=np.bool_)
    if not len(to):
        return found
    # Most are too far away from all of it to be looked at one by one.
    middle = to.mean(axis=0)
    reach = np.linalg.norm(to - middle, axis=1).max() + NEAR_MILES
    rows = np.flatnonzero(np.linalg.norm(points - middle, axis=1) <= reach)
    most = chord_of_arc(NEAR_MILES) ** 2
    lengths = (to**2).sum(axis=1)
    for part in np.array_split(rows, max(1, len(rows) // 2_000)):
        at = points[part]
        apart = (at**2).sum(axis=1)[:, None] + lengths - 2 * at @ to.T
        found[part] = apart.min(axis=1) <= most
    return found


def _degrees(table: Cities | Zips) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lats = np.frombuffer(table.lats, dtype=np.intc) / STEPS_PER_DEGREE
    return lats, np.frombuffer(table.lons, dtype=np.intc) / STEPS_PER_DEGREE


def _by_town(zips: Zips, rows: Iterable[int]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in rows:
        place = zips.place(int(row))
        town = f"{place.city}, {place.state}" if place.city else place.state
        lat, lon = _steps(place)
        found.setdefault(town, []).append(f"{place.name} {lat} {lon}")
    return {town: "|".join(each) for town, each in found.items()}


def _by_state(places: Iterable[Place]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for place in places:
        size = sum(place.population >= least for least in CLASSES)
        lat, lon = _steps(place)
        found.setdefault(place.state, []).append(f"{place.name}|{size}|{lat}|{lon}")
    return {state: "\n".join(each) for state, each in sorted(found.items())}


def _steps(place: Place) -> tuple[int, int]:
    return round(place.point.lat * STEPS_PER_DEGREE), round(place.point.lon * STEPS_PER_DEGREE)
