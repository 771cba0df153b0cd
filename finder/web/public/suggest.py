"""Suggest: names of places that begin with what somebody types; an enhancement, never needed.

The answer hangs on nothing but those first letters. They are not logged, and not kept.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest

from flask import Blueprint, Response, jsonify, request

from finder.places import Gazetteer, Place, PlaceKind
from finder.search.params import NEAR, near_text
from finder.vocabulary import plain

MOST_SUGGESTED = 8
# One letter begins some thousand names, of which none is likelier than another.
FEWEST_LETTERS = 2
# "Rancho Santa Margarita, California" has 34.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Names:
    """Names to suggest. `keys` are sorted; `texts` (what to type to mean the place) and `ranks`
    (the likeliest place first) run beside them."""

    keys: tuple[str, ...]
    texts: tuple[str, ...]
    ranks: tuple[tuple[int, int], ...]


def names_of(gazetteer: Gazetteer) -> Names:
    """The names of every state, county and city; takes about half a second."""
    rows = sorted(set(_rows(gazetteer)))
    keys, texts, ranks = zip(*rows, strict=True)
    return Names(keys, texts, ranks)


def suggestions(typed: str, names: Names) -> list[str]:
    """At most eight places whose name begins with what was typed, states first, then by size.

    After a comma comes the state: "akron, o". Never raises, whatever the text.
    """
    name, _, state = typed[:_LONGEST].partition(",")
    begins, code = plain(name), plain(state)
    if len(begins) < FEWEST_LETTERS:
        return []
    first = bisect_left(names.keys, begins)
    last = bisect_left(names.keys, begins + "\U0010ffff")
    fitting = (
        at for at in range(first, last) if plain(names.texts[at].partition(",")[2]).startswith(code)
    )
    best = nsmallest(MOST_SUGGESTED * 2, fitting, key=lambda at: (names.ranks[at], at))
    return list(dict.fromkeys(names.texts[at] for at in best))[:MOST_SUGGESTED]


def blueprint(*, gazetteer: Gazetteer) -> Blueprint:
    """/suggest.json."""
    pages = Blueprint("suggest", __name__)
    # Made for the first who types: most workers of a small site never need it.
    made = cache(lambda: names_of(gazetteer))

    @pages.get("/suggest.json")
    def places() -> Response:
        typed = request.args.get(NEAR, "")
        found = suggestions(typed, made()) if len(plain(typed[:_LONGEST])) > 1 else []
        return jsonify(places=found)

    return pages


def _rows(gazetteer: Gazetteer) -> Iterator[tuple[str, str, tuple[int, int]]]:
    states = gazetteer.states()
    for state in states:
        for key in (state.name, state.state):
            yield from _row(key, state)
        yield from _each(gazetteer.counties(state.state))
        yield from _each(gazetteer.cities_in(state.state))


def _each(places: Iterable[Place]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    for place in places:
        yield from _row(place.name, place)


def _row(name: str, place: Place) -> Iterator[tuple[str, str, tuple[int, int]]]:
    order = (PlaceKind.STATE, PlaceKind.CITY, PlaceKind.COUNTY)
    key = plain(name)
    if key:
        yield key, near_text(place), (order.index(place.kind), -place.population)
