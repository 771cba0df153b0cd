"""Tables: how the directory is laid out in SQL, and how its database is opened.

An import is an *edition*: the whole of what one source lists. Bodies of listings are kept once each
and never changed; an edition only points at them. So undoing an import means pointing the source
back at the edition before, and nothing that was there can have been lost. A facility's row is the
merge of its listings, kept ready for reading.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ForeignKey,
    Index,
    String,
    Text,
    create_engine,
    event,
    false,
    inspect,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

from finder.errors import Busy, ConfigError, NoDirectory, StoreError
from finder.sentence import said

# A publish holds the write lock for some seconds; whoever else wants to write waits that long.
BUSY_SECONDS = 5

# The newest migration under finder/migrations/versions; a test holds them together.
SCHEMA_VERSION = "0008"


class Base(DeclarativeBase):
    """All tables of the directory."""


class Standing(Base):
    """The one row that says at which revision the directory stands."""

    __tablename__ = "standing"
    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    key: Mapped[str] = mapped_column(String(16))


class Import(Base):
    """One published import: who said it, when, what it changed, and what it took the place of.

    `replaces` is the edition of the same source before it, `displaced` the demonstration directory
    if this import retired it. `undone` is when it was taken back. `reason` is why it was published
    though it worried, `ticket` the staged import it came from.
    """

    __tablename__ = "imports"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    source: Mapped[str] = mapped_column(String(40), index=True)
    file: Mapped[str] = mapped_column(String(255))
    digest: Mapped[str] = mapped_column(String(64))
    as_of: Mapped[date]
    published: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))
    rows: Mapped[int]
    added: Mapped[int]
    changed: Mapped[int]
    retired: Mapped[int]
    same: Mapped[int]
    replaces: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    displaced: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    undone: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(500), default="", server_default="")
    ticket: Mapped[str] = mapped_column(String(16), default="", server_default="", index=True)
    undone_by: Mapped[str] = mapped_column(String(80), default="", server_default="")


class Source(Base):
    """A source, and its edition in force; None when its only import was undone or displaced."""

    __tablename__ = "sources"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    edition: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))


class ListingBody(Base):
    """What we keep of one record, as JSON, once however many editions repeat it; never changed."""

    __tablename__ = "listings"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    digest: Mapped[str] = mapped_column(String(32), unique=True)
    body: Mapped[str] = mapped_column(Text)


class Entry(Base):
    """That an edition lists a facility, with which listing, from which row of its file."""

    __tablename__ = "entries"
    edition: Mapped[int] = mapped_column(ForeignKey("imports.id"), primary_key=True)
    facility: Mapped[str] = mapped_column(String(16), primary_key=True)
    listing: Mapped[int] = mapped_column(ForeignKey("listings.id"))
    row: Mapped[str] = mapped_column(String(80))
    __table_args__ = (Index("ix_entries_facility", "facility"),)


class FacilityRow(Base):
    """A facility as merged from its listings; `body` is the whole, the columns are for finding."""

    __tablename__ = "facilities"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    state: Mapped[str] = mapped_column(String(2))
    county: Mapped[str] = mapped_column(String(80))
    city: Mapped[str] = mapped_column(String(80))
    retired: Mapped[date | None]
    body: Mapped[str] = mapped_column(Text)
    __table_args__ = (Index("ix_facilities_place", "retired", "state", "county", "city"),)


class Override(Base):
    """A steward's correction of one field of a facility, on whose word and why; outlives every
    edition until withdrawn: on its last day, when verified (by the import `verified_in`, or a
    call), or by somebody."""

    __tablename__ = "overrides"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    facility: Mapped[str] = mapped_column(String(16), index=True)
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date]
    by: Mapped[str] = mapped_column(String(80))
    told_by: Mapped[str] = mapped_column(String(200), server_default="")
    reason: Mapped[str] = mapped_column(String(500), server_default="")
    withdrawn: Mapped[datetime | None]
    until: Mapped[date | None]
    until_verified: Mapped[bool] = mapped_column(default=False, server_default=false())
    made: Mapped[datetime | None]
    ended: Mapped[str] = mapped_column(String(16), server_default="")
    ended_by: Mapped[str] = mapped_column(String(80), server_default="")
    verified_in: Mapped[int | None]


class DecisionRow(Base):
    """That ids are one place or two (`finder.identity.Decision`); `listings` is "id/source …"."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    ruling: Mapped[str] = mapped_column(String(16))
    kept: Mapped[str] = mapped_column(String(16))
    other: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(String(500))
    listings: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    undone: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(String(80))


def open_database(url: str) -> Engine:
    """A database to keep the directory in; SQLite gets write-ahead logging and foreign keys.

    With write-ahead logging readers go on reading the last whole state while a publish writes, and
    a writer killed in the middle leaves that state behind.
    """
    try:
        database = create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise ConfigError(f"FINDER_DATABASE_URL cannot be used: {error}.") from error
    if database.dialect.name == "sqlite":
        event.listen(database, "connect", _set_up_sqlite)
        event.listen(database, "begin", _begin_sqlite)
    return database


def bring_up_to_date(database: Engine) -> None:
    """Create the tables, or migrate those of an older version; nothing when they are of this one.

    Alembic is loaded only when there is something to do: a start should not wait for it.
    """
    try:
        _bring_up_to_date(database)
    except DBAPIError as error:
        raise explained(error) from error


@contextmanager
def reading(database: Engine) -> Iterator[Connection]:
    """One connection to read with; a database that cannot be read is a `StoreError`."""
    try:
        with database.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise explained(error) from error


@contextmanager
def writing(database: Engine, *, wait: float = BUSY_SECONDS) -> Iterator[Connection]:
    """One transaction that may write, all of it or nothing; `Busy` when another still writes after
    `wait` seconds."""
    try:
        with database.connect().execution_options(writing=True, wait=wait) as connection:
            connection.begin()
            yield connection
            connection.commit()
    except DBAPIError as error:
        raise explained(error) from error


def explained(error: DBAPIError) -> StoreError:
    """What the database complains of, in a sentence a person can act on."""
    text = str(error.orig)
    if "locked" in text:
        return Busy(said("Somebody else is writing to the directory. Try again in a minute."))
    if "no such table" in text or "unable to open" in text:
        return NoDirectory(said("There is no directory here yet. `finder init` makes one."))
    if "is full" in text:
        return StoreError(said("The disk is full. Nothing was changed; make room and try again."))
    if "readonly" in text or "read-only" in text:
        return StoreError(
            said("The directory's folder cannot be written to, and the database needs to.")
        )
    if "not a database" in text or "malformed" in text:
        return StoreError(said("The database file is damaged. Put its backup in its place."))
    why = text.splitlines()[0] if text else str(error)
    return StoreError(said("The database cannot be used: %(why)s.", why=why))


def _bring_up_to_date(database: Engine) -> None:
    with database.connect() as connection:
        present = inspect(connection).has_table("alembic_version")
        version = present and connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version == SCHEMA_VERSION:
        return
    from alembic import command, config  # noqa: PLC0415 -- 0.2 s that almost no start needs

    settings = config.Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.connect().execution_options(writing=True) as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        connection.commit()


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file."""
    return URL.create("sqlite+pysqlite", database=str(file)).render_as_string()


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    # The driver's own guesses about when a transaction begins are switched off; see _begin_sqlite.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    options = connection.get_execution_options()
    wait = options.get("wait", BUSY_SECONDS)
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(wait * 1000)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing", False) else "BEGIN")
