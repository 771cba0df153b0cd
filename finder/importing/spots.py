"""Spots: where on a map an import's places lie, in squares, so that thousands are a small picture.

A square is a quarter of a degree: some fifteen miles, less than the width of a dot.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from finder.importing.planned import Plan
from finder.places import Point

# The 48 states; what lies elsewhere is counted.
WEST, EAST, SOUTH, NORTH = -125.0, -66.5, 24.3, 49.5
SQUARE = 0.25

# A square: how many of them east of WEST and south of NORTH.
Square = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spots:
    """The squares in which places are listed, come new and go, and how many lie off the map."""

    listed: tuple[Square, ...]
    added: tuple[Square, ...]
    gone: tuple[Square, ...]
    elsewhere: int


def spots(plan: Plan) -> Spots:
    """Where the places of a whole plan lie."""
    points = [listing.point for _, listing, _ in plan.entries]
    listed, elsewhere = squares(points)
    added, _ = squares(each.point for each in plan.added)
    gone, _ = squares(each.point for each in (*plan.retired, *plan.dropped))
    return Spots(listed, added, gone, elsewhere)


def squares(points: Iterable[Point | None]) -> tuple[tuple[Square, ...], int]:
    found: set[Square] = set()
    elsewhere = 0
    for point in points:
        if point is None:
            continue
        if WEST <= point.lon <= EAST and SOUTH <= point.lat <= NORTH:
            found.add((int((point.lon - WEST) / SQUARE), int((NORTH - point.lat) / SQUARE)))
        else:
            elsewhere += 1
    return tuple(sorted(found)), elsewhere
