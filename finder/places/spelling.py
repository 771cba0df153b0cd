"""Near misses: which known names a mistyped one is a slip or two away from."""

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Slips allowed by length: a wrong, missing, extra letter, or two letters swapped. "akorn" has one,
# "cincinatti" two, "philidelphea" two; under four letters almost everything is near something.
_SLIPS = ((4, 0), (6, 1), (12, 2))
_MOST_SLIPS = 3


def slips_allowed(key: str) -> int:
    return next((slips for length, slips in _SLIPS if len(key) < length), _MOST_SLIPS)


def near(key: str, candidates: Collection[str]) -> list[tuple[int, str]]:
    """Candidates within the allowed slips, as (slips, candidate), fewest first.

    A wrong first letter counts as one slip more: it is the letter people miss least, so of two
    names equally far away the one that begins alike comes first.
    """
    allowed = slips_allowed(key)
    if not allowed:
        return []
    # 24,000 names take about 3 ms: rapidfuzz drops names of another length without comparing them.
    found = process.extract(key, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return sorted((slips + (name[0] != key[0]), name) for name, slips, _ in found if name)
