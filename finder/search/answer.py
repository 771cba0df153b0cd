"""Answer: ask the engine, fetch the facilities shown, and lay out the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from finder.search.engine import Matches, View
from finder.search.page import Facet, FacetValue, Hit, Note, NoteKind, Page, Widening
from finder.search.request import SearchRequest
from finder.search.widen import MOST_OFFERED, States, ways_on
from finder.search.words import tokens
from finder.vocabulary import Vocabulary

# Corrections tried, each a search of a fraction of a millisecond: two misspelt words have up to 25.
_MOST_TRIED = 6


@dataclass(frozen=True, slots=True)
class _Found:
    """What was answered; `elsewhere` still has the words, which nobody near has but others do."""

    request: SearchRequest
    matches: Matches
    notes: tuple[Note, ...] = ()
    elsewhere: SearchRequest | None = None


def answer(
    view: View,
    request: SearchRequest,
    vocabulary: Vocabulary,
    *,
    notes: Sequence[Note] = (),
    states: States = lambda _code: None,
) -> Page:
    """The page for a request, whole: hits, facets, ways on, and notes after those handed in.

    Words that find nothing are respelt, and failing that left out, with a note; the page's request
    is the one that was answered. `states` gives a state by its code, such as `Gazetteer.state`.
    """
    found = _found(view, request)
    asked, matches = found.request, found.matches
    return Page(
        request=asked,
        total=matches.total,
        hits=_hits(view, asked, matches, vocabulary),
        facets=_facets(asked, matches, vocabulary),
        widenings=_ways_on(view, found, states),
        notes=(*notes, *found.notes),
        revision=view.revision,
    )


def _found(view: View, request: SearchRequest) -> _Found:
    matches = view.find(request)
    words = tokens(request.words)
    if matches.total or not words:
        return _Found(request, matches)
    respelt = [request.saying(each) for each in islice(_respelt(view, words), _MOST_TRIED)]
    for each in respelt:
        matches = view.find(each)
        if matches.total:
            spelling = {"words": request.words, "instead": each.words}
            return _Found(each, matches, (Note(NoteKind.SPELLING, spelling),))
    without = request.saying("")
    note = Note(NoteKind.WORDS_NOT_FOUND, {"words": request.words})
    said = (each for each in (request, *respelt) if view.total(SearchRequest(words=each.words)))
    return _Found(without, view.find(without), (note,), next(said, None))


def _respelt(view: View, words: Sequence[str]) -> Iterator[str]:
    """The words with those that nobody uses corrected, the likeliest correction first."""
    choices = [view.spelling(word) or (word,) for word in words]
    return (" ".join(chosen) for chosen in product(*choices) if chosen != tuple(words))


def _ways_on(view: View, found: _Found, states: States) -> tuple[Widening, ...]:
    """Ways on from what is shown, after those that lead to where the words left out are said."""
    led = ways_on(view, found.elsewhere, 0, states=states) if found.elsewhere else ()
    ways = ways_on(view, found.request, found.matches.total, states=states)
    return (*(way for way in led if way.request.words), *ways)[:MOST_OFFERED]


def _hits(
    view: View, request: SearchRequest, matches: Matches, vocabulary: Vocabulary
) -> tuple[Hit, ...]:
    asked = [term for term in vocabulary.terms if term.slug in request.terms]
    rows = zip(view.fetch(matches.ids), matches.miles, matches.scores, strict=True)
    return tuple(
        Hit(facility, miles, tuple((term, facility.says(term)) for term in asked), score)
        for facility, miles, score in rows
    )


def _facets(request: SearchRequest, matches: Matches, vocabulary: Vocabulary) -> tuple[Facet, ...]:
    return tuple(
        Facet(
            category,
            tuple(
                FacetValue(term, matches.counts[term.slug], term.slug in request.terms)
                for term in vocabulary.in_category(category.slug)
            ),
        )
        for category in vocabulary.categories
    )
