"""Scoring: the best order, as numbers: words, wishes, the place itself, nearness.

Every part is added, and docs/relevance.md says how much each may add. A score is compared to a
millionth; equal scores go by distance, and where there is none by a draw (`drawing`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from finder.search.bitset import Bits, Rows, Whole, has
from finder.search.columns import Columns
from finder.search.reasons import Reasons
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

# Up to so many wishes there are few different scores, and sets are sorted rather than facilities.
_MOST_LEVELLED = 4

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

    def levels(self, among: Bits) -> list[Bits] | None:
        """A set as sets of equal scores, the best first; None where words, a place or many wishes
        make too many scores for that."""
        wished = [(wish, wish.weight) for wish in self.wishes.liked]
        wished += [(wish, -wish.weight) for wish in self.wishes.avoided]
        one_by_one = self.said is not None or self.called is not None or self.measured
        if one_by_one or len(wished) > _MOST_LEVELLED:
            return None
        parts = [(0.0, among)]
        for wish, weight in wished:
            who = self._anyone(wish)
            halves = (((score + weight, part & who), (score, part & ~who)) for score, part in parts)
            parts = [(score, part) for pair in halves for score, part in pair if part.any()]
        levels: dict[int, Bits] = {}
        for score, part in parts:
            millionths = round(score * MILLION)
            levels[millionths] = levels[millionths] | part if millionths in levels else part
        return [levels[score] for score in sorted(levels, reverse=True)]

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
        return has(self._anyone(wish), rows)

    def _anyone(self, wish: Wish) -> Bits:
        numbers = [self.terms[slug] for slug in wish.terms]
        anyone: Bits = np.bitwise_or.reduce(self.columns.bits[numbers], axis=0)
        return anyone


def _nearness(thousandths: Whole) -> Numbers:
    return 1.0 / (1.0 + thousandths / (1000 * HALF_NEAR)) + IN_REACH * (
        thousandths <= 1000 * REACH_MILES
    )
