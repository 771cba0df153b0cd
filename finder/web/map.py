"""Map: the places of a list, and where was asked, as the values a map is drawn from. No Flask."""

from collections.abc import Sequence
from dataclasses import dataclass

from finder.facility import Facility
from finder.maps import Asked, Atlas, LocalMap, Pin, local_map
from finder.places import PlaceKind
from finder.search.request import Where
from finder.web.present import HitLine, is_about


@dataclass(frozen=True, slots=True)
class ListMap:
    """A map and what its words need: where was asked, and which kinds of mark it has."""

    drawn: LocalMap
    where: Where | None
    name: str

    @property
    def has_about(self) -> bool:
        """Whether any mark stands for a place known only by its ZIP or city."""
        return any(cluster.about for cluster in self.drawn.clusters)

    @property
    def has_exact(self) -> bool:
        """Whether any mark stands for a place whose door is known."""
        return not all(cluster.about for cluster in self.drawn.clusters)

    @property
    def has_several(self) -> bool:
        """Whether any mark stands for several places."""
        return any(len(cluster.pins) > 1 for cluster in self.drawn.clusters)


def list_map(atlas: Atlas, lines: Sequence[HitLine], where: Where | None) -> ListMap | None:
    """The map of a list; None for an empty one, and for one that asks for no place and lies in more
    than one state."""
    pins = [
        Pin(line.number, line.facility.name, line.facility.point, is_about(line.facility))
        for line in lines
    ]
    asked = _asked(where, lines, atlas)
    drawn = local_map(atlas, pins, asked) if asked else None
    return ListMap(drawn, where, asked.name) if drawn and asked else None


# Half as wide in units as the map of a list: it is shown about half as wide.
_LOCATOR_WIDTH = 960


def locator(atlas: Atlas, facility: Facility) -> LocalMap | None:
    """Where in its county, or its state, one facility is; None where we have no outline of it."""
    home = facility.address
    if atlas.state(home.state) is None:
        return None
    county = home.county if atlas.has_county(home.state, home.county) else ""
    pin = Pin(1, facility.name, facility.point, is_about(facility))
    asked = Asked(home.county, facility.point, area=(home.state, county))
    return local_map(atlas, [pin], asked, width=_LOCATOR_WIDTH, town=home.city)


def _asked(where: Where | None, lines: Sequence[HitLine], atlas: Atlas) -> Asked | None:
    if where is None:
        states = {line.facility.address.state for line in lines}
        area = atlas.state(states.pop()) if len(states) == 1 else None
        return Asked(area.name, lines[0].facility.point, area=(area.state, "")) if area else None
    place = where.place
    if not where.inside:
        return Asked(place.label, place.point, where.within)
    county = place.name if place.kind is PlaceKind.COUNTY else ""
    return Asked(place.label, place.point, area=(place.state, county))
