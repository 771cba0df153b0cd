"""Scores: the measures of one answer and of many, as plain arithmetic over judged hits.

A measure that does not apply to a query is None, and is left out of its mean. The definitions in
words are in `bench.relevance`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

FIRST = 10
# Floating sums of a few terms: a mean of 0.98 must not fail for its last bit.
_LAST_BIT = 1e-9


@dataclass(frozen=True, slots=True)
class Seen:
    """A hit as judged: whether its codes are right, and its gain, which is 0 outside the place."""

    fits: bool
    gain: int


@dataclass(frozen=True, slots=True)
class Score:
    """One query's measures: shares from 0 to 1, None where one does not apply.

    `known` is whether the meant facility came first; `dead` whether the page had no hit and no way
    on.
    """

    qid: str
    lang: str
    must: float | None
    ndcg: float | None
    known: bool | None
    panel: bool
    place: bool
    dead: bool


@dataclass(frozen=True, slots=True)
class Total:
    """Means over many queries; None where no query has the measure. `dead` is a count."""

    queries: int
    must: float | None
    ndcg: float | None
    known: float | None
    panel: float | None
    place: float | None
    dead: int


@dataclass(frozen=True, slots=True)
class Bars:
    """What the issue asks for, at least; `dead` and `spanish_gap` at most."""

    must: float = 0.98
    ndcg: float = 0.90
    known: float = 1.0
    panel: float = 1.0
    place: float = 1.0
    dead: int = 0
    spanish_gap: float = 0.02


# What was not seen when the vocabulary was written may fall short by so much.
BARS_LATER = Bars(must=0.95, ndcg=0.87, known=0.97, panel=0.97, place=0.97, spanish_gap=0.05)


def must_share(seen: Sequence[Seen], possible: int) -> float:
    """How much of what could be right in the first ten is.

    The right ones, over as many as could be there: ten, or all that the directory has. A shown hit
    with the wrong codes counts as a place it took, even where nothing more could be had; one with
    the right codes that lies outside only fails to count. 1.0 when nothing could be had and nothing
    wrong is shown.
    """
    first = seen[:FIRST]
    good = sum(each.gain > 0 for each in first)
    wrong = sum(not each.fits for each in first)
    reachable = max(min(FIRST, possible), good + wrong)
    return good / reachable if reachable else 1.0


def ndcg(gains: Sequence[int], ideal: Sequence[int]) -> float:
    """Discounted gain of the first ten over that of the best ten; 1.0 when nothing could be had.

    The gain itself is discounted by log2(rank + 1), not a power of two of it.
    """
    best = _discounted(sorted(ideal, reverse=True)[:FIRST])
    return min(1.0, _discounted(gains[:FIRST]) / best) if best else 1.0


def total(scores: Iterable[Score]) -> Total:
    """The means of a set of queries."""
    listed = tuple(scores)
    return Total(
        queries=len(listed),
        must=_mean(each.must for each in listed),
        ndcg=_mean(each.ndcg for each in listed),
        known=_mean(each.known for each in listed),
        panel=_mean(each.panel for each in listed),
        place=_mean(each.place for each in listed),
        dead=sum(each.dead for each in listed),
    )


def shortfalls(scores: Sequence[Score], bars: Bars) -> list[str]:
    """Which bars are missed, a sentence each; a measure that no query has is not missed."""
    whole = total(scores)
    found = [
        f"{name} is {reached:.3f}, under {bar}"
        for name, reached, bar in (
            ("must", whole.must, bars.must),
            ("nDCG@10", whole.ndcg, bars.ndcg),
            ("known first", whole.known, bars.known),
            ("panel", whole.panel, bars.panel),
            ("place", whole.place, bars.place),
        )
        if reached is not None and reached < bar - _LAST_BIT
    ]
    if whole.dead > bars.dead:
        found.append(f"dead ends: {whole.dead}")
    found += [
        f"Spanish {name} is {gap:.3f} under English, more than {bars.spanish_gap}"
        for name, gap in spanish_gaps(scores).items()
        if gap > bars.spanish_gap + _LAST_BIT
    ]
    return found


def spanish_gaps(scores: Sequence[Score]) -> Mapping[str, float]:
    """How far Spanish lies under English, for each share that both have; below 0 when above.

    Known items are left out: names have no language, and only English has any.
    """
    worded = [each for each in scores if each.known is None]
    english = total(each for each in worded if each.lang == "en")
    spanish = total(each for each in worded if each.lang == "es")
    pairs = {
        "must": (english.must, spanish.must),
        "nDCG@10": (english.ndcg, spanish.ndcg),
        "panel": (english.panel, spanish.panel),
        "place": (english.place, spanish.place),
    }
    return {name: en - es for name, (en, es) in pairs.items() if en is not None and es is not None}


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return fmean(known) if known else None
