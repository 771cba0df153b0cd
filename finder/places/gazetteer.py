"""The gazetteer: what people call a place → the place, a choice, or the nearest spelling."""

from dataclasses import dataclass

from finder.places import reading
from finder.places.choosing import in_order, pick
from finder.places.columns import Zips
from finder.places.names import fold, key_of_words
from finder.places.place import Choices, Place, PlaceKind, Suggestion
from finder.places.point import Point
from finder.places.register import Register, in_state

MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every ZIP, city, county and state of the United States, offline. Immutable."""

    zips: Zips
    register: Register

    def look_up(self, text: str) -> Place | Choices | Suggestion | None:
        """What a text names; a Suggestion when it is only near a name, None when it is near none.

        Never raises, whatever the text. "90210", "dayton, ohio", "Cook County IL", "39.76,-84.19",
        "NYC".
        """
        found = self.find(text)
        if found is None and len(text) <= reading.LONGEST:
            parts = reading.without_lead(reading.parts(reading.clean(text)))
            places = self.register.near(parts)
            return Suggestion(places[:MOST_SUGGESTIONS], text) if places else None
        return found

    def find(self, text: str) -> Place | Choices | Suggestion | None:
        """As `look_up`, without repairing a spelling: for words that may be no place at all."""
        if len(text) > reading.LONGEST:
            return None
        plain = reading.clean(text)
        at = reading.coordinates(plain)
        if at is not None:
            point, doubtful = at
            place = Place(self._name_of(point), PlaceKind.POINT, "", point)
            return Suggestion((place,), text) if doubtful else place
        zips, rest = reading.zips(plain)
        if zips:
            return self._by_zip(zips, rest, plain)
        return pick(self._named_in(reading.parts(plain)), text) or self._short_zip(plain)

    def zip_point(self, zip5: str) -> Place | None:
        """The place of a five-digit ZIP, None when it is no ZIP of the table."""
        row = self.zips.row(zip5) if len(zip5) == 5 and zip5.isascii() and zip5.isdigit() else None
        return None if row is None else self.zips.place(row)

    def city(self, name: str, state: str) -> Place | None:
        """A city by its name in any spelling and its two-letter state; None when there is none."""
        words, code = fold(name), state.strip().upper()
        for tried in (words, reading.town_name(words)):
            named_key = key_of_words(tried) if tried else ""
            found = self.register.cities.named(named_key, code) or [
                place
                for place in in_state(self.register.aliases.get(named_key, ()), code)
                if place.kind is PlaceKind.CITY
            ]
            if found:
                return found[0]
        return None

    def county_of(self, zip5: str) -> str:
        """The county a ZIP mostly lies in, by its full name; empty when unknown."""
        place = self.zip_point(zip5)
        return place.county if place else ""

    def counties(self, state: str) -> tuple[Place, ...]:
        """The counties of a state, by name."""
        return tuple(in_state(self.register.counties.places, state))

    def cities_in(self, state: str) -> tuple[Place, ...]:
        """The cities of a state, by name."""
        return tuple(sorted(self.register.cities.within(state), key=lambda place: place.name))

    def states(self) -> tuple[Place, ...]:
        """The fifty states, DC, five territories and three freely associated states, by name."""
        return tuple(sorted(self.register.states.values(), key=lambda place: place.name))

    def state(self, code_or_name: str) -> Place | None:
        """A state by its code, its English or Spanish name, or a usual short form."""
        code = self.register.state_codes.get("".join(fold(code_or_name)))
        return self.register.states[code] if code else None

    def others_named(self, place: Place) -> tuple[Place, ...]:
        """Other places of the same name, to show beside one that was taken without asking."""
        if place.kind in (PlaceKind.ZIP, PlaceKind.POINT):
            return ()
        words = fold(place.name)
        if place.kind is PlaceKind.COUNTY:
            bare = key_of_words(reading.county_name(words) or words)
            found = list(self.register.counties.by_bare_name.get(bare, ()))
        else:
            found = self.register.named(words, None)
        return tuple(other for other in in_order(found) if other != place)

    def problems(self) -> list[str]:
        """What is wrong with the tables, one sentence each; nothing when all is well."""
        return [*self.zips.problems(self.register.states), *self.register.problems()]

    def _name_of(self, point: Point) -> str:
        """A point's numbers and the city of the nearest ZIP: few know where a number lies."""
        name = f"{point.lat:.5g}, {point.lon:.6g}"
        row = self.zips.nearest(point)
        city = self.zips.cities[row] if row is not None else ""
        return f"{name} ({city}, {self.zips.states[row]})" if row is not None and city else name

    def _by_zip(self, zips: list[str], rest: str, text: str) -> Place | Choices | Suggestion | None:
        """The place of a text with a ZIP: the ZIP, unless words beside it name another state."""
        known = [place for code in dict.fromkeys(zips) if (place := self.zip_point(code))]
        words = [
            part
            for part in reading.parts(rest)
            if part not in (["zip"], ["zip", "code"], ["zipcode"])
        ]
        if not known:
            named = pick(self._named_in(words), text)
            return named or self._area(zips[-1], text)
        if not words:
            return known[0] if len(known) == 1 else Choices(tuple(known), text)
        # A street number can look like a ZIP ("12345 Main St, Akron, OH 44301"): the last is the
        # ZIP.
        place = known[-1]
        named = pick(self._named_in(words), text)
        others = named.places if isinstance(named, Choices) else (named,) if named else ()
        if any(other.state == place.state for other in others):
            return place
        if others:
            return Choices((place, *others), text)
        return place if text.rstrip().endswith(zips[-1]) else Suggestion((place,), text)

    def _named_in(self, parts: list[list[str]]) -> list[Place]:
        return self.register.named_in(parts) or self.register.named_in(reading.without_lead(parts))

    def _area(self, zip5: str, text: str) -> Suggestion | None:
        """The area of a ZIP not in the table: the middle of those with its first three digits."""
        rows = self.zips.prefix_rows(zip5[:3])
        if not rows:
            return None
        places = [self.zips.place(row) for row in rows]
        codes = [place.state for place in places]
        state = max(sorted(set(codes)), key=codes.count)
        inside = [place.point for place in places if place.state == state]
        point = Point(
            round(sum(point.lat for point in inside) / len(inside), 5),
            round(sum(point.lon for point in inside) / len(inside), 5),
        )
        area = Place(f"area of ZIP {zip5[:3]}xx", PlaceKind.POINT, state, point)
        return Suggestion((area, self.register.states[state]), text)

    def _short_zip(self, text: str) -> Suggestion | None:
        """A ZIP that lost its leading zero in a spreadsheet: "2134" → 02134."""
        place = self.zip_point(f"0{text}") if len(text) == 4 else None
        return Suggestion((place,), text) if place else None
