"""Shades: which numbers are drawn alike on a map of counts, in round numbers people can compare."""

from collections.abc import Sequence
from dataclasses import dataclass

# More shades than five cannot be told apart in a legend.
MOST = 5
# Four shades for quarters of the counts, but for the few largest: they would hide among the last.
_SHARES = (0.25, 0.5, 0.75, 0.92)
_ROUND: tuple[int, ...] = tuple(step * 10**power for power in range(7) for step in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Shade:
    """The counts from `least` to `most`; `most` is None for the last.

    `level` says how strong the color is, from 1 to 5, which the last has.
    """

    level: int
    least: int
    most: int | None


def shades(totals: Sequence[int]) -> tuple[Shade, ...]:
    """Up to five shades for counts of one and more, the strongest for the few largest; every shade
    has at least one. Nothing for no counts.

    >>> [(shade.least, shade.most) for shade in shades([1, 2, 3, 8, 40])]
    [(1, 1), (2, 9), (10, None)]
    """
    ranked = sorted(total for total in totals if total > 0)
    if not ranked:
        return ()
    cuts = {1}
    for share in _SHARES:
        at = ranked[int(share * len(ranked))]
        cuts.add(_round(at))
    cuts = {cut for cut in cuts if cut == 1 or cut <= ranked[-1]}
    used = sorted({max(cut for cut in cuts if cut <= total) for total in ranked})
    return tuple(
        Shade(_level(at, len(used)), least, after - 1 if after else None)
        for at, (least, after) in enumerate(zip(used, [*used[1:], 0], strict=True), 1)
    )


def _round(number: int) -> int:
    """The nearest round number, in proportion."""
    return min(_ROUND, key=lambda each: max(each / number, number / each))


def _level(at: int, of: int) -> int:
    """The level of the shade `at` this place, so that few shades are as far apart as can be."""
    return MOST - round((of - at) * (MOST - 1) / max(of - 1, 1))


def level_in(total: int, found: Sequence[Shade]) -> int:
    """The level of a count; 0 for none."""
    return max((shade.level for shade in found if shade.least <= total), default=0)
