"""Params: query string ⇄ request; the only file that knows parameter names.

    q=plain words   near=44101 | Akron, OH | Cook County, IL | Ohio | 39.76,-84.19
    within=25 | any sort=best | nearest | name                      page=2
    and one parameter a category, as often as it has ticked terms:  program=detox&payment=medicaid

These addresses stand in articles and in people's bookmarks, so they change by addition only.
Reading one never fails: whatever is odd becomes a `Note`, and the search goes on without it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from urllib.parse import quote, urlencode

from finder.places import Choices, Gazetteer, Place, PlaceKind, Suggestion
from finder.search.page import Note, NoteKind
from finder.search.request import DEFAULT_RADIUS, SearchRequest, Sort, Where
from finder.vocabulary import Vocabulary

WORDS, NEAR, WITHIN, SORT, PAGE = "q", "near", "within", "sort", "page"
ANY = "any"
# The web reads the language itself; an address may carry it without a remark from here.
LANGUAGE = "lang"
RESERVED = (WORDS, NEAR, WITHIN, SORT, PAGE, LANGUAGE)

LONGEST_WORDS = 200
# Five hundred miles is a day's drive; beyond that "anywhere" is the honest answer.
SMALLEST_RADIUS, LARGEST_RADIUS = 1, 500
# A million pages of twenty: past any directory, and short of numbers that cost time to read.
LAST_PAGE = 1_000_000
# Names the gazetteer takes for another place of that name, or asks about: how to mean these.
_SPELT_OUT = {
    (PlaceKind.STATE, "New York"): "New York State",
    (PlaceKind.STATE, "Washington"): "Washington State",
    (PlaceKind.COUNTY, "Carson City"): "Carson City County",
}
_IN_A_STATE = (PlaceKind.CITY, PlaceKind.COUNTY)
# A robot that sends more than this gets an answer to the first of it.
_MOST_PAIRS = 500
_MOST_NOTES_OF_A_KIND = 5
_LONGEST_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What stood in the two fields, as typed, for the form to show again."""

    words: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A request, what there is to say about how it was read, and what was typed."""

    request: SearchRequest
    notes: tuple[Note, ...] = ()
    asked: Asked = Asked()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of parameters that mean nothing here."""
        kind = NoteKind.UNKNOWN_PARAMETER
        return tuple(note.values["name"] for note in self.notes if note.kind is kind)


def parse(pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary, gazetteer: Gazetteer) -> Parsed:
    """The request that these decoded name-value pairs make; never fails, it explains."""
    given: dict[str, list[str]] = {}
    for name, value in islice(pairs, _MOST_PAIRS):
        given.setdefault(name, []).append(_tidy(value))
    notes: list[Note] = []
    words = _words(_one(given, WORDS), notes)
    near = _one(given, NEAR)[:LONGEST_WORDS]
    within = _one(given, WITHIN)
    where = _where(near, within, gazetteer, notes)
    sort = _sort(_one(given, SORT), notes)
    if not near and (sort is Sort.NEAREST or within.lower() not in ("", ANY)):
        notes.append(Note(NoteKind.NO_PLACE_TO_MEASURE))
    categories = [category.slug for category in vocabulary.categories]
    request = SearchRequest(
        words=words,
        terms=_terms(given, categories, vocabulary, notes),
        where=where,
        sort=sort,
        page=_page(_one(given, PAGE), notes),
    )
    notes += _unknown_names(given, categories)
    return Parsed(request, tuple(notes), Asked(words, near))


def query(request: SearchRequest, vocabulary: Vocabulary) -> str:
    """The one query string that stands for this request, percent-encoded; "" for the empty one.

    Terms the vocabulary does not know are left out.
    """
    return urlencode(written(request, vocabulary), quote_via=quote, safe=",")


