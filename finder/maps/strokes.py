"""Strokes: outlines on a canvas as SVG path text: near ones only, simplified, cut, whole units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from finder.maps.outlines import Layer, level_of
from finder.maps.projection import Floats, Projection
from finder.places import chord_of_arc

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

# A line nowhere further than so many units from the whole one; four units are one pixel of a phone.
_TOLERANCE = 3.0
# Shapes are cut so far outside the canvas that the stroke along the cut is not seen.
_BLEED = 24
_SMALLEST = 3.0


@dataclass(frozen=True)
class Canvas:
    """A picture of so many units, and how places come onto it."""

    width: int
    height: int
    projection: Projection

    @property
    def level(self) -> int:
        """The level of points that are needed at this scale."""
        return level_of(_TOLERANCE / self.projection.scale)

    def near(self, layer: Layer) -> Mask:
        """Which arcs of a layer may come onto the canvas: (m,)."""
        corners = np.array([(0, 0), (self.width, 0), (0, self.height), (self.width, self.height)])
        at = self.projection
        away = np.hypot(*(corners - (at.x, at.y)).T).max() / at.scale
        # Of an arc of so many miles; an equal-area map draws chords, which are never longer.
        seen = min(chord_of_arc(float(away) * 1.2), 8000.0)
        apart = np.linalg.norm(layer.middles - at.middle, axis=1)
        nearby: Mask = apart <= layer.reaches + seen
        return nearby

    def lines(self, layer: Layer, chosen: Mask) -> str:
        """The chosen arcs (m,) of a layer, each once; "" when none comes onto the canvas."""
        wanted = (chosen & self.near(layer))[layer.arcs] & (layer.levels >= self.level)
        rows = np.flatnonzero(wanted)
        if len(rows) < 2:
            return ""
        drawn = self.projection.of_vectors(layer.vectors[rows])
        low = np.minimum(drawn[:-1], drawn[1:])
        high = np.maximum(drawn[:-1], drawn[1:])
        # A step from one point to the next is drawn when both are of one arc, and it may be seen.
        drawn_on = (layer.arcs[rows[:-1]] == layer.arcs[rows[1:]]) & (
            (high >= 0) & (low <= (self.width, self.height))
        ).all(axis=1)
        whole = np.rint(drawn).astype(np.int64)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], drawn_on.astype(np.int8), [0]])))
        return "".join(
            written(whole[first : last + 1]) for first, last in edges.reshape(-1, 2).tolist()
        )

    def shape(self, layer: Layer, areas: Iterable[int]) -> str:
        """Areas as one shape, to be filled by the even-odd rule; "" when none is on the canvas."""
        # An island that nobody would see is left out before it is drawn.
        seen = self.near(layer) & (layer.reaches * self.projection.scale >= _SMALLEST)
        path: list[str] = []
        for number in areas:
            for ring in layer.areas[number].rings:
                if len(ring) == 1 and not seen[max(ring[0], ~ring[0])]:
                    continue
                drawn = self.projection.of_vectors(layer.vectors[layer.points_of(ring, self.level)])
                inside = cut(drawn, self.width, self.height)
                path.append(written(np.rint(inside).astype(np.int64), closed=True))
        return "".join(path)


def cut(drawn: Floats, width: int, height: int) -> Floats:
    """The part of a ring (n, 2) on the canvas and a little around it: (k, 2), empty when none is.

    Sutherland and Hodgman's way: one side of the canvas after another.
    """
    for axis, bound, sign in (
        (0, -_BLEED, 1),
        (0, width + _BLEED, -1),
        (1, -_BLEED, 1),
        (1, height + _BLEED, -1),
    ):
        if not len(drawn):
            return drawn
        from_bound = sign * (drawn[:, axis] - bound)
        inside = from_bound >= 0
        if inside.all():
            continue
        following = np.roll(drawn, -1, axis=0)
        after = np.roll(from_bound, -1)
        crosses = inside != np.roll(inside, -1)
        share = np.divide(
            from_bound, from_bound - after, out=np.zeros_like(from_bound), where=crosses
        )
        crossing = drawn + share[:, None] * (following - drawn)
        both = np.stack([drawn, crossing], axis=1)
        drawn = both[np.stack([inside, crosses], axis=1)]
    return drawn


def written(points: Whole, *, closed: bool = False) -> str:
    """Points (n, 2) as path text, each step from the last; "" for fewer than make a line."""
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) < (2 if closed else 1):
        return ""
    start = _numbers(points[0].tolist())
    return f"M{start}l{_numbers(steps.ravel().tolist())}{'z' if closed else ''}"


def _numbers(values: Sequence[int]) -> str:
    """Numbers in a row; a minus sign parts as well as a blank does."""
    return " ".join(map(str, values)).replace(" -", "-")
