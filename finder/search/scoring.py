"""Scoring: the best order, as numbers: words, wishes, the place itself, nearness.

Every part is added, and docs/relevance.md says how much each may add. A score is compared to a
millionth; equal scores go by distance, and where there is none by a draw (`drawn`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from finder.search.bitset import Bits, Rows, Whole, has
from finder.search.columns import Columns
from finder.search.reasons import Reasons
from finder.search.request import SearchRequest
from finder.search.text_index import Found
from finder.search.wishes import (
    HALF_NEAR,
    IN_PLACE,
    IN_REACH,
    REACH_MILES,
    WORDS_WEIGHT,
    Wish,
    Wishes,
)

MILLION = 1_000_000  # scores are compared to a millionth, so that sums in another order tie

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """What decides the best order of one request.

    `terms` numbers the rows of the bitset matrix by slug; `said` is who has the words, and `called`
    who has the name that puts first; `place` is who lies in the city that was named; `measured`
    says whether there is a point to be near to.
    """

    columns: Columns
    terms: Mapping[str, int]
    wishes: Wishes
    said: Found | None
    called: Found | None
    place: Bits | None
    measured: bool

    @property
    def only_distance(self) -> bool:
        """Whether nothing but nearness tells one facility from another."""
        words = self.said is not None or self.called is not None
        return not words and self.place is None and not self.wishes

    @property
    def _in_place(self) -> float:
        """What lying in the city that was named adds: who writes a facility's name and a city means
        the one in that city."""
        return IN_PLACE if self.said is None else IN_PLACE * WORDS_WEIGHT

    def scores(self, rows: Rows, thousandths: Whole) -> Whole:
        """The scores of rows, ascending, in millionths; `thousandths` of a mile run beside them."""
        score = np.zeros(len(rows))
        score += self._words(rows)
        for wish in self.wishes.liked:
            score += wish.weight * self._meets(wish, rows)
        for wish in self.wishes.avoided:
            score -= wish.weight * self._meets(wish, rows)
        if self.place is not None:
            score += self._in_place * has(self.place, rows)
        if self.measured:
            score += _nearness(thousandths)
        return np.rint(score * MILLION).astype(np.int64)

    def reasons(self, row: int, thousandths: int) -> Reasons:
        """The parts of one row's score."""
        rows, far = np.array([row]), np.array([thousandths])
        return Reasons(
            words=float(self._words(rows)[0]),
            wished=self._met(self.wishes.liked, rows),
            avoided=self._met(self.wishes.avoided, rows),
            in_place=self._in_place * float(self.place is not None and has(self.place, rows)[0]),
            nearness=float(_nearness(far)[0]) if self.measured else 0.0,
        )

    def _words(self, rows: Rows) -> Numbers:
        score = np.zeros(len(rows))
        if self.said is not None:
            score += WORDS_WEIGHT * self.said.scores_of(rows)
        if self.called is not None:
            score += WORDS_WEIGHT * self.called.scores_where_found(rows)
        return score

    def _met(self, wishes: Iterable[Wish], rows: Rows) -> tuple[tuple[str, float], ...]:
        """For each wish that a row meets, the first term by which it does, and the weight."""
        bits = self.columns.bits
        met = (
            (next((s for s in wish.terms if has(bits[self.terms[s]], rows)[0]), ""), wish.weight)
            for wish in wishes
        )
        return tuple((slug, weight) for slug, weight in met if slug)

    def _meets(self, wish: Wish, rows: Rows) -> NDArray[np.bool_]:
        numbers = [self.terms[slug] for slug in wish.terms]
        anyone: Bits = np.bitwise_or.reduce(self.columns.bits[numbers], axis=0)
        return has(anyone, rows)


def drawn(ranks: Whole, request: SearchRequest) -> Whole:
    """The places that are equal to a request, in an order drawn from the request itself.

    Whatever breaks ties favours somebody: by id, one facility came first in half of all searches
    without a place. Drawn from what was asked, each search has its own order, the same every time.
    """
    where = request.where.place.label if request.where else ""
    asked = (request.words, request.terms, request.unsaid, request.topics, request.avoid, where)
    seed = int.from_bytes(blake2b(repr(asked).encode(), digest_size=8).digest())
    # Times an odd number, modulo a power of two: different ranks stay different.
    factor, offset = np.uint32(seed & 0x7FFFFFFF | 1), np.uint32(seed >> 32 & 0x7FFFFFFF)
    mixed = (ranks.astype(np.uint32) * factor + offset) & np.uint32(0x7FFFFFFF)
    return mixed.astype(np.int32)


def _nearness(thousandths: Whole) -> Numbers:
    return 1.0 / (1.0 + thousandths / (1000 * HALF_NEAR)) + IN_REACH * (
        thousandths <= 1000 * REACH_MILES
    )
