"""Planned: what an import would do, as values, and what about it should give pause."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from finder.errors import Worrying
from finder.facility import Listing
from finder.importing.differences import FieldChange
from finder.importing.noticed import Noticed
from finder.importing.record import Problem, Weight
from finder.importing.traits import Rung
from finder.places import Point

# An edition that drops more than a fifth of its source is likelier cut off than right: between the
# directories of 2022 and 2023 18.6 % of the facilities went, the most we have seen in a year.
RETIRE_LIMIT = 0.20
# A source that says more than one row in fifty in a way we cannot read has changed its format.
SKIP_LIMIT = 0.02
# A field that was filled and is now blank in more than a fifth of the facilities was not emptied by
# them: a column is missing. Between 2022 and 2023 the most was 5 % (a second intake number).
BLANK_LIMIT = 0.20
# Between 2022 and 2023 18 % of the facilities that had a number changed one of theirs, and 8 % of
# those that stayed what and where they were changed the main one.
PHONE_LIMIT, PHONE_FEW = 0.20, 3
# The most places on one number are 33 in the directory of 2022 and 78 in that of 2023: an
# organization's one line. A cell dragged down a column gives hundreds.
SHARED_LIMIT, SHARED_ANYWAY, SHARED_MOST = 0.02, 50, 150
# Fewer words say nothing of why.
REASON_WORDS = 2

# A facility's id, its listing, and the row of the file it came from.
Entry = tuple[str, Listing, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A listing and the row of its file: what becomes of one record."""

    where: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition says differently of one facility."""

    facility: str
    name: str
    where: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A facility in a list: enough to know which one is meant, and to ring it."""

    facility: str
    name: str
    place: str
    where: str = ""
    phone: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing an edition would do. Nothing has been changed yet.

    `entries` is the whole edition, of `listed` entries; where a plan is kept to be looked at they
    lie apart. `dropped` are facilities this source no longer lists but another still does;
    `displaced` counts invented facilities that real ones retire. `rows` is how many rows the file
    had: each is an entry, or a problem that says what became of it. A `part` speaks only of some of
    the source's places; the `carried` others stay as they are.
    """

    source: str
    as_of: date
    rows: int
    entries: tuple[Entry, ...]
    added: tuple[Named, ...]
    changed: tuple[Change, ...]
    retired: tuple[Named, ...]
    dropped: tuple[Named, ...]
    same: int
    displaced: int
    problems: tuple[Problem, ...]
    rungs: Mapping[Rung, int]
    blanked: Mapping[str, int]
    previous: date | None
    listed_before: int
    listed: int = 0
    part: bool = False
    carried: int = 0
    noticed: Noticed = Noticed()

    @property
    def nothing_new(self) -> bool:
        """Whether publishing would leave every facility and its date as they are."""
        moved = self.added or self.changed or self.retired or self.dropped or self.displaced
        return not moved and self.previous == self.as_of

    @property
    def fields(self) -> Counter[str]:
        """How many facilities change in each field."""
        return Counter(field.field for change in self.changed for field in change.fields)

    def weighing(self, weight: Weight) -> int:
        """How many problems weigh this much."""
        return sum(problem.weight is weight for problem in self.problems)

    @property
    def worrying(self) -> str | None:
        """Why this should not be published unasked, in a sentence; None when nothing worries."""
        return next(iter(self.worries), None)

    @property
    def worries(self) -> tuple[str, ...]:
        """Everything that is unusual about the plan, a sentence each, the gravest first."""
        return (*_of_age(self), *_of_loss(self), *_of_rows(self), *_of_phones(self))

    @property
    def phrase(self) -> str:
        """What a person must type to publish the plan though it worries."""
        return f"publish {self.source}"


def agree(plan: Plan, *, typed: str, reason: str) -> None:
    """Nothing, where a person may publish the plan; else `Worrying` says what is still wanted."""
    if not plan.worrying:
        return
    if " ".join(typed.split()).casefold() != plan.phrase:
        raise Worrying(f"{plan.worrying} If that is right, type “{plan.phrase}”.")
    if len(reason.split()) < REASON_WORDS:
        raise Worrying(f"{plan.worrying} If that is right, say why, in a few words.")


def _of_age(plan: Plan) -> Iterator[str]:
    if not plan.listed:
        yield "The file lists no facility that could be read."
    if plan.previous and plan.as_of < plan.previous:
        yield (
            f"The file speaks of {plan.as_of}, but the edition in force of {plan.source} is of "
            f"{plan.previous}: older data would replace newer."
        )


def _of_loss(plan: Plan) -> Iterator[str]:
    before, gone = plan.listed_before, len(plan.retired) + len(plan.dropped)
    partial = [str(each) for each in plan.problems if each.weight is Weight.PARTIAL]
    if partial and gone:
        yield (
            f"The file holds only a part, as it says itself ({partial[0]}), and {gone:,} "
            f"facilities that {plan.source} lists now are not in it."
        )
    if before and gone > RETIRE_LIMIT * before:
        yield (
            f"{gone:,} of the {before:,} facilities that {plan.source} lists now "
            f"({gone / before:.0%}) are not in the file; more than {RETIRE_LIMIT:.0%} is "
            "unusual."
        )
    blanked, count = max(plan.blanked.items(), key=lambda each: each[1], default=("", 0))
    if count > BLANK_LIMIT * before:
        yield (
            f"{count:,} of {before:,} facilities would lose their {blanked}; is a column missing?"
        )


def _of_rows(plan: Plan) -> Iterator[str]:
    skipped = plan.weighing(Weight.SKIPPED)
    if skipped > SKIP_LIMIT * plan.rows:
        yield (
            f"{skipped:,} of {plan.rows:,} rows could not be read; more than {SKIP_LIMIT:.0%} is "
            "unusual."
        )


def _of_phones(plan: Plan) -> Iterator[str]:
    compared, changed = plan.noticed.phones.compared, plan.noticed.phones.changed
    # One of two facilities with another number is a half, and no reason to ask.
    if changed > PHONE_LIMIT * compared and changed >= PHONE_FEW:
        yield (
            f"{changed:,} of {compared:,} facilities ({changed / compared:.0%}) would get other "
            f"telephone numbers; more than {PHONE_LIMIT:.0%} is unusual. Ring a few before you "
            "publish."
        )
    usual = max(SHARED_ANYWAY, min(SHARED_MOST, int(SHARED_LIMIT * plan.listed)))
    for number in plan.noticed.shared[:1]:
        if number.places > max(usual, number.before):
            yield (
                f"The number {number.shown} stands at {number.places:,} places "
                f"({number.names[0]}, for one); was a cell copied down the column?"
            )
