"""Tables: how reports and calls are laid out in SQL."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from finder.tables import Base


class ReportRow(Base):
    """A report; `ended` is blank while it is open."""

    __tablename__ = "reports"
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    facility: Mapped[str] = mapped_column(String(16), index=True)
    subject: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(String(200))
    sent: Mapped[datetime]
    ended: Mapped[str] = mapped_column(String(20), index=True)
    answer: Mapped[str] = mapped_column(Text)
    closed: Mapped[datetime | None]
    by: Mapped[str] = mapped_column(String(80))


class CallRow(Base):
    """A call; never changed, and the last one counts."""

    __tablename__ = "calls"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    facility: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(40))
    outcome: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    __table_args__ = (Index("ix_calls_facility_id", "facility", "id"),)
