"""Values the directory is told and tells: editions, imports, figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from finder.facility import Listing, Revision

DEMONSTRATION = "demonstration"
"""The source of invented facilities; any other source's import retires them without a question."""

# Told what is being done, how many are done, and how many there are if that is known.
Progress = Callable[[str, int, int | None], None]


def silent(_doing: str, _done: int, _all: int | None) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Published:
    """One import as the directory remembers it; `undone` is when it was taken back.

    `digest` is its file's SHA-256, `reason` why it was published though it worried, `ticket` the
    staged import it came from.
    """

    id: int
    source: str
    file: str
    as_of: date
    published: datetime
    by: str
    rows: int
    added: int
    changed: int
    retired: int
    same: int
    undone: datetime | None
    digest: str = ""
    reason: str = ""
    ticket: str = ""
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class NewEdition:
    """What one import publishes: for each facility its listing and the row it came from.

    `base` is the revision the counts were worked out against; publishing on another one is refused.
    """

    source: str
    file: str
    digest: str
    as_of: date
    by: str
    rows: int
    added: int
    changed: int
    retired: int
    same: int
    base: Revision
    entries: tuple[tuple[str, Listing, str], ...]
    reason: str = ""
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """The directory in figures. `sources` names the day of each edition in force."""

    facilities: int
    retired: int
    listings: int
    revision: int
    imports: int
    demo: bool
    sources: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Locality:
    """A city with listed facilities, and how many."""

    state: str
    county: str
    city: str
    facilities: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One source's listing that counts for a place: under which id of its `own` it is kept, of
    which edition, and whether the source still has it."""

    own: str
    source: str
    as_of: date
    listing: Listing
    current: bool
    edition: int
