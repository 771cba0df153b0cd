"""Ticket: one import a steward has begun, from the upload to its publishing, one undo, or a change
of corrections; where it stands, and how far the work on it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from finder.directory import Amendment
from finder.sentence import NOTHING, Sentence


class Asks(StrEnum):
    """What a ticket is for."""

    IMPORT = "import"
    UNDO = "undo"
    CORRECT = "correct"


class State(StrEnum):
    """Where a ticket stands. What ends in -ing is being worked at, or waits for it."""

    LOOKING = "looking"  # what kind of file is it?
    LOOKED = "looked"  # the steward is asked whose list it is, and of which day
    PLANNING = "planning"
    READY = "ready"  # the plan can be read
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    UNDOING = "undoing"
    UNDONE = "undone"
    CORRECTING = "correcting"
    CORRECTED = "corrected"
    REFUSED = "refused"  # the file cannot be read, the undo or the correction not be done
    DISCARDED = "discarded"


WORKING = frozenset(
    {State.LOOKING, State.PLANNING, State.PUBLISHING, State.UNDOING, State.CORRECTING}
)
OVER = frozenset({State.PUBLISHED, State.UNDONE, State.CORRECTED, State.REFUSED, State.DISCARDED})


@dataclass(frozen=True, slots=True)
class Settings:
    """How a file is to be read, as the steward decided; `profile` names that of a table."""

    reader: str = ""
    profile: str = ""
    source: str = ""
    as_of: date | None = None
    anyway: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file seems to be, with what was seen in it; `reader` is empty where no reader fits.

    `told` is what speaks against reading it. `as_of` is the day the file itself claims. `part` is
    whether it holds mended rows only.
    """

    reader: str
    kind: Sentence
    evidence: tuple[Sentence, ...] = ()
    told: Sentence = NOTHING
    as_of: date | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """What was asked for: never changed. `number` is the import to undo, `change` what becomes of
    corrections and `facility` whose they are, if one's; the rest is of a file."""

    id: str
    asks: Asks
    by: str
    begun: datetime
    file: str = ""
    digest: str = ""
    size: int = 0
    number: int = 0
    change: Amendment | None = None
    facility: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ticket stands, and since when.

    `told` is a sentence for the steward; `tries` how often the work was begun anew because its
    process died; `number` the import it became; `reason` why it was published though it worried.
    """

    state: State
    since: datetime
    by: str
    told: Sentence = NOTHING
    tries: int = 0
    number: int = 0
    reason: str = ""
    settings: Settings = field(default_factory=Settings)
    recognised: Recognised | None = None

    @property
    def working(self) -> bool:
        """Whether somebody should be at work on it."""
        return self.state in WORKING


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: which step, since when, rows done and in all; `beat` is when it was last
    heard of. Times are seconds since 1970."""

    doing: Sentence
    done: int
    total: int | None
    begun: float
    step: float
    beat: float

    def share(self) -> float:
        """How much of the whole work is done, from 0 to 1; steps weigh what they took when they
        were measured on the 2023 directory."""
        before, weight = _WEIGHTS.get(self.doing, (0.0, 0.0))
        part = min(1.0, self.done / self.total) if self.total else 0.0
        if not self.total and before:
            # Nothing is counted in this step: it is taken to go as fast as those before it.
            expected = (self.step - self.begun) * weight / before
            part = min(0.95, (self.beat - self.step) / expected) if expected > 0 else 0.0
        return before + weight * part

    def seconds_left(self) -> int | None:
        """About how long it will still take; None before there is anything to judge by."""
        share, spent = self.share(), self.beat - self.begun
        if share < 0.05 or spent < 1:
            return None
        return max(1, round(spent * (1 - share) / share))


# Each step's share of the work before it and its own: rough, from watching the real 2023 import.
_PLAN = (("Reading", 0.42), ("Comparing with the directory", 0.58))
_PUBLISH = (("Keeping listings", 0.22), ("Merging facilities", 0.26), ("Making the index", 0.52))


def _weights(*works: tuple[tuple[str, float], ...]) -> dict[str, tuple[float, float]]:
    found = {}
    for work in works:
        before = 0.0
        for step, weight in work:
            found[step] = (before, weight)
            before += weight
    return found


_WEIGHTS = _weights(_PLAN, _PUBLISH)
