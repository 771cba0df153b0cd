"""Goals: what the engine must show against its peers, as ratios of one run."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from bench.peers.questions import NATION
from bench.race import Times, ratio

FINDER, FINDER_AT_20K = "finder", "finder at 20,000"
POSTGRES, SQLITE, WHOOSH = "PostgreSQL", "SQLite masks", "Whoosh alone"
SINGLES = ", 60 sums"  # SQL as one would write it first, which the goals were set against
COUNTS = "floor: counts"
SMALL = 20_000

Limits = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One goal: what was wanted, and what was measured; None where a peer was missing."""

    goal: str
    wanted: str
    measured: float | None
    met: bool | None

    def shown(self) -> dict[str, object]:
        """As it is written down."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Goal:
    """A ratio, and the least or most it may be at 20,000, 200,000 and 1,000,000 facilities."""

    text: str
    limits: Limits
    at_least: bool
    measure: Callable[[Mapping[str, Times]], float]


def verdicts(times: Mapping[str, Times], size: int, equal: float) -> list[Verdict]:
    """Every goal for a directory of this size; `equal` is the share of answers that were right."""
    column = 0 if size <= SMALL else 1 if size <= 200_000 else 2
    found = [Verdict("finder's answers equal to the scan", "100 %", equal * 100, equal == 1)]
    for goal in _goals():
        limit = goal.limits[column]
        if limit is None:
            continue
        try:
            measured = goal.measure(times)
        except KeyError:
            found.append(Verdict(goal.text, _wanted(goal, limit), None, None))
            continue
        met = measured >= limit if goal.at_least else measured <= limit
        found.append(Verdict(goal.text, _wanted(goal, limit), measured, met))
    return found


def _wanted(goal: _Goal, limit: float) -> str:
    return f"{'≥' if goal.at_least else '≤'} {limit:g}×"


def _goals() -> list[_Goal]:
    return [
        *_than(POSTGRES, (5, 20, 50), (20, 40, 50)),
        *_than(f"{POSTGRES}{SINGLES}", (5, 20, 50), (20, 40, 50)),
        _Goal("p50 faster than Whoosh alone", (100, None, None), True, _faster(WHOOSH, 50)),
        *_than(SQLITE, (2, 5, 8), (5, 5, 8)),
        *_than(f"{SQLITE}{SINGLES}", (2, 5, 8), (5, 5, 8)),
        _Goal(
            "nation + facets against the population counts, p50",
            (12, 4, 2.5),
            False,
            lambda times: ratio(times[FINDER], times[COUNTS], 50, NATION),
        ),
        _Goal(
            "p95 growth against 20,000 facilities",
            (None, 8, 25),
            False,
            lambda times: ratio(times[FINDER], times[FINDER_AT_20K], 95),
        ),
    ]


def _than(peer: str, p50: Limits, p95: Limits) -> list[_Goal]:
    return [
        _Goal(f"p50 faster than {peer}", p50, True, _faster(peer, 50)),
        _Goal(f"p95 faster than {peer}", p95, True, _faster(peer, 95)),
    ]


def _faster(peer: str, percent: float) -> Callable[[Mapping[str, Times]], float]:
    return lambda times: ratio(times[peer], times[FINDER], percent)
