"""Columns: the directory as one bitset per term, and coordinate arrays.

A row is a facility. Rows lie by bands of latitude, a quarter of a degree each, and within a band by
longitude, so that a circle is a few ranges of rows and its facilities are neighbours in memory.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from finder.facility import Facility
from finder.places import Place, Point, earth_vectors
from finder.search.area import area_of, areas_of
from finder.search.bitset import Bits, Rows, bits_of, type_of_word, words_for
from finder.search.mapped import mapped
from finder.search.words import folded
from finder.vocabulary import Vocabulary

BAND = 0.25  # degrees of latitude; 17 miles: a circle of 25 miles touches four bands
TURN = 512.0  # what parts two bands in `spots`: more than the 360 degrees of longitude


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Arrays over the rows; everything a search needs but the words.

    `bits` is (terms, words), the terms in the vocabulary's order: who says yes. `said` is the same
    for who says anything, yes or no. `vectors` is (rows, 3) in miles from the middle of the Earth.
    `spots` is ascending: where each row lies, as `spot` numbers it. `ids` is sorted; `id_rank`
    gives each row's place in it and `id_rows` the way back. `name_rank` is each row's place in name
    order. `areas` names states, counties and cities, sorted; the rows of the n-th are
    `area_rows[area_starts[n]:area_starts[n + 1]]`.
    """

    bits: Bits
    said: Bits
    vectors: NDArray[np.float64]
    spots: NDArray[np.float64]
    ids: NDArray[np.bytes_]
    id_rank: NDArray[np.int32]
    id_rows: NDArray[np.int32]
    name_rank: NDArray[np.int32]
    areas: NDArray[np.bytes_]
    area_starts: NDArray[np.int64]
    area_rows: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.vectors)

    @property
    def words(self) -> int:
        """How many words a set of rows has."""
        return int(self.bits.shape[1])

    def save(self, folder: Path) -> None:
        """Write each array to a file of its name."""
        for each in fields(self):
            np.save(folder / f"{each.name}.npy", getattr(self, each.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The columns saved in this folder, mapped into memory that processes share."""
        return cls(**{each.name: mapped(folder / f"{each.name}.npy") for each in fields(cls)})

    def area(self, place: Place) -> Bits:
        """The set of rows whose address lies in this state, county or city."""
        sought = area_of(place).encode()
        at = int(np.searchsorted(self.areas, np.bytes_(sought)))
        if at == len(self.areas) or bytes(self.areas[at]) != sought:
            return np.zeros(self.words, dtype=type_of_word)
        return bits_of(self.area_rows[self.area_starts[at] : self.area_starts[at + 1]], self.words)

    def row(self, facility_id: str) -> int | None:
        """The row of the facility with this id."""
        sought = facility_id.encode()
        rank = int(np.searchsorted(self.ids, np.bytes_(sought)))
        # numpy drops trailing NULs when it compares, so the answer is compared again.
        found = rank < len(self.ids) and bytes(self.ids[rank]) == sought
        return int(self.id_rows[rank]) if found else None

    def ids_of(self, rows: Rows) -> tuple[str, ...]:
        """The ids of the facilities in these rows."""
        return tuple(each.decode() for each in self.ids[self.id_rank[rows]].tolist())


def spot(point: Point) -> float:
    """A point's band and longitude as one number, ascending as rows lie."""
    return float(np.floor((point.lat + 90) / BAND) * TURN + (point.lon + 180))


def in_rows(facilities: Iterable[Facility]) -> list[Facility]:
    """The facilities that can be found, as rows lie. Retired ones are not among them."""
    present = (each for each in facilities if each.retired is None)
    return sorted(present, key=lambda each: (spot(each.point), each.id))


def columns_of(rows: Sequence[Facility], vocabulary: Vocabulary) -> Columns:
    """The columns of facilities that already are as rows lie."""
    ids = np.array([each.id.encode() for each in rows], dtype=np.bytes_)
    id_rows = np.argsort(ids, kind="stable")
    by_name = sorted(range(len(rows)), key=lambda row: (folded(rows[row].name), rows[row].id))
    areas, starts, area_rows = _areas(rows)
    return Columns(
        bits=_bits(rows, [term.codes for term in vocabulary.terms]),
        said=_bits(rows, [term.codes | term.denied_by for term in vocabulary.terms]),
        vectors=earth_vectors(
            np.array([each.point.lat for each in rows], dtype=np.float64),
            np.array([each.point.lon for each in rows], dtype=np.float64),
        ),
        spots=np.array([spot(each.point) for each in rows], dtype=np.float64),
        ids=ids[id_rows],
        id_rank=_ranks(id_rows),
        id_rows=id_rows.astype(np.int32),
        name_rank=_ranks(np.array(by_name, dtype=np.int64)),
        areas=areas,
        area_starts=starts,
        area_rows=area_rows,
    )


def _bits(rows: Sequence[Facility], codes: Sequence[Collection[str]]) -> Bits:
    """For each set of codes, the set of rows that have any of them."""
    meaning: dict[str, list[int]] = {}
    for number, each in enumerate(codes):
        for code in each:
            meaning.setdefault(code, []).append(number)
    members: list[list[int]] = [[] for _ in codes]
    for row, facility in enumerate(rows):
        for number in {number for code in facility.codes for number in meaning.get(code, ())}:
            members[number].append(row)
    words = words_for(len(rows))
    bits = [bits_of(np.array(each, dtype=np.int64), words) for each in members]
    return np.array(bits, dtype=type_of_word).reshape(len(members), words)


def _ranks(order: Rows) -> NDArray[np.int32]:
    ranks = np.empty(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


def _areas(
    rows: Sequence[Facility],
) -> tuple[NDArray[np.bytes_], NDArray[np.int64], NDArray[np.int32]]:
    members: dict[bytes, list[int]] = {}
    for row, facility in enumerate(rows):
        for area in areas_of(facility.address):
            members.setdefault(area.encode(), []).append(row)
    names = sorted(members)
    starts = np.cumsum([0, *(len(members[name]) for name in names)], dtype=np.int64)
    flat = [row for name in names for row in members[name]]
    return np.array(names, dtype=np.bytes_), starts, np.array(flat, dtype=np.int32)
