"""Calling: whom to call first, and why. A wrong number on a page like this can cost a life."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from finder.facility import Facility
from finder.feedback.values import Call, Outcome

# A number that this many facilities share is often a central line, and sometimes a mistake.
SHARED_BY = 3
# Nothing was heard for a year: `shared/reliability.md` flags such facts.
_STALE = timedelta(days=365)
# Somebody was not reached: try again soon.
_AGAIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Due:
    """A facility to call, why (slugs, the weightiest first), and how urgently."""

    facility: Facility
    why: tuple[str, ...]
    weight: float


_WEIGHTS = {
    "wrong number": 8.0,
    "reported": 6.0,
    "not reached": 3.0,
    "expired licence": 3.0,
    "shared number": 2.0,
    "never called": 1.0,
    "long ago": 1.0,
}


def due_first(
    facilities: Iterable[Facility],
    *,
    calls: Mapping[str, Call],
    reported: Mapping[str, int],
    now: datetime,
) -> list[Due]:
    """The facilities whose number ought to be called, the most suspicious and oldest first.

    `calls` has the last call of each facility, `reported` its number of open reports. Facilities
    without a number cannot be called and are left out.
    """
    listed = [each for each in facilities if each.retired is None and each.phones]
    sharing = Counter(number for each in listed for number in {p.number for p in each.phones})
    found = []
    for each in listed:
        why = _why(each, calls.get(each.id), sharing, reported.get(each.id, 0), now)
        if why:
            weight = sum(_WEIGHTS[reason] for reason in why)
            found.append(Due(each, tuple(sorted(why, key=lambda r: -_WEIGHTS[r])), weight))
    return sorted(
        found, key=lambda due: (-due.weight, _last(calls.get(due.facility.id)), due.facility.id)
    )


def _why(
    facility: Facility, call: Call | None, sharing: Mapping[str, int], reports: int, now: datetime
) -> set[str]:
    why = set()
    if reports:
        why.add("reported")
    if max(sharing[phone.number] for phone in facility.phones) >= SHARED_BY:
        why.add("shared number")
    if any(each.valid_until and each.valid_until < now.date() for each in facility.credentials):
        why.add("expired licence")
    if call is None:
        return why | {"never called"}
    if call.outcome in (Outcome.WRONG_NUMBER, Outcome.CLOSED):
        why.add("wrong number")
    elif not call.outcome.is_known:
        return {"not reached", *why} if now - call.at >= _AGAIN else set()
    elif now - call.at >= _STALE:
        why.add("long ago")
    else:
        return why & {"reported"}
    return why


def _last(call: Call | None) -> datetime:
    return call.at if call else datetime.min
