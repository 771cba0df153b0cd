"""Pins: numbered places on a map; those that would lie on each other become one, "3–5"."""

from collections.abc import Sequence
from dataclasses import dataclass

from finder.maps.boxes import Box
from finder.places import Point

# In units of the results map: 26 pixels of a phone, so that a finger finds one (WCAG 2.5.8: 24).
HEIGHT = 108
_LETTER = 34
_PADDING = 44


@dataclass(frozen=True, slots=True)
class Pin:
    """A place to put on a map, with its number in the list; `about` when only its ZIP is known."""

    number: int
    name: str
    point: Point
    about: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Pins at one spot, in the order of the list; most are of one pin."""

    pins: tuple[Pin, ...]
    x: int
    y: int

    @property
    def text(self) -> str:
        """What the mark says: "3", "3–5", "3, 7", or the first and how many more: "3 +4"."""
        return in_short([pin.number for pin in self.pins])

    @property
    def first(self) -> int:
        """The number it leads to."""
        return self.pins[0].number

    @property
    def about(self) -> bool:
        """Whether no place in it is known to the door."""
        return all(pin.about for pin in self.pins)

    @property
    def width(self) -> int:
        """How wide its mark is, in units; a single one is round."""
        return max(HEIGHT, len(self.text) * _LETTER + _PADDING)

    @property
    def box(self) -> Box:
        """What its mark covers."""
        across, down = self.width / 2, HEIGHT / 2
        return Box(self.x - across, self.y - down, self.x + across, self.y + down)


def clustered(placed: Sequence[tuple[Pin, float, float]]) -> tuple[Cluster, ...]:
    """Pins with where they are drawn → marks that do not lie on each other.

    Two that do become one in the middle of all their pins, the nearest two first, until none do: at
    most one step a pin.
    """
    spots = [[each] for each in placed]
    while True:
        clusters = [_cluster(spot) for spot in spots]
        meeting = [
            ((a.x - b.x) ** 2 + (a.y - b.y) ** 2, i, j)
            for i, a in enumerate(clusters)
            for j, b in enumerate(clusters[:i])
            if a.box.meets(b.box)
        ]
        if not meeting:
            return tuple(sorted(clusters, key=lambda cluster: cluster.first))
        _, later, earlier = min(meeting)
        spots[earlier] += spots.pop(later)


def _cluster(spot: Sequence[tuple[Pin, float, float]]) -> Cluster:
    pins = sorted((pin for pin, _, _ in spot), key=lambda pin: pin.number)
    x = sum(x for _, x, _ in spot) / len(spot)
    y = sum(y for _, _, y in spot) / len(spot)
    return Cluster(tuple(pins), round(x), round(y))


def in_short(numbers: Sequence[int]) -> str:
    """Rising numbers in the room of a pin.

    >>> in_short([3]), in_short([3, 4, 5]), in_short([3, 7]), in_short([3, 7, 8, 12])
    ('3', '3–5', '3, 7', '3 +3')
    """
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1:
        return str(first)
    if last - first == len(numbers) - 1 and len(numbers) > 2:
        return f"{first}–{last}"
    return f"{first}, {last}" if len(numbers) == 2 else f"{first} +{len(numbers) - 1}"


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Rising numbers as first and last of each unbroken run.

    >>> runs([3, 4, 5, 8])
    [(3, 5), (8, 8)]
    """
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
