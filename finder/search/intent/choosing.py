"""Choosing: the best way through a sentence: spans that do not overlap, the highest sum of scores.

Of equal sums the one with the longer first span is taken, so that the choice is always the same.
"""

from collections.abc import Sequence

from finder.search.intent.spans import Span, SpanKind


def best_way(spans: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """One span after the other over the whole sentence; what nothing explains is unknown."""
    count = len(spans)
    best: list[tuple[float, Span | None]] = [(0.0, None)] * (count + 1)
    for start in range(count - 1, -1, -1):
        unknown = Span(start, start + 1, SpanKind.UNKNOWN, 0.0)
        ways = [(each.score + best[each.end][0], each) for each in (unknown, *spans[start])]
        best[start] = max(ways, key=lambda way: (round(way[0], 6), way[1].end))
    chosen: list[Span] = []
    at = 0
    while at < count:
        span = best[at][1]
        assert span is not None
        chosen.append(span)
        at = span.end
    return tuple(_one_place(chosen))


def _one_place(chosen: Sequence[Span]) -> list[Span]:
    """With one place only, the one that most speaks for; other places become unknown words."""
    places = [span for span in chosen if span.kind is SpanKind.PLACE]
    if len(places) < 2:
        return list(chosen)
    kept = max(places, key=lambda span: (span.score, span.start))
    return [
        part
        for span in chosen
        for part in (
            [span]
            if span.kind is not SpanKind.PLACE or span is kept
            else [Span(at, at + 1, SpanKind.UNKNOWN, 0.0) for at in range(span.start, span.end)]
        )
    ]
