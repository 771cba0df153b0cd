"""Snapshot: one revision of the directory on disk, ready to be searched; immutable, derived data.

Each revision has a folder, `rev-7-4f…`, with arrays, the facilities themselves, a Whoosh index and
`manifest.json`, which is written last and names every file's size and SHA-256. A snapshot is built
aside, checked, flushed to disk and renamed into place, so a folder of that name is always whole.
"""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec
from filelock import FileLock, Timeout

from finder.errors import Busy, IndexUnusable
from finder.facility import Facility, Revision
from finder.search import text_index
from finder.search.columns import Columns, columns_of, in_rows
from finder.search.mapped import Bodies
from finder.search.text_index import TextIndex
from finder.search.words import tokens
from finder.sentence import said
from finder.vocabulary import Vocabulary

# Raised whenever a snapshot of an older program would be read wrongly by this one.
FORMAT = 3
REMEDY = "run `finder reindex`"

_MANIFEST = "manifest.json"
_LOCK = "building.lock"
_ASIDE = "tmp-"
_FOLDER = re.compile(r"rev-(\d+)-([\w.-]+)")
# A build takes about three seconds for 13,000 facilities; whoever waits longer should hear why.
_PATIENCE = 60.0
_PROBES = 50


@dataclass(frozen=True, slots=True)
class _File:
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Manifest:
    format: int
    revision: Revision
    facilities: int
    vocabulary: str
    files: Mapping[str, _File]


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A revision, mapped into memory."""

    columns: Columns
    texts: TextIndex
    bodies: Bodies

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The snapshot in this folder, unchecked."""
        return cls(Columns.load(folder), TextIndex.load(folder), Bodies.load(folder))


def folder_of(index_folder: Path, revision: Revision) -> Path:
    """Where this revision's snapshot is, or would be."""
    return index_folder / f"rev-{revision.number}-{revision.key}"


def revisions(index_folder: Path) -> list[Revision]:
    """The revisions that have a folder, the newest first."""
    if not index_folder.is_dir():
        return []
    names = (_FOLDER.fullmatch(each.name) for each in index_folder.iterdir())
    found = [Revision(int(name[1]), name[2]) for name in names if name]
    return sorted(found, key=lambda each: (-each.number, -_made(index_folder, each), each.key))


def fingerprint(vocabulary: Vocabulary) -> str:
    """What of a vocabulary an index depends on, in short: the terms and the codes they mean."""
    meaning = [[term.slug, sorted(term.codes), sorted(term.denied_by)] for term in vocabulary.terms]
    return hashlib.sha256(msgspec.json.encode(meaning)).hexdigest()


def build(
    index_folder: Path,
    revision: Revision,
    facilities: Sequence[Facility],
    vocabulary: Vocabulary,
    state_names: Mapping[str, str],
) -> None:
    """Build this revision's snapshot and put it in place; an older one of the same name goes.

    `state_names` gives each state's name by its code. Raises `Busy` when another build goes on for
    a minute, `IndexUnusable` when the disk refuses or what was written does not answer.
    """
    try:
        index_folder.mkdir(parents=True, exist_ok=True)
        with FileLock(index_folder / _LOCK, timeout=_PATIENCE):
            for left in index_folder.glob(f"{_ASIDE}*"):  # by builds that were killed
                shutil.rmtree(left, ignore_errors=True)
            aside = index_folder / f"{_ASIDE}{secrets.token_hex(8)}"
            try:
                aside.mkdir()
                rows = in_rows(facilities)
                _write(aside, revision, rows, vocabulary, state_names)
                _put_in_place(aside, folder_of(index_folder, revision))
            finally:
                shutil.rmtree(aside, ignore_errors=True)
    except Timeout as error:
        raise Busy(
            said("Somebody else has been building the index for a minute: try again.")
        ) from error
    except OSError as error:
        raise IndexUnusable(
            said("The index could not be written: %(why)s.", why=str(error.strerror))
        ) from error


def verify(index_folder: Path, revision: Revision, vocabulary: Vocabulary) -> list[str]:
    """What is wrong with this revision's snapshot, in sentences; an empty list when nothing is."""
    folder = folder_of(index_folder, revision)
    if not folder.is_dir():
        return [f"There is no index of revision {revision.number}: {REMEDY}."]
    try:
        manifest = msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=_Manifest)
        if manifest.format != FORMAT:
            return [f"The index was made by another version of this program: {REMEDY}."]
        if manifest.revision != revision:
            return [f"The index says it is of another revision than its folder: {REMEDY}."]
        if manifest.vocabulary != fingerprint(vocabulary):
            return [f"The vocabulary has changed since the index was made: {REMEDY}."]
        return _damage(folder, manifest) or _miscounts(folder, manifest)
    except (OSError, ValueError) as error:  # msgspec's errors are ValueErrors
        return [f"The index of revision {revision.number} cannot be read ({error}): {REMEDY}."]


