"""Record: what a source said of one place, before any judgement; and Problem, what was wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from finder.sentence import Sentence, quoted, said
from finder.vocabulary import Vocabulary


class Weight(StrEnum):
    """How much a problem weighs."""

    NOTE = "note"  # the row is listed all the same
    MERGED = "merged"  # the row says the same place again; it was joined to another row
    LEFT_OUT = "left_out"  # the row is no treatment facility; leaving it out is no loss
    SKIPPED = "skipped"  # the row should have been listed and could not be
    PARTIAL = "partial"  # the file itself says that it holds only a part


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a source: where it is, what was found, what was expected."""

    where: Sentence  # "row 217"
    column: str
    found: Sentence  # without a template where it is the source's own text
    expected: Sentence
    weight: Weight = Weight.NOTE

    @property
    def sentence(self) -> Sentence:
        """All of it in one: "row 217, zip: found '4430', five digits"."""
        where = self.where
        if self.column:
            where = said("%(where)s, %(column)s", where=where, column=self.column)
        if not self.found:
            return said("%(where)s: %(expected)s", where=where, expected=self.expected)
        return said(
            "%(where)s: found %(found)s, %(expected)s",
            where=where,
            found=quoted(self.found),
            expected=self.expected,
        )

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True, slots=True)
class Claim:
    """A license or certificate as the source writes it, its day too."""

    body: str
    kind: str
    identifier: str = ""
    status: str = ""
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a source said of one place. Every text is as the source wrote it, blanks stripped.

    `phones` are (kind, text) pairs with kind one of `PhoneKind`; `codes` are upper-case codes of
    the source's key, `remarks` its values that no key explains. `fields` keeps nothing: what has no
    place here is not known to us.
    """

    where: Sentence
    name: str
    program: str = ""
    street: str = ""
    street2: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    county: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    website: str = ""
    latitude: str = ""
    longitude: str = ""
    codes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    credentials: tuple[Claim, ...] = ()


@dataclass(slots=True)
class Edition:
    """What a reader found in one file, one record after the other.

    `records` may be read once. `problems` fills while they are read. `rows` counts the rows of the
    source read so far, whatever became of them. `as_of` is the day the file itself claims, if it
    does; `total` how many rows are expected, for a progress bar, if that is known beforehand.
    """

    records: Iterator[Record]
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    total: int | None = None
    as_of: date | None = None


class Reader(Protocol):
    """Something that understands the files of one source."""

    def __call__(self, file: Path, vocabulary: Vocabulary, *, anyway: bool = False) -> Edition:
        """The file's edition; raises `Unreadable` with one clear sentence when it is not for us.

        `anyway` reads a file that would be refused as the wrong kind.
        """
        ...
