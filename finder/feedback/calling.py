"""Calling: whom to call first, and why. A wrong number on a page like this can cost a life."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from finder.facility import Facility
from finder.feedback.values import Call, Outcome

# A number that this many facilities share is often a central line, and sometimes a mistake.
SHARED_BY = 3
# Nothing was heard for a year: `shared/reliability.md` flags such facts.
_STALE = timedelta(days=365)
# Somebody was not reached: try again soon.
_AGAIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Callee:
    """What of a facility matters for calling it: a tenth of the whole, which is kept in memory.

    `phone` is its first number (E.164), `shared_by` how many facilities have one of its numbers,
    `lapses` the last day of the licence that runs out first.
    """

    id: str
    name: str
    state: str
    phone: str
    shared_by: int
    lapses: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """A facility to call, why (slugs, the weightiest first), and how urgently."""

    callee: Callee
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


def callees(facilities: Iterable[Facility]) -> tuple[Callee, ...]:
    """The facilities that can be called: those that are listed and have a number.

    It hangs on the directory alone, so it is worked out once a revision.
    """
    brief = []
    sharing: Counter[str] = Counter()
    for each in facilities:
        if each.retired is None and each.phones:
            numbers = tuple({phone.number for phone in each.phones})
            sharing.update(numbers)
            days = (claim.valid_until for claim in each.credentials if claim.valid_until)
            lapses = min(days, default=None)
            told = (each.id, each.name, each.address.state, each.phones[0].number)
            brief.append((told, numbers, lapses))
    return tuple(
        Callee(*told, max(sharing[number] for number in numbers), lapses)
        for told, numbers, lapses in brief
    )


def due_first(
    listed: Iterable[Callee],
    *,
    calls: Mapping[str, Call],
    reported: Mapping[str, int],
    now: datetime,
) -> list[Due]:
    """The facilities whose number ought to be called, the most suspicious and oldest first.

    `calls` has the last call of each facility, `reported` its number of open reports.
    """
    found = []
    for each in listed:
        why = _why(each, calls.get(each.id), reported.get(each.id, 0), now)
        if why:
            weight = sum(_WEIGHTS[reason] for reason in why)
            found.append(Due(each, tuple(sorted(why, key=lambda r: -_WEIGHTS[r])), weight))
    return sorted(
        found, key=lambda due: (-due.weight, _last(calls.get(due.callee.id)), due.callee.id)
    )


def _why(callee: Callee, call: Call | None, reports: int, now: datetime) -> set[str]:
    why = set()
    if reports:
        why.add("reported")
    if callee.shared_by >= SHARED_BY:
        why.add("shared number")
    if callee.lapses and callee.lapses < now.date():
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
