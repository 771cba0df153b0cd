"""Corrections: what stewards hold to be true of a facility's fields, in SQL; outliving imports, and
ending on a day, when the facility is verified, or when somebody drops them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, insert, select, update

from finder.errors import NothingToCorrect
from finder.facility import Listing
from finder.sentence import said
from finder.tables import FacilityRow, Override

FIELDS = (
    "phones", "name", "program", "street", "street2", "city", "zip", "county", "website",
)  # fmt: skip


class End(StrEnum):
    """Why a correction stands no longer."""

    DROPPED = "dropped"
    REPLACED = "replaced"  # by a later correction of the same field
    LAPSED = "lapsed"  # its last day is over
    VERIFIED = "verified"  # by a call, or by a newer edition


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction: what it says, on whose word and why, until when, and how it ended, if it did.

    `as_of` is the day it speaks of; `told_by` is who or what says so ("their receptionist").
    `until` is the last day it stands, `until_verified` says that it ends when the facility is next
    verified; with neither it stands until somebody drops it. `verified_in` is the import that ended
    it. Times are UTC. Until it is kept, `id` is 0 and `made` None.
    """

    facility: str
    field: str
    value: str
    as_of: date
    by: str
    told_by: str
    reason: str
    withdrawn: datetime | None = None
    id: int = 0
    until: date | None = None
    until_verified: bool = False
    made: datetime | None = None
    ended: str = ""
    ended_by: str = ""
    verified_in: int | None = None

    def says_what(self, other: "Corrected") -> bool:
        """Whether both say the same of the same field, on the same word and for as long."""
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("facility", "field", "value", "told_by", "reason", "until")
        ) and (self.until_verified == other.until_verified)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of corrections: a `new` one that stands from now on, or some, by number, that end
    because of something; `by` whom."""

    by: str
    new: Corrected | None = None
    drop: tuple[int, ...] = ()
    because: End = End.DROPPED


def amend(connection: Connection, change: Amendment, when: datetime) -> tuple[str, ...]:
    """Keep a change; gives the facilities that are another for it. What is so already is left
    alone: a change that is made twice is made once. Raises `NothingToCorrect` for a facility that
    is none."""
    touched = set()
    for number in change.drop:
        found = _standing(connection, Override.id == number)
        for each in found:
            _end(connection, each.id, when, change.because, by=change.by)
            touched.add(each.facility)
    if change.new is not None:
        known = select(FacilityRow.id).where(FacilityRow.id == change.new.facility)
        if connection.scalar(known) is None:
            raise NothingToCorrect(said("There is no facility %(id)s.", id=change.new.facility))
        same_field = (Override.facility == change.new.facility, Override.field == change.new.field)
        earlier = _standing(connection, *same_field)
        if not any(each.says_what(change.new) for each in earlier):
            for each in earlier:
                _end(connection, each.id, when, End.REPLACED, by=change.by)
            told = {each.name: getattr(change.new, each.name) for each in fields(change.new)}
            del told["id"]
            connection.execute(insert(Override).values(**told | {"made": when}))
            touched.add(change.new.facility)
    return tuple(sorted(touched))


def verify(
    connection: Connection,
    number: int,
    as_of: date,
    listings: Callable[[Iterable[str]], Mapping[str, Listing]],
    when: datetime,
) -> None:
    """End the corrections that an edition verifies: those that wait for it, of facilities it lists,
    in fields it fills, and of an earlier day than it speaks of.

    `listings` gives what the edition has of some facilities.
    """
    waiting = _standing(connection, Override.until_verified.is_(True), Override.as_of < as_of)
    listed = listings({each.facility for each in waiting})
    for each in waiting:
        if each.facility in listed and _fills(listed[each.facility], each.field):
            _end(connection, each.id, when, End.VERIFIED, by="", verified_in=number)


def revive(connection: Connection, number: int) -> tuple[str, ...]:
    """Let the corrections stand again that an import ended, now that it is undone; not where there
    is a later one of the field."""
    query = select(Override.id, Override.facility, Override.field).where(
        Override.verified_in == number
    )
    back = []
    for id, facility, field in connection.execute(query).all():
        if not _standing(connection, Override.facility == facility, Override.field == field):
            again = {"withdrawn": None, "ended": "", "ended_by": "", "verified_in": None}
            connection.execute(update(Override).where(Override.id == id).values(**again))
            back.append(facility)
    return tuple(back)


def settled_by_call(standing: Iterable[Corrected], number: str) -> tuple[int, ...]:
    """The corrections that end when a call finds this number (E.164) right: those that wait for a
    verification, but not that of the very number, which has just been found right."""
    return tuple(
        each.id
        for each in standing
        if each.until_verified
        and each.withdrawn is None
        and not (each.field == "phones" and each.value.partition(";")[0] == number)
    )


def lapsed(every: Iterable[Corrected], today: date) -> tuple[int, ...]:
    """The corrections that still stand though their last day is over."""
    return tuple(
        each.id for each in every if each.withdrawn is None and each.until and each.until < today
    )


def of(connection: Connection, facilities: Collection[str] | None = None) -> Iterable[Corrected]:
    """Every correction there ever was, of these facilities or of all, the newest first."""
    query = select(*_COLUMNS).order_by(Override.id.desc())
    if facilities is not None:
        query = query.where(Override.facility.in_(facilities))
    return (Corrected(*row) for row in connection.execute(query))


_COLUMNS = tuple(getattr(Override, each.name) for each in fields(Corrected))


def _standing(connection: Connection, *which: ColumnElement[bool]) -> list[Corrected]:
    query = select(*_COLUMNS).where(Override.withdrawn.is_(None), *which)
    return [Corrected(*row) for row in connection.execute(query.order_by(Override.id))]


def _end(
    connection: Connection,
    number: int,
    when: datetime,
    because: End,
    *,
    by: str,
    verified_in: int | None = None,
) -> None:
    ending = update(Override).where(Override.id == number)
    told = {"ended": because.value, "ended_by": by, "verified_in": verified_in}
    connection.execute(ending.values(withdrawn=when, **told))


_FILLED: Mapping[str, Callable[[Listing], object]] = MappingProxyType(
    {
        "phones": lambda listing: listing.phones,
        "name": lambda listing: listing.name,
        "program": lambda listing: listing.program,
        "website": lambda listing: listing.website,
    }
)


def _fills(listing: Listing, field: str) -> bool:
    """Whether a listing says anything of this field."""
    if field in _FILLED:
        return bool(_FILLED[field](listing))
    return bool(getattr(listing.address, field))
