"""History: what a facility's page showed in each field, when that changed, and by what.

Nothing of it is written down anywhere: imports, their undos and corrections are kept with their
times, and are gone through again in their order. What is merged after each is what was shown then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from finder.directory import DEMONSTRATION, Corrected, Published
from finder.facility import Correction, Facility, Listing, Provenance
from finder.importing.differences import FieldChange
from finder.importing.merge import merge

# Whether it is listed is a field like any other.
LISTED = "listed"


class Cause(StrEnum):
    """What changed a field."""

    IMPORT = "import"
    UNDO = "undo"
    CORRECTION = "correction"
    END = "end of a correction"


@dataclass(frozen=True, slots=True)
class Past:
    """One change of one field: from `before` to `after`, as the page showed it.

    `number` is that of the import or the correction, `told` the file and its source, or on whose
    word and why. Times are UTC. Services are codes lost and gained.
    """

    at: datetime
    by: str
    cause: Cause
    number: int
    told: str
    field: str
    before: str
    after: str


def history(
    facility: str,
    imports: Iterable[Published],
    listings: Mapping[int, Sequence[Listing]],
    corrections: Iterable[Corrected],
) -> tuple[Past, ...]:
    """Every change of a facility's fields, the newest first.

    `imports` are all there ever were, `listings` what each of them that lists the facility has of
    it (`Directory.past`), `corrections` all of the facility. Ids that were merged or split count as
    they are decided today.
    """
    replay = _Replay(facility, listings)
    found: list[Past] = []
    before: dict[str, str] = {}
    for event in sorted(_events(imports, corrections), key=lambda each: each.order):
        replay.take(event)
        after = replay.shown()
        found += (
            Past(
                event.at,
                event.by,
                event.cause,
                event.number,
                event.told,
                each.field,
                each.before,
                each.after,
            )
            for each in _changes(before, after)
        )
        before = after
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class _Event:
    at: datetime
    by: str
    cause: Cause
    number: int
    told: str
    subject: Published | Corrected

    @property
    def order(self) -> tuple[datetime, int, int]:
        """By time; what happened in one second, as the directory does it."""
        return self.at, list(Cause).index(self.cause), self.number


def _events(imports: Iterable[Published], corrections: Iterable[Corrected]) -> Iterator[_Event]:
    for each in imports:
        told = f"{each.file}, {each.source} {each.as_of.isoformat()}"
        yield _Event(each.published, each.by, Cause.IMPORT, each.id, told, each)
        if each.undone is not None:
            yield _Event(each.undone, each.undone_by, Cause.UNDO, each.id, told, each)
    for made in corrections:
        # Of the first corrections only the day is known.
        at = made.made or datetime.combine(made.as_of, time())
        told = f"{made.told_by}: {made.reason}" if made.told_by else made.reason
        yield _Event(at, made.by, Cause.CORRECTION, made.id, told, made)
        if made.withdrawn is not None:
            yield _Event(made.withdrawn, made.ended_by, Cause.END, made.id, made.ended, made)


class _Replay:
    """The directory as it stood for one facility, event by event."""

    def __init__(self, facility: str, listings: Mapping[int, Sequence[Listing]]) -> None:
        self._facility = facility
        self._listings = listings
        self._known: dict[int, Published] = {}
        self._in_force: dict[str, int] = {}
        self._replaced: dict[int, int | None] = {}
        self._displaced: dict[int, int] = {}
        self._standing: dict[int, Corrected] = {}
        self._day = date.min

    def take(self, event: _Event) -> None:
        """Let an event happen."""
        self._day = event.at.date()
        match event.subject:
            case Published() as one if event.cause is Cause.IMPORT:
                self._publish(one)
            case Published() as one:
                self._undo(one)
            case Corrected() as made if event.cause is Cause.CORRECTION:
                self._standing[made.id] = made
            case Corrected() as made:
                self._standing.pop(made.id, None)

    def shown(self) -> dict[str, str]:
        """The page's fields as text; none where the facility is not known."""
        current = [number for number in self._in_force.values() if number in self._listings]
        numbers = current or self._last()
        if not numbers:
            return {}
        said = [
            (Provenance(self._known[n].source, self._known[n].as_of), listing)
            for n in numbers
            for listing in self._listings[n]
        ]
        corrections = [
            Correction(made.field, made.value, Provenance("steward", made.as_of))
            for made in sorted(self._standing.values(), key=lambda each: each.id)
        ]
        retired = None if current else self._day
        return _texts(merge(self._facility, said, corrections, retired))

    def _publish(self, one: Published) -> None:
        self._known[one.id] = one
        self._replaced[one.id] = self._in_force.get(one.source)
        if one.source != DEMONSTRATION and DEMONSTRATION in self._in_force:
            self._displaced[one.id] = self._in_force.pop(DEMONSTRATION)
        self._in_force[one.source] = one.id

    def _undo(self, one: Published) -> None:
        self._known.pop(one.id, None)
        self._in_force.pop(one.source, None)
        before = self._replaced.get(one.id)
        if before is not None:
            self._in_force[one.source] = before
        invented = self._displaced.pop(one.id, None)
        if invented is not None:
            if self._in_force:  # another real source keeps the invented places away
                self._displaced[min(self._in_force.values())] = invented
            else:
                self._in_force[DEMONSTRATION] = invented

    def _last(self) -> Sequence[int]:
        """The newest edition of each source that lists it, though none in force does."""
        newest: dict[str, int] = {}
        for number in sorted(self._known):
            if number in self._listings:
                newest[self._known[number].source] = number
        return list(newest.values())


def _texts(facility: Facility) -> dict[str, str]:
    """A facility's fields as text, in the order they stand on a page."""
    address, point = facility.address, facility.point
    return {
        LISTED: "yes" if facility.retired is None else "no",
        "name": facility.name,
        "program": facility.program,
        "street": address.street,
        "street2": address.street2,
        "city": address.city,
        "state": address.state,
        "zip": address.zip,
        "county": address.county,
        "phones": "; ".join(f"{phone.kind} {phone.shown}" for phone in facility.phones),
        "website": facility.website,
        "position": f"{point.lat:.5f}, {point.lon:.5f} ({facility.position})",
        "services": " ".join(sorted(facility.codes)),
        "credentials": "; ".join(
            f"{each.body} {each.kind} {each.identifier} {each.status} {each.valid_until or ''}"
            for each in facility.credentials
        ),
        "remarks": "; ".join(remark for each in facility.said for remark in each.remarks),
    }


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FieldChange]:
    for field in after or before:
        old, new = before.get(field, ""), after.get(field, "")
        if old == new:
            continue
        if field == "services":
            lost = [code for code in old.split() if code not in new.split()]
            gained = [code for code in new.split() if code not in old.split()]
            old, new = " ".join(lost), " ".join(gained)
        yield FieldChange(field, old, new)
