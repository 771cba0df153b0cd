"""Editions: how what each source lists lies in SQL, and how facilities are merged from it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.orm import aliased

from finder.directory.values import Progress
from finder.facility import Correction, Facility, Known, Listing, Provenance
from finder.tables import Entry, FacilityRow, Import, ListingBody, Override, Source

# SQLite takes at most 32,766 bound values a statement; a batch stays far below.
_BATCH = 1000

# What one facility is, from what each source lists, the stewards' corrections, and the day it was
# dropped by all of them (None while one lists it).
Merge = Callable[
    [str, Sequence[tuple[Provenance, Listing]], Sequence[Correction], date | None], Facility
]

_FACILITY = msgspec.json.Decoder(Facility)
_LISTING = msgspec.json.Decoder(Listing)


def facility_from(body: str) -> Facility:
    """A facility from its row."""
    facility = _FACILITY.decode(body)
    said = tuple(replace(each, codes=_shared(each.codes)) for each in facility.said)
    return replace(facility, said=said)


def _listing_from(body: str) -> Listing:
    listing = _LISTING.decode(body)
    return replace(listing, codes=_shared(listing.codes))


def _shared(codes: Sequence[str]) -> tuple[str, ...]:
    """The same codes, each string once in memory: 13,000 facilities with 76 codes each would hold
    50 MB of copies of two hundred words."""
    return tuple(map(sys.intern, codes))


def in_force(connection: Connection) -> dict[str, int]:
    """The edition in force of each source that has one."""
    query = select(Source.name, Source.edition).where(Source.edition.is_not(None))
    return {source: number for source, number in connection.execute(query) if number}


def size(connection: Connection, numbers: Sequence[int]) -> int:
    """How many listings these editions hold together."""
    query = select(func.count()).select_from(Entry).where(Entry.edition.in_(numbers))
    return connection.scalar(query) or 0


def put_in_force(connection: Connection, source: str, number: int | None) -> None:
    """Make an edition the one in force of its source, or none."""
    done = connection.execute(update(Source).where(Source.name == source).values(edition=number))
    if not done.rowcount:
        connection.execute(insert(Source).values(name=source, edition=number))


def write(
    connection: Connection,
    number: int,
    entries: Sequence[tuple[str, Listing, str]],
    progress: Progress,
) -> None:
    """Keep an edition's entries; a listing that is kept already is not kept twice."""
    for start in range(0, len(entries), _BATCH):
        progress("Keeping listings", start, len(entries))
        batch = entries[start : start + _BATCH]
        bodies = [msgspec.json.encode(listing).decode() for _, listing, _ in batch]
        digests = [blake2b(body.encode(), digest_size=16).hexdigest() for body in bodies]
        known = _numbers_of(connection, digests)
        new = dict(zip(digests, bodies, strict=True))
        rows = [{"digest": d, "body": body} for d, body in new.items() if d not in known]
        if rows:
            connection.execute(insert(ListingBody), rows)
            known = _numbers_of(connection, digests)
        connection.execute(
            insert(Entry),
            [
                {"edition": number, "facility": facility, "listing": known[digest], "row": row}
                for (facility, _, row), digest in zip(batch, digests, strict=True)
            ],
        )


def known(connection: Connection) -> list[Known]:
    """Every facility as each source last listed it, in order of facility and source."""
    query = _last_listings().order_by("facility", "source")
    current = set(in_force(connection).values())
    rows = connection.execute(query.execution_options(yield_per=_BATCH))
    return [
        Known(row.facility, row.source, _listing_from(row.body), row.edition in current)
        for row in rows
    ]


def merge_again(
    connection: Connection, numbers: Sequence[int], merge: Merge, progress: Progress
) -> None:
    """Bring the rows of every facility in these editions up to what its listings now say.

    A facility of undone editions only is taken out: nobody but those ever listed it.
    """
    touched = select(Entry.facility).where(Entry.edition.in_(numbers))
    connection.execute(delete(FacilityRow).where(FacilityRow.id.in_(touched)))
    query = _last_listings().where(Entry.facility.in_(touched)).order_by("facility", "source")
    expected = connection.scalar(select(func.count()).select_from(touched.distinct().subquery()))
    merged = _merged(connection, query, merge)
    done = 0
    while batch := [_columns(facility) for facility in islice(merged, _BATCH)]:
        progress("Merging facilities", done, expected)
        connection.execute(insert(FacilityRow), batch)
        done += len(batch)


