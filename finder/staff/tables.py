"""Tables: how staff, their sessions, their tries and their acts are laid out in SQL."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from finder.tables import Base


class PersonRow(Base):
    """A member of staff; `codes` is the authenticator's secret, in use once `confirmed`, and
    `last_step` the last step of time whose code was used."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    password: Mapped[str] = mapped_column(String(255))
    codes: Mapped[str] = mapped_column(String(64))
    confirmed: Mapped[bool]
    last_step: Mapped[int]
    disabled: Mapped[datetime | None]


class RecoveryRow(Base):
    """A recovery code that was not used yet, as its digest."""

    __tablename__ = "recovery_codes"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class SessionRow(Base):
    """A signed-in browser, by the digest of the token that it holds."""

    __tablename__ = "sessions"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    begun: Mapped[datetime]
    seen: Mapped[datetime]


class TryRow(Base):
    """One try at a password or a code, against a key such as a name; kept for a day."""

    __tablename__ = "tries"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    __table_args__ = (Index("ix_tries_key_at", "key", "at"),)


class ActRow(Base):
    """One line of the audit log; never changed. The name is kept as it was."""

    __tablename__ = "acts"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))
    did: Mapped[str] = mapped_column(String(40), index=True)
    about: Mapped[str] = mapped_column(String(255))
