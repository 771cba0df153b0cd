"""Area: the state, and the counties of it, that somebody wants to take along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from finder.errors import FinderError
from finder.places import Gazetteer, Place
from finder.places.names import fold

_OFFERED = 3
# Below this a name is not like another: rapidfuzz gives 0 to 100.
_ALIKE = 55


class UnknownArea(FinderError, LookupError):
    """There is no such state or county, or nothing in it; names the nearest there are."""


@dataclass(frozen=True, slots=True)
class Area:
    """A whole state, or these counties of it, in order of name."""

    state: Place
    counties: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: "Kentucky", "Boone County, Kenton County, Kentucky"."""
        return ", ".join([*(county.name for county in self.counties), self.state.name])


def area_named(gazetteer: Gazetteer, state: str, counties: Iterable[str] = ()) -> Area:
    """The area that these texts name, in any usual spelling; raises `UnknownArea`."""
    found = gazetteer.state(state)
    if found is None:
        names = [each.name for each in gazetteer.states()]
        raise UnknownArea(
            f"There is no state called “{state}”.{_offer(_alike(state, names))} "
            "A state is its two letters or its name: KY, Kentucky."
        )
    named = {_county(gazetteer, found, text) for text in counties}
    return Area(found, tuple(sorted(named, key=lambda county: county.name)))


def nearest_with_some(area: Area, gazetteer: Gazetteer, listed: Iterable[str]) -> UnknownArea:
    """What to say where nothing is listed in these counties: which near them have something.

    `listed` are the names of the state's counties that have a place.
    """
    having = set(listed)
    there = [county for county in gazetteer.counties(area.state.state) if county.name in having]
    if area.counties:
        here = area.counties[0].point
        there.sort(key=lambda county: here.miles_to(county.point))
    names = [county.name for county in there[:_OFFERED]]
    near = f" Near it, these have some: {', '.join(names)}." if names else ""
    return UnknownArea(f"The directory lists no place in {area.name}.{near}")


def _county(gazetteer: Gazetteer, state: Place, text: str) -> Place:
    found = gazetteer.register.counties.named(fold(text), state.state)
    if found:
        return found[0]
    names = [county.name for county in gazetteer.counties(state.state)]
    raise UnknownArea(f"{state.name} has no county called “{text}”.{_offer(_alike(text, names))}")


def _alike(text: str, names: Sequence[str]) -> list[str]:
    found = process.extract(
        text.casefold(),
        names,
        scorer=fuzz.WRatio,
        processor=str.casefold,
        limit=_OFFERED,
        score_cutoff=_ALIKE,
    )
    return [name for name, _score, _at in found]


def _offer(names: Sequence[str]) -> str:
    return f" Do you mean {' or '.join(names)}?" if names else ""
