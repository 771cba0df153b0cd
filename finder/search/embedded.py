"""Embedded engine: engine one, over snapshots on disk that every worker maps and shares.

It asks for the directory's revision at most five times a second. Another one that has a sound
snapshot is loaded by a thread aside, and the next search sees it; until then, and when the new
snapshot is missing or damaged, searches go on over the one at hand.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from finder.errors import IndexUnusable
from finder.facility import Revision
from finder.search.snapshot import load, revisions, stamp
from finder.search.snapshot_view import SnapshotView
from finder.vocabulary import Vocabulary

LOOK_AGAIN = 0.2  # seconds; the question costs a fraction of a millisecond, a search about as much
LOADER = "loads a revision"  # the name of its thread, for whoever lists threads

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EngineState:
    """For health checks: which revision answers, which one should, and why it does not."""

    loaded: Revision | None
    wanted: Revision | None
    problem: str = ""

    @property
    def is_current(self) -> bool:
        """Whether the newest revision is the one that answers."""
        return self.loaded is not None and self.loaded == self.wanted


@dataclass(slots=True, eq=False)
class _Turn:
    """What one process knows; made anew after a fork, whose child has neither thread nor lock."""

    process: int = field(default_factory=os.getpid)
    lock: threading.Lock = field(default_factory=threading.Lock)
    asked_at: float | None = None
    wanted: Revision | None = None
    loader: threading.Thread | None = None
    tried_at: float | None = None
    deaf: bool = False


class EmbeddedEngine:
    """Answers over the newest revision that is ready. Threads may share it; so may forked workers,
    who share the memory too."""

    def __init__(
        self,
        index_folder: Path,
        vocabulary: Vocabulary,
        current: Callable[[], Revision],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`current` gives the directory's revision; `clock` gives seconds, for tests to turn."""
        self._folder = index_folder
        self._vocabulary = vocabulary
        self._current = current
        self._clock = clock
        self._turn = _Turn()
        self._loaded: tuple[Revision, SnapshotView] | None = None
        # What was tried in vain, and the stamp its folder had: not tried again until that changes.
        self._refused: tuple[Revision, tuple[int, int] | None] | None = None
        self._problem = ""

    def view(self) -> SnapshotView:
        """The newest revision that is ready; looks for a newer one without waiting for it.

        Only the first call of all loads one itself. Raises `IndexUnusable` when none can be served.
        """
        self._look()
        loaded = self._loaded
        return loaded[1] if loaded else self._first()

    def ready(self) -> bool:
        """Whether searches can be answered, if only over an older revision."""
        try:
            self.view()
        except Exception:
            return False
        return True

    def state(self) -> EngineState:
        """Which revision answers and which one should."""
        self._look()
        loaded = self._loaded
        return EngineState(loaded[0] if loaded else None, self._turn.wanted, self._problem)

    def _look(self) -> None:
        """Ask for the directory's revision if it is time, and see to it that it gets loaded."""
        if self._turn.process != os.getpid():
            self._turn = _Turn()
        turn = self._turn
        now = self._clock()
        if turn.asked_at is not None and 0 <= now - turn.asked_at < LOOK_AGAIN:
            return
        if not turn.lock.acquire(blocking=False):
            return  # another thread is looking
        try:
            turn.asked_at = now
            turn.wanted = self._current()
            turn.deaf = False
            if self._loaded and self._loaded[0] != turn.wanted:
                self._load_aside(turn, turn.wanted)
        except Exception:
            if self._loaded is None:
                turn.asked_at = None
                raise
            if not turn.deaf:
                _log.exception("The directory's revision cannot be read; an older one serves.")
            turn.deaf = True
        finally:
            turn.lock.release()

    def _load_aside(self, turn: _Turn, wanted: Revision) -> None:
        loading = turn.loader is not None and turn.loader.is_alive()
        if not loading and self._refused != (wanted, stamp(self._folder, wanted)):
            turn.loader = threading.Thread(
                target=self._load, args=(wanted,), daemon=True, name=LOADER
            )
            turn.loader.start()

    def _load(self, wanted: Revision) -> bool:
        seen = stamp(self._folder, wanted)
        try:
            snapshot = load(self._folder, wanted, self._vocabulary)
        except IndexUnusable as error:
            self._refused, self._problem = (wanted, seen), str(error)
            _log.warning("Revision %d cannot be searched yet. %s", wanted.number, error)
            return False
        self._problem = ""
        self._loaded = wanted, SnapshotView.of(wanted.number, snapshot, self._vocabulary)
        return True

    def _first(self) -> SnapshotView:
        """Load the wanted revision, or else the newest older one that is sound, and wait for it."""
        turn = self._turn
        with turn.lock:
            if self._loaded is None and turn.wanted and turn.tried_at != turn.asked_at:
                turn.tried_at = turn.asked_at
                self._load_any(turn.wanted)
            if self._loaded is None:
                raise IndexUnusable(
                    self._problem or "No index has been made: run `finder reindex`."
                )
            return self._loaded[1]

    def _load_any(self, wanted: Revision) -> None:
        if self._load(wanted):
            return
        refused, problem = self._refused, self._problem
        older = (each for each in revisions(self._folder) if each.number < wanted.number)
        any(self._load(each) for each in older)
        self._refused, self._problem = refused, problem
