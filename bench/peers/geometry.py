"""Geometry: circles as peers need them: a box for their index, and an exact test for each row.

A row lies in a circle when its distance, rounded to a thousandth of a mile, is not more than the
radius; as squares of chords that is one comparison, which every engine can make.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin

import numpy as np

from finder.places import Point, arc_of_chord, chord_of_arc, earth_vectors
from finder.search.request import PAGE_SIZE

# Rows fetched in the order of squares before they are put in the order of thousandths and ids: two
# rows whose thousandths tie may be the other way round, and a page's last may so lie a few later.
NEARLY = 2 * PAGE_SIZE
# Rings for engines without a search for the nearest, in miles.
RINGS = (10, 40, 160, 640)
_HALF_A_THOUSANDTH = 0.0005
_MILES_A_DEGREE, _ROOM = 68.7, 1.01  # of latitude at the equator; what the ellipsoid adds


@dataclass(frozen=True, slots=True)
class Circle:
    """A box in degrees that holds the circle, the middle in space, and the square of the chord."""

    south: float
    north: float
    west: float
    east: float
    x: float
    y: float
    z: float
    square: float


def circle(point: Point, miles: float) -> Circle:
    """So many miles about a point; the box stops at the 180th meridian."""
    tall = miles / _MILES_A_DEGREE * _ROOM + 0.001
    narrow = cos(radians(min(89.0, abs(point.lat) + tall)))
    wide = degrees(asin(min(1.0, sin(radians(min(tall, 90.0))) / narrow))) * _ROOM + 0.001
    x, y, z = spot(point)
    return Circle(
        south=max(-90.0, point.lat - tall),
        north=min(90.0, point.lat + tall),
        west=max(-180.0, point.lon - wide),
        east=min(180.0, point.lon + wide),
        x=x,
        y=y,
        z=z,
        square=chord_of_arc(miles + _HALF_A_THOUSANDTH) ** 2,
    )


def spot(point: Point) -> tuple[float, float, float]:
    """Where a point is in space, in miles."""
    x, y, z = earth_vectors(np.array([point.lat]), np.array([point.lon]))[0].tolist()
    return x, y, z


def in_order(found: Iterable[tuple[int, float]]) -> tuple[int, ...]:
    """The first rows of some with their squares, by thousandths of a mile and then by id."""
    pairs = list(found)
    if not pairs:
        return ()
    arcs = arc_of_chord(np.sqrt([square for _, square in pairs]))
    thousandths = np.rint(arcs * 1000).tolist()
    ordered = sorted(zip(thousandths, (row for row, _ in pairs), strict=True))
    return tuple(row for _, row in ordered[:PAGE_SIZE])


def reach(found: Iterable[tuple[int, float]]) -> float:
    """The distance in miles of the farthest of some rows."""
    farthest = max(square for _, square in found)
    return float(arc_of_chord(np.sqrt([farthest]))[0])
