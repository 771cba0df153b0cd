"""Choropleth: maps of how many places each county of a state has, or each state of the nation."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from finder.maps.atlas import Atlas
from finder.maps.boxes import Box, free
from finder.maps.local import Ground, ground, height_for, main_part, middle
from finder.maps.outlines import Layer
from finder.maps.projection import Projection
from finder.maps.shades import Shade, level_in, shades
from finder.maps.strokes import Canvas
from finder.maps.towns import Town, named
from finder.places import Point

WIDTH = 1440
_MARGIN, _INSET = 40, 12
_LETTER, _LINE = 27, 46
# So many of the largest towns on a map are looked at for those of its state.
_TOWNS = 200
# The lower 48 states as the National Atlas draws them: true areas about 45° N, 100° W.
_MIDDLE = Point(45.0, -100.0)
_MAINLAND = (0, 0, WIDTH, 920)
# The others each at a scale of their own, in a row below: left, top, width and height.
_APART = {
    "AK": (0, 800, 330, 280),
    "HI": (350, 890, 220, 190),
    "GU": (590, 950, 130, 130),
    "MP": (740, 950, 130, 130),
    "AS": (890, 950, 130, 130),
    "PR": (1040, 950, 220, 130),
    "VI": (1280, 950, 160, 130),
}
_ALWAYS = frozenset({"AK", "HI", "PR"})
_NATION_HEIGHT = 1090


@dataclass(frozen=True, slots=True)
class Amount:
    """How many places an area has: a state, and one of its counties by its full name or "". `name`
    is what to call it.

    `point` is where its people are: a good spot for a label.
    """

    state: str
    county: str
    name: str
    point: Point
    total: int


@dataclass(frozen=True, slots=True)
class ShadedArea:
    """An area as path text, with the amounts it stands for: two for counties parted since."""

    amounts: tuple[Amount, ...]
    path: str
    level: int


@dataclass(frozen=True, slots=True)
class Label:
    """A word about the middle of what it names."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the picture with a scale of its own, at (`left`, `top`).

    It is named by the `labels` of states as far as they find room, or by `towns`; by `name` in its
    corner, when it is of one state far off.
    """

    left: int
    top: int
    width: int
    height: int
    ground: Ground
    areas: tuple[ShadedArea, ...]
    labels: tuple[Label, ...] = ()
    towns: tuple[Town, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Choropleth:
    """A map of counts. `left_out` are amounts of areas that are not on it: those we have no outline
    of, and islands too far out at sea."""

    width: int
    height: int
    frames: tuple[Frame, ...]
    shades: tuple[Shade, ...]
    left_out: tuple[Amount, ...]


def state_map(atlas: Atlas, state: str, counties: Sequence[Amount]) -> Choropleth | None:
    """A state with its counties shaded; None where there is nothing to shade or no outline, and for
    a single county (the District of Columbia, Guam), where it would say nothing."""
    outlines = atlas.outlines
    number = outlines.state_numbers.get(state)
    found = shades([amount.total for amount in counties])
    if number is None or not found or sum(a.state == state for a in outlines.counties.areas) < 2:
        return None
    canvas = _canvas(outlines.states, number, WIDTH)
    layer, numbers = outlines.counties, outlines.county_numbers
    together: dict[int, list[Amount]] = {}
    for amount in counties:
        at = numbers.get((amount.state, amount.county))
        if at is not None:
            together.setdefault(at, []).append(amount)
    largest = atlas.towns.largest(canvas, _TOWNS)
    frame = Frame(
        0,
        0,
        canvas.width,
        canvas.height,
        ground(atlas, canvas, (outlines.states, number), outlines.inner_of(state)),
        _shaded(canvas, layer, together, found),
        towns=named([each for each in largest if each[0].state == state], [], canvas),
    )
    left_out = _left_out(counties, (frame,))
    return Choropleth(canvas.width, canvas.height, (frame,), found, left_out)


def nation_map(atlas: Atlas, states: Sequence[Amount]) -> Choropleth | None:
    """The nation with its states shaded, those far off in frames of their own; None for none."""
    found = shades([amount.total for amount in states])
    if not found:
        return None
    numbers, layer = atlas.outlines.state_numbers, atlas.outlines.states
    by_state = {amount.state: amount for amount in states}
    drawn = {code: amount for code, amount in by_state.items() if code in numbers}
    lower = [code for code in numbers if code not in _APART and code != "US"]
    at = Projection(_MIDDLE, equal_area=True)
    mainland = np.concatenate([main_part(at, layer, numbers[code]) for code in lower])
    left, top, width, height = _MAINLAND
    fitted = at.fitting(mainland, width=width, height=height, margin=_MARGIN, least=1)
    frames = [
        _frame(
            atlas,
            (left, top),
            Canvas(width, height, fitted),
            states=lower,
            amounts=drawn,
            found=found,
        )
    ]
    for code, (left, top, width, height) in _APART.items():
        if code in drawn or code in _ALWAYS:
            canvas = _canvas(layer, numbers[code], width, height)
            corner = (left, top)
            frames.append(
                _frame(atlas, corner, canvas, states=[code], amounts=drawn, found=found, name=code)
            )
    left_out = _left_out(states, frames)
    return Choropleth(WIDTH, _NATION_HEIGHT, tuple(frames), found, left_out)


def _left_out(amounts: Sequence[Amount], frames: Sequence[Frame]) -> tuple[Amount, ...]:
    drawn = {amount for frame in frames for area in frame.areas for amount in area.amounts}
    return tuple(amount for amount in amounts if amount.total and amount not in drawn)


def _canvas(layer: Layer, number: int, width: int, height: int | None = None) -> Canvas:
    """A canvas of this size, or of a fitting height, with one area in its middle."""
    at = Projection(middle(layer, number), equal_area=True)
    points = main_part(at, layer, number)
    margin = _MARGIN if height is None else _INSET
    high = height_for(points, width, margin) if height is None else height
    return Canvas(width, high, at.fitting(points, width=width, height=high, margin=margin, least=1))


def _frame(
    atlas: Atlas,
    corner: tuple[int, int],
    canvas: Canvas,
    *,
    states: Sequence[str],
    amounts: dict[str, Amount],
    found: Sequence[Shade],
    name: str = "",
) -> Frame:
    numbers = atlas.outlines.state_numbers
    together = {numbers[code]: [amounts[code]] for code in states if code in amounts}
    return Frame(
        *corner,
        canvas.width,
        canvas.height,
        ground(atlas, canvas, None, None),
        _shaded(canvas, atlas.outlines.states, together, found),
        labels=() if name else _labels(canvas, atlas.outlines.states, together),
        name=name,
    )


def _shaded(
    canvas: Canvas, layer: Layer, together: dict[int, list[Amount]], found: Sequence[Shade]
) -> tuple[ShadedArea, ...]:
    """The areas of a layer that are on the canvas, by their numbers."""
    areas = []
    for number, amounts in together.items():
        path = canvas.shape(layer, [number]) or _diamond(canvas, amounts[0].point)
        level = level_in(sum(amount.total for amount in amounts), found)
        if path:
            areas.append(ShadedArea(tuple(amounts), path, level))
    return tuple(areas)


def _labels(canvas: Canvas, layer: Layer, together: dict[int, list[Amount]]) -> tuple[Label, ...]:
    """The codes of states, where their people are or else in their middle, as far as they find
    room; those with most places choose first."""
    labels: list[Label] = []
    taken: list[Box] = []
    for number, (amount, *_) in sorted(together.items(), key=lambda each: -each[1][0].total):
        wide = len(amount.state) * _LETTER + 12
        for x, y in canvas.projection.of_points([amount.point, middle(layer, number)]).tolist():
            box = Box(x - wide / 2, y - _LINE / 2, x + wide / 2, y + _LINE / 2)
            if box.within(canvas.width, canvas.height) and free(box, taken):
                taken.append(box)
                labels.append(Label(amount.state, round(x), round(y)))
                break
    return tuple(labels)


def _diamond(canvas: Canvas, point: Point) -> str:
    """A mark for an area too small to have a shape, such as Saipan; "" off the canvas."""
    x, y = canvas.projection.of_points([point])[0].tolist()
    if not (0 <= x <= canvas.width and 0 <= y <= canvas.height):
        return ""
    return f"M{round(x) - 10} {round(y)}l10-10 10 10-10 10z"