def merge_one(connection: Connection, facility: str, merge: Merge) -> None:
    """Merge one facility anew, after a correction of it."""
    query = _last_listings().where(Entry.facility == facility).order_by("facility", "source")
    for merged in _merged(connection, query, merge):
        connection.execute(delete(FacilityRow).where(FacilityRow.id == facility))
        connection.execute(insert(FacilityRow).values(**_columns(merged)))


def disagreements(connection: Connection, merge: Merge) -> list[str]:
    """Facilities whose row is not what their listings give, a sentence each."""
    rows = connection.execute(select(FacilityRow.id, FacilityRow.body))
    kept = dict(rows.all())
    query = _last_listings().order_by("facility", "source")
    found = []
    for facility in _merged(connection, query, merge):
        body = kept.pop(facility.id, None)
        if body is None:
            found.append(f"Facility {facility.id} is listed but has no row.")
        elif body != _columns(facility)["body"]:
            found.append(f"Facility {facility.id} is not what its listings say.")
    found += [f"Facility {facility} has a row, but no source ever listed it." for facility in kept]
    return found


def _merged(
    connection: Connection, query: Select[str, str, int, date, str], merge: Merge
) -> Iterator[Facility]:
    current = set(in_force(connection).values())
    ended = _ended(connection)
    corrections = _corrections(connection)
    rows = connection.execute(query.execution_options(yield_per=_BATCH))
    for facility, group in groupby(rows, key=attrgetter("facility")):
        listed = list(group)
        standing = [row for row in listed if row.edition in current]
        retired = None
        if not standing:
            standing = listed
            retired = max(ended.get(row.edition, row.as_of) for row in listed)
        said = [(Provenance(row.source, row.as_of), _listing_from(row.body)) for row in standing]
        yield merge(facility, said, corrections.get(facility, ()), retired)


def _last_listings() -> Select[str, str, int, date, str]:
    """For each facility and source: the listing of the newest edition that was not undone."""
    newest = (
        select(Entry.facility, Import.source, func.max(Entry.edition).label("edition"))
        .join(Import, Import.id == Entry.edition)
        .where(Import.undone.is_(None))
        .group_by(Entry.facility, Import.source)
        .subquery()
    )
    return (
        select(Entry.facility, Import.source, Entry.edition, Import.as_of, ListingBody.body)
        .join(newest, (newest.c.facility == Entry.facility) & (newest.c.edition == Entry.edition))
        .join(Import, Import.id == Entry.edition)
        .join(ListingBody, ListingBody.id == Entry.listing)
    )


def _ended(connection: Connection) -> dict[int, date]:
    """When each edition that is no longer in force ended: the day its successor speaks of."""
    later = aliased(Import)
    query = (
        select(Import.id, later.as_of)
        .join(later, (later.replaces == Import.id) | (later.displaced == Import.id))
        .where(later.undone.is_(None))
    )
    return dict(connection.execute(query).all())


def _corrections(connection: Connection) -> dict[str, list[Correction]]:
    query = select(Override).where(Override.withdrawn.is_(None)).order_by(Override.id)
    found: dict[str, list[Correction]] = {}
    for row in connection.execute(query):
        told_by = Provenance("steward", row.as_of)
        found.setdefault(row.facility, []).append(Correction(row.field, row.value, told_by))
    return found


def _numbers_of(connection: Connection, digests: Sequence[str]) -> dict[str, int]:
    query = select(ListingBody.digest, ListingBody.id).where(ListingBody.digest.in_(digests))
    return dict(connection.execute(query).all())


def _columns(facility: Facility) -> dict[str, Any]:
    return {
        "id": facility.id,
        "state": facility.address.state,
        "county": facility.address.county,
        "city": facility.address.city,
        "retired": facility.retired,
        "body": msgspec.json.encode(facility).decode(),
    }
