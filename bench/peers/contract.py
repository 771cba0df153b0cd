"""Contract: what every engine is asked, and what it must answer.

A question is one of the product's own requests over a vocabulary of 60 facet values. The answer is
the exact total, the first 20 facilities by distance (to a thousandth of a mile, then by id) or by
the engine's own score, and for each facet value how many facilities have it, counted as the
engine's promise says: a facet of an `any` category as if its own category were not asked for.

Words that nobody uses are corrected: the corrections of a word are at most five, the fewest slips
first (one in words of four letters or more, two from eight on; swapped neighbours are one slip),
then the most used, then by the alphabet; the first that finds anything is answered.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Protocol, TypeVar

from finder.places import Point
from finder.search.request import SearchRequest, Sort
from finder.search.words import tokens
from finder.vocabulary import Category, Combine, Term, Vocabulary

_A = TypeVar("_A")

FACETS = 60
MOST_CORRECTIONS = 5
# How many slips are forgiven in a word of so many letters or more.
SLIPS = ((8, 2), (4, 1))


@dataclass(frozen=True, slots=True)
class Question:
    """A request, and which of the six kinds it is of."""

    kind: str
    request: SearchRequest

    @property
    def by_distance(self) -> bool:
        """Whether the order is by distance, which is exact, or by each engine's own score."""
        return self.request.sort is Sort.NEAREST

    @property
    def point(self) -> Point | None:
        """Where distances are measured from."""
        return self.request.where.place.point if self.request.where else None

    @property
    def miles(self) -> int | None:
        """The radius."""
        return self.request.where.within if self.request.where else None


@dataclass(frozen=True, slots=True)
class Answer:
    """The total, the rows shown, and a count for each facet."""

    total: int
    shown: tuple[int, ...]
    counts: tuple[int, ...]


class Missing(Exception):
    """A peer that is not on this machine; its text says what to install."""


class Engine(Protocol):
    """Something that answers questions."""

    @property
    def name(self) -> str:
        """What the tables call it."""
        ...

    @property
    def settings(self) -> str:
        """How it is set up, in a sentence or two: indexes, statements, memory."""
        ...

    def ask(self, question: Question) -> Answer:
        """The answer."""
        ...

    def close(self) -> None:
        """Stop what was started."""
        ...


@dataclass(frozen=True, slots=True)
class Group:
    """A category as a mask of its facets' bits."""

    combine: Combine
    bits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a request ticks, as masks: all of `all_of`, and one at least of each of `any_of`, whose
    keys number the groups."""

    all_of: int
    any_of: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Facets:
    """The vocabulary of the contract: 60 terms in their categories."""

    vocabulary: Vocabulary
    groups: tuple[Group, ...]
    bits: Mapping[str, int]

    @property
    def codes(self) -> list[frozenset[str]]:
        """For each facet the codes that mean it."""
        return [term.codes for term in self.vocabulary.terms]

    def chosen(self, request: SearchRequest) -> Chosen:
        """What the request ticks."""
        all_of, any_of = 0, {}
        ticked = sum(1 << self.bits[slug] for slug in request.terms)
        for number, group in enumerate(self.groups):
            part = ticked & sum(1 << bit for bit in group.bits)
            if part and group.combine is Combine.ANY:
                any_of[number] = part
            else:
                all_of |= part
        return Chosen(all_of, any_of)


def facets_of(vocabulary: Vocabulary) -> Facets:
    """The first 60 terms of a vocabulary, in whole categories but for the last."""
    slugs = {term.slug for term in vocabulary.terms[:FACETS]}
    terms = [_among(slugs, term) for term in vocabulary.terms[:FACETS]]
    kept = {term.category for term in terms}
    categories: list[Category] = [each for each in vocabulary.categories if each.slug in kept]
    small = Vocabulary(categories=categories, terms=terms, codes=())
    bits = {term.slug: bit for bit, term in enumerate(small.terms)}
    groups = tuple(
        Group(each.combine, tuple(bits[term.slug] for term in small.in_category(each.slug)))
        for each in small.categories
    )
    return Facets(small, groups, bits)


def _among(slugs: set[str], term: Term) -> Term:
    """A term that prefers none but these."""
    kept = (
        replace(each, terms=tuple(slug for slug in each.terms if slug in slugs))
        for each in term.prefers
    )
    return replace(term, prefers=tuple(each for each in kept if each.terms))


def slips_in(word: str) -> int:
    """How many slips are forgiven in a word."""
    return next((slips for length, slips in SLIPS if len(word) >= length), 0)


def corrected(
    words: str,
    corrections: Callable[[str], tuple[str, ...]],
    ask: Callable[[tuple[str, ...]], _A],
    found: Callable[[_A], bool],
) -> _A:
    """What `ask` answers to the words, or else to the first correction that finds anything."""
    typed = tokens(words)
    answer = ask(typed)
    if not typed or found(answer):
        return answer
    for other in islice(_others(typed, corrections), MOST_CORRECTIONS):
        better = ask(other)
        if found(better):
            return better
    return answer


def _others(
    typed: tuple[str, ...], corrections: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    choices = [corrections(word) or (word,) for word in typed]
    return (other for other in product(*choices) if other != typed)
