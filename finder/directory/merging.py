"""Merging: how the rows of facilities are made from listings, corrections and decisions, in SQL."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, delete, func, insert, literal, select
from sqlalchemy.orm import aliased

from finder.directory import editions
from finder.directory.editions import BATCH, shared
from finder.directory.values import Locality, Progress
from finder.facility import Correction, Facility, Listing, Provenance
from finder.identity import Identity
from finder.tables import DecisionRow, Entry, FacilityRow, Import, Override

_FACILITY = msgspec.json.Decoder(Facility)

# What one facility is, from what each source lists, the stewards' corrections, and the day it was
# dropped by all of them (None while one lists it).
Merge = Callable[
    [str, Sequence[tuple[Provenance, Listing]], Sequence[Correction], date | None], Facility
]


def facility_from(body: str) -> Facility:
    """A facility from its row."""
    facility = _FACILITY.decode(body)
    said = tuple(replace(each, codes=shared(each.codes)) for each in facility.said)
    return replace(facility, said=said)


def merge_again(
    connection: Connection,
    numbers: Sequence[int],
    merge: Merge,
    identity: Identity,
    progress: Progress,
) -> None:
    """Bring the rows of every facility in these editions up to what its listings now say.

    A facility of undone editions only is taken out: nobody but those ever listed it.
    """
    touched = select(Entry.facility).where(Entry.edition.in_(numbers))
    expected = connection.scalar(select(func.count()).select_from(touched.distinct().subquery()))
    merged = _anew(connection, touched, merge, identity)
    done = 0
    while batch := [_columns(facility) for facility in islice(merged, BATCH)]:
        progress("Merging facilities", done, expected)
        connection.execute(insert(FacilityRow), batch)
        done += len(batch)


def merge_one(connection: Connection, facility: str, merge: Merge, identity: Identity) -> None:
    """Merge one facility anew, and those of which something was decided."""
    merged = _anew(connection, select(literal(facility)), merge, identity)
    rows = [_columns(each) for each in merged]
    if rows:
        connection.execute(insert(FacilityRow), rows)


def merge_all(connection: Connection, merge: Merge, identity: Identity) -> None:
    """Merge every facility anew: how they are merged may have changed with the program."""
    connection.execute(delete(FacilityRow))
    query = editions.last_listings().order_by("facility", "source")
    merged = _merged(connection, query, merge, identity)
    while batch := [_columns(facility) for facility in islice(merged, BATCH)]:
        connection.execute(insert(FacilityRow), batch)


def disagreements(connection: Connection, merge: Merge, identity: Identity) -> list[str]:
    """Facilities whose row is not what their listings give, a sentence each."""
    rows = connection.execute(select(FacilityRow.id, FacilityRow.body))
    kept = dict(rows.all())
    query = editions.last_listings().order_by("facility", "source")
    found = []
    for facility in _merged(connection, query, merge, identity):
        body = kept.pop(facility.id, None)
        if body is None:
            found.append(f"Facility {facility.id} is listed but has no row.")
        elif body != _columns(facility)["body"]:
            found.append(f"Facility {facility.id} is not what its listings say.")
    found += [f"Facility {facility} has a row, but no source ever listed it." for facility in kept]
    return found


def localities(connection: Connection) -> tuple[Locality, ...]:
    """Every city that has a listed facility."""
    columns = (FacilityRow.state, FacilityRow.county, FacilityRow.city)
    query = select(*columns, func.count()).where(FacilityRow.retired.is_(None))
    rows = connection.execute(query.group_by(*columns).order_by(*columns))
    return tuple(Locality(*row) for row in rows)


def _anew(
    connection: Connection, touched: Select[str], merge: Merge, identity: Identity
) -> Iterator[Facility]:
    """The facilities that these own ids count for; their rows are taken out. Ids of which anything
    was ever decided come along: a few, and a listing of any may count for any."""
    decided = (select(column) for column in (DecisionRow.kept, DecisionRow.other))
    ids = touched.union(*decided)
    connection.execute(delete(FacilityRow).where(FacilityRow.id.in_(ids)))
    query = editions.last_listings().where(Entry.facility.in_(ids)).order_by("facility", "source")
    return _merged(connection, query, merge, identity)


def _merged(
    connection: Connection,
    query: Select[str, str, int, date, str],
    merge: Merge,
    identity: Identity,
) -> Iterator[Facility]:
    current = set(editions.in_force(connection).values())
    ended = _ended(connection)
    corrections = _corrections(connection, identity)
    rows = connection.execute(query.execution_options(yield_per=BATCH))
    for place, listed in _by_place(rows, identity):
        standing = [row for row in listed if row.edition in current]
        retired = None
        if not standing:
            standing = listed
            retired = max(ended.get(row.edition, row.as_of) for row in listed)
        said = [
            (Provenance(row.source, row.as_of), editions.listing_from(row.body)) for row in standing
        ]
        yield merge(place, said, corrections.get(place, ()), retired)


def _by_place(rows: Iterable[Any], identity: Identity) -> Iterator[tuple[str, list[Any]]]:
    """Rows in order of facility, those of each place together, its own id's first."""
    decided: dict[str, list[Any]] = {}
    for facility, group in groupby(rows, key=attrgetter("facility")):
        if facility not in identity.named:
            yield facility, list(group)
            continue
        for row in group:
            decided.setdefault(identity.place(facility, row.source), []).append(row)
    for place, listed in decided.items():
        yield place, sorted(listed, key=lambda row: (row.facility != place, row.facility))


def _ended(connection: Connection) -> dict[int, date]:
    """When each edition that is no longer in force ended: the day its successor speaks of."""
    later = aliased(Import)
    query = (
        select(Import.id, later.as_of)
        .join(later, (later.replaces == Import.id) | (later.displaced == Import.id))
        .where(later.undone.is_(None))
    )
    return dict(connection.execute(query).all())


def _corrections(connection: Connection, identity: Identity) -> dict[str, list[Correction]]:
    query = select(Override).where(Override.withdrawn.is_(None)).order_by(Override.id)
    found: dict[str, list[Correction]] = {}
    for row in connection.execute(query):
        told_by = Provenance("steward", row.as_of)
        place = identity.place(row.facility)
        found.setdefault(place, []).append(Correction(row.field, row.value, told_by))
    return found


def _columns(facility: Facility) -> dict[str, Any]:
    return {
        "id": facility.id,
        "state": facility.address.state,
        "county": facility.address.county,
        "city": facility.address.city,
        "retired": facility.retired,
        "body": msgspec.json.encode(facility).decode(),
    }
