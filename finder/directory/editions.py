"""Editions: how what each source lists lies in SQL."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, insert, select, update

from finder.directory.values import DEMONSTRATION, Listed, NewEdition, Progress
from finder.errors import NotUndoable
from finder.facility import Known, Listing
from finder.identity import Identity
from finder.sentence import Sentence, said
from finder.tables import Entry, Import, ListingBody, Source

# SQLite takes at most 32,766 bound values a statement; a batch stays far below.
BATCH = 1000

_LISTING = msgspec.json.Decoder(Listing)


def listing_from(body: str) -> Listing:
    """A listing from its row."""
    listing = _LISTING.decode(body)
    return replace(listing, codes=shared(listing.codes))


def shared(codes: Sequence[str]) -> tuple[str, ...]:
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


def write_import(
    connection: Connection,
    edition: NewEdition,
    when: datetime,
    before: Mapping[str, int],
    displaced: int | None,
) -> int:
    """Keep what is to be known of an import; gives its number."""
    told = ("source", "file", "digest", "as_of", "by", "rows", "reason", "ticket")
    counts = ("added", "changed", "retired", "same")
    statement = insert(Import).values(
        {name: getattr(edition, name) for name in (*told, *counts)}
        | {"published": when, "replaces": before.get(edition.source), "displaced": displaced}
    )
    key = connection.execute(statement).inserted_primary_key
    assert key is not None
    return int(key[0])


def write(
    connection: Connection,
    number: int,
    entries: Sequence[tuple[str, Listing, str]],
    progress: Progress,
) -> None:
    """Keep an edition's entries; a listing that is kept already is not kept twice."""
    for start in range(0, len(entries), BATCH):
        progress("Keeping listings", start, len(entries))
        batch = entries[start : start + BATCH]
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
    query = last_listings().order_by("facility", "source")
    current = set(in_force(connection).values())
    rows = connection.execute(query.execution_options(yield_per=BATCH))
    return [
        Known(row.facility, row.source, listing_from(row.body), row.edition in current)
        for row in rows
    ]


def listings_in(
    connection: Connection, number: int, facilities: Iterable[str], identity: Identity
) -> dict[str, Listing]:
    """What an edition has of those of these facilities that it lists."""
    places = {facility: identity.place(facility) for facility in facilities}
    own = {id for place in set(places.values()) for id in identity.own_ids(place)}
    query = (
        select(Entry.facility, Import.source, ListingBody.body)
        .join(ListingBody, ListingBody.id == Entry.listing)
        .join(Import, Import.id == Entry.edition)
        .where(Entry.edition == number, Entry.facility.in_(own))
    )
    found = {
        identity.place(row.facility, row.source): listing_from(row.body)
        for row in connection.execute(query)
    }
    return {each: found[place] for each, place in places.items() if place in found}


def listings_of(connection: Connection, place: str, identity: Identity) -> list[Listed]:
    """Every listing that counts for a place, as each source last had it; its own id's first."""
    query = last_listings().where(Entry.facility.in_(identity.own_ids(place)))
    current = set(in_force(connection).values())
    found = [
        Listed(
            own=row.facility,
            source=row.source,
            as_of=row.as_of,
            listing=listing_from(row.body),
            current=row.edition in current,
            edition=row.edition,
        )
        for row in connection.execute(query)
        if identity.place(row.facility, row.source) == place
    ]
    return sorted(found, key=lambda each: (each.own != place, each.own, each.source))


def over_time(
    connection: Connection, place: str, identity: Identity
) -> dict[int, tuple[Listing, ...]]:
    """What each edition has of a place, undone ones too, as ids are decided today."""
    query = (
        select(Entry.edition, Entry.facility, Import.source, ListingBody.body)
        .join(ListingBody, ListingBody.id == Entry.listing)
        .join(Import, Import.id == Entry.edition)
        .where(Entry.facility.in_(identity.own_ids(place)))
        .order_by(Entry.edition, Entry.facility != place, Entry.facility)
    )
    found: dict[int, tuple[Listing, ...]] = {}
    for row in connection.execute(query):
        if identity.place(row.facility, row.source) == place:
            found[row.edition] = (*found.get(row.edition, ()), listing_from(row.body))
    return found


def last_listings() -> Select[str, str, int, date, str]:
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


def _numbers_of(connection: Connection, digests: Sequence[str]) -> dict[str, int]:
    query = select(ListingBody.digest, ListingBody.id).where(ListingBody.digest.in_(digests))
    return dict(connection.execute(query).all())


def hand_on(connection: Connection, demonstration: int) -> None:
    """After the import that retired the demonstration is undone: back in force, unless another
    real source still is; then that one's edition is what keeps it away."""
    real = [n for name, n in in_force(connection).items() if name != DEMONSTRATION]
    if real:
        heir = update(Import).where(Import.id == min(real))
        connection.execute(heir.values(displaced=demonstration))
    else:
        put_in_force(connection, DEMONSTRATION, demonstration)


def undoable(connection: Connection, number: int) -> Row[Any]:
    """An import that can be undone: the last word of its source; else raises `NotUndoable`."""
    query = select(Import).where(Import.id == (number if 0 < number < 2**31 else 0))
    found = connection.execute(query).one_or_none()
    if found is None:
        raise NotUndoable(
            said("There is no import %(number)s. `finder imports` lists them.", number=number)
        )
    if found.undone is not None:
        day = f"{found.undone:%Y-%m-%d}"
        raise NotUndoable(said("Import %(number)s was undone on %(day)s.", number=number, day=day))
    later = in_force(connection).get(found.source)
    if later != number:
        raise NotUndoable(_why_not(connection, number, found.source, later))
    return found


def _why_not(connection: Connection, number: int, source: str, later: int | None) -> Sentence:
    """Why an import that is not the last word of its source cannot be undone."""
    if later is not None:
        return said(
            "Import %(later)s of %(source)s came after import %(number)s: undo that one first.",
            later=later,
            source=source,
            number=number,
        )
    heir = select(Import.id).where(Import.displaced == number, Import.undone.is_(None))
    return said(
        "Import %(number)s was retired by import %(heir)s of real facilities: undo that one to "
        "have it back.",
        number=number,
        heir=connection.scalar(heir) or 0,
    )
