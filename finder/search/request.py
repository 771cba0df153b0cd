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
    """A circle about a place, or the area that a state or county covers.

    `within` is the radius in miles, None for no limit. `inside` means the area itself, and then
    `within` is None. `usual` says that nobody chose the radius: an answer may widen it until it
    finds enough, and says so.
    """

    place: Place
    within: int | None = DEFAULT_RADIUS
    inside: bool = False
    usual: bool = False

    @classmethod
    def about(cls, place: Place) -> "Where":
        """What is meant by a place alone: the area of a state or county, else the usual circle."""
        if place.kind in (PlaceKind.STATE, PlaceKind.COUNTY):
            return cls(place, None, inside=True)
        return cls(place, DEFAULT_RADIUS, usual=True)

    def reaching(self, miles: int | None) -> "Where":
        """A circle of that radius about the same place, chosen on purpose."""
        return Where(self.place, miles)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Words typed, terms ticked, a place, an order and a page.

    All slugs are of the vocabulary, sorted, each once. `terms` are required: a facility says yes to
    them. `unsaid` are required to be open: it says neither yes nor no. `topics` (what it is about:
    a substance, a situation), `avoid` (terms one would rather not have) and `called` (a name that
    stands in what was typed) only rank. Any change but `.at()` goes back to the first page.

    >>> SearchRequest().toggling("detox").terms
    ('detox',)
    >>> SearchRequest(terms=("detox",), page=3).toggling("detox") == SearchRequest()
    True
    """

    words: str = ""
    terms: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    called: str = ""
    where: Where | None = None
    sort: Sort = Sort.BEST
    page: int = 1
    size: int = PAGE_SIZE

    def toggling(self, term: str) -> "SearchRequest":
        """With the term ticked if it was not, and the other way round."""
        return self.without(term) if term in self.terms else self.including(term)

    def including(self, *terms: str) -> "SearchRequest":
        """With these terms required too."""
        return replace(self, terms=_set(self.terms, terms), page=1)

    def without(self, *terms: str) -> "SearchRequest":
        """Without these terms, whether required, open or avoided."""
        return replace(
            self,
            terms=_but(self.terms, terms),
            unsaid=_but(self.unsaid, terms),
            avoid=_but(self.avoid, terms),
            page=1,
        )

    def open_to(self, *terms: str) -> "SearchRequest":
        """With these terms not said, instead of required."""
        return replace(self, terms=_but(self.terms, terms), unsaid=_set(self.unsaid, terms), page=1)

    def about(self, *topics: str) -> "SearchRequest":
        """With these topics too."""
        return replace(self, topics=_set(self.topics, topics), page=1)

    def not_about(self, *topics: str) -> "SearchRequest":
        """Without these topics."""
        return replace(self, topics=_but(self.topics, topics), page=1)

    def avoiding(self, *terms: str) -> "SearchRequest":
        """With these terms ranked down."""
        return replace(self, avoid=_set(self.avoid, terms), page=1)

    def saying(self, words: str) -> "SearchRequest":
        """With other words."""
        return replace(self, words=words, page=1)

    def calling(self, name: str) -> "SearchRequest":
        """With those first that are called so."""
        return replace(self, called=name, page=1)

    def near(self, where: Where | None) -> "SearchRequest":
        """About another place, or anywhere."""
        return replace(self, where=where, page=1)

    def within(self, miles: int | None) -> "SearchRequest":
        """With another circle about the same place; without a place, unchanged."""
        if self.where is None:
            return replace(self, page=1)
        return replace(self, where=self.where.reaching(miles), page=1)

    def sorted_by(self, sort: Sort) -> "SearchRequest":
        """In another order."""
        return replace(self, sort=sort, page=1)

    def at(self, page: int) -> "SearchRequest":
        """The same, at another page."""
        return replace(self, page=page)


def _set(present: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*present, *more}))


def _but(present: tuple[str, ...], less: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(slug for slug in present if slug not in less)
