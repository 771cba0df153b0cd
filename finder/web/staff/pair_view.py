"""Pair view: a page of pairs that may be one place, filtered, and their fields side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from finder.facility import Listing
from finder.importing.differences import texts
from finder.importing.pairs import Evidence, Kind, Pair

PAIRS_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One field of two listings, as text, and whether they differ in it."""

    field: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.one and self.other) and self.one != self.other


@dataclass(frozen=True, slots=True)
class Pairs:
    """A page of pairs: of `total` that fit, with the number of each kind and of each evidence."""

    kinds: tuple[tuple[Kind, int], ...]
    evidence: tuple[tuple[Evidence, int], ...]
    shown: tuple[Pair, ...]
    total: int
    page: int
    pages: int


def page_of(
    every: Sequence[Pair], *, kind: Kind | None, evidence: Evidence | None, page: int
) -> Pairs:
    """The pairs of one kind (of all, without one) for which this evidence speaks."""
    of_kind = [each for each in every if kind is None or each.kind is kind]
    fitting = [each for each in of_kind if evidence is None or evidence in each.evidence]
    kinds = tuple((each, sum(pair.kind is each for pair in every)) for each in Kind)
    counts = tuple((each, sum(each in pair.evidence for pair in of_kind)) for each in Evidence)
    pages = max(1, -(-len(fitting) // PAIRS_A_PAGE))
    page = max(1, min(page, pages))
    start = (page - 1) * PAIRS_A_PAGE
    return Pairs(
        kinds=tuple(each for each in kinds if each[1]),
        evidence=tuple(each for each in counts if each[1]),
        shown=tuple(fitting[start : start + PAIRS_A_PAGE]),
        total=len(fitting),
        page=page,
        pages=pages,
    )


def side_by_side(one: Listing, other: Listing) -> tuple[Row, ...]:
    """The fields of which at least one listing says something, in the order of a page."""
    left, right = _texts(one), _texts(other)
    rows = (Row(field, left[field], right[field]) for field in left)
    return tuple(row for row in rows if row.one or row.other)


def _texts(listing: Listing) -> dict[str, str]:
    # How many services are said; seventy codes would bury the rest.
    return {**texts(listing), "services": str(len(listing.codes))}
