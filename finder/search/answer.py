"""Answer: ask the engine, fetch the facilities shown, and lay out the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from finder.search.engine import Matches, View
from finder.search.page import Facet, FacetValue, Hit, Note, NoteKind, Page
from finder.search.request import SearchRequest, Sort
from finder.search.widen import States, ways_on
from finder.search.wishes import TREATED, needs_treatment
from finder.search.words import tokens
from finder.vocabulary import Panel, Vocabulary

# Corrections tried, each a search of a fraction of a millisecond: two misspelt words have up to 25.
_MOST_TRIED = 6
# Where nobody chose a radius, the smallest of these with enough places: 25 miles in a city, more in
# the country. Five is about what one can call in a morning.
USUAL_RADII = (25, 50, 100)
ENOUGH = 5
# Stopping these at once brings no fits: no warning of withdrawal beside them.
MILD = frozenset({"cannabis", "cocaine", "methamphetamine", "prescription-stimulants"})
STOPPING = "stopping"
# A list that is shorter is filled up with the nearest elsewhere: two screens of a phone.
_FILLED = 10


@dataclass(frozen=True, slots=True)
class _Found:
    request: SearchRequest
    matches: Matches
    notes: tuple[Note, ...] = ()


def answer(
    view: View,
    request: SearchRequest,
    vocabulary: Vocabulary,
    *,
    notes: Sequence[Note] = (),
    states: States,
    explain: bool = False,
) -> Page:
    """The page for a request, whole: hits, facets, ways on, and notes after those handed in.

    A radius nobody chose grows until it holds enough. Words that nobody in the whole directory has
    are respelt, and failing that left out, with a note; the page's request is the one that was
    answered. Where little or nothing matches about a place, the nearest elsewhere come after.
    """
    found = _found(view, _settled(view, request))
    asked, matches = found.request, found.matches
    beyond = _beyond(view, asked, matches, vocabulary)
    told = (*notes, *_widened(request, asked), *found.notes)
    if beyond is not None and not matches.total and asked.where:
        told = (*told, Note(NoteKind.NONE_HERE, {"place": asked.where.place.label}))
    return Page(
        request=asked,
        total=matches.total,
        hits=(
            *_hits(view, asked, matches, vocabulary),
            *(_hits(view, asked, beyond, vocabulary) if beyond else ()),
        ),
        facets=_facets(asked, matches, vocabulary),
        widenings=ways_on(view, asked, matches.total, vocabulary, states),
        notes=told,
        revision=view.revision,
        panel=panel_of(asked, vocabulary),
        beyond=beyond is not None,
        reasons=view.reasons(asked, matches.ids) if explain else (),
    )


def panel_of(request: SearchRequest, vocabulary: Vocabulary) -> Panel | None:
    """The most urgent of the safety panels that what is asked for raises."""
    mild = not MILD.isdisjoint(request.topics)
    named = (slug for slug in request.topics if not (mild and slug == STOPPING))
    topics = (vocabulary.topic(slug) for slug in named)
    terms = (vocabulary.term(slug) for slug in request.terms)
    return vocabulary.most_urgent(each.panel for each in (*topics, *terms) if each and each.panel)


def _settled(view: View, request: SearchRequest) -> SearchRequest:
    """With the radius settled, where nobody chose one."""
    where = request.where
    if where is None or not where.usual:
        return request
    tried = [replace(request, where=where.reaching(miles)) for miles in USUAL_RADII]
    totals = [view.total(each) for each in tried]
    for each, total in zip(tried, totals, strict=True):
        if total >= ENOUGH:
            return each
    # Too few in every circle: the smallest that holds what the largest does.
    return next(each for each, total in zip(tried, totals, strict=True) if total == totals[-1])


def _widened(request: SearchRequest, asked: SearchRequest) -> Iterator[Note]:
    unchosen = request.where is not None and request.where.usual
    reach = asked.where.within if asked.where else None
    if unchosen and reach is not None and reach > USUAL_RADII[0]:
        yield Note(NoteKind.RADIUS_WIDENED, {"miles": str(reach)})


def _found(view: View, request: SearchRequest) -> _Found:
    matches = view.find(request)
    words = tokens(request.words)
    if matches.total or not words:
        return _Found(request, matches)
    if view.total(SearchRequest(words=request.words)):
        return _Found(request, matches)  # somebody has the words, elsewhere: the ways on lead there
    tried = list(islice(_respelt(view, words), _MOST_TRIED))
    here = (each for each in tried if view.total(request.saying(each)))
    somewhere = (each for each in tried if view.total(SearchRequest(words=each)))
    instead = next(here, None) or next(somewhere, None)
    if instead:
        note = Note(NoteKind.SPELLING, {"words": request.words, "instead": instead})
        respelt = request.saying(instead)
        return _Found(respelt, view.find(respelt), (note,))
    without = request.saying("")
    note = Note(NoteKind.WORDS_NOT_FOUND, {"words": request.words})
    return _Found(without, view.find(without), (note,))


def _respelt(view: View, words: Sequence[str]) -> Iterator[str]:
    """The words with those that nobody uses corrected, the likeliest correction first."""
    choices = [view.spelling(word) or (word,) for word in words]
    return (" ".join(chosen) for chosen in product(*choices) if chosen != tuple(words))


def _beyond(
    view: View, request: SearchRequest, matches: Matches, vocabulary: Vocabulary
) -> Matches | None:
    """Where few match about a place: the nearest that do elsewhere, to fill the list up; about a
    substance or a situation, those that treat alcohol or drug use."""
    where = request.where
    if where is None or (where.within is None and not where.inside):
        return None
    if matches.total >= _FILLED or request.page > 1:
        return None
    anywhere = replace(request, where=where.reaching(None), sort=Sort.NEAREST, size=_FILLED * 2)
    if needs_treatment(request, vocabulary):
        anywhere = anywhere.including(TREATED)
    nearest = view.find(anywhere)
    others = [at for at, each in enumerate(nearest.ids) if each not in matches.ids]
    others = others[: _FILLED - matches.total]
    if not others:
        return None
    return replace(
        nearest,
        ids=tuple(nearest.ids[at] for at in others),
        miles=tuple(nearest.miles[at] for at in others),
        scores=tuple(nearest.scores[at] for at in others),
    )


def _hits(
    view: View, request: SearchRequest, matches: Matches, vocabulary: Vocabulary
) -> tuple[Hit, ...]:
    asked = [t for t in vocabulary.terms if t.slug in (*request.terms, *request.unsaid)]
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
