"""Plan view: a plan's changes as lines of a page, in kinds, the most consequential first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from finder.importing.differences import FieldChange
from finder.importing.planned import Named, Plan

LINES_A_PAGE = 50


class Kind(StrEnum):
    """Kinds of changes, in the order of what they do to somebody who needs a place."""

    PHONES = "phones"
    ADDRESS = "address"
    NAME = "name"
    RETIRED = "retired"
    DROPPED = "dropped"
    POSITION = "position"
    WEBSITE = "website"
    SERVICES = "services"
    REST = "rest"
    ADDED = "added"


_OF_FIELD = {
    "phones": Kind.PHONES,
    "street": Kind.ADDRESS,
    "street2": Kind.ADDRESS,
    "city": Kind.ADDRESS,
    "state": Kind.ADDRESS,
    "zip": Kind.ADDRESS,
    "name": Kind.NAME,
    "program": Kind.NAME,
    "position": Kind.POSITION,
    "website": Kind.WEBSITE,
    "services": Kind.SERVICES,
}
_ORDER = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one facility: its gravest `kind`, all of its `kinds`, and its fields."""

    kind: Kind
    kinds: frozenset[Kind]
    facility: str
    name: str
    place: str
    where: str
    phone: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of lines: of `total` that fit, with the number of each kind in the whole plan."""

    counts: tuple[tuple[Kind, int], ...]
    shown: tuple[Line, ...]
    total: int
    page: int
    pages: int


def lines(plan: Plan, *, kind: Kind | None = None, words: str = "", page: int = 1) -> Lines:
    """The lines of one kind (of all, without one) that have these words in them."""
    every = sorted(_every(plan), key=lambda line: _ORDER.index(line.kind))
    counts = tuple((each, sum(each in line.kinds for line in every)) for each in Kind)
    fitting = [line for line in every if kind is None or kind in line.kinds]
    wanted = words.casefold().split()
    if wanted:
        fitting = [line for line in fitting if all(word in _text(line) for word in wanted)]
    pages = max(1, -(-len(fitting) // LINES_A_PAGE))
    page = max(1, min(page, pages))
    start = (page - 1) * LINES_A_PAGE
    shown = tuple(fitting[start : start + LINES_A_PAGE])
    return Lines(tuple(each for each in counts if each[1]), shown, len(fitting), page, pages)


def _every(plan: Plan) -> Iterator[Line]:
    for change in plan.changed:
        fields = sorted(change.fields, key=lambda field: _ORDER.index(_kind_of(field)))
        kinds = frozenset(map(_kind_of, fields))
        gravest = _kind_of(fields[0])
        yield Line(
            gravest, kinds, change.facility, change.name, "", change.where, "", tuple(fields)
        )
    yield from _named(plan.retired, Kind.RETIRED)
    yield from _named(plan.dropped, Kind.DROPPED)
    yield from _named(plan.added, Kind.ADDED)


def _named(those: Sequence[Named], kind: Kind) -> Iterator[Line]:
    for each in those:
        yield Line(
            kind,
            frozenset({kind}),
            each.facility,
            each.name,
            each.place,
            each.where,
            each.phone,
            (),
        )


def _kind_of(field: FieldChange) -> Kind:
    return _OF_FIELD.get(field.field, Kind.REST)


def _text(line: Line) -> str:
    fields = " ".join(f"{each.before} {each.after}" for each in line.fields)
    told = (line.name, line.place, line.facility, line.where, line.phone, fields)
    return " ".join(told).casefold()
