"""Reading: the request that a query string makes; it never fails, it explains."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from finder.places import Choices, Gazetteer, Place, PlaceKind, Suggestion
from finder.search.page import Note, NoteKind
from finder.search.params.names import (
    ABOUT,
    ANY,
    AVOID,
    CALLED,
    EXPLAIN,
    LARGEST_RADIUS,
    LAST_PAGE,
    LONGEST_WORDS,
    NAME,
    NEAR,
    PAGE,
    RESERVED,
    SMALLEST_RADIUS,
    SORT,
    UNSAID,
    WAS,
    WITHIN,
    WORDS,
)
from finder.search.params.writing import within_text
from finder.search.request import SearchRequest, Sort, Where
from finder.vocabulary import Vocabulary, plain

# A robot that sends more than this gets an answer to the first of it.
_MOST_PAIRS = 500
_MOST_NOTES_OF_A_KIND = 5
_LONGEST_QUOTED = 60
# The place of a phrase that means "near me".
_NEAR_ME = "?"
# Nearly every word is a letter from some hamlet; a guess that is used unasked should not be one.
_LEAST_PEOPLE = 5_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What stood in the two fields, as typed, for the form to show again."""

    words: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A request, what there is to say about how it was read, and what was typed.

    The words typed are not read yet (`search.understand`); the request holds what stood apart.
    """

    request: SearchRequest
    notes: tuple[Note, ...] = ()
    asked: Asked = Asked()
    explain: bool = False

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
    typed = _words(_one(given, WORDS), notes)
    near = _one(given, NEAR)[:LONGEST_WORDS]
    within = _one(given, WITHIN)
    where = None
    if plain(near) in _here(vocabulary):
        notes.append(Note(NoteKind.ASK_WHERE))
    else:
        where = _where(near, within, gazetteer, notes)
    sort = _sort(_one(given, SORT), notes)
    if not (near or typed) and (sort is Sort.NEAREST or within.lower() not in ("", ANY)):
        notes.append(Note(NoteKind.NO_PLACE_TO_MEASURE))
    categories = [category.slug for category in vocabulary.categories]
    request = SearchRequest(
        words=_words(_one(given, NAME), notes),
        terms=_terms(given, categories, vocabulary, notes),
        unsaid=_slugs(given, UNSAID, vocabulary, notes),
        avoid=_slugs(given, AVOID, vocabulary, notes),
        topics=_slugs(given, ABOUT, vocabulary, notes),
        called=_words(_one(given, CALLED), notes),
        where=where,
        sort=sort,
        page=_page(_one(given, PAGE), notes),
    )
    _current(_one(given, WAS), vocabulary, notes)
    notes += _unknown_names(given, categories)
    explain = _one(given, EXPLAIN) not in ("", "0")
    return Parsed(request, tuple(notes), Asked(typed, near), explain)


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
        if not _likely(near, found.places[0]):
            notes.append(Note(NoteKind.PLACE_OFFERED, asked, tuple(found.places)))
            return None
        notes.append(Note(NoteKind.PLACE_GUESSED, asked, tuple(found.places)))
        found = found.places[0]
    return _reaching(within, found, notes)


def _likely(near: str, place: Place) -> bool:
    """Whether a guess is good enough to use unasked: for a number or a ZIP, yes; for a name, if it
    is spelt nearly so and is no hamlet. "Paris, France" is one letter from nothing we know."""
    if place.kind is not PlaceKind.CITY:
        return True
    typed = plain(near).replace(" ", "")
    meant = plain(place.name).replace(" ", "")
    rest = typed[len(meant) - 1 :] if len(typed) > len(meant) + 1 else ""
    return place.population >= _LEAST_PEOPLE and (not rest or place.state.lower() in rest)


# A pure function of an immutable vocabulary, of which a process has one.
@lru_cache(maxsize=4)
def _here(vocabulary: Vocabulary) -> frozenset[str]:
    """What people type for where they are, which we do not know: "near me"."""
    phrases = {plain(phrase.text) for phrase in vocabulary.phrases if phrase.place == _NEAR_ME}
    return frozenset(phrases | {"me", "here", "my area", "my location", "aqui"})


def _reaching(value: str, place: Place, notes: list[Note]) -> Where:
    usual = Where.about(place)
    if not value:
        return usual
    if value.lower() == ANY:
        return usual.reaching(None)
    miles = _number(value)
    if miles is None:
        values = {"value": _quoted(value), "used": within_text(usual.within)}
        notes.append(Note(NoteKind.BAD_RADIUS, values))
        return usual
    used = round(min(max(miles, SMALLEST_RADIUS), LARGEST_RADIUS))
    if used != miles:
        notes.append(
            Note(NoteKind.BAD_RADIUS, {"value": _quoted(value), "used": within_text(used)})
        )
    return usual.reaching(used)


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
            slug = value if value in offered else _current(value, vocabulary, notes)
            if vocabulary.term(slug) is not None:
                known.add(slug)
            elif value:
                unknown[category, value] = None
    for category, value in islice(unknown, _MOST_NOTES_OF_A_KIND):
        values = {"category": category, "value": _quoted(value)}
        notes.append(Note(NoteKind.UNKNOWN_TERM, values))
    return tuple(sorted(known))


def _slugs(
    given: dict[str, list[str]],
    name: str,
    vocabulary: Vocabulary,
    notes: list[Note],
) -> tuple[str, ...]:
    """The values of a parameter that are slugs of something known."""
    known = vocabulary.topic if name == ABOUT else vocabulary.term
    values = dict.fromkeys(value for value in given.get(name, ()) if value)
    current = {
        value: value if known(value) else _current(value, vocabulary, notes) for value in values
    }
    unknown = [value for value, slug in current.items() if known(slug) is None]
    for value in unknown[:_MOST_NOTES_OF_A_KIND]:
        told = {"category": name, "value": _quoted(value)}
        notes.append(Note(NoteKind.UNKNOWN_TERM, told))
    return tuple(sorted({slug for slug in current.values() if known(slug)}))


def _current(value: str, vocabulary: Vocabulary, notes: list[Note]) -> str:
    """The slug that an old one leads to, with a note if what it named is no more; "" for none."""
    renamed = vocabulary.renamed(value)
    if renamed is None:
        return ""
    if renamed.retired:
        notes.append(Note(NoteKind.TERM_RETIRED, {"value": value, "term": renamed.new}))
    return renamed.new


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
