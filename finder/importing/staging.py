"""Staging: imports that are not published yet, on disk: each file as it came, under its SHA-256,
and for each ticket a folder with what was asked, where it stands and what the plan is.

Nothing here is in the database: a plan is worked out and looked at while somebody else publishes,
and progress is told while the publish itself holds the database. Every file is written aside,
flushed and renamed, so it is whole or absent. A ticket's lock is the operating system's and dies
with its process: who finds the work unfinished and the lock free takes it over.
"""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, TypeVar

import msgspec
from filelock import FileLock, Timeout

from finder.directory import Amendment
from finder.errors import ImportRefused, StoreError, Unreadable
from finder.facility import Revision
from finder.importing.planned import Entry, Plan
from finder.importing.spots import Spots, spots
from finder.importing.ticket import Asks, Progress, Standing, State, Ticket
from finder.sentence import NOTHING, as_json, from_json, said, sentence

T = TypeVar("T")

# What the staff side accepts as an upload; see `archive.LIMITS`.
UPLOAD_BYTES = 25 * 1024 * 1024
_PIECE = 1 << 20
_ID = re.compile("[0-9a-f]{16}")
# A ticket nobody published is thrown away after this, with its file.
_KEPT = timedelta(days=30)
_SLOWEST_BEAT = 0.25


