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
from finder.sentence import NOTHING, Sentence, said

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
Entry = tuple[str, Listing, Sentence]


@dataclass(frozen=True, slots=True)
class Row:
    """A listing and the row of its file: what becomes of one record."""

    where: Sentence
    listing: Listing


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition says differently of one facility."""

    facility: str
    name: str
    where: Sentence
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A facility in a list: enough to know which one is meant, and to ring it."""

    facility: str
    name: str
    place: str
    where: Sentence = NOTHING
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
    def worrying(self) -> Sentence | None:
        """Why this should not be published unasked, in a sentence; None when nothing worries."""
        return next(iter(self.worries), None)

    @property
    def worries(self) -> tuple[Sentence, ...]:
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
        raise Worrying(
            said(
                "%(worry)s If that is right, type “%(words)s”.",
                worry=plan.worrying,
                words=plan.phrase,
            )
        )
    if len(reason.split()) < REASON_WORDS:
        raise Worrying(
            said("%(worry)s If that is right, say why, in a few words.", worry=plan.worrying)
        )


def _of_age(plan: Plan) -> Iterator[Sentence]:
    if not plan.listed:
        yield said("The file lists no facility that could be read.")
    if plan.previous and plan.as_of < plan.previous:
        yield said(
            "The file speaks of %(day)s, but the edition in force of %(source)s is of "
            "%(previous)s: older data would replace newer.",
            day=f"{plan.as_of}",
            source=plan.source,
            previous=f"{plan.previous}",
        )


def _of_loss(plan: Plan) -> Iterator[Sentence]:
    before, gone = plan.listed_before, len(plan.retired) + len(plan.dropped)
    partial = [each.sentence for each in plan.problems if each.weight is Weight.PARTIAL]
    if partial and gone:
        yield said(
            "The file holds only a part, as it says itself (%(problem)s), and %(gone)s facilities "
            "that %(source)s lists now are not in it.",
            problem=partial[0],
            gone=f"{gone:,}",
            source=plan.source,
        )
    if before and gone > RETIRE_LIMIT * before:
        yield said(
            "%(gone)s of the %(before)s facilities that %(source)s lists now (%(share)s) are not "
            "in the file; more than %(limit)s is unusual.",
            gone=f"{gone:,}",
            before=f"{before:,}",
            source=plan.source,
            share=f"{gone / before:.0%}",
            limit=f"{RETIRE_LIMIT:.0%}",
        )
    blanked, count = max(plan.blanked.items(), key=lambda each: each[1], default=("", 0))
    if count > BLANK_LIMIT * before:
        yield said(
            "%(n)s of %(before)s facilities would lose their %(field)s; is a column missing?",
            n=f"{count:,}",
            before=f"{before:,}",
            field=blanked,
        )


def _of_rows(plan: Plan) -> Iterator[Sentence]:
    skipped = plan.weighing(Weight.SKIPPED)
    if skipped > SKIP_LIMIT * plan.rows:
        yield said(
            "%(n)s of %(rows)s rows could not be read; more than %(limit)s is unusual.",
            n=f"{skipped:,}",
            rows=f"{plan.rows:,}",
            limit=f"{SKIP_LIMIT:.0%}",
        )


def _of_phones(plan: Plan) -> Iterator[Sentence]:
    compared, changed = plan.noticed.phones.compared, plan.noticed.phones.changed
    # One of two facilities with another number is a half, and no reason to ask.
    if changed > PHONE_LIMIT * compared and changed >= PHONE_FEW:
        yield said(
            "%(n)s of %(compared)s facilities (%(share)s) would get other telephone numbers; more "
            "than %(limit)s is unusual. Ring a few before you publish.",
            n=f"{changed:,}",
            compared=f"{compared:,}",
            share=f"{changed / compared:.0%}",
            limit=f"{PHONE_LIMIT:.0%}",
        )
    usual = max(SHARED_ANYWAY, min(SHARED_MOST, int(SHARED_LIMIT * plan.listed)))
    for number in plan.noticed.shared[:1]:
        if number.places > max(usual, number.before):
            yield said(
                "The number %(number)s stands at %(n)s places (%(name)s, for one); was a cell "
                "copied down the column?",
                number=number.shown,
                n=f"{number.places:,}",
                name=number.names[0],
            )
