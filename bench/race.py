"""Race: engines answer the same questions by turns in one run, and their times become ratios.

Times wander with the machine, so engines take turns of a few dozen questions (long enough that the
processor's caches are their own again), round after round; a ratio is taken within each round, and
the median of the rounds is what counts.
"""

import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.peers.contract import Engine, Question

_TURN = 30


@dataclass(frozen=True, slots=True, eq=False)
class Runner:
    """An engine and what it is asked."""

    engine: Engine
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Milliseconds, (rounds, questions), and the kind of each question."""

    milliseconds: NDArray[np.float64]
    kinds: tuple[str, ...]

    def percentile(self, percent: float, kind: str = "") -> NDArray[np.float64]:
        """For each round a percentile, of one kind or of all."""
        kept = [at for at, each in enumerate(self.kinds) if not kind or each == kind]
        found: NDArray[np.float64] = np.percentile(self.milliseconds[:, kept], percent, axis=1)
        return found


def race(runners: Sequence[Runner], rounds: int) -> list[Times]:
    """The times of each runner; all have as many questions."""
    number = len(runners[0].questions)
    taken = np.zeros((len(runners), rounds, number))
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        for turn in range(rounds):
            for start in range(0, number, _TURN):
                asked = range(start, min(start + _TURN, number))
                for runner, times in zip(runners, taken, strict=True):
                    times[turn, asked.start : asked.stop] = _turn(runner, asked)
            gc.collect()
    finally:
        gc.enable()
        gc.unfreeze()
    return [
        Times(times, tuple(each.kind for each in runner.questions))
        for runner, times in zip(runners, taken, strict=True)
    ]


def ratio(above: Times, below: Times, percent: float, kind: str = "") -> float:
    """How many times as long one takes as the other: the median over the rounds."""
    ratios = above.percentile(percent, kind) / below.percentile(percent, kind)
    return float(np.median(ratios))


def _turn(runner: Runner, asked: range) -> list[float]:
    ask, clock = runner.engine.ask, time.perf_counter_ns
    times = []
    for at in asked:
        question = runner.questions[at]
        began = clock()
        ask(question)
        times.append((clock() - began) / 1e6)
    return times
