"""Sessions: browsers that are signed in. The browser holds a token, the database its digest."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, delete, insert, select, update

from finder.errors import Busy
from finder.staff.person import Person, Session
from finder.staff.rows import PERSON, Clock, person_of, utc_now
from finder.staff.tables import PersonRow, SessionRow
from finder.tables import reading, writing

# ASVS 7.3: out after half an hour without a sign of life, and after a working day in any case.
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)
# A page opened is a sign of life, but not every one need be written down.
_SEEN_EVERY = timedelta(minutes=1)
_SEEN_WAIT = 0.1  # seconds


@dataclass(frozen=True, slots=True, eq=False)
class Sessions:
    """The sessions of one database. Safe to share between threads."""

    database: Engine
    clock: Clock = utc_now

    def begin(self, person: Person) -> str:
        """The token of a new session, which is kept nowhere but in the browser."""
        token, now = secrets.token_urlsafe(32), self.clock()
        row = {"digest": _digest(token), "person": person.id, "begun": now, "seen": now}
        with writing(self.database) as connection:
            connection.execute(delete(SessionRow).where(SessionRow.begun < now - ABSOLUTE))
            connection.execute(insert(SessionRow).values(**row))
        return token

    def who(self, token: str) -> Person | None:
        """Whose session this is; None where it has ended, by either clock or on purpose."""
        now, digest = self.clock(), _digest(token)
        query = (
            select(*PERSON, SessionRow.begun, SessionRow.seen)
            .join(SessionRow, SessionRow.person == PersonRow.id)
            .where(SessionRow.digest == digest, PersonRow.disabled.is_(None))
        )
        with reading(self.database) as connection:
            row = connection.execute(query).one_or_none()
        if row is None or now - row.seen > IDLE or now - row.begun > ABSOLUTE:
            return None
        if now - row.seen >= _SEEN_EVERY:
            self._see(digest, now)
        return person_of(row)

    def _see(self, digest: str, now: datetime) -> None:
        """Write down a sign of life. A publish may hold the database for longer than a page should
        wait, and the next page is a sign of life as well."""
        seen = update(SessionRow).where(SessionRow.digest == digest).values(seen=now)
        with suppress(Busy), writing(self.database, wait=_SEEN_WAIT) as connection:
            connection.execute(seen)

    def of(self, person: Person) -> tuple[Session, ...]:
        """The person's sessions that have not ended, the newest first."""
        now = self.clock()
        query = select(SessionRow.digest, SessionRow.begun, SessionRow.seen).where(
            SessionRow.person == person.id,
            SessionRow.seen >= now - IDLE,
            SessionRow.begun >= now - ABSOLUTE,
        )
        with reading(self.database) as connection:
            rows = connection.execute(query.order_by(SessionRow.begun.desc()))
            return tuple(Session(*row) for row in rows)

    def is_this(self, session: Session, token: str) -> bool:
        """Whether a session is the one of this token."""
        return session.digest == _digest(token)

    def end(self, token: str) -> None:
        """Sign one browser out."""
        with writing(self.database) as connection:
            connection.execute(delete(SessionRow).where(SessionRow.digest == _digest(token)))

    def end_all(self, person: Person) -> None:
        """Sign every browser of a person out."""
        with writing(self.database) as connection:
            connection.execute(delete(SessionRow).where(SessionRow.person == person.id))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
