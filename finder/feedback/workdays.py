"""Workdays: the clock that reports run on, which stands still at weekends.

Public holidays are not known to it, so a report is at worst called late a day too early.
"""

from datetime import datetime, timedelta

PROMISED = 2
_SATURDAY = 5


def due(sent: datetime, *, days: int = PROMISED) -> datetime:
    """When so many working days are over; one sent at a weekend counts from Monday's start."""
    at = sent
    if at.weekday() >= _SATURDAY:
        at = at.replace(hour=0, minute=0, second=0, microsecond=0)
        while at.weekday() >= _SATURDAY:
            at += timedelta(days=1)
    left = days
    while left:
        at += timedelta(days=1)
        left -= at.weekday() < _SATURDAY
    return at


def is_late(sent: datetime, now: datetime) -> bool:
    """Whether what was promised is over."""
    return now > due(sent)
