"""Corrections: what stewards hold to be true of a facility's fields, in SQL; outliving imports."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from finder.tables import Override

FIELDS = (
    "phones", "name", "program", "street", "street2", "city", "zip", "county", "website",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction: what it says, on whose word and why, and when it was dropped, if it was.

    `as_of` is the day it speaks of; `told_by` is who or what says so ("their receptionist"). Until
    it is kept, `id` is 0.
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


def write(connection: Connection, new: Corrected, when: datetime) -> None:
    """Keep a correction; an earlier one of the same field no longer stands."""
    earlier = update(Override).where(
        Override.facility == new.facility,
        Override.field == new.field,
        Override.withdrawn.is_(None),
    )
    connection.execute(earlier.values(withdrawn=when))
    told = {each.name: getattr(new, each.name) for each in fields(new) if each.name != "id"}
    connection.execute(insert(Override).values(**told))


def withdraw(connection: Connection, number: int, when: datetime) -> str | None:
    """Let a correction stand no longer; gives its facility, or None where there is none to drop."""
    standing = (Override.id == number, Override.withdrawn.is_(None))
    facility = connection.scalar(select(Override.facility).where(*standing))
    connection.execute(update(Override).where(*standing).values(withdrawn=when))
    return facility


def of(connection: Connection, facilities: Collection[str]) -> Iterable[Corrected]:
    """Every correction of these facilities there ever was, the newest first."""
    columns = (getattr(Override, each.name) for each in fields(Corrected))
    query = select(*columns).where(Override.facility.in_(facilities)).order_by(Override.id.desc())
    return (Corrected(*row) for row in connection.execute(query))