def written(request: SearchRequest, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The same, as name-value pairs that are not encoded yet."""
    pairs = [(WORDS, request.words)] if request.words else []
    if request.where is not None:
        pairs.append((NEAR, near_text(request.where.place)))
    pairs += _unusual_radius(request)
    pairs += ticked(request, vocabulary)
    pairs += _unusual_sort(request)
    if request.page != 1:
        pairs.append((PAGE, str(request.page)))
    return pairs


def beside_fields(request: SearchRequest, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """What a form that asks for words and place carries along unseen."""
    return [
        *_unusual_radius(request),
        *ticked(request, vocabulary),
        *_unusual_sort(request),
    ]


def beside_filters(request: SearchRequest) -> list[tuple[str, str]]:
    """What a form that asks for terms and radius carries along unseen."""
    pairs = [(WORDS, request.words)] if request.words else []
    if request.where is not None:
        pairs.append((NEAR, near_text(request.where.place)))
    return pairs + _unusual_sort(request)


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


def where_about(place: Place) -> Where:
    """A place with its usual radius."""
    return Where(place, usual_radius(place))


def usual_radius(place: Place) -> int | None:
    """The radius meant when none is given: states and counties are areas, the rest has a circle."""
    return None if place.kind in (PlaceKind.STATE, PlaceKind.COUNTY) else DEFAULT_RADIUS


def _decimal(degrees: float) -> str:
    """A number in plain decimals, never "1e-05"."""
    return format(Decimal(repr(degrees)), "f")


def _unusual_radius(request: SearchRequest) -> list[tuple[str, str]]:
    where = request.where
    if where is None or where.within == usual_radius(where.place):
        return []
    return [(WITHIN, within_text(where.within))]


def _unusual_sort(request: SearchRequest) -> list[tuple[str, str]]:
    return [] if request.sort is Sort.BEST else [(SORT, request.sort.value)]


def _tidy(value: str) -> str:
    """Without control characters, lone surrogates and the like; blanks single and none outside."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _one(given: dict[str, list[str]], name: str) -> str:
    """The first value of a parameter that says anything."""
    return next((value for value in given.get(name, ()) if value), "")


def _quoted(value: str) -> str:
    return value if len(value) <= _LONGEST_QUOTED else value[:_LONGEST_QUOTED].rstrip() + "…"


def _words(value: str, notes: list[Note]) -> str:
    if len(value) <= LONGEST_WORDS:
        return value
    notes.append(Note(NoteKind.WORDS_SHORTENED, {"limit": str(LONGEST_WORDS)}))
    return value[:LONGEST_WORDS].rstrip()


def _where(near: str, within: str, gazetteer: Gazetteer, notes: list[Note]) -> Where | None:
    if not near:
        return None
    found = gazetteer.look_up(near)
    asked = {"asked": _quoted(near)}
    if found is None:
        notes.append(Note(NoteKind.UNKNOWN_PLACE, asked))
        return None
    if isinstance(found, Choices):
        notes.append(Note(NoteKind.PLACE_CHOICES, asked, tuple(found.places)))
        return None
    if isinstance(found, Suggestion):
        notes.append(Note(NoteKind.PLACE_GUESSED, asked, tuple(found.places)))
        found = found.places[0]
    return Where(found, _radius(within, found, notes))


def _radius(value: str, place: Place, notes: list[Note]) -> int | None:
    if not value:
        return usual_radius(place)
    if value.lower() == ANY:
        return None
    miles = _number(value)
    if miles is None:
        used = usual_radius(place)
    else:
        used = round(min(max(miles, SMALLEST_RADIUS), LARGEST_RADIUS))
    if miles is None or used != miles:
        values = {"value": _quoted(value), "used": within_text(used)}
        notes.append(Note(NoteKind.BAD_RADIUS, values))
    return used


def _number(value: str) -> float | None:
    """A plain decimal number, or None; never "nan", and never long enough to cost time."""
    text = value.removeprefix("-")
    if not text.isascii() or len(text) > 12 or not text.replace(".", "", 1).isdigit():
        return None
    return float(value)


def _terms(
    given: dict[str, list[str]],
    categories: Sequence[str],
    vocabulary: Vocabulary,
    notes: list[Note],
) -> tuple[str, ...]:
    known: set[str] = set()
    unknown: dict[tuple[str, str], None] = {}
    for category in categories:
        offered = {term.slug for term in vocabulary.in_category(category)}
        for value in given.get(category, ()):
            if value in offered:
                known.add(value)
            elif value:
                unknown[category, value] = None
    for category, value in islice(unknown, _MOST_NOTES_OF_A_KIND):
        values = {"category": category, "value": _quoted(value)}
        notes.append(Note(NoteKind.UNKNOWN_TERM, values))
    return tuple(sorted(known))


def _sort(value: str, notes: list[Note]) -> Sort:
    if not value:
        return Sort.BEST
    try:
        return Sort(value.lower())
    except ValueError:
        notes.append(Note(NoteKind.BAD_SORT, {"value": _quoted(value)}))
        return Sort.BEST


def _page(value: str, notes: list[Note]) -> int:
    if not value:
        return 1
    number = _number(value)
    used = 1 if number is None else int(min(max(number, 1), LAST_PAGE))
    if number is None or used != number:
        notes.append(Note(NoteKind.BAD_PAGE, {"value": _quoted(value), "used": str(used)}))
    return used


def _unknown_names(given: dict[str, list[str]], categories: Sequence[str]) -> list[Note]:
    names = [_quoted(_tidy(name)) for name in given if name not in (*RESERVED, *categories)]
    return [
        Note(NoteKind.UNKNOWN_PARAMETER, {"name": name})
        for name in islice(dict.fromkeys(names), _MOST_NOTES_OF_A_KIND)
    ]
