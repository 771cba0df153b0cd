"""Plot: an import's places as a small map drawn here, without a request to anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from finder.importing.spots import EAST, NORTH, SOUTH, SQUARE, WEST, Spots, Square

# A degree of latitude is as long as 1 / cos(38°) degrees of longitude in the middle of the map.
_UP = 1.27
_STEP = 4


@dataclass(frozen=True, slots=True)
class Plot:
    """Paths for an SVG of this width and height: a dot for listed and new squares, a cross for
    those with a place that goes."""

    width: int
    height: int
    listed: str
    added: str
    gone: str
    elsewhere: int


def plot(found: Spots) -> Plot:
    """The picture of these spots."""
    width = int((EAST - WEST) / SQUARE * _STEP)
    height = int((NORTH - SOUTH) / SQUARE * _STEP * _UP)
    return Plot(
        width,
        height,
        _dots(found.listed),
        _dots(found.added),
        _crosses(found.gone),
        found.elsewhere,
    )


def _dots(squares: Sequence[Square]) -> str:
    return "".join(f"M{x} {y}h0" for x, y in map(_at, squares))


def _crosses(squares: Sequence[Square]) -> str:
    return "".join(f"M{x - 3} {y - 3}l6 6m-6 0l6-6" for x, y in map(_at, squares))


def _at(square: Square) -> tuple[int, int]:
    return square[0] * _STEP + _STEP // 2, int((square[1] + 0.5) * _STEP * _UP)
