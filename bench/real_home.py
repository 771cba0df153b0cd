"""Real home: a folder with the 2023 directory in it, made once and used again.

The workbook is imported as `samhsa`, and the file with coordinates as a second source, so that
positions are exact where they are known.
"""

from datetime import date
from pathlib import Path

from bench.listed import COORDINATES, WORKBOOK
from bench.real_directory import CHECKOUT
from finder.config import Config
from finder.wiring import Parts

# Out of version control, and out of the way of a directory one may have made there.
DEFAULT_HOME = CHECKOUT / "var" / "bench-relevance"
_WAIT = 600.0  # another bench may be making it
_SOURCES = (
    ("samhsa", WORKBOOK, date(2023, 7, 1)),
    # A day later, though the same edition: the newer word is trusted first.
    ("coordinates", COORDINATES, date(2023, 7, 2)),
)


def parts_of(home: Path = DEFAULT_HOME) -> Parts:
    """The parts over that folder, its directory and index made if they are missing or stale."""
    parts = Parts(Config(home=home))
    directory = parts.new_directory()
    with directory.changing("making the bench's directory", wait=_WAIT):
        if directory.prepare().number == 0:
            directory.open_empty()
        for source, file, day in _SOURCES:
            if source not in directory.status().sources:
                plan = parts.importer.preview(file, reader="samhsa", source=source, as_of=day)
                parts.importer.publish(plan, by="bench", force=True)
    parts.searchable()
    return parts
