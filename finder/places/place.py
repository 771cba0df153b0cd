"""Places: what a name or a number stands for, and the two ways of not being sure."""

from dataclasses import dataclass
from enum import StrEnum

from finder.places.point import Point


class PlaceKind(StrEnum):
    """The sorts of place: a county is also a parish, borough, census area or municipio."""

    ZIP = "zip"
    CITY = "city"
    COUNTY = "county"
    STATE = "state"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the United States, with the point distances are measured from.

    `state` is a two-letter code, empty for a bare point. `county` is the full county name and
    `city` the postal city; only a ZIP has them, and 683 ZIPs have no known city. `population` is 0
    when unknown.
    """

    name: str
    kind: PlaceKind
    state: str
    point: Point
    county: str = ""
    population: int = 0
    city: str = ""

    @property
    def label(self) -> str:
        """What to call it: "Akron, OH", "ZIP 44301 (Akron, OH)", "Cook County, IL", "Ohio"."""
        if self.kind is PlaceKind.STATE or not self.state:
            return self.name
        if self.kind is PlaceKind.ZIP:
            inside = f"{self.city}, {self.state}" if self.city else self.state
            return f"ZIP {self.name} ({inside})"
        return f"{self.name}, {self.state}"


@dataclass(frozen=True, slots=True)
class Choices:
    """Several places of the asked name, the likeliest first: only the visitor can choose."""

    places: tuple[Place, ...]
    asked: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Nothing has the asked name; these are nearest to it: never to be used unasked."""

    places: tuple[Place, ...]
    asked: str
