"""Sheet: what is counted over the whole directory, once a revision.

A list has a name: `without:website` are the places without a website, `without:website@samhsa`
those for which samhsa gives none, `position:zip`, `shared:phone`, `code:XYZ`. Nothing here hangs on
the day or on calls; `findings` adds what does.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from finder.facility import Facility, Known, Listing, PhoneKind, Position
from finder.importing.spots import Spots, squares
from finder.places import Point
from finder.quality.duplicates import Duplicates
from finder.vocabulary import Vocabulary

# The name of a list, and the places on it in the order they are shown.
Lists = Mapping[str, tuple[str, ...]]

# The fields whose coverage is told, beside each category of terms.
FIELDS = ("phones", "intake", "website", "position", "county", "credentials")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many places have a field, or a word of a category: all of them `have`, and as each source
    lists them (its name, those that have it, all that it lists)."""

    what: str
    have: int
    by_source: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The directory in figures: `total` places are listed.

    `days` has the places by the newest day their sources speak of, `claims` each licence with a
    last day: that day, the place, the licence in words. `notes` says of a list what is seen at each
    of its places. `spots` has exact positions as listed, those of a ZIP as added and those of a
    city as gone.
    """

    total: int
    coverage: tuple[Coverage, ...]
    positions: Mapping[Position, int]
    spots: Spots
    days: Mapping[date, tuple[str, ...]]
    claims: tuple[tuple[date, str, str], ...]
    codes: tuple[tuple[str, int], ...]
    shared_phones: int
    same_places: int
    lists: Lists
    notes: Mapping[str, Mapping[str, str]]


def sheet(facilities: Iterable[Facility], known: Iterable[Known], vocabulary: Vocabulary) -> Sheet:
    """The sheet over every listed facility, and every listing in force."""
    return _Counting(vocabulary).over(facilities, known)


class _Counting:
    """One pass over the facilities and one over the listings."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._total = 0
        self._have: Counter[str] = Counter()
        self._lists: dict[str, list[str]] = defaultdict(list)
        self._days: dict[date, list[str]] = defaultdict(list)
        self._claims: list[tuple[date, str, str]] = []
        self._points: dict[Position, list[Point]] = {each: [] for each in Position}
        self._alike = Duplicates()
        self._saying = _saying(vocabulary)
        self._whats = (*FIELDS, *(each.slug for each in vocabulary.categories))

    def over(self, facilities: Iterable[Facility], known: Iterable[Known]) -> Sheet:
        """Count them all."""
        listed = set()
        for each in facilities:
            if each.retired is None:
                listed.add(each.id)
                self._add(each)
        by_source = self._sources(
            each for each in known if each.current and each.facility in listed
        )
        phones, places = self._alike.phones(), self._alike.places()
        codes = Counter(
            {name[5:]: len(ids) for name, ids in self._lists.items() if name.startswith("code:")}
        )
        exact, _ = squares(self._points[Position.EXACT])
        by_zip, off_zip = squares(self._points[Position.ZIP])
        by_city, off_city = squares(self._points[Position.CITY])
        kept = {name: tuple(ids) for name, ids in self._lists.items()}
        return Sheet(
            total=self._total,
            coverage=tuple(
                Coverage(what, self._have[what], by_source.get(what, ())) for what in self._whats
            ),
            positions={each: len(points) for each, points in self._points.items()},
            spots=Spots(exact, by_zip, by_city, off_zip + off_city),
            days={day: tuple(ids) for day, ids in sorted(self._days.items())},
            claims=tuple(sorted(self._claims)),
            codes=tuple(codes.most_common()),
            shared_phones=len(phones.groups),
            same_places=len(places.groups),
            lists={**kept, "shared:phone": phones.ids, "shared:place": places.ids},
            notes={"shared:phone": phones.notes, "shared:place": places.notes},
        )

    def _add(self, facility: Facility) -> None:
        self._total += 1
        codes = facility.codes
        has = _has(facility, codes, self._saying)
        for what, there in has.items():
            self._have[what] += there
            if not there:
                self._lists[f"without:{what}"].append(facility.id)
        self._lists[f"position:{facility.position}"].append(facility.id)
        self._points[facility.position].append(facility.point)
        self._days[facility.as_of].append(facility.id)
        for code in codes:
            if not self._vocabulary.knows(code):
                self._lists[f"code:{code}"].append(facility.id)
        for claim in facility.credentials:
            if claim.valid_until:
                told = " ".join(filter(None, (claim.body, claim.kind, claim.identifier)))
                self._claims.append((claim.valid_until, facility.id, told))
        self._alike.add(facility)

    def _sources(self, listings: Iterable[Known]) -> dict[str, tuple[tuple[str, int, int], ...]]:
        """For each field or category: what each source has of it."""
        of: Counter[str] = Counter()
        have: Counter[tuple[str, str]] = Counter()
        for each in listings:
            listing, source = each.listing, each.source
            of[source] += 1
            has = _has(listing, frozenset(listing.codes), self._saying)
            for what, there in has.items():
                have[what, source] += there
                if not there:
                    self._lists[f"without:{what}@{source}"].append(each.facility)
        return {
            what: tuple((source, have[what, source], of[source]) for source in sorted(of))
            for what in self._whats
        }


def _has(
    place: Facility | Listing, codes: frozenset[str], saying: Mapping[str, frozenset[str]]
) -> dict[str, bool]:
    """Whether each field is filled, and a word of each category said."""
    return {
        "phones": bool(place.phones),
        "intake": any(phone.kind is PhoneKind.INTAKE for phone in place.phones),
        "website": bool(place.website),
        "position": place.position is Position.EXACT,
        "county": bool(place.address.county),
        "credentials": bool(place.credentials),
        **{slug: not codes.isdisjoint(words) for slug, words in saying.items()},
    }


def _saying(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """For each category the codes that say yes or no to one of its terms."""
    return {
        each.slug: frozenset(
            code
            for term in vocabulary.in_category(each.slug)
            for code in (*term.codes, *term.denied_by)
        )
        for each in vocabulary.categories
    }
