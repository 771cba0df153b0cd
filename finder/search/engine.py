"""Engine: what answers requests with numbers, and the promise that every engine keeps.

1. Which facilities match, the total, and every count are exact.
2. Within an `any` category chosen terms are alternatives; across categories, and inside an `all`
   category, all are required. A facility has a term when it *says yes* to it. Every `unsaid` term
   is required to be open: the facility says neither yes nor no. Topics and `avoid` only rank.
3. A facet of an `any` category counts as if its own category were not filtered; of an `all`
   category, what is shown.
4. Nearest and name order are exact, ties by id; best order is each engine's own, and repeatable.
   Distances are straight lines in miles, compared to a thousandth of a mile.
5. A search sees one whole revision, never half an import: everything read from one `View` is of the
   same revision.
6. A request never waits for indexing if an older revision can still answer.

Words match a facility when each of their tokens (`search.words`) is a token of its name, program,
city, county, or state. Retired facilities are never found. Where a request names a state or a
county as an area, its facilities are those whose address lies in it, and they have no distance;
`nearest` then means `best`. The suite in tests/search/test_engines.py holds every engine to this.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from finder.facility import Facility
from finder.search.reasons import Reasons
from finder.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class Matches:
    """Numbers only: how many match, the ids of the page asked for, and a count for each term.

    `miles` runs beside `ids`; None where the request has no point to measure from. `scores` runs
    beside them too: why `best` put them in this order. `counts` has every term of the vocabulary.
    """

    total: int
    ids: tuple[str, ...]
    miles: tuple[float | None, ...]
    scores: tuple[float, ...]
    counts: Mapping[str, int]


class View(Protocol):
    """One whole revision of the directory, as long as it is held."""

    @property
    def revision(self) -> int:
        """Which revision of the directory this is."""
        ...

    def find(self, request: SearchRequest) -> Matches:
        """The matches of a request; a page past the end has no ids but the right total."""
        ...

    def total(self, request: SearchRequest) -> int:
        """How many facilities match, and nothing else."""
        ...

    def reasons(self, request: SearchRequest, ids: Sequence[str]) -> tuple[Reasons, ...]:
        """Why `best` puts these facilities where it does, beside the ids."""
        ...

    def fetch(self, ids: Sequence[str]) -> list[Facility]:
        """The facilities with these ids, in this order; unknown ids are left out."""
        ...

    def spelling(self, word: str) -> tuple[str, ...]:
        """Words of the directory that a word nobody uses may have been meant as, best first."""
        ...


class Engine(Protocol):
    """Something that answers requests over the newest revision it has ready."""

    def view(self) -> View:
        """The newest revision that is ready; looks for a newer one without waiting for it.

        Raises `IndexUnusable` when no revision at all can be served.
        """
        ...
