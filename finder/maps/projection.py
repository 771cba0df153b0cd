"""Projection: points on Earth → whole units of a canvas, true about one point.

Azimuthal, from positions in space, so nothing special happens at the 180th meridian. Distances from
the centre are the chord through the Earth (then areas are true: Lambert's equal-area) or the arc
over it (then distances from the centre are, and a ring of so many miles is a circle). Both are
those of `finder.places`, so a map and the list beside it never differ.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from finder.places import Point, arc_of_chord, earth_vectors, position

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Projection:
    """About `centre`, which is drawn at (`x`, `y`); `scale` is units a mile, north is up."""

    centre: Point
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    equal_area: bool = False

    @cached_property
    def _axes(self) -> Floats:
        """East and north at the centre, as columns of a (3, 2) matrix."""
        lat, lon = math.radians(self.centre.lat), math.radians(self.centre.lon)
        east = (-math.sin(lon), math.cos(lon), 0.0)
        north = (
            -math.sin(lat) * math.cos(lon),
            -math.sin(lat) * math.sin(lon),
            math.cos(lat),
        )
        return np.array([east, north]).T

    @property
    def middle(self) -> Floats:
        """The centre in space: shape (3,)."""
        return np.array(position(self.centre))

    def of_vectors(self, vectors: Floats) -> Floats:
        """Where positions in space (n, 3) are drawn: (n, 2), x to the right and y down."""
        away = vectors - self.middle
        flat = away @ self._axes
        chords = np.linalg.norm(away, axis=1)
        far = chords if self.equal_area else arc_of_chord(chords)
        across = np.hypot(flat[:, 0], flat[:, 1])
        stretched = np.divide(far, across, out=np.zeros_like(far), where=across > 0) * self.scale
        return flat * stretched[:, None] * (1.0, -1.0) + (self.x, self.y)

    def of_points(self, points: list[Point]) -> Floats:
        """The same for points in degrees: (n, 2)."""
        if not points:
            return np.empty((0, 2))
        return self.of_vectors(
            earth_vectors([point.lat for point in points], [point.lon for point in points])
        )

    def fitting(
        self, drawn: Floats, *, width: float, height: float, margin: float, least: float
    ) -> "Projection":
        """The projection that puts these drawings of its own in the middle of a canvas.

        `margin` in units stays free on every side; the canvas never shows less than `least` miles
        from top to bottom, so that one door does not fill it.
        """
        low, high = drawn.min(axis=0), drawn.max(axis=0)
        span = (high - low) / self.scale
        closest = height / max(least, 1e-6)
        fits = [
            (side - 2 * margin) / miles if miles > 0 else closest
            for side, miles in zip((width, height), span.tolist(), strict=True)
        ]
        scale = min(*fits, closest)
        shift = ((low + high) / 2 - (self.x, self.y)) * (scale / self.scale)
        return Projection(
            self.centre,
            scale,
            width / 2 - float(shift[0]),
            height / 2 - float(shift[1]),
            self.equal_area,
        )
