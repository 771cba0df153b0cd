"""Towns: which names to write on a map, and where, so that none is in the way of another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from finder.maps.boxes import Box, free
from finder.maps.strokes import Canvas
from finder.places import Gazetteer, Place, chord_of_arc, earth_vectors
from finder.places.columns import STEPS_PER_DEGREE

# Names beyond these few make a picture to study, where one to glance at is wanted.
MOST = 9
_TRIED = 60
# In units: the height of a name, how wide a letter is on the whole, and how far it is off its dot.
HEIGHT = 52
_LETTER = 26
_OFF = 18
_EDGE = 16
# So many times smaller than its number of people counts a place without a ZIP of its own.
_LESS = 1000


@dataclass(frozen=True, slots=True)
class Town:
    """A named dot; the name begins (or, `before`, ends) at `text_x`."""

    name: str
    x: int
    y: int
    text_x: int
    before: bool = False


class Towns:
    """Every town of the gazetteer, to be asked which are in view.

    How large one is, is how many people its ZIPs have: towns that letters go to come first. What
    else the tables name are mostly neighborhoods, and some have the people of a whole region.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        cities, zips = gazetteer.register.cities, gazetteer.zips
        self._cities = cities
        lats = np.frombuffer(cities.lats, dtype=np.int32) / STEPS_PER_DEGREE
        lons = np.frombuffer(cities.lons, dtype=np.int32) / STEPS_PER_DEGREE
        self._vectors = earth_vectors(lats, lons)
        people: Counter[tuple[str, str]] = Counter()
        for city, state, number in zip(zips.cities, zips.states, zips.populations, strict=True):
            people[city, state] += number
        named = zip(cities.names, cities.states, cities.populations, strict=True)
        self._people = np.array(
            [people[name, state] or number / _LESS for name, state, number in named]
        )

    def largest(self, canvas: Canvas, most: int = _TRIED) -> list[tuple[Place, int, int]]:
        """The largest cities on a canvas, the largest first, each with its x and y."""
        at = canvas.projection
        reach = chord_of_arc(float(np.hypot(canvas.width, canvas.height)) / at.scale)
        away = np.linalg.norm(self._vectors - at.middle, axis=1)
        rows = np.flatnonzero((away <= reach) & (self._people > 0))
        drawn = np.rint(at.of_vectors(self._vectors[rows])).astype(np.int64)
        size = np.array((canvas.width, canvas.height))
        inside = ((drawn >= _EDGE) & (drawn <= size - _EDGE)).all(axis=1)
        rows, drawn = rows[inside], drawn[inside]
        order = np.argsort(-self._people[rows], kind="stable")[:most]
        return [
            (self._cities.place(int(rows[at])), int(drawn[at, 0]), int(drawn[at, 1]))
            for at in order
        ]


def named(
    towns: Sequence[tuple[Place, int, int]],
    taken: list[Box],
    canvas: Canvas,
    most: int = MOST,
) -> tuple[Town, ...]:
    """The towns whose names find room among the boxes `taken`, which grow by theirs."""
    found: list[Town] = []
    said: set[str] = set()
    for place, x, y in towns:
        if len(found) == most:
            break
        if place.name in said:
            continue
        town = beside(place.name, (x, y), taken, canvas)
        if town is not None:
            taken.append(Box(x - 10, y - 10, x + 10, y + 10))
            said.add(place.name)
            found.append(town)
    return tuple(found)


def beside(
    name: str, spot: tuple[int, int], taken: list[Box], canvas: Canvas, off: int = _OFF
) -> Town | None:
    """A name after, or else before, what stands at a spot, `off` units from its middle; its box
    joins those `taken`. None where it finds no room on either side."""
    x, y = spot
    wide = width_of(name)
    for before in (False, True):
        left = x - off - wide if before else x + off
        box = Box(left, y - HEIGHT // 2, left + wide, y + HEIGHT // 2)
        if box.within(canvas.width, canvas.height) and free(box, taken):
            taken.append(box)
            return Town(name, x, y, x - off if before else x + off, before)
    return None


def width_of(text: str) -> int:
    """How wide a name is, in units: a guess that errs to the wide side."""
    return len(text) * _LETTER
