"""Directory: the set of facilities, kept: get, all, publish, undo, and at which revision it stands.

A publish is one transaction: the edition's listings, the facilities merged from them, the next
revision, and (through `index`, before the commit) the index of that revision. Whoever reads sees
the old directory or the new one.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, select, update

from finder.directory import corrections, decisions, editions, merging
from finder.directory.corrections import Amendment, Corrected
from finder.directory.lock import write_lock
from finder.directory.merging import Merge, facility_from
from finder.directory.values import (
    DEMONSTRATION,
    Listed,
    Locality,
    NewEdition,
    Progress,
    Published,
    Status,
    silent,
)
from finder.errors import NoDirectory, StoreError
from finder.facility import Facility, Known, Listing, Revision
from finder.identity import Decision, Identity
from finder.sentence import said
from finder.tables import FacilityRow, Import, Standing, reading, writing

# Makes the index of a revision from its facilities; raising leaves the directory as it was.
MakeIndex = Callable[[Revision, Iterable[Facility]], None]


class Directory:
    """The facilities of one database. Safe to share between threads; re-open after a fork."""

    def __init__(self, database: Engine, *, merge: Merge, index: MakeIndex, lock: Path) -> None:
        self._database = database
        self._merge = merge
        self._index = index
        self._lock = lock

    def revision(self) -> Revision:
        """At which revision the directory stands; raises `NoDirectory` where there is none."""
        with reading(self._database) as connection:
            return _revision(connection)

    def get(self, facility: str) -> Facility | None:
        """One facility, listed or retired; by an id that was merged with it too."""
        query = select(FacilityRow.body).where(FacilityRow.id == facility)
        with reading(self._database) as connection:
            body = connection.scalar(query)
            if body is None:
                place = decisions.identity(connection).place(facility)
                body = connection.scalar(select(FacilityRow.body).where(FacilityRow.id == place))
        return facility_from(body) if body is not None else None

    def all(self, *, retired: bool = False) -> Iterator[Facility]:
        """Every listed facility in order of id; with `retired`, those no longer listed too."""
        with reading(self._database) as connection:
            yield from _all(connection, retired=retired)

    def localities(self) -> tuple[Locality, ...]:
        """Every city that has a listed facility."""
        with reading(self._database) as connection:
            return merging.localities(connection)

    def status(self) -> Status:
        """The directory in figures."""
        with reading(self._database) as connection:
            revision = _revision(connection)
            in_force = editions.in_force(connection)
            days = select(Import.source, Import.as_of).where(Import.id.in_(in_force.values()))
            counted = select(FacilityRow.retired.is_(None), func.count()).group_by(
                FacilityRow.retired.is_(None)
            )
            facilities = dict(connection.execute(counted).all())
            return Status(
                facilities=facilities.get(True, 0),
                retired=facilities.get(False, 0),
                listings=editions.size(connection, tuple(in_force.values())),
                revision=revision.number,
                imports=connection.scalar(select(func.count()).select_from(Import)) or 0,
                demo=DEMONSTRATION in in_force,
                sources=dict(connection.execute(days).all()),
            )

    def imports(self) -> tuple[Published, ...]:
        """Every import there was, the newest first."""
        query = select(*_PUBLISHED).order_by(Import.id.desc())
        with reading(self._database) as connection:
            return tuple(Published(*row) for row in connection.execute(query))

    def import_of(self, ticket: str) -> Published | None:
        """The import that a staged one became, if it was published."""
        query = select(*_PUBLISHED).where(Import.ticket == ticket)
        with reading(self._database) as connection:
            row = connection.execute(query).one_or_none()
        return Published(*row) if row is not None else None

    def known(self) -> list[Known]:
        """Every facility as each source last listed it, in order of facility and source."""
        with reading(self._database) as connection:
            return editions.known(connection)

    def changing(self, doing: str, *, wait: float) -> AbstractContextManager[None]:
        """Hold this while changing the directory; raises `Busy` saying who holds it, after `wait`
        seconds."""
        return write_lock(self._lock, doing=doing, wait=wait)

    def publish(self, edition: NewEdition, *, progress: Progress = silent) -> Published:
        """Put an edition in force; all of it or nothing. Hold `changing` around it."""
        with writing(self._database) as connection:
            standing = _revision(connection)
            if standing != edition.base:
                raise StoreError(
                    said(
                        "The directory has changed since this import was worked out. Run it again."
                    )
                )
            before = editions.in_force(connection)
            displaced = None if edition.source == DEMONSTRATION else before.get(DEMONSTRATION)
            number = editions.write_import(connection, edition, _now(), before, displaced)
            editions.write(connection, number, edition.entries, progress)
            editions.put_in_force(connection, edition.source, number)
            if displaced is not None:
                editions.put_in_force(connection, DEMONSTRATION, None)
            known = decisions.identity(connection)
            listed = partial(editions.listings_in, connection, number, identity=known)
            corrections.verify(connection, number, edition.as_of, listed, _now())
            touched = (number, before.get(edition.source), displaced)
            self._settle(connection, touched, standing, progress)
            row = connection.execute(select(*_PUBLISHED).where(Import.id == number)).one()
        return Published(*row)

    def undo(self, number: int, *, by: str = "", progress: Progress = silent) -> Published:
        """Put back what was there before an import. Hold `changing` around it.

        Raises `NotUndoable` when it is no longer the last word of its source.
        """
        with writing(self._database) as connection:
            found = editions.undoable(connection, number)
            connection.execute(
                update(Import).where(Import.id == number).values(undone=_now(), undone_by=by)
            )
            editions.put_in_force(connection, found.source, found.replaces)
            if found.displaced is not None:
                editions.hand_on(connection, found.displaced)
            corrections.revive(connection, number)
            touched = (number, found.replaces, found.displaced)
            self._settle(connection, touched, _revision(connection), progress)
            row = connection.execute(select(*_PUBLISHED).where(Import.id == number)).one()
        return Published(*row)

    def amend(self, change: Amendment, *, progress: Progress = silent) -> tuple[str, ...]:
        """Make a correction stand, or let some stand no longer; gives the facilities that are
        another for it. Hold `changing` around it; raises `NothingToCorrect`."""
        with writing(self._database) as connection:
            touched = corrections.amend(connection, change, _now())
            if touched:
                self._merge_anew(connection, touched, progress)
        return touched

    def corrections(self, facility: str = "") -> tuple[Corrected, ...]:
        """Every correction there ever was, of all facilities or of one and what was merged with it,
        the newest first."""
        with reading(self._database) as connection:
            ids = decisions.identity(connection).ids_of(facility) if facility else None
            return tuple(corrections.of(connection, ids))

    def identity(self) -> Identity:
        """What stewards' decisions make of ids."""
        with reading(self._database) as connection:
            return decisions.identity(connection)

    def listings(self, place: str) -> tuple[Listed, ...]:
        """Every listing that counts for a place, as each source last had it."""
        with reading(self._database) as connection:
            known = decisions.identity(connection)
            return tuple(editions.listings_of(connection, place, known))

    def past(self, place: str) -> dict[int, tuple[Listing, ...]]:
        """What each edition there ever was has of a place, by the number of its import."""
        with reading(self._database) as connection:
            return editions.over_time(connection, place, decisions.identity(connection))

    def decide(self, new: Decision) -> int:
        """Let a decision stand from now on; gives its number. Hold `changing` around it; raises
        `NotDecidable`."""
        with writing(self._database) as connection:
            number = decisions.write(connection, new, _now())
            if new.moves_listings:
                self._merge_anew(connection, [new.kept])
        return number

    def undo_decision(self, number: int, *, by: str) -> Decision:
        """Let a decision stand no longer: all is as if it had never been, but its new id leads back
        to where it came from. Hold `changing` around it; raises `NotDecidable`."""
        with writing(self._database) as connection:
            undone = decisions.undo(connection, number, _now(), by)
            if undone.moves_listings:
                self._merge_anew(connection, [undone.kept])
        return undone

    def _merge_anew(
        self, connection: Connection, ids: Iterable[str], progress: Progress = silent
    ) -> None:
        known = decisions.identity(connection)
        for place in {known.place(id) for id in ids}:
            merging.merge_one(connection, place, self._merge, known)
        progress("Making the index", 0, None)
        self._advance(connection, _revision(connection).number + 1)

    def reindex(self) -> Revision:
        """Make the index of the present revision anew, under a key of its own, and before it each
        facility from its listings: an older program may have merged them otherwise."""
        with writing(self._database) as connection:
            merging.merge_all(connection, self._merge, decisions.identity(connection))
            return self._advance(connection, _revision(connection).number)

    def prepare(self) -> Revision:
        """Revision 0 where there is none yet: a directory that is still being set up."""
        with writing(self._database) as connection:
            if connection.scalar(select(func.count()).select_from(Standing)) == 0:
                connection.execute(insert(Standing).values(id=1, revision=0, key=""))
            return _revision(connection)

    def open_empty(self) -> None:
        """The first revision, with nothing in it."""
        with writing(self._database) as connection:
            self._advance(connection, _revision(connection).number + 1)

    def problems(self) -> list[str]:
        """What in the database does not agree with itself, a sentence each; empty when all does."""
        with reading(self._database) as connection:
            known = decisions.identity(connection)
            return merging.disagreements(connection, self._merge, known)

    def close(self) -> None:
        """Let go of every connection; the next use opens new ones."""
        self._database.dispose()

    def _settle(
        self,
        connection: Connection,
        touched: Iterable[int | None],
        standing: Revision,
        progress: Progress,
    ) -> None:
        numbers = [number for number in touched if number is not None]
        known = decisions.identity(connection)
        merging.merge_again(connection, numbers, self._merge, known, progress)
        progress("Making the index", 0, None)
        self._advance(connection, standing.number + 1)

    def _advance(self, connection: Connection, number: int) -> Revision:
        revision = Revision(number, secrets.token_hex(4))
        self._index(revision, _all(connection, retired=False))
        connection.execute(
            update(Standing).where(Standing.id == 1).values(revision=number, key=revision.key)
        )
        return revision


_PUBLISHED = tuple(getattr(Import, field.name) for field in fields(Published))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _revision(connection: Connection) -> Revision:
    row = connection.execute(select(Standing.revision, Standing.key)).one_or_none()
    if row is None:
        raise NoDirectory(said("There is no directory here yet. `finder init` makes one."))
    return Revision(*row)


def _all(connection: Connection, *, retired: bool) -> Iterator[Facility]:
    query = select(FacilityRow.body).order_by(FacilityRow.id)
    if not retired:
        query = query.where(FacilityRow.retired.is_(None))
    for body in connection.scalars(query.execution_options(yield_per=500)):
        yield facility_from(body)