def load(index_folder: Path, revision: Revision, vocabulary: Vocabulary) -> Snapshot:
    """This revision's snapshot, checked; raises `IndexUnusable` with the first thing wrong."""
    problems = verify(index_folder, revision, vocabulary)
    if problems:
        raise IndexUnusable(problems[0])
    try:
        return Snapshot.load(folder_of(index_folder, revision))
    except (OSError, ValueError) as error:  # swept away since it was checked
        raise IndexUnusable(f"The index of revision {revision.number} is gone.") from error


def sweep(index_folder: Path, keep: Revision) -> list[str]:
    """Remove what nobody will ask for again, and name it: old snapshots and half-built ones.

    Kept are this revision and the one before it, which a worker may still be turning from. A later
    one was prepared and never committed, and so was another of the same number. Whoever holds a
    view of a removed one can read on. Call it with nobody publishing; nothing half-built is touched
    while a build goes on.
    """
    present = revisions(index_folder)
    before = [each for each in present if each.number < keep.number][:1]
    others = [each for each in present if each not in (keep, *before)]
    gone = [folder_of(index_folder, each) for each in others]
    lock = FileLock(index_folder / _LOCK, timeout=0)
    try:
        with lock:
            gone += sorted(index_folder.glob(f"{_ASIDE}*"))
            for folder in gone:
                shutil.rmtree(folder, ignore_errors=True)
    except Timeout:
        return []
    return [folder.name for folder in gone]


def stamp(index_folder: Path, revision: Revision) -> tuple[int, int] | None:
    """Changes when this revision's folder is replaced; None while there is no such folder."""
    try:
        state = (folder_of(index_folder, revision) / _MANIFEST).stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns


def _made(index_folder: Path, revision: Revision) -> int:
    found = stamp(index_folder, revision)
    return found[1] if found else 0


def _write(
    folder: Path,
    revision: Revision,
    rows: Sequence[Facility],
    vocabulary: Vocabulary,
    state_names: Mapping[str, str],
) -> None:
    columns_of(rows, vocabulary).save(folder)
    Bodies.save(folder, rows)
    text_index.build(folder, rows, state_names)
    _probe(folder, rows)
    written = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    files = {file.relative_to(folder).as_posix(): _mark(file) for file in written}
    manifest = _Manifest(FORMAT, revision, len(rows), fingerprint(vocabulary), files)
    (folder / _MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    # Whoosh never calls fsync: after a power cut a renamed folder could hold empty files.
    for file in [*written, folder / _MANIFEST, folder / "whoosh", folder]:
        _flush(file)


def _probe(folder: Path, rows: Sequence[Facility]) -> None:
    """Ask what was just written about some of its rows; raises `IndexUnusable` if it errs."""
    snapshot = Snapshot.load(folder)
    sound = text_index.document_count(folder) == len(snapshot.columns) == len(rows)
    for row in range(0, len(rows), max(1, len(rows) // _PROBES)):
        facility = rows[row]
        words = tokens(facility.name)
        sound = (
            sound
            and snapshot.columns.row(facility.id) == row
            and snapshot.bodies.fetch([row]) == [facility]
            and (not words or row in snapshot.texts.find(words).rows)
        )
    if not sound:
        raise IndexUnusable(said("The new index does not answer as it should; the old one stays."))


def _put_in_place(aside: Path, folder: Path) -> None:
    replaced = aside.with_name(f"{aside.name}-replaced")
    if folder.exists():
        folder.rename(replaced)
    aside.rename(folder)
    _flush(folder.parent)
    shutil.rmtree(replaced, ignore_errors=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mark(file: Path) -> _File:
    with file.open("rb") as opened:
        return _File(file.stat().st_size, hashlib.file_digest(opened, "sha256").hexdigest())


def _damage(folder: Path, manifest: _Manifest) -> list[str]:
    problems = []
    for name, mark in manifest.files.items():
        file = folder / name
        if not file.is_file():
            problems.append(f"The index's file {name} is missing: {REMEDY}.")
        elif file.stat().st_size != mark.size:
            problems.append(f"The index's file {name} is cut or grown: {REMEDY}.")
        elif _mark(file) != mark:
            problems.append(f"The index's file {name} is damaged: {REMEDY}.")
    return problems


def _miscounts(folder: Path, manifest: _Manifest) -> list[str]:
    snapshot = Snapshot.load(folder)
    counts = {len(snapshot.columns), len(snapshot.bodies)}
    if counts == {manifest.facilities}:
        return []
    return [f"The index should hold {manifest.facilities} facilities and does not: {REMEDY}."]
