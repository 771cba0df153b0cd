"""Chapters: the facilities of an area by county, and the ways of finding one among them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from finder.export.area import Area
from finder.facility import Facility
from finder.places.names import fold


@dataclass(frozen=True, slots=True)
class Chapter:
    """A county and its facilities, by town and name; `county` is blank where nobody knows it."""

    county: str
    facilities: tuple[Facility, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """An index's heading, a letter or a town, and the facilities under it, by name."""

    text: str
    facilities: tuple[Facility, ...]


def chapters(facilities: Iterable[Facility], area: Area) -> tuple[Chapter, ...]:
    """Every listed facility of the area, each in one chapter: counties by name, unknown ones last.

    A facility is where its address says; one whose county nobody knows is in no county that was
    asked for.
    """
    wanted = {county.name for county in area.counties}
    found: dict[str, list[Facility]] = {}
    for facility in facilities:
        address = facility.address
        if facility.retired or address.state != area.state.state:
            continue
        if not wanted or address.county in wanted:
            found.setdefault(address.county, []).append(facility)
    ordered = sorted(found.items(), key=lambda pair: (not pair[0], _sorted_as(pair[0])))
    return tuple(Chapter(county, _by(each, _town_first)) for county, each in ordered)


def by_letter(chapters: Iterable[Chapter]) -> tuple[Heading, ...]:
    """The facilities by the first letter of their name; "#" for a name that begins with none."""
    return _index(chapters, lambda facility: _letter(facility.name))


def by_town(chapters: Iterable[Chapter]) -> tuple[Heading, ...]:
    """The facilities by town."""
    return _index(chapters, lambda facility: facility.address.city)


def _index(chapters: Iterable[Chapter], heading: Callable[[Facility], str]) -> tuple[Heading, ...]:
    found: dict[str, list[Facility]] = {}
    for chapter in chapters:
        for facility in chapter.facilities:
            found.setdefault(heading(facility), []).append(facility)
    ordered = sorted(found.items(), key=lambda pair: _sorted_as(pair[0]))
    return tuple(Heading(text, _by(each, _name_first)) for text, each in ordered)


def _by(
    facilities: Iterable[Facility], order: Callable[[Facility], tuple[str, ...]]
) -> tuple[Facility, ...]:
    return tuple(sorted(facilities, key=order))


def _town_first(facility: Facility) -> tuple[str, ...]:
    return (_sorted_as(facility.address.city), *_name_first(facility))


def _name_first(facility: Facility) -> tuple[str, ...]:
    return (_sorted_as(facility.name), _sorted_as(facility.program), facility.id)


def _letter(name: str) -> str:
    first = _sorted_as(name)[:1].upper()
    return first if first.isalpha() else "#"


def _sorted_as(text: str) -> str:
    """How a name is put in order: without accents, case and marks, so that "St. Mary's" stands
    beside "St Marys"."""
    return " ".join(fold(text))
