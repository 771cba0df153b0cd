"""Rows: a person and a name as the database has them, and the clock that times are written by."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize

from finder.staff.person import Person, Role
from finder.staff.tables import PersonRow

Clock = Callable[[], datetime]

PERSON = (
    PersonRow.id,
    PersonRow.name,
    PersonRow.role,
    PersonRow.confirmed,
    PersonRow.disabled,
)


def person_of(row: Any) -> Person:
    """The person in a row that has the columns `PERSON`."""
    return Person(row.id, row.name, Role(row.role), row.confirmed, row.disabled)


def tidy_name(name: str) -> str:
    """A name as it is kept: single spaces, and each letter written in one way."""
    return " ".join(normalize("NFC", name).split())


def utc_now() -> datetime:
    """Now, in UTC, to the second, without a zone: as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
