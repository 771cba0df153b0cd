"""Circle: which rows lie within so many miles of a point, and how far away rows are.

Distances are compared as squares of chords, straight through the Earth; arcs, rounded to a
thousandth of a mile, are worked out only where rounding could decide and for the rows shown.
"""

from dataclasses import dataclass
from math import asin, ceil, cos, degrees, floor, radians, sin

import numpy as np
from numpy.typing import NDArray

from finder.places import Point, arc_of_chord, chord_of_arc, position
from finder.search.bitset import Bits, Rows, Whole, has, rows_of, size
from finder.search.columns import BAND, TURN, Columns
from finder.search.ranking import smallest

# Half a thousandth of a mile is the most that rounding moves a distance; the rest is room for the
# last bits of floating point, which are about a millionth of that.
_ROUNDING = 0.0005
_ROOM = 0.000001

# A degree of latitude is 68.7 miles at the equator and more elsewhere; one per cent covers what
# the ellipsoid adds to the angles of a sphere.
_MILES_A_DEGREE = 68.7
_ELLIPSOID = 1.01
# Above this latitude, or when a circle crosses the 180th meridian, ranges of longitude stop being
# simple: all rows are looked at instead. The northernmost facility is in Utqiagvik, 71.3.
_POLAR = 80.0

# Rings tried for the nearest without a limit, and the rows from which each beats not trying it
# (at 12,744 rows rings of 25 miles and more take .20 ms against .26 ms for the whole answer).
_RINGS = ((5, 200_000), (25, 2000), (100, 2000), (400, 2000))


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """Rows, ascending, and beside each the square of its chord in square miles."""

    rows: Rows
    squares: NDArray[np.float64]

    def among(self, bits: Bits) -> "Distances":
        """Those of the rows that are in a set."""
        kept = has(bits, self.rows)
        return Distances(self.rows[kept], self.squares[kept])

    @property
    def thousandths(self) -> Whole:
        """The distances in whole thousandths of a mile."""
        return np.rint(arc_of_chord(np.sqrt(self.squares)) * 1000).astype(np.int64)


def distances(columns: Columns, point: Point, rows: Rows) -> Distances:
    """How far each of these rows is from the point."""
    return Distances(rows, _squares(columns.vectors[rows], point))


def within(columns: Columns, point: Point, miles: float) -> Distances:
    """The rows whose distance, to a thousandth of a mile, is not more than this."""
    near = _candidates(columns, point, miles)
    surely = _square_of(miles + _ROUNDING - _ROOM)
    perhaps = _square_of(miles + _ROUNDING + _ROOM)
    reached = near.squares <= perhaps
    near = Distances(near.rows[reached], near.squares[reached])
    kept = near.squares <= surely
    if not kept.all():
        kept |= near.thousandths <= round(miles * 1000)
    return Distances(near.rows[kept], near.squares[kept])


def nearest(columns: Columns, point: Point, *, among: Bits, first: int) -> Distances:
    """Some of the rows with their distances, the `first` nearest of them and all their ties at
    least; `among` is the same rows as a set."""
    members = size(among)
    for miles in (miles for miles, enough in _RINGS if members >= enough):
        inside = within(columns, point, miles).among(among)
        if len(inside.rows) >= first:
            return inside
    return distances(columns, point, rows_of(among))


def first_by_distance(near: Distances, first: int) -> Distances:
    """The `first` nearest, in no order, with every row as far as the last of them."""
    if first * 2 >= len(near.rows):
        return near
    last = float(smallest(near.squares, first))
    # Whatever rounds to the same thousandth as the last one shown is a tie, and lies no farther.
    reach = float(arc_of_chord(np.sqrt(np.array([last])))[0]) + 2 * _ROUNDING + _ROOM
    kept = near.squares <= _square_of(reach)
    return Distances(near.rows[kept], near.squares[kept])


def _square_of(miles: float) -> float:
    return float(chord_of_arc(miles)) ** 2


def _squares(vectors: NDArray[np.float64], point: Point) -> NDArray[np.float64]:
    apart = vectors - np.array(position(point))
    squares: NDArray[np.float64] = np.einsum("ij,ij->i", apart, apart)
    return squares


def _candidates(columns: Columns, point: Point, miles: float) -> Distances:
    ranges = _ranges(columns, point, miles)
    if ranges is None:
        return Distances(np.arange(len(columns)), _squares(columns.vectors, point))
    if not ranges:
        return Distances(np.empty(0, dtype=np.int64), np.empty(0))
    rows = np.concatenate([np.arange(start, end) for start, end in ranges])
    vectors = np.concatenate([columns.vectors[start:end] for start, end in ranges])
    return Distances(rows, _squares(vectors, point))


def _ranges(columns: Columns, point: Point, miles: float) -> list[tuple[int, int]] | None:
    """Ranges of rows that hold the whole circle, or None where only all rows surely do."""
    tall = miles / _MILES_A_DEGREE * _ELLIPSOID + 0.001
    if abs(point.lat) + tall >= _POLAR:
        return None
    # The widest a circle of angle a about latitude b reaches east or west: asin(sin a / cos b).
    wide = degrees(asin(min(1.0, sin(radians(tall)) / cos(radians(abs(point.lat) + 0.2)))))
    wide = wide * _ELLIPSOID + 0.001
    west, east = point.lon - wide + 180, point.lon + wide + 180
    if west < 0 or east > 360:
        return None
    low = floor((point.lat - tall + 90) / BAND)
    high = ceil((point.lat + tall + 90) / BAND)
    bands = np.arange(low, high + 1) * TURN
    edges = np.searchsorted(columns.spots, np.concatenate([bands + west, bands + east])).tolist()
    pairs = zip(edges[: len(bands)], edges[len(bands) :], strict=True)
    return [(start, end) for start, end in pairs if start < end]
