"""Outlines: states and counties as arcs that neighbours share, ready to be projected.

`seed_data/places/outlines.npz` is made by make_outlines.py beside it, from boundaries of the US
Census Bureau. All of it is 47,000 points, a few megabytes once decoded.
"""

import math
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.errors import SeedDataError
from finder.places import earth_vectors

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A weight is a tolerance in miles, kept as one byte: eight steps double it, from 80 feet to 60,000
# miles. The last is for points that every drawing keeps.
_FINEST_MILES = 0.015
_STEPS_TO_DOUBLE = 8
ALWAYS = 255


def level_of(miles: float) -> int:
    """The level of a point that is needed up to a tolerance of so many miles."""
    if math.isinf(miles):
        return ALWAYS
    steps = math.floor(_STEPS_TO_DOUBLE * math.log2(max(miles, 1e-9) / _FINEST_MILES))
    return min(max(steps, 0), ALWAYS - 1)


@dataclass(frozen=True, slots=True)
class Area:
    """A state or county: its two-letter state, its full name as the gazetteer has it, its rings.

    Two counties that were one when the outlines were made share an area: their names stand with a
    semicolon between. A ring is an array of arcs, `~arc` where one is walked backwards.
    """

    state: str
    name: str
    rings: tuple[Ints, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Each county the area stands for; one, but for those that were parted."""
        return tuple(self.name.split(";"))


class Layer:
    """Areas and the arcs between them. Immutable by habit; arrays of one length a group.

    `vectors` (n, 3) are points in space in miles from the Earth's centre, `levels` (n,) what
    tolerance each is needed for, `arcs` (n,) which arc each is of; arc `i` is points `starts[i]` to
    `starts[i + 1]`; `sides` (2, m) are the numbers of the areas an arc parts, -1 for none;
    `middles` (m, 3) and `reaches` (m,) are a ball that holds the arc.
    """

    def __init__(self, columns: dict[str, NDArray[Any]], grid: Floats) -> None:
        lon, lat = np.cumsum(columns["steps"], axis=1) * grid[0][:, None] + grid[1][:, None]
        self.vectors: Floats = earth_vectors(lat, lon)
        self.levels: NDArray[np.uint8] = columns["levels"]
        self.starts = _starts(columns["lengths"])
        self.arcs: Ints = np.repeat(np.arange(len(columns["lengths"])), columns["lengths"])
        self.sides: Ints = columns["sides"].astype(np.int64)
        self.areas = _areas(columns)
        self.middles, self.reaches = self._balls()

    def _balls(self) -> tuple[Floats, Floats]:
        first = self.starts[:-1]
        count = np.diff(self.starts)
        middles = np.add.reduceat(self.vectors, first, axis=0) / count[:, None]
        away = np.linalg.norm(self.vectors - np.repeat(middles, count, axis=0), axis=1)
        return middles, np.maximum.reduceat(away, first)

    def points_of(self, ring: Ints, level: int) -> Ints:
        """The rows of a ring's points that a level needs; the last is not the first again."""
        rows = []
        for arc in ring.tolist():
            one = np.arange(self.starts[max(arc, ~arc)], self.starts[max(arc, ~arc) + 1])
            rows.append(one[:-1] if arc >= 0 else one[:0:-1])
        every = np.concatenate(rows)
        needed: Ints = every[self.levels[every] >= level]
        return needed


class Outlines:
    """The counties and the states of the United States."""

    def __init__(self, counties: Layer, states: Layer) -> None:
        self.counties = counties
        self.states = states

    @cached_property
    def county_numbers(self) -> dict[tuple[str, str], int]:
        """The number of a county's area by state and full name."""
        return {
            (area.state, name): number
            for number, area in enumerate(self.counties.areas)
            for name in area.names
        }

    @cached_property
    def _county_states(self) -> NDArray[np.str_]:
        return np.array([area.state for area in self.counties.areas])

    def inner_of(self, state: str) -> NDArray[np.bool_]:
        """Which arcs of the counties part two counties of this state."""
        found: NDArray[np.bool_] = self.inner & (
            self._county_states[self.counties.sides[0]] == state
        )
        return found

    @cached_property
    def inner(self) -> NDArray[np.bool_]:
        """Which arcs of the counties part two counties of one state."""
        states = self._county_states
        one, other = self.counties.sides
        # A few arcs have one county on both sides, where it touches itself.
        parting = (one >= 0) & (other >= 0) & (one != other)
        found: NDArray[np.bool_] = parting & (states[one] == states[other])
        return found

    @cached_property
    def state_numbers(self) -> dict[str, int]:
        """The number of a state's area by its code; `US` is the land as a whole."""
        return {area.state: number for number, area in enumerate(self.states.areas)}


def load_outlines(path: Path) -> Outlines:
    """The outlines of a file; raises SeedDataError when it is missing or no such file."""
    try:
        with np.load(path, allow_pickle=False) as file:
            columns = {name: file[name] for name in file.files}
        kinds = [
            Layer(
                {
                    name.removeprefix(f"{kind}_"): column
                    for name, column in columns.items()
                    if name.startswith(f"{kind}_")
                },
                columns["scale"],
            )
            for kind in ("county", "state")
        ]
    except (OSError, KeyError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise SeedDataError(f"{path.name}: {error}") from error
    return Outlines(*kinds)


def _starts(lengths: NDArray[Any]) -> Ints:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def _areas(columns: dict[str, NDArray[Any]]) -> tuple[Area, ...]:
    arcs = columns["rings"].astype(np.int64)
    ends = _starts(columns["ring_lengths"])
    rings = [arcs[a:b] for a, b in zip(ends[:-1], ends[1:], strict=True)]
    counts = _starts(columns["ring_counts"])
    return tuple(
        Area(state, name, tuple(rings[a:b]))
        for state, name, a, b in zip(
            columns["states"].tolist(),
            columns["names"].tolist(),
            counts[:-1],
            counts[1:],
            strict=True,
        )
    )
