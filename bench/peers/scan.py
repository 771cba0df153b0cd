"""Scan: the judge, which looks at every facility; slow, obvious, and sharing no code with engines.

Text is one long string in which each token stands between blanks, and is searched from its
beginning to its end. Distances are worked out for all rows in their own way, and sorted whole.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.corpus import Corpus
from bench.peers.contract import Answer, Chosen, Facets, Question, corrected
from bench.peers.corrections import ranked
from finder.places import Point
from finder.search.request import PAGE_SIZE

_A_MILES, _FLATTENING = 6378.137 / 1.609344, 1 / 298.257223563
_TWICE_MEAN_MILES = 2 * 6371.0088 / 1.609344


@dataclass(frozen=True, slots=True, eq=False)
class Right:
    """The right answer: what matches, the counts, and the rows to show where distance decides."""

    matching: NDArray[np.bool_]
    counts: tuple[int, ...]
    shown: tuple[int, ...]


class Scan:
    """Over a corpus."""

    def __init__(self, corpus: Corpus, facets: Facets, texts: Iterable[Sequence[str]]) -> None:
        self._facets = facets
        self._masks = corpus.masks(facets.codes)
        self._x, self._y, self._z = _in_space(corpus.lats, corpus.lons)
        lines = [f" {' '.join(fields)} \n" for fields in texts]
        self._starts = np.cumsum([0, *map(len, lines)])
        self._text = "".join(lines)
        self.uses = Counter(word for line in lines for word in set(line.split()))

    def right(self, question: Question) -> Right:
        """The right answer to a question."""
        words = question.request.words
        said = corrected(words, self._corrections, self._saying, lambda each: bool(each.any()))
        far = self._thousandths(question.point) if question.point else None
        here = said
        if far is not None and question.miles is not None:
            here = here & (far <= question.miles * 1000)
        chosen = self._facets.chosen(question.request)
        matching = here & self._ticked(chosen)
        rows = np.flatnonzero(matching)
        if far is not None:
            rows = rows[np.lexsort((rows, far[rows]))]
        counts = self._counts(here, chosen)
        return Right(matching, counts, tuple(rows[:PAGE_SIZE].tolist()))

    def differs(self, question: Question, answer: Answer, right: Right) -> str:
        """In what an answer is wrong; empty when it is right."""
        total = int(np.count_nonzero(right.matching))
        if answer.total != total:
            return f"total {answer.total:,} instead of {total:,}"
        if answer.counts != right.counts:
            wrong = sum(a != b for a, b in zip(answer.counts, right.counts, strict=True))
            return f"{wrong} of {len(right.counts)} counts"
        if question.by_distance and answer.shown != right.shown:
            return "order"
        shown = set(answer.shown)
        if len(shown) != min(PAGE_SIZE, total) or len(shown) != len(answer.shown):
            return f"{len(answer.shown)} shown"
        return "" if right.matching[list(shown)].all() else "shows what does not match"

    def _saying(self, words: tuple[str, ...]) -> NDArray[np.bool_]:
        found = np.ones(len(self._masks), dtype=np.bool_)
        for word in words:
            found &= self._with(f" {word} ")
        return found

    def _with(self, sought: str) -> NDArray[np.bool_]:
        places = []
        at = self._text.find(sought)
        while at >= 0:
            places.append(at)
            at = self._text.find(sought, at + 1)
        found = np.zeros(len(self._masks), dtype=np.bool_)
        found[np.searchsorted(self._starts, places, side="right") - 1] = True
        return found

    def _corrections(self, word: str) -> tuple[str, ...]:
        return () if word in self.uses else ranked(word, set(self.uses), self.uses)

    def _ticked(self, chosen: Chosen, *, but: int | None = None) -> NDArray[np.bool_]:
        kept: NDArray[np.bool_] = (self._masks & chosen.all_of) == chosen.all_of
        for group, part in chosen.any_of.items():
            if group != but:
                kept = kept & ((self._masks & part) != 0)
        return kept

    def _counts(self, here: NDArray[np.bool_], chosen: Chosen) -> tuple[int, ...]:
        counts = [0] * len(self._facets.bits)
        for number, group in enumerate(self._facets.groups):
            own = number if number in chosen.any_of else None
            masks = self._masks[here & self._ticked(chosen, but=own)]
            for bit in group.bits:
                counts[bit] = int(np.count_nonzero(masks & (1 << bit)))
        return tuple(counts)

    def _thousandths(self, point: Point) -> NDArray[np.float64]:
        """Thousandths of a mile from a point, whole numbers."""
        x, y, z = _in_space(np.array([point.lat]), np.array([point.lon]))
        chord = np.sqrt((self._x - x) ** 2 + (self._y - y) ** 2 + (self._z - z) ** 2)
        arc = _TWICE_MEAN_MILES * np.arcsin(np.minimum(chord / _TWICE_MEAN_MILES, 1))
        whole: NDArray[np.float64] = np.rint(arc * 1000)
        return whole


def _in_space(
    lats: NDArray[np.float64], lons: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """WGS84 positions in miles from the middle of the Earth, by the geodesists' formula."""
    lat, lon = np.deg2rad(lats), np.deg2rad(lons)
    squared = _FLATTENING * (2 - _FLATTENING)
    normal = _A_MILES / np.sqrt(1 - squared * np.sin(lat) ** 2)
    flat = normal * np.cos(lat)
    return flat * np.cos(lon), flat * np.sin(lon), normal * (1 - squared) * np.sin(lat)
