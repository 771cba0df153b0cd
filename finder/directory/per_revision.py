"""Per revision: what is worked out from the whole directory, kept until that is another."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class PerRevision(Generic[T]):
    """A value made from the directory, made again only when its revision is another.

    Threads may share it; while one makes the value the others wait for it, since making it twice
    at once would take longer. What hangs on less than a revision says so by another `current`.
    """

    def __init__(self, current: Callable[[], object], make: Callable[[], T]) -> None:
        self._current = current
        self._make = make
        self._lock = threading.Lock()
        self._kept: tuple[object, T] | None = None

    def __call__(self) -> T:
        """The value of the present revision."""
        with self._lock:
            # Asked before it is made: should the directory move on meanwhile, the value is one too
            # new for its revision and is made again, never one too old.
            revision = self._current()
            if self._kept is None or self._kept[0] != revision:
                self._kept = revision, self._make()
            return self._kept[1]
