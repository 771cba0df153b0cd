"""Drawing: places that are equal to a request, in an order drawn from the request itself.

Whatever breaks ties favours somebody: by id, one facility came first in half of all searches
without a place. Drawn from what was asked, each search has its own order, the same every time.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

import numpy as np

from finder.search.bitset import Bits, Rows, Whole, has, rows_of, size
from finder.search.columns import Columns
from finder.search.ranking import first_of
from finder.search.request import SearchRequest

# A facility looked up one by one costs about as much as this many that are sorted with all others.
_LOOKED_UP = 2


@dataclass(frozen=True, slots=True)
class Draw:
    """Ranks by id, in steps: `first`, `first + step` and so on, modulo `size`, a power of two.

    `step` is odd, so that every rank comes up once.
    """

    first: int
    step: int
    size: int

    @classmethod
    def of(cls, request: SearchRequest, facilities: int) -> Self:
        """The draw of a request among so many facilities."""
        where = request.where.place.label if request.where else ""
        asked = (request.words, request.terms, request.unsaid, request.topics, request.avoid, where)
        seed = int.from_bytes(blake2b(repr(asked).encode(), digest_size=8).digest())
        size = 1 << max(1, (facilities - 1).bit_length())
        return cls(seed % size, (seed >> 32) % size | 1, size)

    def turns(self, ranks: Whole) -> Whole:
        """When each rank comes up."""
        back = pow(self.step, -1, self.size)
        turns: Whole = (ranks.astype(np.int64) - self.first) * back & (self.size - 1)
        return turns

    def of_set(self, columns: Columns, among: Bits, number: int) -> Rows:
        """The first so many rows of a set, which has as many."""
        members = size(among)
        looks = number * self.size // max(1, members)
        if looks * _LOOKED_UP > members:
            rows = rows_of(among)
            return rows[first_of((self.turns(columns.id_rank[rows]),), 0, number)]
        return self._looked_up(columns, among, number, looks + looks // 2)

    def _looked_up(self, columns: Columns, among: Bits, number: int, looks: int) -> Rows:
        """The same without a look at the others: rank after rank, until there are enough."""
        found: list[Rows] = []
        for start in range(0, self.size, looks):
            turns = np.arange(start, min(start + looks, self.size))
            ranks = turns * self.step + self.first & (self.size - 1)
            rows = columns.id_rows[ranks[ranks < len(columns)]]
            found.append(rows[has(among, rows)])
            if sum(map(len, found)) >= number:
                break
        return np.concatenate(found)[:number]
