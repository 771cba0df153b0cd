"""Counts: how many places each state, county and city has, counted once a revision.

Each count is the total of the very request its link leads to, so a count and its list never differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from finder.directory import Directory, Status
from finder.errors import FinderError
from finder.places import Gazetteer, Place
from finder.search.engine import Engine, View
from finder.search.params import near_text
from finder.search.request import SearchRequest, Where

# A city is a point in our tables; five miles about it is the smallest circle we offer.
CITY_RADIUS = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A place to browse to, the request for it, and how many places that finds."""

    place: Place
    request: SearchRequest
    total: int


@dataclass(frozen=True, slots=True)
class StateCounts:
    """A state with its counties and cities that have any place."""

    state: Counted
    counties: tuple[Counted, ...]
    cities: tuple[Counted, ...]


class Counts:
    """What there is where. Safe to share between threads."""

    def __init__(self, *, engine: Engine, directory: Directory, gazetteer: Gazetteer) -> None:
        self._engine = engine
        self._directory = directory
        self._gazetteer = gazetteer
        self._lock = Lock()
        self._revision = -1
        self._status: Status | None = None
        self._states: tuple[Counted, ...] | None = None
        self._state: dict[str, StateCounts] = {}

    def total(self, request: SearchRequest) -> int | None:
        """How many places a request finds; None when that cannot be told now."""
        try:
            return self._engine.view().total(request)
        except FinderError:
            return None

    def demo(self) -> bool:
        """Whether what is shown is the invented directory; False when that cannot be told now."""
        try:
            view = self._engine.view()
            with self._lock:
                self._forget_older(view)
                if self._status is None:
                    self._status = self._directory.status()
                return self._status.demo
        except FinderError:
            return False

    def states(self) -> tuple[Counted, ...]:
        """Every state with any place."""
        view = self._engine.view()
        with self._lock:
            self._forget_older(view)
            if self._states is None:
                self._states = self._counted(view, self._gazetteer.states(), None)
            return self._states

    def state(self, state: Place) -> StateCounts:
        """One state, and what is in it."""
        view = self._engine.view()
        with self._lock:
            self._forget_older(view)
            if state.state not in self._state:
                self._state[state.state] = self._count(view, state)
            return self._state[state.state]

    def _count(self, view: View, state: Place) -> StateCounts:
        request = SearchRequest(where=Where.about(state))
        there = [each for each in self._directory.localities() if each.state == state.state]
        cities: dict[Place, None] = {}
        for each in there:
            place = self._gazetteer.city(each.city, each.state)
            if place is not None:
                cities[place] = None
        return StateCounts(
            state=Counted(state, request, view.total(request)),
            counties=self._counted(view, self._gazetteer.counties(state.state), None),
            cities=self._counted(view, sorted(cities, key=lambda place: place.name), CITY_RADIUS),
        )

    def _forget_older(self, view: View) -> None:
        if view.revision != self._revision:
            self._revision, self._status, self._states = view.revision, None, None
            self._state = {}

    def _counted(
        self, view: View, places: Iterable[Place], within: int | None
    ) -> tuple[Counted, ...]:
        """Those of the places that have any, as long as typing their name leads back to them."""
        found = []
        for place in places:
            if self._gazetteer.look_up(near_text(place)) != place:
                continue
            where = Where.about(place) if within is None else Where(place, within)
            request = SearchRequest(where=where)
            total = view.total(request)
            if total:
                found.append(Counted(place, request, total))
        return tuple(found)
