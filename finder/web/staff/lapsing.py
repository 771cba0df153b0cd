"""Lapsing: corrections whose last day is over are noticed within the hour, by whoever asks for a
page; the work is done by a process of its own, and nobody waits."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import Flask

from finder.errors import FinderError
from finder.importing.correcting import after_day
from finder.web.staff.intake import Intake

# Looking is one small query; days end once in twenty-four hours.
_EVERY = 3600.0

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Watch:
    """When each process last looked. `clock` gives seconds, for tests to turn."""

    intake: Intake
    clock: Callable[[], float] = time.monotonic
    _looked: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look(self) -> None:
        """Have what is over ended, if it is time to look; never a reason to show no page."""
        now = self.clock()
        if self._looked is not None and now - self._looked < _EVERY:
            return
        if not self._lock.acquire(blocking=False):
            return  # another thread is looking
        try:
            self._looked = now
            over = after_day(self.intake.directory, datetime.now(UTC).date())
            if over is not None:
                self.intake.begin(self.intake.staging.ask_amend(over).id)
        except (FinderError, OSError):
            _log.exception("Corrections whose day is over could not be ended; they stand on.")
        finally:
            self._lock.release()


def register(app: Flask, intake: Intake) -> None:
    """Look before requests."""
    watch = Watch(intake)

    @app.before_request
    def notice() -> None:
        watch.look()
