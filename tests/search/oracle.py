"""Oracle: the slow, obvious engine, which defines the answers that every engine must give.

Nothing here is clever on purpose: what it says is the promise of `finder.search.engine`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from finder.facility import Facility, Says
from finder.search.area import area_of, areas_of
from finder.search.engine import Matches
from finder.search.request import SearchRequest, Sort
from finder.search.words import folded, tokens
from finder.vocabulary import Combine, Vocabulary


class Oracle:
    """A view over a list of facilities; its `best` is by distance and then id."""

    def __init__(
        self,
        facilities: Sequence[Facility],
        vocabulary: Vocabulary,
        state_names: Mapping[str, str],
        revision: int = 1,
    ) -> None:
        self.revision = revision
        self.vocabulary = vocabulary
        self.categories = {
            category: {term.slug for term in vocabulary.in_category(category.slug)}
            for category in vocabulary.categories
        }
        self.present = {each.id: each for each in facilities if each.retired is None}
        self.yes = {
            each.id: {term.slug for term in vocabulary.terms if each.says(term) is Says.YES}
            for each in self.present.values()
        }
        self.words = {
            each.id: set(tokens(text))
            for each in self.present.values()
            for text in [
                f"{each.name} / {each.program} / {each.address.city} / {each.address.county} / "
                f"{each.address.state} / {state_names.get(each.address.state, '')}"
            ]
        }

    def find(self, request: SearchRequest) -> Matches:
        found = sorted(self.matching(request), key=lambda each: self.order(request, each))
        shown = found[(request.page - 1) * request.size : request.page * request.size]
        return Matches(
            total=len(found),
            ids=tuple(each.id for each in shown),
            miles=tuple(self.miles(request, each) for each in shown),
            scores=(0.0,) * len(shown),
            counts=self.counts(request, found),
        )

    def total(self, request: SearchRequest) -> int:
        return len(self.matching(request))

    def fetch(self, ids: Sequence[str]) -> list[Facility]:
        return [self.present[each] for each in ids if each in self.present]

    def spelling(self, word: str) -> tuple[str, ...]:
        return ()

    def matching(self, request: SearchRequest) -> list[Facility]:
        words = set(tokens(request.words))
        ticked = [
            (category.combine, terms.intersection(request.terms))
            for category, terms in self.categories.items()
            if not terms.isdisjoint(request.terms)
        ]
        return [
            each
            for each in self.present.values()
            if words <= self.words[each.id]
            and all(self.says(each, combine, terms) for combine, terms in ticked)
            and self.lies_there(request, each)
            and all(self.vocabulary.term(slug) for slug in request.terms)
            and all(self.is_open(each, slug) for slug in request.unsaid)
        ]

    def says(self, facility: Facility, combine: Combine, terms: set[str]) -> bool:
        yes = self.yes[facility.id]
        return not yes.isdisjoint(terms) if combine is Combine.ANY else terms <= yes

    def is_open(self, facility: Facility, slug: str) -> bool:
        term = self.vocabulary.term(slug)
        return term is not None and facility.says(term) is Says.NOT_SAID

    def lies_there(self, request: SearchRequest, facility: Facility) -> bool:
        where = request.where
        if where is None:
            return True
        if where.inside:
            return area_of(where.place) in areas_of(facility.address)
        miles = self.miles(request, facility)
        return where.within is None or (miles is not None and miles <= where.within)

    def counts(self, request: SearchRequest, found: list[Facility]) -> dict[str, int]:
        counted: dict[str, int] = {}
        for category, terms in self.categories.items():
            shown = found
            if category.combine is Combine.ANY and not terms.isdisjoint(request.terms):
                others = tuple(slug for slug in request.terms if slug not in terms)
                shown = self.matching(replace(request, terms=others))
            counted |= {slug: sum(slug in self.yes[each.id] for each in shown) for slug in terms}
        return counted

    def miles(self, request: SearchRequest, facility: Facility) -> float | None:
        if request.where is None or request.where.inside:
            return None
        return round(request.where.place.point.miles_to(facility.point), 3)

    def order(self, request: SearchRequest, facility: Facility) -> tuple[str | float, str]:
        if request.sort is Sort.NAME:
            return folded(facility.name), facility.id
        return self.miles(request, facility) or 0.0, facility.id
