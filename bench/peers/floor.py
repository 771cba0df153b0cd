"""Floors: the least work an answer takes on one core, by itself, with nothing around it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.corpus import Corpus
from bench.peers.contract import FACETS, Answer, Facets, Question
from finder.places import Point, earth_vectors

_NOWHERE = Point(39.8, -98.6)
_BITS = 64


def _nothing() -> Answer:
    return Answer(0, (), ())


@dataclass(frozen=True, slots=True, eq=False)
class PopulationCounts:
    """How many of 60 facets' rows are in a set that the question's facets make."""

    sets: NDArray[np.uint64]
    both: NDArray[np.uint64]
    ones: NDArray[np.uint8]
    facets: Facets
    name: str = "floor: counts"
    settings: str = "`np.bitwise_count` of 60 bitsets cut with one, into arrays made before"

    @classmethod
    def of(cls, corpus: Corpus, facets: Facets) -> "PopulationCounts":
        """Over a corpus."""
        masks = corpus.masks(facets.codes)
        words = -(-len(masks) // _BITS)
        flags = np.zeros((FACETS, words * _BITS), dtype=np.bool_)
        for bit in range(FACETS):
            flags[bit, : len(masks)] = (masks >> bit) & 1
        sets = np.packbits(flags, axis=1, bitorder="little").view(np.uint64)
        return cls(sets, np.empty_like(sets), np.empty(sets.shape, np.uint8), facets)

    def ask(self, question: Question) -> Answer:
        """The counts, thrown away."""
        terms = question.request.terms
        base = self.sets[self.facets.bits[terms[0]] if terms else 0]
        np.bitwise_and(self.sets, base, out=self.both)
        np.bitwise_count(self.both, out=self.ones)
        self.ones.sum(axis=1, dtype=np.int64)
        return _nothing()

    def close(self) -> None:
        """Nothing was started."""


@dataclass(frozen=True, slots=True, eq=False)
class Chords:
    """The squares of the chords from the question's point to every row."""

    axes: NDArray[np.float64]
    apart: NDArray[np.float64]
    total: NDArray[np.float64]
    name: str = "floor: chords"
    settings: str = "three subtractions and squares a row, into arrays made before"

    @classmethod
    def of(cls, corpus: Corpus) -> "Chords":
        """Over a corpus."""
        axes = np.ascontiguousarray(earth_vectors(corpus.lats, corpus.lons).T)
        return cls(axes, np.empty(axes.shape[1]), np.empty(axes.shape[1]))

    def ask(self, question: Question) -> Answer:
        """The squares, thrown away."""
        point = question.point or _NOWHERE
        here = earth_vectors(np.array([point.lat]), np.array([point.lon]))[0].tolist()
        self.total.fill(0)
        for axis, at in zip(self.axes, here, strict=True):
            np.subtract(axis, at, out=self.apart)
            np.multiply(self.apart, self.apart, out=self.apart)
            np.add(self.total, self.apart, out=self.total)
        return _nothing()

    def close(self) -> None:
        """Nothing was started."""
