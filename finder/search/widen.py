"""Widen: what to try when little or nothing matches, each with its exact count."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from finder.places import Place, PlaceKind
from finder.search.engine import View
from finder.search.page import Widening
from finder.search.request import RADII, SearchRequest, Sort, Where
from finder.search.words import tokens

FEW = 5  # fewer than this, and the page offers ways on: about what one can call in a morning
MOST_OFFERED = 6
_WIDER_CIRCLES = 2

States = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class _Step:
    """A way on not yet counted; `far` says how much of what was asked it gives up."""

    request: SearchRequest
    because: str
    values: dict[str, str]
    far: int = 1


def ways_on(
    view: View, request: SearchRequest, total: int, *, states: States = lambda _code: None
) -> tuple[Widening, ...]:
    """Requests that find more than `total`, those that change least first, then the largest.

    None when enough was found. When nothing was, and no single change helps, a request that keeps
    only the words, only the place, or nothing of what was asked: there is always a way on.
    `states` gives a state by its code, such as `Gazetteer.state`.
    """
    if total >= FEW:
        return ()
    found = _counted(view, _single(request, states), total)
    found += _growing(_counted(view, _circles(request), total))[:_WIDER_CIRCLES]
    if not found and total == 0:
        found = _counted(view, _last(request), total)
    found.sort(key=lambda pair: (pair[0].far, -pair[1]))
    return tuple(
        Widening(step.request, count, step.because, step.values)
        for step, count in found[:MOST_OFFERED]
    )


def _counted(view: View, steps: Iterator[_Step], total: int) -> list[tuple[_Step, int]]:
    counted = ((step, view.total(step.request)) for step in steps)
    return [(step, count) for step, count in counted if count > total]


def _growing(circles: list[tuple[_Step, int]]) -> list[tuple[_Step, int]]:
    """Those circles that hold more than the one before."""
    before = [0, *(count for _, count in circles)]
    return [each for each, smaller in zip(circles, before, strict=False) if each[1] > smaller]


def _single(request: SearchRequest, states: States) -> Iterator[_Step]:
    """One change each, of what was asked but how far."""
    for term in request.terms:
        yield _Step(request.without(term), "without", {"term": term})
    if tokens(request.words):
        yield _Step(request.saying(""), "without_words", {"words": request.words})
    if request.where is not None:
        place = request.where.place
        if place.state and place.kind is not PlaceKind.STATE:
            state = states(place.state) or _unnamed(place)
            moved = _anywhere(request, Where(state, None))
            yield _Step(moved, "state", {"state": state.name}, far=2)
        yield _Step(_anywhere(request), "anywhere", {}, far=3)


def _circles(request: SearchRequest) -> Iterator[_Step]:
    """Each wider circle about the same place; about the middle of a county, every circle."""
    where = request.where
    if where is None or where.place.kind is PlaceKind.STATE:
        return
    if where.within is None and not where.is_area:
        return
    for miles in RADII:
        if miles > (where.within or 0):
            yield _Step(request.within(miles), "within", {"miles": str(miles)})


def _last(request: SearchRequest) -> Iterator[_Step]:
    """What is left when no single change helps."""
    nothing = SearchRequest(size=request.size)
    if tokens(request.words):
        yield _Step(nothing.saying(request.words), "only_words", {"words": request.words}, far=4)
    if request.where is not None:
        only_place = replace(request, words="", terms=(), page=1)
        yield _Step(only_place, "only_place", {"place": request.where.place.name}, far=4)
    yield _Step(nothing, "everything", {}, far=5)


def _anywhere(request: SearchRequest, where: Where | None = None) -> SearchRequest:
    """About an area or anywhere, where there is no nearest any more."""
    moved = request.near(where)
    return moved.sorted_by(Sort.BEST) if moved.sort is Sort.NEAREST else moved


def _unnamed(place: Place) -> Place:
    """The state of a place, called by its code for want of a name."""
    return Place(place.state, PlaceKind.STATE, place.state, place.point)
