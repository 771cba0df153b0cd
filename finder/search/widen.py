"""Widen: ways on from a page of results, each a request with the exact total it has.

There is never a dead end. Some ways are always offered: who does not say (worth a call), and the
step that comes after this one. Others only where little was found: without one filter, a wider
circle, the whole state, telehealth, what helps instead, anywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from finder.places import Place, PlaceKind
from finder.search.engine import View
from finder.search.page import Widening
from finder.search.request import RADII, SearchRequest, Sort, Where
from finder.search.words import tokens
from finder.vocabulary import Vocabulary

FEW = 5  # fewer than this, and the page offers ways on: about what one can call in a morning
MOST_OFFERED = 7
_WIDER_CIRCLES = 2
TELEHEALTH = "telehealth"
# The kinds of help, of which a later step is another.
PROGRAM = "program"
# What somebody by video can talk over, whether or not the place itself gives it.
_CARE = (PROGRAM, "medication", "substance")

States = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class _Step:
    """A way on not yet counted; `far` says how much of what was asked it gives up."""

    request: SearchRequest
    because: str
    values: Mapping[str, str] = field(default_factory=dict)
    far: int = 1


def ways_on(
    view: View, request: SearchRequest, total: int, vocabulary: Vocabulary, states: States
) -> tuple[Widening, ...]:
    """What to try next: those that always help, then, where little was found, those that find more
    than `total`, the least change first.

    `states` gives a state by its code, such as `Gazetteer.state`.
    """
    always = [
        _made(step, count)
        for step, count in _counted(view, _always(request, vocabulary))
        if count and step.request != request
    ]
    if total >= FEW:
        return tuple(always)
    more = [
        each for each in _counted(view, _single(request, vocabulary, states)) if each[1] > total
    ]
    circles = [each for each in _counted(view, _circles(request)) if each[1] > total]
    more += _growing(circles)[:_WIDER_CIRCLES]
    if not more and total == 0:
        more = [each for each in _counted(view, _last(request)) if each[1]]
    more.sort(key=lambda pair: (pair[0].far, pair[1] if pair[0].because == "within" else -pair[1]))
    return (*always, *(_made(*each) for each in more[:MOST_OFFERED]))


def _made(step: _Step, count: int) -> Widening:
    return Widening(step.request, count, step.because, step.values)


def _counted(view: View, steps: Iterable[_Step]) -> list[tuple[_Step, int]]:
    return [(step, view.total(step.request)) for step in steps]


def _growing(circles: list[tuple[_Step, int]]) -> list[tuple[_Step, int]]:
    """Those circles that hold more than the one before."""
    before = [0, *(count for _, count in circles)]
    return [each for each, smaller in zip(circles, before, strict=False) if each[1] > smaller]


def _always(request: SearchRequest, vocabulary: Vocabulary) -> Iterator[_Step]:
    for slug in request.terms:
        yield _Step(request.open_to(slug), "unsaid", {"term": slug})
    first = [slug for slug in request.terms if vocabulary.then(slug)]
    then = {other: slug for slug in first for other in vocabulary.then(slug)}
    for other, slug in then.items():
        if other not in request.terms:
            later = request.without(*first).including(other)
            yield _Step(later, "then", {"term": other, "after": slug})
            yield _Step(request.including(other), "together", {"term": other, "after": slug})


def _single(request: SearchRequest, vocabulary: Vocabulary, states: States) -> Iterator[_Step]:
    """One change each, of what was asked but how far. The kind of help is given up last."""
    for slug in (*request.terms, *request.unsaid):
        term = vocabulary.term(slug)
        need = term is not None and term.category == PROGRAM
        yield _Step(request.without(slug), "without", {"term": slug}, far=4 if need else 1)
        for other in vocabulary.instead(slug):
            if other not in request.terms:
                swapped = request.without(slug).including(other)
                yield _Step(swapped, "instead", {"term": other, "of": slug}, far=0)
    if tokens(request.words):
        yield _Step(request.saying(""), "without_words", {"words": request.words}, far=2)
    where = request.where
    if where is None:
        return
    state = states(where.place.state)
    if state is not None:
        there = _moved(request, Where.about(state))
        if where.place.kind is not PlaceKind.STATE:
            yield _Step(there, "state", {"state": state.name}, far=3)
        yield from _by_video(there, vocabulary, state)
    if where.within is not None or where.inside:
        yield _Step(_moved(request, where.reaching(None)), "nearest", {}, far=2)


def _by_video(request: SearchRequest, vocabulary: Vocabulary, state: Place) -> Iterator[_Step]:
    """Care by video or phone anywhere in the state, whatever kind of help was asked for."""
    term = vocabulary.term(TELEHEALTH)
    if term is None or TELEHEALTH in request.terms:
        return
    care = [each.slug for kind in _CARE for each in vocabulary.in_category(kind)]
    by_video = request.without(*care).saying("").including(TELEHEALTH)
    yield _Step(by_video, "telehealth", {"state": state.name}, far=3)


def _circles(request: SearchRequest) -> Iterator[_Step]:
    """Each wider circle about the same place; about the middle of a county, every circle."""
    where = request.where
    if where is None or where.place.kind is PlaceKind.STATE:
        return
    if where.within is None and not where.inside:
        return
    for miles in RADII:
        if miles > (where.within or 0):
            yield _Step(request.within(miles), "within", {"miles": str(miles)}, far=0)


def _last(request: SearchRequest) -> Iterator[_Step]:
    """What is left when no single change helps."""
    nothing = SearchRequest(size=request.size)
    if tokens(request.words):
        yield _Step(nothing.saying(request.words), "only_words", {"words": request.words}, far=5)
    if request.where is not None:
        only_place = replace(nothing, where=request.where)
        yield _Step(only_place, "only_place", {"place": request.where.place.label}, far=5)
    yield _Step(nothing, "everything", {}, far=6)


def _moved(request: SearchRequest, where: Where) -> SearchRequest:
    """About another place: nearest first where there is a point to measure from, else the best."""
    moved = request.near(where)
    if where.within is None and not where.inside:
        return moved.sorted_by(Sort.NEAREST)
    return moved.sorted_by(Sort.BEST) if moved.sort is Sort.NEAREST else moved
