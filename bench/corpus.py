"""Corpus: directories to measure over: the real one, and seeded larger ones grown from it.

A corpus is kept in columns, a row a facility, so that a million of them fit: the lists of codes and
the addresses are those of the real rows and shared. Coordinates are whole millionths of a degree.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bench.real_directory import real_facilities
from finder.facility import Address, Facility
from finder.places import Point
from finder.search.words import tokens

REAL_SIZE = 12_744
# How far jittered points lie from the real ones: a standard deviation of about 3.5 miles, the size
# of the error that a ZIP's point has.
_JITTER = 0.05
# Of grown names this share begins with a city, and this one with a word that nobody else has: the
# words in use grow with the directory, as surnames and brands make them do.
_OF_A_CITY, _COINED = 0.25, 0.03
_SYLLABLES = "ba bel cor da den el fa gor ha in jo ka lin mar nor o pra quen ros sel tur vin zan"


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Columns over the rows; row n is the facility whose id is n in hexadecimal digits.

    `lives` and `offers` number the real row whose address, and whose codes, program and phones, a
    row has.
    """

    real: Sequence[Facility]
    names: list[str]
    lives: NDArray[np.int32]
    offers: NDArray[np.int32]
    lats: NDArray[np.float64]
    lons: NDArray[np.float64]
    state_names: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.names)

    def point(self, row: int) -> Point:
        """Where a row is."""
        return Point(float(self.lats[row]), float(self.lons[row]))

    def address(self, row: int) -> Address:
        """A row's address."""
        lives: Facility = self.real[int(self.lives[row])]
        return lives.address

    def facilities(self) -> Iterator[Facility]:
        """The rows as the product's own values; what real rows share, they share."""
        for row, name in enumerate(self.names):
            yield replace(
                self.real[self.offers[row]],
                id=id_of(row),
                name=name,
                address=self.address(row),
                point=self.point(row),
            )

    def texts(self) -> Iterator[tuple[str, str, str, str, str]]:
        """For each row its tokens, parted by blanks: name, program, city, county, state."""
        programs = [_cut(each.program) for each in self.real]
        places = [self._place(each.address) for each in self.real]
        for row, name in enumerate(self.names):
            yield (_cut(name), programs[self.offers[row]], *places[self.lives[row]])

    def masks(self, facets: Sequence[frozenset[str]]) -> NDArray[np.int64]:
        """For each row a number whose n-th bit tells whether it has a code of the n-th facet."""
        of_real = [
            sum(1 << bit for bit, codes in enumerate(facets) if codes & each.codes)
            for each in self.real
        ]
        return np.array(of_real, dtype=np.int64)[self.offers]

    def _place(self, address: Address) -> tuple[str, str, str]:
        state = f"{address.state} {self.state_names.get(address.state, '')}"
        return _cut(address.city), _cut(address.county), _cut(state)


def id_of(row: int) -> str:
    """The id of a row; ids are in the order of the rows."""
    return f"{row:012x}"


def row_of(facility_id: str) -> int:
    """The row of an id."""
    return int(facility_id, 16)


def real_corpus(state_names: Mapping[str, str]) -> Corpus:
    """The 2023 directory, each facility at its ZIP's point."""
    real = real_facilities()
    rows = np.arange(len(real), dtype=np.int32)
    return Corpus(
        real=real,
        names=[each.name for each in real],
        lives=rows,
        offers=rows,
        lats=_millionths(np.array([each.point.lat for each in real])),
        lons=_millionths(np.array([each.point.lon for each in real])),
        state_names=state_names,
    )


def grown_corpus(real: Corpus, size: int, seed: int) -> Corpus:
    """So many facilities: codes of one real row, the address of another, a name made of several,
    and a point near the address's."""
    chance = np.random.default_rng(seed)
    lives = chance.integers(len(real), size=size, dtype=np.int32)
    lats = real.lats[lives] + chance.normal(0, _JITTER, size)
    lons = real.lons[lives] + chance.normal(0, _JITTER, size)
    return Corpus(
        real=real.real,
        names=_grown_names(real, size, random.Random(seed)),
        lives=lives,
        offers=chance.integers(len(real), size=size, dtype=np.int32),
        lats=_millionths(np.clip(lats, -89, 89)),
        lons=_millionths(np.clip(lons, -179.9, 179.9)),
        state_names=real.state_names,
    )


def _millionths(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    whole: NDArray[np.float64] = np.rint(degrees * 1e6) / 1e6
    return whole


def _grown_names(real: Corpus, size: int, chance: random.Random) -> list[str]:
    parted = [name.split() for name in real.names if name.split()]
    heads = [" ".join(words[: max(1, len(words) // 2)]) for words in parted]
    tails = [" ".join(words[len(words) // 2 :]) for words in parted]
    cities = [each.address.city for each in real.real]
    names = []
    for _ in range(size):
        kind = chance.random()
        if kind < _OF_A_CITY:
            head = chance.choice(cities)
        elif kind < _OF_A_CITY + _COINED:
            head = "".join(chance.choices(_SYLLABLES.split(), k=3)).capitalize()
        else:
            head = chance.choice(heads)
        names.append(f"{head} {chance.choice(tails)}")
    return names


def _cut(text: str) -> str:
    return " ".join(tokens(text))
