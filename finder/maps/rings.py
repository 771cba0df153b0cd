"""Rings: circles of so many miles about the place that was asked for, to tell distances by."""

import math
from dataclasses import dataclass

from finder.maps.boxes import Box, free
from finder.maps.strokes import Canvas

_MILES = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500)
MOST = 3
# A ring narrower than this lies under the pins; one hardly wider than another tells nothing new.
_NARROWEST = 150
_WIDER = 1.7
_HEIGHT = 48
_LETTER = 24
# Where a ring may bear its miles: above and below first, where most maps have room; in degrees from
# the east, as y runs down.
_PLACES = (270, 90, 315, 225, 45, 135, 0, 180)


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle about the centre of the map; its miles are written about (`x`, `y`)."""

    miles: int
    radius: int
    x: int
    y: int
    asked: bool = False


def rings(canvas: Canvas, within: int | None, taken: list[Box]) -> tuple[Ring, ...]:
    """A few rings that can be seen, the widest first, that of the search marked; `taken` grows."""
    found: list[Ring] = []
    for miles in sorted({*_MILES, *([within] if within else [])}, reverse=True):
        radius = miles * canvas.projection.scale
        asked = miles == within
        if radius < _NARROWEST or not (asked or len(found) < MOST):
            continue
        if found and not asked and found[-1].radius < radius * _WIDER:
            continue
        spot = _room(canvas, radius, _LETTER * len(f"{miles} miles"), taken)
        if spot is not None:
            found.append(Ring(miles, round(radius), *spot, asked))
    return tuple(found)


def _room(canvas: Canvas, radius: float, wide: int, taken: list[Box]) -> tuple[int, int] | None:
    """Where on a ring its miles can stand; None where they cannot."""
    at = canvas.projection
    for degrees in _PLACES:
        x = at.x + radius * math.cos(math.radians(degrees))
        y = at.y + radius * math.sin(math.radians(degrees))
        box = Box(x - wide / 2, y - _HEIGHT / 2, x + wide / 2, y + _HEIGHT / 2)
        if box.within(canvas.width, canvas.height) and free(box, taken):
            taken.append(box)
            return round(x), round(y)
    return None
