"""Writing: a request as a query string, and what the forms of a page carry along."""

from decimal import Decimal
from urllib.parse import quote, urlencode

from finder.places import Place, PlaceKind
from finder.search.params.names import (
    ABOUT,
    ANY,
    AVOID,
    CALLED,
    NAME,
    NEAR,
    PAGE,
    SORT,
    UNSAID,
    WITHIN,
)
from finder.search.request import DEFAULT_RADIUS, SearchRequest, Sort, Where
from finder.vocabulary import Vocabulary

# Names the gazetteer takes for another place of that name, or asks about: how to mean these.
_SPELT_OUT = {
    (PlaceKind.STATE, "New York"): "New York State",
    (PlaceKind.STATE, "Washington"): "Washington State",
    (PlaceKind.COUNTY, "Carson City"): "Carson City County",
}
_IN_A_STATE = (PlaceKind.CITY, PlaceKind.COUNTY)


def query(request: SearchRequest, vocabulary: Vocabulary) -> str:
    """The one query string that stands for this request, percent-encoded; "" for the empty one.

    What the vocabulary does not know is left out.
    """
    return urlencode(written(request, vocabulary), quote_via=quote, safe=",")


def written(request: SearchRequest, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The same, as name-value pairs that are not encoded yet."""
    pairs = [(NAME, request.words)] if request.words else []
    pairs += _place(request) + _radius(request) + ticked(request, vocabulary)
    pairs += _ranking(request) + _unusual_sort(request)
    if request.page != 1:
        pairs.append((PAGE, str(request.page)))
    return pairs


def beside_fields(request: SearchRequest, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """What a form that asks for words and place carries along unseen."""
    return [
        *_radius(request),
        *ticked(request, vocabulary),
        *_ranking(request),
        *_unusual_sort(request),
    ]


def beside_filters(request: SearchRequest) -> list[tuple[str, str]]:
    """What a form that asks for terms and radius carries along unseen."""
    pairs = [(NAME, request.words)] if request.words else []
    return pairs + _place(request) + _ranking(request) + _unusual_sort(request)


def near_query(near: str) -> str:
    """The query string that says only where; "" for nowhere."""
    return urlencode([(NEAR, near)], quote_via=quote, safe=",") if near else ""


def ticked(request: SearchRequest, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The request's terms as name-value pairs, in the vocabulary's order of categories."""
    return [
        (category.slug, term.slug)
        for category in vocabulary.categories
        for term in vocabulary.in_category(category.slug)
        if term.slug in request.terms
    ]


def near_text(place: Place) -> str:
    """What to type to mean this place, and no other."""
    if place.kind is PlaceKind.POINT:
        return f"{_decimal(place.point.lat)},{_decimal(place.point.lon)}"
    name = _SPELT_OUT.get((place.kind, place.name), place.name)
    return f"{name}, {place.state}" if place.kind in _IN_A_STATE else name


def within_text(miles: int | None) -> str:
    """A radius as it stands in an address."""
    return ANY if miles is None else str(miles)


def circle_about(place: Place) -> Where:
    """A place with the radius a link to it names, so that its count is what one gets."""
    where = Where.about(place)
    return where if where.inside else where.reaching(DEFAULT_RADIUS)


def _decimal(degrees: float) -> str:
    """A number in plain decimals, never "1e-05"."""
    return format(Decimal(repr(degrees)), "f")


def _place(request: SearchRequest) -> list[tuple[str, str]]:
    return [(NEAR, near_text(request.where.place))] if request.where else []


def _radius(request: SearchRequest) -> list[tuple[str, str]]:
    """A radius that somebody chose, even the usual one: a link must not be widened behind it."""
    where = request.where
    if where is None or where.inside or where.usual:
        return []
    return [(WITHIN, within_text(where.within))]


def _ranking(request: SearchRequest) -> list[tuple[str, str]]:
    given = ((UNSAID, request.unsaid), (AVOID, request.avoid), (ABOUT, request.topics))
    called = [(CALLED, request.called)] if request.called else []
    return [(name, slug) for name, slugs in given for slug in slugs] + called


def _unusual_sort(request: SearchRequest) -> list[tuple[str, str]]:
    return [] if request.sort is Sort.BEST else [(SORT, request.sort.value)]
