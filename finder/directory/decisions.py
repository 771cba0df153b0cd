"""Decisions: which ids stewards hold to be one place or two, in SQL; outliving imports."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from finder.directory import editions
from finder.errors import NotDecidable
from finder.identity import Decision, Identity, Ruling
from finder.sentence import said
from finder.tables import DecisionRow, Entry, FacilityRow, Import


def identity(connection: Connection) -> Identity:
    """What all decisions make of ids."""
    rows = connection.execute(select(DecisionRow).order_by(DecisionRow.id))
    return Identity(_decision(row) for row in rows)


def write(connection: Connection, new: Decision, when: datetime) -> int:
    """Keep a decision; gives its number. Raises `NotDecidable` where it makes no sense, or where
    one that stands says otherwise."""
    _check(connection, new)
    row = {
        "ruling": new.ruling.value,
        "kept": new.kept,
        "other": new.other,
        "by": new.by,
        "reason": new.reason,
        "listings": " ".join(f"{own}/{source}" for own, source in new.listings),
        "at": when,
        "undone_by": "",
    }
    key = connection.execute(insert(DecisionRow).values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def undo(connection: Connection, number: int, when: datetime, by: str) -> Decision:
    """Let a decision stand no longer; raises `NotDecidable`."""
    known = identity(connection)
    found = next((each for each in known.decisions if each.id == number), None)
    if found is None:
        raise NotDecidable(
            said("There is no decision %(number)s. `finder decisions` lists them.", number=number)
        )
    if found.undone:
        raise NotDecidable(
            said(
                "Decision %(number)s was undone on %(day)s.",
                number=number,
                day=f"{found.undone:%Y-%m-%d}",
            )
        )
    later = known.builds_on(found)
    if later is not None:
        raise NotDecidable(
            said(
                "Decision %(later)s builds on decision %(number)s: undo that one first.",
                later=later.id,
                number=number,
            )
        )
    query = update(DecisionRow).where(DecisionRow.id == number)
    connection.execute(query.values(undone=when, undone_by=by))
    return found


def _check(connection: Connection, new: Decision) -> None:
    known = identity(connection)
    for id in (new.kept, new.other):
        if id == new.other and new.ruling is Ruling.SPLIT:
            continue
        if connection.scalar(select(FacilityRow.id).where(FacilityRow.id == id)) is None:
            place = known.place(id)
            raise NotDecidable(
                said("There is no place %(id)s: it is one with %(place)s now.", id=id, place=place)
                if place != id
                else said("There is no place %(id)s: there is none.", id=id)
            )
    if new.kept == new.other:
        raise NotDecidable(said("One place cannot be merged with itself, or told from itself."))
    if new.ruling is Ruling.SPLIT:
        _check_split(connection, new, known)
        return
    against = known.apart(new.kept, new.other)
    if against is not None:
        raise NotDecidable(
            said(
                "Decision %(number)s says that %(kept)s and %(other)s are two places: undo that "
                "one first.",
                number=against.id,
                kept=new.kept,
                other=new.other,
            )
        )


def _check_split(connection: Connection, new: Decision, known: Identity) -> None:
    """That something goes and something stays, and that the new id is nobody else's."""
    listed = select(Entry.facility).join(Import, Import.id == Entry.edition)
    used = listed.where(Entry.facility == new.other, Import.undone.is_(None)).limit(1)
    if connection.scalar(used) is not None and not known.was_split(new.kept, new.other):
        raise NotDecidable(said("%(id)s is the id of another place.", id=new.other))
    there = {(each.own, each.source) for each in editions.listings_of(connection, new.kept, known)}
    if not set(new.listings) < there or not new.listings:
        raise NotDecidable(
            said(
                "Say which of the listings of %(id)s are another place: some of them, not all.",
                id=new.kept,
            )
        )
    for own in {own for own, _ in new.listings}:
        if {listing for listing in there if listing[0] == own} <= set(new.listings):
            raise NotDecidable(
                said("A merge joined %(id)s with the rest: undo that one instead.", id=own)
            )


def _decision(row: Row[Any]) -> Decision:
    pairs = (each.partition("/") for each in row.listings.split())
    return Decision(
        ruling=Ruling(row.ruling),
        kept=row.kept,
        other=row.other,
        by=row.by,
        reason=row.reason,
        listings=tuple((own, source) for own, _, source in pairs),
        at=row.at,
        undone=row.undone,
        undone_by=row.undone_by,
        id=row.id,
    )
