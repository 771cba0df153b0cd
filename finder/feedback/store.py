"""Feedback as it is kept: reports from the public and calls of stewards, beside the directory."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, func, insert, select, update

from finder.directory.decisions import identity
from finder.feedback.tables import CallRow, ReportRow
from finder.feedback.values import (
    LONGEST_CONTACT,
    LONGEST_TEXT,
    Call,
    Ended,
    NewReport,
    NoSuchReport,
    Outcome,
    Report,
    Subject,
)
from finder.sentence import said
from finder.staff import codes
from finder.staff.rows import utc_now
from finder.staff.throttle import Limit, admit, key_of
from finder.tables import reading, writing

# Letters of a receipt: some forty bits, which nobody guesses.
_CODE = 8
# A person mends a few entries in an hour; a machine sends hundreds.
OF_ADDRESS = (Limit.an_hour(6),)
OF_ALL = (Limit.an_hour(200),)


@dataclass(frozen=True, slots=True, eq=False)
class Feedback:
    """The reports and calls of one database. Safe to share between threads.

    `secret` hashes the addresses that reports are counted under; none is kept.
    """

    database: Engine
    secret: bytes
    clock: Callable[[], datetime] = utc_now

    def send(self, report: NewReport, *, address: str) -> str:
        """Keep a report; gives its code. Raises `Throttled` where too many come from one place."""
        code = codes.drawn(_CODE)
        now = self.clock()
        keys = (
            (key_of("address", f"report {address}", self.secret, now), OF_ADDRESS),
            ("reports", OF_ALL),
        )
        row = {
            "code": code,
            "facility": report.facility,
            "subject": report.subject.value,
            "text": report.text[:LONGEST_TEXT],
            "contact": report.contact[:LONGEST_CONTACT],
            "sent": now,
            "ended": "",
            "answer": "",
            "by": "",
        }
        with writing(self.database) as connection:
            admit(connection, keys, now)
            connection.execute(insert(ReportRow).values(**row))
        return code

    def report(self, code: str) -> Report:
        """The report with this code; raises `NoSuchReport`."""
        query = select(*_REPORT).where(ReportRow.code == codes.plain(code))
        with reading(self.database) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NoSuchReport(said("There is no report %(code)s.", code=code))
        return _report(row)

    def reports(self, *, closed: bool = False, most: int = 200) -> tuple[Report, ...]:
        """The open reports, the oldest first; with `closed`, those that ended, the newest first."""
        query = select(*_REPORT).limit(most)
        if closed:
            query = query.where(ReportRow.ended != "").order_by(ReportRow.closed.desc())
        else:
            query = query.where(ReportRow.ended == "").order_by(ReportRow.sent)
        with reading(self.database) as connection:
            return tuple(_report(row) for row in connection.execute(query))

    def close(self, code: str, ended: Ended, answer: str, *, by: str) -> Report:
        """End a report with what came of it; what its sender gave to be reached is forgotten."""
        kept = self.report(code).code
        ending = (
            update(ReportRow)
            .where(ReportRow.code == kept)
            .values(
                ended=ended.value,
                answer=answer[:LONGEST_TEXT],
                closed=self.clock(),
                by=by,
                contact="",
            )
        )
        with writing(self.database) as connection:
            connection.execute(ending)
        return self.report(kept)

    def reopen(self, code: str) -> Report:
        """Take the ending of a report back."""
        kept = self.report(code).code
        opening = update(ReportRow).where(ReportRow.code == kept)
        with writing(self.database) as connection:
            connection.execute(opening.values(ended="", answer="", closed=None, by=""))
        return self.report(kept)

    def reported(self) -> dict[str, int]:
        """How many open reports each facility has, those of what was merged with it among them."""
        query = (
            select(ReportRow.facility, func.count())
            .where(ReportRow.ended == "")
            .group_by(ReportRow.facility)
        )
        with reading(self.database) as connection:
            rows = connection.execute(query).all()
            place = identity(connection).place
        found: Counter[str] = Counter()
        for facility, count in rows:
            found[place(facility)] += count
        return dict(found)

    def record_call(
        self, facility: str, phone: str, outcome: Outcome, note: str, *, by: str
    ) -> Call:
        """Write down what a call found."""
        made = Call(facility, self.clock(), by, phone, outcome, note[:LONGEST_TEXT])
        row = {
            "facility": made.facility,
            "at": made.at,
            "by": made.by,
            "phone": made.phone,
            "outcome": made.outcome.value,
            "note": made.note,
        }
        with writing(self.database) as connection:
            connection.execute(insert(CallRow).values(**row))
        return made

    def last_calls(self) -> dict[str, Call]:
        """The last call of each facility that was ever called, by its own id or by one that was
        merged with it."""
        last = select(func.max(CallRow.id)).group_by(CallRow.facility)
        query = select(*_CALL).where(CallRow.id.in_(last)).order_by(CallRow.id)
        with reading(self.database) as connection:
            place = identity(connection).place
            found = (_call(row) for row in connection.execute(query))
            return {place(call.facility): call for call in found}

    def last_call(self, facility: str) -> Call | None:
        """The last call of one facility, by its own id or by one that was merged with it."""
        with reading(self.database) as connection:
            ids = identity(connection).ids_of(facility)
            called = select(*_CALL).where(CallRow.facility.in_(ids))
            row = connection.execute(called.order_by(CallRow.id.desc()).limit(1)).one_or_none()
        return _call(row) if row is not None else None


_REPORT = (
    ReportRow.code,
    ReportRow.facility,
    ReportRow.subject,
    ReportRow.text,
    ReportRow.contact,
    ReportRow.sent,
    ReportRow.ended,
    ReportRow.answer,
    ReportRow.closed,
    ReportRow.by,
)
_CALL = (
    CallRow.facility,
    CallRow.at,
    CallRow.by,
    CallRow.phone,
    CallRow.outcome,
    CallRow.note,
)


def _report(row: Any) -> Report:
    told = dict(row._mapping)
    told |= {"subject": Subject(row.subject), "ended": Ended(row.ended) if row.ended else None}
    return Report(**told)


def _call(row: Any) -> Call:
    return Call(**{**row._mapping, "outcome": Outcome(row.outcome)})
