"""Whoosh with a column of masks: as everything in Whoosh, but its own grouping is not used.

The facets of a row are also one integer in a column, and numpy counts the bits of those found: half
way to the product's design, and the most that could be made of Whoosh here.
"""

from typing import Any

import numpy as np
from whoosh import query

from bench.peers.whoosh_everything import Found, WhooshEverything, best_of
from finder.search.request import PAGE_SIZE


class WhooshMasks(WhooshEverything):
    """Over the same index."""

    name = "Whoosh + masks"
    settings = "the same index; counts from a sortable NUMERIC column of 60-bit masks, with numpy"

    def found(self, parts: list[Any], inside: set[int] | None) -> Found:
        """What matches all parts, among some rows where these are given."""
        asked = query.And(parts) if parts else query.Every()
        rows = list(self._searcher.docs_for_query(asked))
        if inside is not None:
            rows = [row for row in rows if row in inside]
        masks = np.array([self._masks[row] for row in rows], dtype=np.int64)
        bits = np.unpackbits(masks.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        counts = bits.sum(axis=0, dtype=np.int64).tolist()[: len(self._slugs)]
        best = self._searcher.search(asked, limit=PAGE_SIZE, filter=inside)
        return Found(rows, best_of(best), counts)