class Staging:
    """The tickets of one home folder. Safe to use from several processes."""

    def __init__(self, folder: Path) -> None:
        self._tickets = folder / "tickets"
        self._originals = folder / "originals"

    def receive(self, stream: IO[bytes], *, file: str, by: str) -> Ticket:
        """Keep an upload and open a ticket for it; raises `Unreadable` when it is too large or
        empty. Its name is kept to be shown and never becomes a path."""
        self._originals.mkdir(parents=True, exist_ok=True)
        aside = self._originals / f"tmp-{secrets.token_hex(8)}"
        try:
            digest, size = _copy(stream, aside)
            if not size:
                raise Unreadable(
                    said("The file is empty. Download or save it again and upload that.")
                )
            os.replace(aside, self._originals / digest)
            _flush_folder(self._originals)
        finally:
            aside.unlink(missing_ok=True)
        return self._open(
            Ticket(_new_id(), Asks.IMPORT, by, _now(), file=file, digest=digest, size=size),
            Standing(State.LOOKING, _now(), by),
        )

    def ask_undo(self, number: int, *, by: str) -> Ticket:
        """Open a ticket for taking an import back."""
        return self._open(
            Ticket(_new_id(), Asks.UNDO, by, _now(), number=number),
            Standing(State.UNDOING, _now(), by, number=number),
        )

    def ask_amend(self, change: Amendment, facility: str = "") -> Ticket:
        """Open a ticket for a change of corrections; one that is being worked at already is not
        opened twice."""
        for ticket, standing in self.all():
            if standing.working and ticket.change == change:
                return ticket
        return self._open(
            Ticket(_new_id(), Asks.CORRECT, change.by, _now(), change=change, facility=facility),
            Standing(State.CORRECTING, _now(), change.by),
        )

    def ticket(self, id: str) -> Ticket | None:
        """A ticket, or None where there is none of that id."""
        return self._read(id, "ticket.json", Ticket)

    def standing(self, id: str) -> Standing:
        """Where a ticket stands."""
        found = self._read(id, "standing.json", Standing)
        if found is None:
            raise StoreError(said("This import is not kept any more. Upload its file again."))
        return found

    def all(self) -> list[tuple[Ticket, Standing]]:
        """Every ticket, the newest first."""
        found = []
        for folder in self._tickets.glob("[0-9a-f]*"):
            ticket = self.ticket(folder.name)
            standing = self._read(folder.name, "standing.json", Standing)
            if ticket and standing:
                found.append((ticket, standing))
        return sorted(found, key=lambda each: (each[0].begun, each[0].id), reverse=True)

    def move(self, id: str, *, to: Standing, since: tuple[State, ...]) -> Standing:
        """Put a ticket where it now stands; raises `ImportRefused` when it is not in one of the
        states it may leave: somebody else was faster."""
        with FileLock(self._folder(id) / "moving.lock", timeout=10):
            if self.standing(id).state not in since:
                raise ImportRefused(said("This import has gone on meanwhile. Look at it again."))
            to = replace(to, since=_now())
            self._write(id, "standing.json", to)
        return to

    def original(self, ticket: Ticket) -> Path:
        """The file as it came; raises `StoreError` where it is not kept any more."""
        file = self._originals / ticket.digest
        if not ticket.digest or not file.is_file():
            raise StoreError(said("The uploaded file is not kept any more. Upload it again."))
        return file

    def keep_plan(self, id: str, plan: Plan, base: Revision) -> None:
        """Keep a plan; its entries lie apart, for they are read only when it is published."""
        self._write(id, "entries.json", plan.entries)
        self._write(id, "spots.json", spots(plan))
        self._write(id, "plan.json", (replace(plan, entries=()), base))

    def plan(self, id: str) -> tuple[Plan, Revision]:
        """A kept plan without its entries, and the revision it was worked out against."""
        found = self._read(id, "plan.json", tuple[Plan, Revision])
        if found is None:
            raise StoreError(
                said("The plan of this import is not kept any more. Upload its file again.")
            )
        return found

    def spots(self, id: str) -> Spots | None:
        """Where the places of a kept plan lie."""
        return self._read(id, "spots.json", Spots)

    def whole_plan(self, id: str) -> tuple[Plan, Revision]:
        """A kept plan with its entries."""
        plan, base = self.plan(id)
        entries = self._read(id, "entries.json", tuple[Entry, ...])
        return replace(plan, entries=entries or ()), base

    @contextmanager
    def working_at(self, id: str) -> Iterator[bool]:
        """True while the block runs if nobody else works at the ticket; the lock dies with us."""
        lock = FileLock(self._folder(id) / "working.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def abandoned(self) -> list[str]:
        """Tickets somebody should be at work on, while nobody is; the oldest first."""
        waiting = [ticket.id for ticket, standing in self.all() if standing.working]
        return [id for id in reversed(waiting) if not self.is_worked_at(id)]

    def is_worked_at(self, id: str) -> bool:
        """Whether a living process works at the ticket."""
        with self.working_at(id) as free:
            return not free

    def progress(self, id: str) -> Progress | None:
        """How far the work is, as last told."""
        return self._read(id, "progress.json", Progress)

    def sweep(self) -> None:
        """Throw away what nobody published within thirty days, and what broken uploads left."""
        kept = set()
        for ticket, standing in self.all():
            if standing.state is State.PUBLISHED or _now() - standing.since < _KEPT:
                kept.add(ticket.digest)
            elif not standing.working:
                shutil.rmtree(self._folder(ticket.id), ignore_errors=True)
        for file in self._originals.glob("*"):
            old = time.time() - file.stat().st_mtime > 3600
            if old and file.name not in kept:
                file.unlink(missing_ok=True)

    def tell(self, id: str, progress: Progress) -> None:
        """Let whoever looks know how far the work is; never a reason to stop it."""
        with contextlib.suppress(OSError):
            self._write(id, "progress.json", progress, flush=False)

    def _open(self, ticket: Ticket, standing: Standing) -> Ticket:
        aside = self._tickets / f"tmp-{ticket.id}"
        aside.mkdir(parents=True)
        try:
            _write_file(aside / "ticket.json", ticket)
            _write_file(aside / "standing.json", standing)
            os.replace(aside, self._tickets / ticket.id)
            _flush_folder(self._tickets)
        except OSError:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        return ticket

    def _folder(self, id: str) -> Path:
        if not _ID.fullmatch(id):
            raise StoreError(said("There is no such import."))
        return self._tickets / id

    def _read(self, id: str, name: str, kind: type[T]) -> T | None:
        if not _ID.fullmatch(id):
            return None
        try:
            kept = (self._tickets / id / name).read_bytes()
            return msgspec.json.decode(kept, type=kind, dec_hook=from_json)
        except (OSError, msgspec.DecodeError):
            return None

    def _write(self, id: str, name: str, value: object, *, flush: bool = True) -> None:
        _write_file(self._folder(id) / name, value, flush=flush)


class Teller:
    """Progress of one piece of work, told to whoever looks at its ticket; not more often than an
    eye can follow."""

    def __init__(self, staging: Staging, id: str) -> None:
        self._staging, self._id = staging, id
        now = time.time()
        self._last = Progress(NOTHING, 0, None, now, now, 0.0)

    def __call__(self, doing: str, done: int, total: int | None) -> None:
        """Told by the import how far it is."""
        now = time.time()
        last = self._last
        if doing == last.doing and now - last.beat < _SLOWEST_BEAT:
            return
        step = last.step if doing == last.doing else now
        self._last = Progress(sentence(doing), done, total, last.begun, step, now)
        self._staging.tell(self._id, self._last)


def _copy(stream: IO[bytes], to: Path) -> tuple[str, int]:
    """The stream's SHA-256 and size, once it is safely on disk."""
    digest, size = hashlib.sha256(), 0
    with to.open("xb") as out:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > UPLOAD_BYTES:
                raise Unreadable(
                    said(
                        "The file is larger than the %(n)s MiB that can be uploaded. Save it as"
                        " CSV, or import it at the terminal.",
                        n=UPLOAD_BYTES // 2**20,
                    )
                )
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _write_file(file: Path, value: object, *, flush: bool = True) -> None:
    aside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        with aside.open("xb") as out:
            out.write(msgspec.json.encode(value, enc_hook=as_json))
            if flush:
                out.flush()
                os.fsync(out.fileno())
        os.replace(aside, file)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _new_id() -> str:
    return secrets.token_hex(8)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
