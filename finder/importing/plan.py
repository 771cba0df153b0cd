"""Plan: what an import would add, change and retire; and guards against emptying the directory."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from finder.facility import Known, Listing
from finder.importing.differences import FieldChange, blanked, differences
from finder.importing.match import Rung, new_id, recognise, same_place_twice, squeeze
from finder.importing.record import Problem, Weight

# An edition that drops more than a fifth of its source is likelier cut off than right: between the
# directories of 2022 and 2023 18.6 % of the facilities went, the most we have seen in a year.
RETIRE_LIMIT = 0.20
# A source that says more than one row in fifty in a way we cannot read has changed its format.
SKIP_LIMIT = 0.02
# A field that was filled and is now blank in more than a fifth of the facilities was not emptied by
# them: a column is missing. Between 2022 and 2023 the most was 5 % (a second intake number).
BLANK_LIMIT = 0.20


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
    """A facility in a list: enough to know which one is meant."""

    facility: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing an edition would do. Nothing has been changed yet.

    `entries` is the whole edition. `dropped` are facilities this source no longer lists but another
    still does; `displaced` counts invented facilities that real ones retire. `rows` is how many
    rows the file had: each is an entry, or a problem that says what became of it.
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
        return next(self._worries(), None)

    def _worries(self) -> Iterator[str]:
        """What is unusual about the plan, the gravest first."""
        before, gone = self.listed_before, len(self.retired) + len(self.dropped)
        if not self.entries:
            yield "The file lists no facility that could be read."
        if self.previous and self.as_of < self.previous:
            yield (
                f"The file speaks of {self.as_of}, but the edition in force of {self.source} is of "
                f"{self.previous}: older data would replace newer."
            )
        partial = [str(each) for each in self.problems if each.weight is Weight.PARTIAL]
        if partial and gone:
            yield (
                f"The file holds only a part, as it says itself ({partial[0]}), and {gone:,} "
                f"facilities that {self.source} lists now are not in it."
            )
        if before and gone > RETIRE_LIMIT * before:
            yield (
                f"{gone:,} of the {before:,} facilities that {self.source} lists now "
                f"({gone / before:.0%}) are not in the file; more than {RETIRE_LIMIT:.0%} is "
                "unusual."
            )
        blanked, count = max(self.blanked.items(), key=lambda each: each[1], default=("", 0))
        if count > BLANK_LIMIT * before:
            yield (
                f"{count:,} of {before:,} facilities would lose their {blanked}; is a column "
                "missing?"
            )
        skipped = self.weighing(Weight.SKIPPED)
        if skipped > SKIP_LIMIT * self.rows:
            yield (
                f"{skipped:,} of {self.rows:,} rows could not be read; more than "
                f"{SKIP_LIMIT:.0%} is unusual."
            )


def make_plan(
    rows: Sequence[Row],
    known: Sequence[Known],
    *,
    source: str,
    as_of: date,
    previous: date | None,
    counted: int,
    problems: Iterable[Problem] = (),
    displaced: int = 0,
    invented: frozenset[str] = frozenset(),
) -> Plan:
    """What this edition would do to the facilities we know.

    `previous` is the day of the source's edition in force, `counted` how many rows the file had,
    `invented` the ids of facilities that must not be recognised in it.
    """
    kept, doubled = _distinct(rows)
    entries, rungs = _identified(kept, known, source, invented)
    own = {each.facility: each.listing for each in known if each.source == source and each.current}
    elsewhere = {each.facility for each in known if each.source != source and each.current}
    added, changed, same = _compared(entries, own, elsewhere, source)
    here = {facility for facility, _, _ in entries}
    gone = [_named(facility, own[facility]) for facility in own if facility not in here]
    return Plan(
        source=source,
        as_of=as_of,
        rows=counted,
        entries=entries,
        added=added,
        changed=changed,
        retired=tuple(each for each in gone if each.facility not in elsewhere),
        dropped=tuple(each for each in gone if each.facility in elsewhere),
        same=same,
        displaced=displaced,
        problems=(*problems, *doubled),
        rungs=rungs,
        blanked=_blanked(entries, own),
        previous=previous,
        listed_before=len(own),
    )


def _identified(
    rows: Sequence[Row], known: Sequence[Known], source: str, invented: frozenset[str]
) -> tuple[tuple[Entry, ...], Mapping[Rung, int]]:
    """Each row with the facility it is; one that nobody knew gets an id of its own."""
    found = recognise([row.listing for row in rows], _one_each(known, source))
    taken = {each.facility for each in known} | invented
    entries = []
    for row, recognised in zip(rows, found.facilities, strict=True):
        facility = recognised or new_id(row.listing, taken.__contains__)
        taken.add(facility)
        entries.append((facility, row.listing, row.where))
    return tuple(entries), found.rungs


def _compared(
    entries: Sequence[Entry], own: Mapping[str, Listing], elsewhere: Collection[str], source: str
) -> tuple[tuple[Named, ...], tuple[Change, ...], int]:
    """Which facilities are new, which are said differently, and how many are the same."""
    added, changed, same = [], [], 0
    for facility, listing, where in entries:
        if facility in own:
            fields = tuple(differences(own[facility], listing))
        elif facility in elsewhere:
            fields = (FieldChange("listed by", "", source),)
        else:
            added.append(_named(facility, listing))
            continue
        if fields:
            changed.append(Change(facility, listing.name, where, fields))
        else:
            same += 1
    return tuple(added), tuple(changed), same


def _blanked(entries: Sequence[Entry], own: Mapping[str, Listing]) -> Mapping[str, int]:
    """How many facilities had something in a field and now have nothing there."""
    counts: Counter[str] = Counter()
    for facility, listing, _ in entries:
        if facility in own:
            counts.update(blanked(own[facility], listing))
    return counts


def _named(facility: str, listing: Listing) -> Named:
    name = ", ".join(part for part in (listing.name, listing.program) if part)
    return Named(facility, name, f"{listing.address.city}, {listing.address.state}")


def _one_each(known: Sequence[Known], source: str) -> list[Known]:
    """One listing for each facility: the source's own if it ever listed it, else another's."""
    chosen: dict[str, Known] = {}
    for each in known:
        if each.facility not in chosen or each.source == source:
            chosen[each.facility] = each
    return list(chosen.values())


def _distinct(rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """The rows without those that say the same place again, and a problem for each of those."""
    kept: list[Row] = []
    doubled: list[Problem] = []
    seen: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        address = row.listing.address
        key = (squeeze(row.listing.name), squeeze(address.street), address.zip)
        twins = seen.setdefault(key, [])
        at = next((n for n in twins if same_place_twice(kept[n].listing, row.listing)), None)
        if at is None:
            twins.append(len(kept))
            kept.append(row)
        else:
            twin = kept[at]
            kept[at] = Row(twin.where, _fuller(twin.listing, row.listing))
            expected = f"the same place as {twin.where}; listed once"
            doubled.append(Problem(row.where, "", row.listing.name, expected, Weight.MERGED))
    return kept, doubled


def _fuller(one: Listing, other: Listing) -> Listing:
    """Of two listings of one place the one that says more, whichever comes first in the file."""
    return max(one, other, key=lambda each: (len(each.phones), len(each.website), repr(each)))
