"""Ground: for a judged query, which facilities of the whole directory are relevant to it.

The rules for "in the place" are in `bench.relevance`; each is written once, here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bench.judged import Expect, Judged
from bench.listed import Listed, county_key
from finder.places import Gazetteer, Place, PlaceKind, Point
from finder.places.names import key

FIRST = 10  # how many hits are judged
NEAR = 25.0  # miles that still count as there, when the place itself has fewer than ten
# The tenth nearest is no border: a centre lies a little differently in another table.
_TOLERANCE = 1.05

Inside = Callable[[Listed], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is right for one query. `ideal` are the ten best gains the directory could give."""

    judged: Judged
    inside: Inside = field(repr=False)
    possible: int
    ideal: tuple[int, ...]
    strict: int | None

    def gain(self, listed: Listed) -> int:
        """0 for what is not relevant, 2 for what has a `should` code too, else 1."""
        if not (self.judged.fits(listed.codes) and self.inside(listed)):
            return 0
        return 2 if listed.codes & self.judged.should else 1


@dataclass(frozen=True, slots=True)
class Ground:
    """The whole directory, to hold answers against."""

    listed: tuple[Listed, ...]
    gazetteer: Gazetteer

    def wanted(self, judged: Judged) -> Wanted:
        """What is relevant to a query, and how many and how good the best ten are."""
        fitting = [each for each in self.listed if judged.fits(each.codes)]
        inside, strict = self._inside(judged, fitting)
        bare = Wanted(judged, inside, 0, (), strict)
        gains = sorted((bare.gain(each) for each in fitting if inside(each)), reverse=True)
        return Wanted(judged, inside, len(gains), tuple(gains[:FIRST]), strict)

    def _inside(self, judged: Judged, fitting: Sequence[Listed]) -> tuple[Inside, int | None]:
        """The place as a test, and how many of the fitting lie exactly in it."""
        rules = {
            Expect.NONE: self._nowhere,
            Expect.NAME: self._named,
            Expect.STATE: self._state,
            Expect.ZIP: self._zip,
            Expect.ZIP3: self._zip,
            Expect.CITY: self._city,
            Expect.COUNTY: self._county,
            Expect.ANY_CITY: self._any_of_name,
            Expect.ANY_COUNTY: self._any_of_name,
        }
        return rules[judged.expect](judged, fitting)

    def _nowhere(self, _judged: Judged, _fitting: Sequence[Listed]) -> tuple[Inside, int | None]:
        return (lambda _listed: True), None

    def _named(self, judged: Judged, fitting: Sequence[Listed]) -> tuple[Inside, int | None]:
        meant = named(judged)
        return meant, sum(map(meant, fitting))

    def _state(self, judged: Judged, fitting: Sequence[Listed]) -> tuple[Inside, int | None]:
        code = judged.location
        there = sum(each.state == code for each in fitting)
        if there:
            return (lambda listed: listed.state == code), there
        place = self.gazetteer.state(code)
        assert place is not None, judged.qid
        return nearest(fitting, place.point), 0

    def _zip(self, judged: Judged, fitting: Sequence[Listed]) -> tuple[Inside, int | None]:
        typed = [word.strip(".,?") for word in judged.query.split()]
        full = next(word for word in typed if word.isdigit() and word.startswith(judged.location))
        place = self.gazetteer.zip_point(full)
        assert place is not None, judged.qid
        exactly = sum(each.zip.startswith(judged.location) for each in fitting)
        return near_or_nearest(fitting, place.point), exactly

    def _city(self, judged: Judged, fitting: Sequence[Listed]) -> tuple[Inside, int | None]:
        name, state = split_place(judged.location)
        place = self.gazetteer.city(name, state)
        assert place is not None, judged.qid
        town = (key(name), state)
        return self._around(fitting, place, lambda listed: listed.town == town)

    def _county(self, judged: Judged, fitting: Sequence[Listed]) -> tuple[Inside, int | None]:
        place = self.gazetteer.find(judged.location)
        assert isinstance(place, Place), judged.qid
        return self._around(fitting, place, _in_county(place.name, place.state))

    def _any_of_name(self, judged: Judged, fitting: Sequence[Listed]) -> tuple[Inside, int | None]:
        """In any place of the name; about each, the rule of one alone."""
        kind = PlaceKind.CITY if judged.expect is Expect.ANY_CITY else PlaceKind.COUNTY
        rules, strict = [], 0
        for place in self.places_named(judged.location, kind):
            exactly = (
                _in_city(place) if kind is PlaceKind.CITY else _in_county(place.name, place.state)
            )
            there = sum(map(exactly, fitting))
            if there:
                rules.append(self._around(fitting, place, exactly)[0])
                strict += there
        return (lambda listed: any(rule(listed) for rule in rules)), strict

    def places_named(self, name: str, kind: PlaceKind) -> tuple[Place, ...]:
        """Every place of a kind with this name."""
        states = [each.state for each in self.gazetteer.states()]
        if kind is PlaceKind.COUNTY:
            counties = (place for state in states for place in self.gazetteer.counties(state))
            return tuple(each for each in counties if county_key(each.name) == county_key(name))
        found = (self.gazetteer.city(name, state) for state in states)
        return tuple(place for place in found if place is not None)

    def _around(
        self, fitting: Sequence[Listed], place: Place, exactly: Inside
    ) -> tuple[Inside, int]:
        """Exactly there; with fewer than ten, within 25 miles too; with none at all, the nearest
        ten."""
        there = sum(map(exactly, fitting))
        if there >= FIRST:
            return exactly, there
        point = place.point
        if there or any(within(each, point) for each in fitting):
            return (lambda listed: exactly(listed) or within(listed, point)), there
        return nearest(fitting, point), there


def split_place(text: str) -> tuple[str, str]:
    """ "Akron, OH" as its two parts."""
    name, _, state = text.rpartition(",")
    return name.strip(), state.strip()


def within(listed: Listed, point: Point, miles: float = NEAR) -> bool:
    """Whether a facility lies at most so far from a point."""
    return listed.point.miles_to(point) <= miles


def near_or_nearest(fitting: Iterable[Listed], point: Point) -> Inside:
    """Within 25 miles; with fewer than ten there, the nearest ten."""
    listed = tuple(fitting)
    if sum(within(each, point) for each in listed) >= FIRST:
        return lambda each: within(each, point)
    return nearest(listed, point)


def nearest(fitting: Iterable[Listed], point: Point) -> Inside:
    """Not farther than the tenth nearest, with a twentieth of tolerance."""
    miles = sorted(each.point.miles_to(point) for each in fitting)[:FIRST]
    limit = (miles[-1] if miles else 0.0) * _TOLERANCE
    return lambda listed: within(listed, point, limit)


def named(judged: Judged) -> Inside:
    """Whether a facility is the one a known-item query means, by its name and town."""
    name, _, where = judged.location.rpartition("@")
    city, state = split_place(where)
    called, town = key(name), (key(city), state)
    return lambda listed: listed.town == town and key(listed.name) == called


def _in_city(place: Place) -> Inside:
    town = (key(place.name), place.state)
    return lambda listed: listed.town == town


def _in_county(name: str, state: str) -> Inside:
    wanted = county_key(name)
    return lambda listed: listed.state == state and wanted in listed.counties
