"""Lanes: 60 counts in 21 sums, for engines that keep the facets of a row as bits of an integer.

A sum of `(mask >> s) & (1 | 1 << 21 | 1 << 42)` counts three facets at once, each in 21 bits: right
up to two million rows. Measured against a sum a facet, it is what makes the SQL engines fastest.
"""

from collections.abc import Sequence

_WIDTH = 21
_LANES = 3
MOST_ROWS = (1 << _WIDTH) - 1


class Lanes:
    """For so many facets, 63 at most."""

    def __init__(self, facets: int) -> None:
        self._facets = facets
        self._picks = sum(1 << (_WIDTH * lane) for lane in range(_LANES))

    def sums(self, mask: str) -> str:
        """The columns to select, over a column of masks."""
        return ", ".join(
            f"sum(({mask} >> {shift}) & {self._picks})" for shift in range(_WIDTH)
        )

    def counts(self, sums: Sequence[int]) -> list[int]:
        """The count of each facet, from what was selected."""
        return [
            (sums[bit % _WIDTH] >> (_WIDTH * (bit // _WIDTH))) & MOST_ROWS
            for bit in range(self._facets)
        ]
