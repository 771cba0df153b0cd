"""Local: the map beside a list of places: outlines, towns, rings, and a numbered pin for each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from finder.maps.atlas import Atlas
from finder.maps.boxes import Box
from finder.maps.outlines import Floats, Layer
from finder.maps.pins import Cluster, Pin, clustered
from finder.maps.projection import Projection
from finder.maps.rings import Ring, rings
from finder.maps.strokes import Canvas, Mask
from finder.maps.towns import Town, beside, named
from finder.places import Point

# Four units are one pixel of a phone 360 pixels wide: fine enough for a screen twice as wide.
WIDTH = 1440
# How high a map may be for its width, to be easy to look at.
_LOWEST, _HIGHEST = 7 / 12, 11 / 12
_MARGIN = 110
_LEAST_MILES = 3.0
# Beyond this many miles from top to bottom, counties are too small to draw.
_COUNTIES_UP_TO = 800.0
# Far places would make all others one dot: those over three times as far as most, and over fifty
# miles, are told in words.
_MOST = 0.8
_TIMES_AS_FAR = 3.0
_NEAR_ENOUGH = 50.0
# How much of an area's land its map must hold: the last hundredth may be islands far out at sea.
_OF_ITS_LAND = 0.99


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a search looked: about a point, up to `within` miles, or inside an area.

    An area is a two-letter state and a county's full name, "" for the whole state.
    """

    name: str
    point: Point
    within: int | None = None
    area: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under everything else, as path text: all land, the asked area, the borders."""

    land: str
    area: str
    counties: str
    states: str


@dataclass(frozen=True, slots=True)
class LocalMap:
    """A map ready to be drawn on a canvas of `width` by `height` units.

    `here` is the point that was asked for, None where an area was. `left_off` are the places too
    far away to be on it.
    """

    width: int
    height: int
    ground: Ground
    rings: tuple[Ring, ...]
    towns: tuple[Town, ...]
    clusters: tuple[Cluster, ...]
    here: tuple[int, int] | None
    left_off: tuple[Pin, ...]


def local_map(
    atlas: Atlas, pins: Sequence[Pin], asked: Asked, *, width: int = WIDTH, town: str = ""
) -> LocalMap | None:
    """The map of these pins about where was asked; None where there is no pin to show.

    Names and marks have one size in units, so they look the larger the fewer units a map is wide.
    The name of a `town` that the first mark would hide stands beside the mark.
    """
    if not pins:
        return None
    area = _area(atlas, asked)
    kept, left_off = (pins, ()) if area else _parted(pins, asked.point)
    canvas = _canvas(kept, asked, area, width)
    placed = [
        (pin, *_inside(canvas, x, y))
        for pin, (x, y) in zip(
            kept, canvas.projection.of_points([pin.point for pin in kept]).tolist(), strict=True
        )
    ]
    clusters = clustered(placed)
    taken = [cluster.box for cluster in clusters]
    here = None
    if asked.area is None:
        here = (round(canvas.projection.x), round(canvas.projection.y))
        taken.append(Box(here[0] - 40, here[1] - 40, here[0] + 40, here[1] + 40))
    return LocalMap(
        width=canvas.width,
        height=canvas.height,
        ground=ground(atlas, canvas, area, _counties(atlas, canvas)),
        rings=rings(canvas, asked.within, taken) if here else (),
        towns=_towns(atlas, canvas, taken, (town, clusters[0])),
        clusters=clusters,
        here=here,
        left_off=tuple(left_off),
    )


def ground(
    atlas: Atlas, canvas: Canvas, area: tuple[Layer, int] | None, counties: Mask | None
) -> Ground:
    """The land of a canvas, one marked area, and the borders: of counties, those arcs of theirs."""
    outlines = atlas.outlines
    every: Mask = np.ones(len(outlines.states.reaches), dtype=bool)
    return Ground(
        land=canvas.shape(outlines.states, [outlines.state_numbers["US"]]),
        area=canvas.shape(area[0], [area[1]]) if area else "",
        counties="" if counties is None else canvas.lines(outlines.counties, counties),
        states=canvas.lines(outlines.states, every),
    )


def _towns(
    atlas: Atlas, canvas: Canvas, taken: list[Box], own: tuple[str, Cluster]
) -> tuple[Town, ...]:
    """The towns of a canvas, the one of a mark first, if it has a name."""
    name, mark = own
    first = beside(name, (mark.x, mark.y), taken, canvas, mark.width // 2) if name else None
    largest = atlas.towns.largest(canvas)
    if first is None:
        return named(largest, taken, canvas)
    return (first, *named([each for each in largest if each[0].name != name], taken, canvas))


def _counties(atlas: Atlas, canvas: Canvas) -> Mask | None:
    """The borders between counties of one state; None where counties are too small to draw."""
    miles = canvas.height / canvas.projection.scale
    return atlas.outlines.inner if miles <= _COUNTIES_UP_TO else None


def _area(atlas: Atlas, asked: Asked) -> tuple[Layer, int] | None:
    """The asked area in its layer; None where none was asked or we have no outline of it."""
    if asked.area is None:
        return None
    outlines = atlas.outlines
    state, county = asked.area
    if county:
        number = outlines.county_numbers.get((state, county))
        return None if number is None else (outlines.counties, number)
    number = outlines.state_numbers.get(state)
    return None if number is None else (outlines.states, number)


def _parted(pins: Sequence[Pin], centre: Point) -> tuple[list[Pin], list[Pin]]:
    """The pins to show and those too far off, each in its order."""
    miles = [centre.miles_to(pin.point) for pin in pins]
    most = sorted(miles)[int(_MOST * (len(miles) - 1))]
    limit = max(_NEAR_ENOUGH, _TIMES_AS_FAR * most)
    near = [pin for pin, far in zip(pins, miles, strict=True) if far <= limit]
    return near, [pin for pin, far in zip(pins, miles, strict=True) if far > limit]


def _canvas(
    pins: Sequence[Pin], asked: Asked, area: tuple[Layer, int] | None, width: int
) -> Canvas:
    """The canvas that holds the pins, and the asked point or area."""
    points = [pin.point for pin in pins]
    if area is None:
        at = Projection(asked.point)
        drawn = at.of_points([asked.point, *points])
    else:
        at = Projection(middle(*area), equal_area=True)
        drawn = np.concatenate([main_part(at, *area), at.of_points(points)])
    height = height_for(drawn, width, _MARGIN)
    fitted = at.fitting(drawn, width=width, height=height, margin=_MARGIN, least=_LEAST_MILES)
    return Canvas(width, height, fitted)


def height_for(drawn: Floats, width: int, margin: int) -> int:
    """How high a canvas must be for drawings to fill its width, within what is easy to look at."""
    across, down = (drawn.max(axis=0) - drawn.min(axis=0)).tolist()
    lowest, highest = width * _LOWEST, width * _HIGHEST
    wanted = (width - 2 * margin) * (down / across) + 2 * margin if across > 0 else highest
    return round(min(max(wanted, lowest), highest))


def middle(layer: Layer, number: int) -> Point:
    """About the middle of an area, for a projection to be true there."""
    rows = np.concatenate([layer.points_of(ring, 0) for ring in layer.areas[number].rings])
    x, y, z = layer.vectors[rows].mean(axis=0).tolist()
    return Point(
        float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))
    )


def main_part(at: Projection, layer: Layer, number: int) -> Floats:
    """The points (n, 2) of an area's largest rings, that hold nearly all of its land."""
    rings_ = [
        at.of_vectors(layer.vectors[layer.points_of(ring, 0)]) for ring in layer.areas[number].rings
    ]
    sizes = [_size(ring) for ring in rings_]
    order = np.argsort([-size for size in sizes], kind="stable")
    held = np.cumsum(np.array(sizes)[order])
    enough = int(np.searchsorted(held, _OF_ITS_LAND * held[-1])) + 1
    return np.concatenate([rings_[each] for each in order[:enough].tolist()])


def _size(ring: Floats) -> float:
    """The area inside a ring, by the shoelace formula."""
    x, y = ring.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def _inside(canvas: Canvas, x: float, y: float) -> tuple[float, float]:
    """A pin's spot, drawn in from the very edge so that all of it is seen."""
    edge = _MARGIN / 2
    return (
        min(max(x, edge), canvas.width - edge),
        min(max(y, edge), canvas.height - edge),
    )
