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
from finder.sentence import Sentence, as_json, from_json, said, sentence


@contextmanager
def write_lock(path: Path, *, doing: str, wait: float) -> Iterator[None]:
    """Holds the lock while the block runs; raises `Busy` when it is not free within `wait` s."""
    path.parent.mkdir(parents=True, exist_ok=True)
    note = path.with_suffix(".holder.json")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=wait)
    except Timeout as timeout:
        raise Busy(
            said("%(holder)s Wait until that is done, then run this again.", holder=holder(path))
        ) from timeout
    try:
        note.write_text(
            json.dumps(
                {
                    "who": who(),
                    "process": os.getpid(),
                    "doing": as_json(sentence(doing)),
                    "since": f"{datetime.now():%Y-%m-%d %H:%M}",
                }
            )
        )
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def holder(path: Path) -> Sentence:
    """A sentence on who holds the lock, as far as the note tells."""
    try:
        note = json.loads(path.with_suffix(".holder.json").read_text())
        told = {name: str(note[name]) for name in ("who", "process", "since")}
        told["doing"] = from_json(Sentence, note["doing"])
        return said("%(who)s (process %(process)s) is %(doing)s since %(since)s.", **told)
    except (OSError, ValueError, KeyError, TypeError):
        return said("Somebody else is changing the directory.")


def who() -> str:
    """The person at this terminal, as the operating system names them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return f"user {os.getuid()}"
