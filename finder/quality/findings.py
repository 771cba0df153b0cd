"""Findings: a sheet beside today and the calls that were made: how old things are, what has run
out, and which places stand behind each number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from finder.feedback import Call, Outcome
from finder.quality.sheet import Lists, Sheet

# Days: a quarter, half a year, a year (from then on a place is to be called again), two, three.
_EDGES = (90, 180, 365, 730, 1095)
NEVER = "never"
# A licence that runs out within this many days should be asked about now.
SOON = 60


@dataclass(frozen=True, slots=True)
class Age:
    """A bar of a histogram: places last heard of more than `after` days ago and at most `until`
    (None: however long); `name` is its list's, `after` None means never."""

    name: str
    after: int | None
    until: int | None
    places: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What the page shows. `said` are the ages of what the sources say, `called` those of the last
    call that found a number right, `expired` and `expiring` how many licences have run out or do
    so within `SOON` days."""

    sheet: Sheet
    said: tuple[Age, ...]
    called: tuple[Age, ...]
    expired: int
    expiring: int
    lists: Lists
    notes: Mapping[str, Mapping[str, str]]


def findings(counted: Sheet, calls: Mapping[str, Call], today: date) -> Findings:
    """The findings of a day; `calls` has the last call of each facility."""
    said = _aged("said", ((day, id) for day, ids in counted.days.items() for id in ids), today)
    listed = [id for ids in counted.days.values() for id in ids]
    right = {
        id: call.at.date()
        for id in listed
        if (call := calls.get(id)) and call.outcome is Outcome.RIGHT
    }
    called = _aged("called", ((day, id) for id, day in right.items()), today)
    called[f"called:{NEVER}"] = [id for id in listed if id not in right]
    over = [each for each in counted.claims if each[0] < today]
    near = [each for each in counted.claims if today <= each[0] <= today + timedelta(days=SOON)]
    lists = {**counted.lists, **_kept(said), **_kept(called)}
    lists |= {"licence:expired": _places(over), "licence:expiring": _places(near)}
    notes = {**counted.notes, "licence:expired": _told(over), "licence:expiring": _told(near)}
    return Findings(
        sheet=counted,
        said=_bars("said", said),
        called=(
            *_bars("called", called),
            Age("called:never", None, None, len(listed) - len(right)),
        ),
        expired=len(over),
        expiring=len(near),
        lists={name: ids for name, ids in lists.items() if ids},
        notes=notes,
    )


def _aged(kind: str, days: Iterable[tuple[date, str]], today: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for day, id in days:
        past = (today - day).days
        edge = next((edge for edge in _EDGES if past <= edge), None)
        found.setdefault(_name(kind, edge), []).append(id)
    return found


def _name(kind: str, edge: int | None) -> str:
    return f"{kind}:{edge}" if edge else f"{kind}:older"


def _bars(kind: str, ages: Mapping[str, list[str]]) -> tuple[Age, ...]:
    starts = (0, *_EDGES)
    ends = (*_EDGES, None)
    return tuple(
        Age(_name(kind, until), after, until, len(ages.get(_name(kind, until), ())))
        for after, until in zip(starts, ends, strict=True)
    )


def _kept(ages: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(ids) for name, ids in ages.items()}


def _places(claims: Iterable[tuple[date, str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for _, id, _ in claims))


def _told(claims: Iterable[tuple[date, str, str]]) -> dict[str, str]:
    told: dict[str, str] = {}
    for day, id, claim in claims:
        note = f"{claim} {day.isoformat()}"
        told[id] = f"{told[id]}; {note}" if id in told else note
    return told
