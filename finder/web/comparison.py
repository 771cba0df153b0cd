"""Comparison: places side by side: for each term that any of them speaks of, yes, no or not said.

Pure: no Flask, no words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from finder.facility import Facility, Says
from finder.vocabulary import Category, Term, Vocabulary

# More columns than this are too narrow to read, on paper too.
MOST = 4
# What people choose by; the rest is there to be unfolded.
_OPEN = frozenset({"program", "payment", "people", "medication", "mental", "accreditation"})


@dataclass(frozen=True, slots=True)
class Row:
    """What each place says of one term, in the order of the places."""

    term: Term
    says: tuple[Says, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A category: the terms in which the places differ, and those that all of them have."""

    category: Category
    differ: tuple[Row, ...]
    same: tuple[Term, ...]

    @property
    def open(self) -> bool:
        """Whether it is shown unfolded."""
        return self.category.slug in _OPEN


def compared(facilities: Sequence[Facility], vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Every term that any of the places says yes or no to, by category, in the vocabulary's order;
    categories nobody speaks of are left out."""
    found = []
    for category in vocabulary.categories:
        spoken = [
            row
            for row in rows(facilities, vocabulary.in_category(category.slug))
            if any(says is not Says.NOT_SAID for says in row.says)
        ]
        same = tuple(row.term for row in spoken if set(row.says) == {Says.YES})
        differ = tuple(row for row in spoken if set(row.says) != {Says.YES})
        if spoken:
            found.append(Section(category, differ, same))
    return tuple(found)


def rows(facilities: Sequence[Facility], terms: Iterable[Term]) -> tuple[Row, ...]:
    """What each place says of each of these terms."""
    return tuple(Row(term, tuple(place.says(term) for place in facilities)) for term in terms)
