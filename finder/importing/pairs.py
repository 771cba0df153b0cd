"""Pairs: places that may be one, the likeliest first, each with what speaks for it and against it.

Comparing every place with every other would be eighty million comparisons. So only those are
compared that share a block: a phone in a city, a street, a house number, a name. Then each piece of
evidence adds to a score out of 100, or takes from it, and what is kept says which pieces they were.

The weights were set by reading pairs of the 2023 directory and California's licenses: see
docs/importing.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from rapidfuzz import fuzz

from finder.facility import Known, Listing, Position
from finder.identity import Identity
from finder.importing.across import kinship
from finder.importing.traits import Traits

_NUMBER = re.compile(r"\d+")
# Places that share more than this with so many others say nothing by sharing it.
_CROWD = 40
# Pairs that are offered, of 100 points.
_ENOUGH = 60
_MILES = 0.1
# "3640 North Briarwood Lane" and "3640 Briarwood Lane", but not 120 Skyway and 120 Wedgewood Drive.
_STREETS_ALIKE = 80
# "House 1" and "House 2", "NUWAY I" and "NUWAY III" are one name and two places.
_ORDINAL = re.compile(r"\b(?:\d+|i{1,3}|iv|vi{0,3}|ix|x)\b")
_OTHER_ORDINAL = 0.7


class Evidence(StrEnum):
    """What speaks for two places being one; `APART` and after it, against."""

    NAME = "name"
    PHONE = "phone"
    STREET = "street"
    NUMBER = "number"
    NEAR = "near"
    WEBSITE = "website"
    OTHER_PHONE = "other-phone"
    OTHER_ROOM = "other-room"
    OTHER_STREET = "other-street"
    LISTED_TWICE = "listed-twice"


# Points of each; a name's are a share of its own, by how alike the two are.
POINTS: Mapping[Evidence, int] = {
    Evidence.NAME: 45,
    Evidence.PHONE: 25,
    Evidence.STREET: 25,
    Evidence.NUMBER: 15,
    Evidence.NEAR: 5,
    Evidence.WEBSITE: 5,
    Evidence.OTHER_PHONE: -10,
    Evidence.OTHER_ROOM: -10,
    Evidence.OTHER_STREET: -15,
    Evidence.LISTED_TWICE: -20,
}


class Kind(StrEnum):
    """Of which kind a pair is: in two lists, twice in one, or one of them listed no longer."""

    ACROSS = "across"
    WITHIN = "within"
    SUCCESSOR = "successor"


@dataclass(frozen=True, slots=True)
class Side:
    """One place of a pair: its id, the sources that list it, and the listing that was compared."""

    place: str
    sources: tuple[str, ...]
    current: bool
    listing: Listing = field(compare=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places that may be one: `score` of 100 by this evidence, their names `alike` from 0 to 1.

    The one that is offered to stay is the first: listed, by more sources, and of the smaller id.
    """

    one: Side
    other: Side
    kind: Kind
    score: int
    evidence: tuple[Evidence, ...]
    alike: float


def pairs(known: Iterable[Known], identity: Identity) -> tuple[Pair, ...]:
    """Every pair of places that may be one and was not told apart, the likeliest first."""
    sides = list(_sides(known, identity))
    traits = [Traits.of(side.listing, {}) for side in sides]
    best: dict[tuple[str, str], Pair] = {}
    for i, j in _blocked(sides, traits):
        one, other = sorted((sides[i], sides[j]), key=_stays)
        key = (one.place, other.place)
        if one.place == other.place or not one.current or identity.apart(*key):
            continue
        pair = _compared(sides[i], sides[j], traits[i], traits[j])
        if pair.score >= _ENOUGH and (key not in best or best[key].score < pair.score):
            best[key] = pair
    return tuple(sorted(best.values(), key=lambda p: (-p.score, p.one.place, p.other.place)))


def undecided(found: Iterable[Pair], identity: Identity) -> tuple[Pair, ...]:
    """Those of these pairs of which nothing was decided since they were found."""
    return tuple(
        pair
        for pair in found
        if identity.place(pair.one.place) == pair.one.place
        and identity.place(pair.other.place) == pair.other.place
        and not identity.apart(pair.one.place, pair.other.place)
    )


def _sides(known: Iterable[Known], identity: Identity) -> Iterator[Side]:
    """A side for each listing: those in force of a place that is listed, else its last ones."""
    places: dict[str, list[Known]] = defaultdict(list)
    for each in known:
        places[identity.place(each.facility, each.source)].append(each)
    for place, listed in places.items():
        current = [each for each in listed if each.current]
        shown = current or listed
        sources = tuple(sorted({each.source for each in shown}))
        for each in shown:
            yield Side(place, sources, bool(current), each.listing)


