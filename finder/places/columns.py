"""The place tables in memory: one compact array a column; a `Place` is made when asked for.

41,885 ZIPs and 35,902 cities as objects would cost about 40 MB; as columns they cost a quarter of
it.
"""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass

import numpy as np

from finder.places.place import Place, PlaceKind
from finder.places.point import Point
from finder.places.reading import in_the_us

# Coordinates are whole hundred-thousandths of a degree (about 3 feet): the tables have no more
# decimals.
STEPS_PER_DEGREE = 100_000


def steps(degrees: str) -> int:
    """A decimal degree as whole steps; raises ValueError for anything else."""
    return round(float(degrees) * STEPS_PER_DEGREE)


def point_at(lat: int, lon: int) -> Point:
    return Point(lat / STEPS_PER_DEGREE, lon / STEPS_PER_DEGREE)


@dataclass(frozen=True, slots=True)
class Cities:
    """Every city, by key and then by population, largest first; columns of one length."""

    keys: list[str]
    names: list[str]
    states: list[str]
    lats: "array[int]"
    lons: "array[int]"
    populations: "array[int]"

    def rows(self, key: str) -> range:
        """The rows of one key, largest population first."""
        return range(bisect_left(self.keys, key), bisect_right(self.keys, key))

    def place(self, row: int) -> Place:
        return Place(
            name=self.names[row],
            kind=PlaceKind.CITY,
            state=self.states[row],
            point=point_at(self.lats[row], self.lons[row]),
            population=self.populations[row],
        )

    def named(self, key: str, state: str | None) -> list[Place]:
        """The cities of a key, in one state or in all."""
        return [self.place(row) for row in self.rows(key) if state in (None, self.states[row])]

    def within(self, state: str) -> list[Place]:
        """The cities of a state, by key."""
        return [self.place(row) for row, code in enumerate(self.states) if code == state]

    def problems(self, states: Container[str]) -> list[str]:
        """What is wrong with the rows: out of range, an unknown state, a name twice in a state."""
        seen: set[tuple[str, str]] = set()
        found = []
        for row, (name_key, name, state) in enumerate(
            zip(self.keys, self.names, self.states, strict=True)
        ):
            if (name_key, state) in seen:
                found.append(f"the city {name}, {state} stands twice")
            seen.add((name_key, state))
            if not name_key:
                found.append(f"the city {name!r}, {state} has no letters to look it up by")
            found += _row_problems(f"the city {name}", self, row, states)
        return found


@dataclass(frozen=True, slots=True)
class Zips:
    """Every ZIP in rising order; the names of its city and county are empty when unknown."""

    codes: "array[int]"
    cities: list[str]
    states: list[str]
    counties: list[str]
    lats: "array[int]"
    lons: "array[int]"
    populations: "array[int]"

    def row(self, zip5: str) -> int | None:
        """The row of a five-digit ZIP, None when the table has no such ZIP."""
        code = int(zip5)
        row = bisect_left(self.codes, code)
        return row if row < len(self.codes) and self.codes[row] == code else None

    def prefix_rows(self, prefix: str) -> range:
        """The rows of ZIPs that begin with these three digits."""
        first = int(prefix) * 100
        return range(bisect_left(self.codes, first), bisect_left(self.codes, first + 100))

    def nearest(self, point: Point) -> int | None:
        """The row of the ZIP whose middle is nearest, None when no middle is within half a degree.

        Measured flat, which orders such neighbours rightly to within a few feet a mile.
        """
        shrunk = math.cos(math.radians(point.lat))
        north = np.frombuffer(self.lats, dtype=np.intc) / STEPS_PER_DEGREE - point.lat
        east = (np.frombuffer(self.lons, dtype=np.intc) / STEPS_PER_DEGREE - point.lon) * shrunk
        apart = north**2 + east**2
        row = int(apart.argmin())
        return row if apart[row] <= 0.25 else None

    def place(self, row: int) -> Place:
        return Place(
            name=f"{self.codes[row]:05d}",
            kind=PlaceKind.ZIP,
            state=self.states[row],
            point=point_at(self.lats[row], self.lons[row]),
            county=self.counties[row],
            population=self.populations[row],
            city=self.cities[row],
        )

    def problems(self, states: Container[str]) -> list[str]:
        """What is wrong with the rows: out of range, unknown state, a ZIP twice or out of order."""
        found = []
        for row, code in enumerate(self.codes):
            if row and self.codes[row - 1] >= code:
                found.append(f"ZIP {code:05d} stands twice or out of order")
            found += _row_problems(f"ZIP {code:05d}", self, row, states)
        return found


def _row_problems(
    what: str, table: "Cities | Zips", row: int, states: Container[str]
) -> Iterator[str]:
    if table.states[row] not in states:
        yield f"{what} is in an unknown state, {table.states[row]!r}"
    lat, lon = table.lats[row] / STEPS_PER_DEGREE, table.lons[row] / STEPS_PER_DEGREE
    if not (abs(lat) <= 90 and abs(lon) <= 180) or not in_the_us(Point(lat, lon)):
        yield f"{what} is not in the United States: {lat}, {lon}"
    if table.populations[row] < 0:
        yield f"{what} has a population below nothing"
