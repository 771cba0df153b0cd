"""Steps: what comes after a step of treatment, asked for or offered. Detox is only the first one.

Pure: no Flask, no words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from finder.facility import Facility, Says
from finder.places import Place
from finder.search.params import circle_about
from finder.search.request import SearchRequest
from finder.search.widen import PROGRAM
from finder.vocabulary import Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What a place offers after a step that is taken there; nothing in `here` is not said."""

    after: Term
    here: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step, the one after it, and the request for places that offer that one."""

    after: Term
    then: Term
    request: SearchRequest


def afterwards(
    facility: Facility, asked: Iterable[str], vocabulary: Vocabulary
) -> Afterwards | None:
    """What a place offers after the first step among these terms; None where none is one, or the
    later steps are asked for themselves."""
    slugs = tuple(asked)
    for term in _first_steps(slugs, vocabulary):
        later = [each for each in _then(term, vocabulary) if each.slug not in slugs]
        if later:
            said = [each for each in later if facility.says(each) is Says.YES]
            return Afterwards(term, tuple(said))
    return None


def offered(facility: Facility, vocabulary: Vocabulary) -> Afterwards | None:
    """What a place offers after the first step that it offers itself."""
    yes = [term.slug for term in vocabulary.in_category(PROGRAM) if facility.says(term) is Says.YES]
    for term in _first_steps(yes, vocabulary):
        later = _then(term, vocabulary)
        return Afterwards(term, tuple(each for each in later if each.slug in yes))
    return None


def steps_near(after: Term, place: Place, vocabulary: Vocabulary) -> tuple[Step, ...]:
    """The steps after this one, each as the search for it about a place."""
    where = circle_about(place)
    return tuple(
        Step(after, term, SearchRequest(terms=(term.slug,), where=where))
        for term in _then(after, vocabulary)
    )


def _first_steps(slugs: Iterable[str], vocabulary: Vocabulary) -> Iterator[Term]:
    """Those of the terms that another step comes after, in the vocabulary's order."""
    wanted = frozenset(slugs)
    for term in vocabulary.terms:
        if term.slug in wanted and vocabulary.then(term.slug):
            yield term


def _then(term: Term, vocabulary: Vocabulary) -> list[Term]:
    found = (vocabulary.term(slug) for slug in vocabulary.then(term.slug))
    return [each for each in found if each is not None]
