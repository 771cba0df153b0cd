"""SearchRequest: what was asked, already understood; immutable, every change a new value."""

from dataclasses import dataclass, replace
from enum import StrEnum

from finder.places import Place, PlaceKind

PAGE_SIZE = 20
RADII = (5, 10, 25, 50, 100)
DEFAULT_RADIUS = 25


class Sort(StrEnum):
    """The order of hits. `best` is each engine's own; the other two are exact."""

    BEST = "best"
    NEAREST = "nearest"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Where:
    """A circle about a place, or the area a state or county covers.

    `within` is in miles; None means no limit about a ZIP, city or point, and the area itself for a
    county. A state is always its area.
    """

    place: Place
    within: int | None = DEFAULT_RADIUS

    @property
    def is_area(self) -> bool:
        """Whether membership of the state or county decides, rather than a distance."""
        kind = self.place.kind
        return kind is PlaceKind.STATE or (kind is PlaceKind.COUNTY and self.within is None)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Words typed, terms ticked, a place, an order and a page.

    `terms` are slugs of the vocabulary, sorted, each once. Any change but `.at()` goes back to the
    first page.

    >>> SearchRequest().toggling("detox").terms
    ('detox',)
    >>> SearchRequest(terms=("detox",), page=3).toggling("detox")
    SearchRequest(words='', terms=(), where=None, sort=<Sort.BEST: 'best'>, page=1, size=20)
    """

    words: str = ""
    terms: tuple[str, ...] = ()
    where: Where | None = None
    sort: Sort = Sort.BEST
    page: int = 1
    size: int = PAGE_SIZE

    def toggling(self, term: str) -> "SearchRequest":
        """With the term ticked if it was not, and the other way round."""
        return self.without(term) if term in self.terms else self.including(term)

    def including(self, *terms: str) -> "SearchRequest":
        """With these terms ticked too."""
        return replace(self, terms=tuple(sorted({*self.terms, *terms})), page=1)

    def without(self, *terms: str) -> "SearchRequest":
        """With none of these terms."""
        return replace(self, terms=tuple(t for t in self.terms if t not in terms), page=1)

    def saying(self, words: str) -> "SearchRequest":
        """With other words."""
        return replace(self, words=words, page=1)

    def near(self, where: Where | None) -> "SearchRequest":
        """About another place, or anywhere."""
        return replace(self, where=where, page=1)

    def within(self, miles: int | None) -> "SearchRequest":
        """With another circle about the same place; without a place, unchanged."""
        if self.where is None:
            return replace(self, page=1)
        return replace(self, where=replace(self.where, within=miles), page=1)

    def sorted_by(self, sort: Sort) -> "SearchRequest":
        """In another order."""
        return replace(self, sort=sort, page=1)

    def at(self, page: int) -> "SearchRequest":
        """The same, at another page."""
        return replace(self, page=page)
