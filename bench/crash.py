"""Crash: a publish that is killed, or whose disk is full, again and again: `python -m bench.crash`.

Each round begins from the same directory with one import staged and confirmed. A process publishes
it and is killed after a random while, or finds its disk full at another level each time. Then the
directory must be whole, the old one or the new one, its index must answer, and the work, taken
over, must end published once. What it finds is printed; it ends with 1 when anything was not so.
"""

import argparse
import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from finder.config import SEED_DATA, Config
from finder.importing.asking import ask_plan, ask_publish
from finder.importing.ticket import Settings, State
from finder.places import Gazetteer, load_gazetteer
from finder.search import snapshot
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary, load_vocabulary
from finder.wiring import Parts

_LIST = SEED_DATA / "facilities" / "demonstration.xlsx"


@dataclass(frozen=True, slots=True)
class Staged:
    """A home with an import that waits to be published, and how many facilities that makes."""

    home: Path
    ticket: str
    facilities: int


@cache
def _tables() -> tuple[Gazetteer, Vocabulary]:
    """Read once: a round should be about the publish."""
    return load_gazetteer(SEED_DATA / "places"), load_vocabulary(SEED_DATA / "vocabulary")


def parts_of(home: Path) -> Parts:
    """The finder over a home, as a process started anew sees it."""
    parts = Parts(Config(home=home))
    parts.gazetteer, parts.vocabulary = _tables()
    return parts


def stage(home: Path, file: Path = _LIST) -> Staged:
    """A new, empty directory with this file staged, planned and confirmed."""
    parts = parts_of(home)
    directory = parts.new_directory()
    directory.prepare()
    directory.open_empty()
    with file.open("rb") as stream:
        ticket = parts.staging.receive(stream, file=file.name, by="bench")
    parts.work.carry_out(ticket.id)
    settings = Settings(reader="samhsa", as_of=date(2023, 6, 1))
    ask_plan(parts.staging, ticket.id, settings, by="bench")
    parts.work.carry_out(ticket.id)
    plan, _ = parts.staging.plan(ticket.id)
    ask_publish(
        parts.staging, ticket.id, by="bench", typed=plan.phrase, reason="a round of the bench"
    )
    directory.close()
    parts.directory.close()
    return Staged(home, ticket.id, plan.listed)


def publish_in_child(staged: Staged, *, largest_file: int | None = None) -> int:
    """Starts the publish in another process, none of whose files may outgrow a limit; gives its
    number."""
    child = os.fork()
    if child == 0:
        # Whatever goes wrong in the child, it may not come back here as a second parent.
        with contextlib.suppress(BaseException):
            if largest_file is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
            parts_of(staged.home).work.carry_out(staged.ticket)
        os._exit(0)
    return child


def killed(staged: Staged, after: float) -> str:
    """Kill a publish after so many seconds; says whether the old or the new was found."""
    child = publish_in_child(staged)
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return found_whole(staged)


def full(staged: Staged, largest_file: int) -> str:
    """Let a publish find no room for larger files; says which was found."""
    os.waitpid(publish_in_child(staged, largest_file=largest_file), 0)
    return found_whole(staged)


def found_whole(staged: Staged) -> str:
    """Which directory is there; raises `AssertionError` unless it is whole and can go on."""
    parts = parts_of(staged.home)
    status = parts.directory.status()
    assert (status.revision, status.facilities) in {(1, 0), (2, staged.facilities)}
    assert parts.directory.problems() == []
    found = parts.searchable().view().find(SearchRequest()).total
    assert found == status.facilities
    standing = parts.staging.standing(staged.ticket)
    if standing.state is State.READY:  # it could not go on, and said so
        assert standing.told.endswith(".")
        plan, _ = parts.staging.plan(staged.ticket)
        ask_publish(
            parts.staging, staged.ticket, by="bench", typed=plan.phrase, reason="once more now"
        )
    parts.work.carry_out(staged.ticket)
    assert parts.staging.standing(staged.ticket).state is State.PUBLISHED
    assert [each.ticket for each in parts.directory.imports()] == [staged.ticket]
    parts.sweep()
    revision = parts.directory.revision()
    assert snapshot.verify(parts.index_folder, revision, parts.vocabulary) == []
    parts.directory.close()
    return "old" if status.revision == 1 else "new"


@contextmanager
def copied(staged: Staged, to: Path) -> Iterator[Staged]:
    """A copy of the staged home, gone afterwards."""
    home = to / "home"
    shutil.copytree(staged.home, home)
    try:
        yield Staged(home, staged.ticket, staged.facilities)
    finally:
        shutil.rmtree(home)


@contextmanager
def small_disk(size: int) -> Iterator[Path]:
    """A disk of so many bytes, in memory; only the superuser can have one."""
    folder = Path(tempfile.mkdtemp())
    _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _run("umount", str(folder))
        folder.rmdir()


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program) or program
    # No shell reads this, and every word is `small_disk`'s own: a number, a new folder's name.
    subprocess.run([found, *arguments], check=True)  # noqa: S603 -- as the line above says


def _full_disk(staged: Staged, spare: int) -> str:
    """Publish on a disk with so many bytes to spare, then make room and see."""
    used = sum(file.stat().st_size for file in staged.home.rglob("*") if file.is_file())
    with tempfile.TemporaryDirectory() as aside:
        with small_disk(used + spare + 256 * 1024) as disk, copied(staged, disk) as here:
            os.waitpid(publish_in_child(here), 0)
            shutil.copytree(here.home, Path(aside) / "home")
        return found_whole(Staged(Path(aside) / "home", staged.ticket, staged.facilities))


def main() -> int:
    """Run so many rounds of each kind; 0 when every one was whole."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--levels", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    chance = random.Random(wanted.seed)
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        staged = stage(at / "first")
        with copied(staged, at) as here:
            begun = time.monotonic()
            os.waitpid(publish_in_child(here), 0)
            whole = time.monotonic() - begun
        seen: Counter[str] = Counter()
        for _ in range(wanted.kills):
            with copied(staged, at) as here:
                seen[f"killed: {killed(here, chance.uniform(0, whole * 1.1))}"] += 1
        for level in range(wanted.levels):
            seen[f"disk full: {_full_disk(staged, level * 12_000_000 // wanted.levels)}"] += 1
    for what, count in sorted(seen.items()):
        print(f"{what} {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
