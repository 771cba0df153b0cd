"""Fetch: one state's list from FindTreatment.gov into a file that can be imported.

Pages are kept as they come, so that a broken fetch goes on where it stopped. The list may change
while its pages are read, and then rows are missing or stand there twice; so when the last page is
in, the first is asked once more, and if it is not the same all pages are thrown away and read anew.
"""

import contextlib
import os
import shutil
import tempfile
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from finder.errors import FetchFailed
from finder.importing.locator import ADDRESS, STATE_IDS, Envelope, Manners, get_page
from finder.places import Place

# A list that changes this often while it is read is being worked on; later it will hold still.
_STARTS = 3
# What changes from one asking to the next although the place does not.
_PASSING = ("_irow", "miles")

Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the file, how many rows of how many pages, and how many pages we held before."""

    file: Path
    rows: int
    pages: int
    held: int
    starts: int


class _Changed(Exception):
    """The list is not what it was when its first page was read."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches lists into a folder; `base` is the locator's address."""

    folder: Path
    base: str = ADDRESS
    manners: Manners = Manners()

    def fetch(self, state: Place, progress: Progress) -> Fetched:
        """A state's whole list as a file; `FetchFailed` with what was wrong and what to do."""
        if urllib.parse.urlsplit(self.base).scheme not in ("http", "https"):
            raise FetchFailed(f"{self.base!r} is no web address.")
        if state.state not in STATE_IDS:
            raise FetchFailed(f"The locator has no number for {state.name}; fetch a state or DC.")
        kept = self.folder / f".findtreatment-{state.state}"
        kept.mkdir(parents=True, exist_ok=True)
        held = len(list(kept.glob("*.json")))
        for start in range(1, _STARTS + 1):
            try:
                pages = self._pages(state, kept, progress)
            except _Changed:
                _forget(kept)
                continue
            today = datetime.now(UTC).date()
            file = self._written(state, pages, today)
            shutil.rmtree(kept, ignore_errors=True)
            rows = sum(len(each.rows) for each in pages)
            return Fetched(file, rows, len(pages), held, start)
        raise FetchFailed(
            f"The list of {state.name} changed while it was read, {_STARTS} times over. Nothing was"
            " kept; try again in an hour."
        )

    def _pages(self, state: Place, kept: Path, progress: Progress) -> list[Envelope]:
        """Every page; those we hold are believed as long as the first one is as it was."""
        what = f"Fetching {state.name}"
        progress(what, 0, None)
        first = get_page(self.base, state, 1, self.manners)
        before = _held(kept, 1)
        if before is not None and not _same(before, first):
            _forget(kept)
        _keep(kept, first)
        pages = [first]
        fresh = 0
        for number in range(2, first.pages + 1):
            progress(what, number - 1, first.pages)
            page = _held(kept, number)
            if page is None:
                self.manners.sleep(self.manners.pause)
                page = get_page(self.base, state, number, self.manners)
                fresh += 1
            if (page.pages, page.records) != (first.pages, first.records) or not page.rows:
                raise _Changed
            _keep(kept, page)
            pages.append(page)
        if sum(len(each.rows) for each in pages) != first.records:
            raise _Changed
        if fresh:
            self.manners.sleep(self.manners.pause)
            if not _same(first, get_page(self.base, state, 1, self.manners)):
                raise _Changed
        progress(what, first.pages, first.pages)
        return pages

    def _written(self, state: Place, pages: list[Envelope], today: date) -> Path:
        """The pages as one file, under its name only when it is whole."""
        file = self.folder / f"findtreatment-{state.state}-{today.isoformat()}.json"
        handle, aside = tempfile.mkstemp(dir=self.folder, prefix=f".{file.name}")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.json.encode([_plain(each, today) for each in pages]))
                stream.flush()
                os.fsync(stream.fileno())
            Path(aside).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(aside).unlink()
            raise
        return file


def _plain(page: Envelope, today: date) -> dict[str, object]:
    return {
        "page": page.page,
        "totalPages": page.pages,
        "recordCount": page.records,
        "fetchedOn": today.isoformat(),
        "rows": page.rows,
    }


def _keep(kept: Path, page: Envelope) -> None:
    file = kept / f"{page.page:05d}.json"
    aside = file.with_suffix(".part")
    aside.write_bytes(msgspec.json.encode(page))
    aside.replace(file)


def _held(kept: Path, number: int) -> Envelope | None:
    """A page kept earlier today; None if there is none, or it cannot be read."""
    file = kept / f"{number:05d}.json"
    try:
        written = datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
        if written != datetime.now(UTC).date():
            return None
        return msgspec.json.decode(file.read_bytes(), type=Envelope)
    except (OSError, msgspec.MsgspecError):
        return None


def _forget(kept: Path) -> None:
    for file in kept.glob("*.json"):
        file.unlink(missing_ok=True)


def _same(one: Envelope, other: Envelope) -> bool:
    """Whether two askings gave the same rows, whatever their running numbers and distances."""
    if (one.records, one.pages) != (other.records, other.pages):
        return False
    return [_lasting(row) for row in one.rows] == [_lasting(row) for row in other.rows]


def _lasting(row: msgspec.Raw) -> object:
    decoded = msgspec.json.decode(row)
    return {key: value for key, value in decoded.items() if key not in _PASSING}
