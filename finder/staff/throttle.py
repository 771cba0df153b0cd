"""Throttle: how many tries at a password or a code are let through, and when the next is.

Tries that are refused are not counted: whoever waits is let in, whatever somebody else does in
the meantime. The figures are those of `shared/reliability.md`, and an hour's limit beside them so
that no more than sixty guesses an hour reach any one account.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from math import ceil

from sqlalchemy import Connection, delete, func, insert, select

from finder.errors import ShownError
from finder.sentence import said
from finder.staff.tables import TryRow

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Throttled(ShownError):
    """Too many tries; `seconds` says when the next one is let through."""

    def __init__(self, seconds: int) -> None:
        minutes = ceil(seconds / 60)
        super().__init__(
            said("There were too many tries. Wait %(n)s minutes and try again.", n=minutes)
            if minutes > 1
            else said("There were too many tries. Wait 1 minute and try again.")
        )
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries in so long."""

    tries: int
    within: timedelta

    @classmethod
    def an_hour(cls, tries: int) -> "Limit":
        """So many in an hour."""
        return cls(tries, _HOUR)


OF_NAME = (Limit(5, _MINUTE), Limit(10, 5 * _MINUTE), Limit(50, _HOUR))
OF_ADDRESS = (Limit(10, 5 * _MINUTE),)
OF_ALL = (Limit(1000, 5 * _MINUTE),)
OF_CODES = (Limit(5, 5 * _MINUTE), Limit(20, _HOUR), Limit(50, _DAY))


def key_of(kind: str, text: str, secret: bytes, now: datetime) -> str:
    """What tries are counted under. A name or an address is hashed with a secret, and an address
    with the hour too, so that nobody can tell later who tried."""
    hour = f"{now:%Y%m%d%H}" if kind == "address" else ""
    hashed = blake2b(f"{text}|{hour}".encode(), key=secret[:64], digest_size=16).hexdigest()
    return f"{kind}:{hashed}"


def admit(
    connection: Connection, keys: Iterable[tuple[str, tuple[Limit, ...]]], now: datetime
) -> None:
    """Count a try under each key, or raise `Throttled` and count none."""
    listed = tuple(keys)
    waits = [
        wait
        for key, limits in listed
        for limit in limits
        if (wait := _wait(connection, key, limit, now)) is not None
    ]
    if waits:
        raise Throttled(max(1, ceil(max(waits).total_seconds())))
    connection.execute(insert(TryRow), [{"key": key, "at": now} for key, _ in listed])
    connection.execute(delete(TryRow).where(TryRow.at < now - _DAY))


def forget(connection: Connection, key: str) -> None:
    """Forget the tries under a key: the right answer was among them."""
    connection.execute(delete(TryRow).where(TryRow.key == key))


def _wait(connection: Connection, key: str, limit: Limit, now: datetime) -> timedelta | None:
    """How long until a try under this key is within the limit; None when it is."""
    since = now - limit.within
    tries = select(TryRow.at).where(TryRow.key == key, TryRow.at > since)
    count = connection.scalar(select(func.count()).select_from(tries.subquery())) or 0
    if count < limit.tries:
        return None
    newest_first = tries.order_by(TryRow.at.desc()).offset(limit.tries - 1).limit(1)
    oldest = connection.scalar(newest_first)
    return oldest + limit.within - now if oldest else None
