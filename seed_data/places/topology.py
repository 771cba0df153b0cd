"""Topology: outlines as arcs that neighbours share, so that a border is drawn once.

TopoJSON cuts every outline where three areas meet. An arc has two sides; a ring is a list of arcs,
`~arc` where an arc is walked backwards.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.places import earth_vectors

Position = tuple[int, int]
Arc = list[Position]
Ring = list[int]
Floats = NDArray[np.float64]

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Grid:
    """Whole steps of a grid → degrees: the package rounds to it, and so do we."""

    scale: tuple[float, float]
    origin: tuple[float, float]

    def degrees(self, arc: Arc) -> tuple[list[float], list[float]]:
        """The latitudes and longitudes of an arc."""
        lon, lat = zip(*arc, strict=True)
        return (
            [each * self.scale[1] + self.origin[1] for each in lat],
            [each * self.scale[0] + self.origin[0] for each in lon],
        )


def grid_of(topology: dict[str, Any]) -> Grid:
    """The grid all arcs of a topology lie on."""
    transform = topology["transform"]
    return Grid(tuple(transform["scale"]), tuple(transform["translate"]))


def arcs_of(topology: dict[str, Any]) -> list[Arc]:
    """The arcs in whole steps of the grid; the file holds each point as the way from the last."""
    found = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: Arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x, y))
        found.append(arc)
    return found


def rings_of(geometry: dict[str, Any]) -> list[Ring]:
    """The rings of an area, holes among them: filled by the even-odd rule, they need no order."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    return [ring for polygon in geometry["arcs"] for ring in polygon]


def sides_of(areas: Sequence[Sequence[Ring]], arcs: int) -> list[tuple[int, int]]:
    """For each arc the two areas it parts, by number; NOBODY's is the sea and other countries."""
    sides: list[list[int]] = [[] for _ in range(arcs)]
    for number, rings in enumerate(areas):
        for ring in rings:
            for arc in ring:
                sides[_forward(arc)].append(number)
    padded = ([*sorted(one), NOBODY, NOBODY] for one in sides)
    return [(one, other) for one, other, *_ in padded]


def joined(
    areas: Iterable[Sequence[Ring]], arcs: Sequence[Arc]
) -> tuple[list[list[Ring]], list[Arc]]:
    """The same areas over longer arcs: joined wherever only two of these areas' arcs meet.

    A state's border is cut where a county's ends at it; a map of states needs no such corner.
    """
    areas = [list(rings) for rings in areas]
    used = {_forward(arc) for rings in areas for ring in rings for arc in ring}
    ends = Counter(end for arc in used for end in (arcs[arc][0], arcs[arc][-1]))
    longer: list[Arc] = []
    numbers: dict[tuple[int, ...], int] = {}

    def number_of(chain: tuple[int, ...]) -> int:
        back = tuple(~arc for arc in reversed(chain))
        if back in numbers:
            return ~numbers[back]
        if chain not in numbers:
            numbers[chain] = len(longer)
            longer.append(walked(chain, arcs))
        return numbers[chain]

    rings = [
        [[number_of(chain) for chain in _chains(ring, arcs, ends)] for ring in one] for one in areas
    ]
    return rings, longer


def _chains(ring: Ring, arcs: Sequence[Arc], ends: Counter[Position]) -> list[tuple[int, ...]]:
    """A ring cut at its corners only; one without corners is one chain, begun at its least arc."""
    corners = [at for at, arc in enumerate(ring) if ends[_first(arc, arcs)] != 2]
    if not corners:
        start = min(range(len(ring)), key=lambda at: _forward(ring[at]))
        return [tuple(ring[start:] + ring[:start])]
    turned = ring[corners[0] :] + ring[: corners[0]]
    chains: list[list[int]] = []
    for arc in turned:
        if ends[_first(arc, arcs)] != 2:
            chains.append([])
        chains[-1].append(arc)
    return [tuple(chain) for chain in chains]


def walked(ring: Sequence[int], arcs: Sequence[Arc]) -> Arc:
    """The points of arcs in a row, where they meet only once."""
    points: Arc = []
    for arc in ring:
        there = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += there[1:] if points else there
    return points


def weights(arc: Arc, grid: Grid) -> list[float]:
    """For each point of an arc, the tolerance in miles up to which it is needed (Douglas and
    Peucker); infinite for its ends. Whoever keeps the points above a tolerance has a line that is
    nowhere further than that from the whole one. Measured in space: a map of any place is right."""
    spots = earth_vectors(*grid.degrees(arc))
    found = [math.inf] * len(arc)
    waiting = [(0, len(arc) - 1, math.inf)]
    while waiting:
        first, last, above = waiting.pop()
        if last - first < 2:
            continue
        off = _off(spots[first + 1 : last], spots[first], spots[last])
        at = first + 1 + int(off.argmax())
        # A point within a dropped one's stretch goes no later than that one.
        found[at] = min(float(off.max()), above)
        waiting += [(first, at, found[at]), (at, last, found[at])]
    return found


def _off(points: Floats, a: Floats, b: Floats) -> Floats:
    """How far points (n, 3) are from the stretch between two others: (n,)."""
    way = b - a
    length = float(way @ way)
    along = np.clip((points - a) @ way / length, 0.0, 1.0) if length else np.zeros(len(points))
    off: Floats = np.linalg.norm(points - a - along[:, None] * way, axis=1)
    return off


def _forward(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _first(arc: int, arcs: Sequence[Arc]) -> Position:
    return arcs[arc][0] if arc >= 0 else arcs[~arc][-1]