def _blocked(sides: Sequence[Side], traits: Sequence[Traits]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, each in enumerate(traits):
        for key in set(_blocks(each)):
            blocks[key].append(at)
    found: set[tuple[int, int]] = set()
    for rows in blocks.values():
        if len({sides[row].place for row in rows}) <= _CROWD:
            found.update(combinations(rows, 2))
    return found


def _blocks(traits: Traits) -> Iterator[tuple[str, ...]]:
    for number in traits.numbers:
        yield "phone", number, traits.city, traits.state
        yield "line", number, traits.name
    if traits.street:
        yield "street", traits.street, traits.zip
    if house := _NUMBER.match(traits.street):
        yield "number", house.group(), traits.zip
    for name in {traits.name, traits.program} - {""}:
        yield "name", name, traits.city, traits.state


def _stays(side: Side) -> tuple[object, ...]:
    return (not side.current, -len(side.sources), side.place)


def _compared(left: Side, right: Side, left_traits: Traits, right_traits: Traits) -> Pair:
    kind = _kind(left, right)
    lists = not set(left.sources) & set(right.sources)
    alike = _alike(left_traits, right_traits, lists=lists)
    evidence = tuple(_evidence(left, right, left_traits, right_traits, kind=kind, alike=alike))
    score = sum(POINTS[each] for each in evidence if each is not Evidence.NAME)
    score += round(POINTS[Evidence.NAME] * max(0.0, alike - 0.5) * 2)
    one, other = sorted((left, right), key=_stays)
    return Pair(one, other, kind, max(0, min(100, score)), evidence, alike)


def _kind(one: Side, other: Side) -> Kind:
    if not (one.current and other.current):
        return Kind.SUCCESSOR
    return Kind.WITHIN if set(one.sources) & set(other.sources) else Kind.ACROSS


def _alike(one: Traits, other: Traits, *, lists: bool) -> float:
    """How alike the names are. Two lists may write a name in two ways, as a whole or in part; one
    list means two places, if their programs or the whole differ, or only a number does."""
    if lists:
        return kinship(one, other)
    whole = fuzz.token_sort_ratio(one.words, other.words) / 100
    if one.program and other.program:
        whole = min(whole, fuzz.token_sort_ratio(one.program_words, other.program_words) / 100)
    ordinals = (set(_ORDINAL.findall(each.words)) for each in (one, other))
    return whole if next(ordinals) == next(ordinals) else whole * _OTHER_ORDINAL


def _evidence(
    left: Side, right: Side, one: Traits, other: Traits, *, kind: Kind, alike: float
) -> Iterator[Evidence]:
    if alike >= 0.75:
        yield Evidence.NAME
    if one.numbers & other.numbers:
        yield Evidence.PHONE
    elif one.numbers and other.numbers:
        yield Evidence.OTHER_PHONE
    yield from _where(left, right, one, other, kind=kind)
    site = left.listing.website
    if site and site == right.listing.website:
        yield Evidence.WEBSITE
    if kind is Kind.WITHIN:
        yield Evidence.LISTED_TWICE


def _where(
    left: Side, right: Side, one: Traits, other: Traits, *, kind: Kind
) -> Iterator[Evidence]:
    exact = left.listing.position is right.listing.position is Position.EXACT
    near = exact and left.listing.point.miles_to(right.listing.point) <= _MILES
    same_zip = one.zip == other.zip
    # Two lists may give a place its front and its back door; nobody knows how far apart these are.
    doors = kind is Kind.ACROSS and same_zip and not exact
    if one.street and same_zip and one.street == other.street:
        yield Evidence.STREET
        if one.street2 and other.street2 and one.street2 != other.street2:
            yield Evidence.OTHER_ROOM
    elif _same_house(one, other):
        yield Evidence.NUMBER
    elif one.street and other.street and not near and not doors:
        yield Evidence.OTHER_STREET
    if near:
        yield Evidence.NEAR


def _same_house(one: Traits, other: Traits) -> bool:
    """Whether a street is written in two ways, with one house number in one town."""
    numbers = [_NUMBER.match(each.street) for each in (one, other)]
    if not (numbers[0] and numbers[1]) or numbers[0].group() != numbers[1].group():
        return False
    town = one.zip == other.zip or (one.city, one.state) == (other.city, other.state)
    return town and fuzz.ratio(one.street, other.street) >= _STREETS_ALIKE
