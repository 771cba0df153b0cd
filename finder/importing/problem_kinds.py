"""Problem kinds: the problems of a file put together by kind, with what to do about each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from finder.importing.record import Problem, Weight
from finder.sentence import Sentence

# The gravest first: a page shows them in this order.
_GRAVITY = (Weight.PARTIAL, Weight.SKIPPED, Weight.NOTE, Weight.MERGED, Weight.LEFT_OUT)
# What differs from one problem of a kind to the next: figures, and what is quoted.
_OWN = re.compile(r"\d[\d,]*|'[^']*'|\([^)]*\)")


class Advice(StrEnum):
    """What to do about a kind of problem; the page puts it into words."""

    MEND = "mend"  # mend the row in the file of rejected rows and upload that
    RING = "ring"  # find out the number and have it mended at its source
    PLACE = "place"  # check where it is
    CODES = "codes"  # ask what the code means; it is kept meanwhile
    COMPARE = "compare"  # are the two really one place?
    NOTHING = "nothing"
    WHOLE = "whole"  # get the whole file
    LOOK = "look"


_BY_COLUMN = (
    ("phone", Advice.RING),
    ("intake", Advice.RING),
    ("code", Advice.CODES),
    ("position", Advice.PLACE),
    ("latitude", Advice.PLACE),
    ("longitude", Advice.PLACE),
    ("zip", Advice.PLACE),
)
_BY_WEIGHT = {
    Weight.PARTIAL: Advice.WHOLE,
    Weight.SKIPPED: Advice.MEND,
    Weight.MERGED: Advice.COMPARE,
    Weight.LEFT_OUT: Advice.NOTHING,
}


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """Problems that are alike: how much they weigh, in which column, what was expected (in the
    words of the first), and what to do."""

    weight: Weight
    column: str
    expected: Sentence
    advice: Advice
    problems: tuple[Problem, ...]


def by_kind(problems: Iterable[Problem]) -> list[ProblemKind]:
    """The problems by kind: the gravest kinds first, and of one gravity the most frequent."""
    kinds: dict[tuple[Weight, str, str], list[Problem]] = {}
    for problem in problems:
        same = _OWN.sub("#", problem.expected)
        kinds.setdefault((problem.weight, problem.column, same), []).append(problem)
    found = [
        ProblemKind(weight, column, alike[0].expected, _advice(weight, column), tuple(alike))
        for (weight, column, _), alike in kinds.items()
    ]
    return sorted(found, key=lambda kind: (_GRAVITY.index(kind.weight), -len(kind.problems)))


def _advice(weight: Weight, column: str) -> Advice:
    if weight is not Weight.NOTE:
        return _BY_WEIGHT[weight]
    named = column.casefold()
    return next((advice for part, advice in _BY_COLUMN if part in named), Advice.LOOK)
