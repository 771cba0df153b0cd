"""Choosing: the best way through a sentence: spans that do not overlap, the highest sum of scores.

A sentence names one place at most: a second one would make "cook county il" two. Of equal sums the
one with the longer first span is taken, so that the choice is always the same.
"""

from collections.abc import Sequence

from finder.search.intent.spans import Span, SpanKind

_Way = tuple[float, Span | None]


def best_way(spans: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """One span after the other over the whole sentence; what nothing explains is unknown."""
    count = len(spans)
    # The best from each word on: where a place may still come, and where there has been one.
    best: dict[tuple[int, bool], _Way] = {(count, False): (0.0, None), (count, True): (0.0, None)}
    for start in range(count - 1, -1, -1):
        unknown = Span(start, start + 1, SpanKind.UNKNOWN, 0.0)
        for placed in (False, True):
            ways = [
                (each.score + best[each.end, placed or each.is_place][0], each)
                for each in (unknown, *spans[start])
                if not (placed and each.is_place)
            ]
            best[start, placed] = max(ways, key=lambda way: (round(way[0], 6), way[1].end))
    chosen: list[Span] = []
    at, placed = 0, False
    while at < count:
        span = best[at, placed][1]
        assert span is not None
        chosen.append(span)
        at, placed = span.end, placed or span.is_place
    return tuple(chosen)
