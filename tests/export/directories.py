"""Directories: the two that exports are made from in tests: the invented one, and that of 2023."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from finder.cli.keeping import set_up
from finder.config import Config
from finder.facility import Facility
from finder.places import Gazetteer
from finder.vocabulary import Vocabulary
from finder.wiring import Parts


@contextmanager
def invented(home: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> Iterator[Parts]:
    """The demonstration directory."""
    parts = _over(home, gazetteer, vocabulary)
    set_up(parts)
    yield parts
    parts.directory.close()


@contextmanager
def of_2023(
    home: Path, shared_data: Path, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Iterator[Parts]:
    """The real directory of 2023."""
    parts = _over(home, gazetteer, vocabulary)
    set_up(parts, empty=True)
    workbook = shared_data / "samhsa" / "national-directory-su-2023.xlsx"
    plan = parts.importer.preview(
        workbook, reader="samhsa", source="samhsa", as_of=date(2023, 7, 1)
    )
    parts.importer.publish(plan, by="a test")
    yield parts
    parts.directory.close()


def listed(parts: Parts, state: str) -> list[Facility]:
    """The facilities of a state."""
    return [each for each in parts.directory.all() if each.address.state == state]


def _over(home: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> Parts:
    parts = Parts(Config(home=home))
    parts.gazetteer, parts.vocabulary = gazetteer, vocabulary
    return parts
