"""Lock: one writer at a time over all processes, and who it is for the others to read.

The lock itself is the operating system's (flock) and dies with its process, so that nothing is left
locked after a kill; the note beside it only tells people who holds it.
"""

import getpass
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from finder.errors import Busy


@contextmanager
def write_lock(path: Path, *, doing: str, wait: float) -> Iterator[None]:
    """Holds the lock while the block runs; raises `Busy` when it is not free within `wait` s."""
    path.parent.mkdir(parents=True, exist_ok=True)
    note = path.with_suffix(".holder.json")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=wait)
    except Timeout as timeout:
        raise Busy(f"{holder(path)} Wait until that is done, then run this again.") from timeout
    try:
        note.write_text(
            json.dumps(
                {
                    "who": who(),
                    "process": os.getpid(),
                    "doing": doing,
                    "since": f"{datetime.now():%Y-%m-%d %H:%M}",
                }
            )
        )
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def holder(path: Path) -> str:
    """A sentence on who holds the lock, as far as the note tells."""
    try:
        note = json.loads(path.with_suffix(".holder.json").read_text())
        holder = f"{note['who']} (process {note['process']})"
        return f"{holder} is {note['doing']} since {note['since']}."
    except (OSError, ValueError, KeyError, TypeError):
        return "Somebody else is changing the directory."


def who() -> str:
    """The person at this terminal, as the operating system names them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return f"user {os.getuid()}"
