"""Boxes: upright rectangles on a canvas, and whether one is in the way of another."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """In units: left and right are smaller and larger x, top and bottom smaller and larger y."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        """Whether the whole box is on a canvas of this size."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


def free(box: Box, taken: Iterable[Box]) -> bool:
    """Whether nothing taken is in a box's way."""
    return not any(box.meets(other) for other in taken)
