"""Facility: one place that treats people, and the listings by which sources speak of it.

Four words that would otherwise blur: a `Record` is what a source said, a `Listing` what we keep of
it, a `Facility` what we believe and show, a `Hit` a facility in an answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import reduce

from finder.places import Point
from finder.vocabulary import Term


class Says(StrEnum):
    """What a facility's sources say of a term. The absence of a code is never a no."""

    YES = "yes"
    NO = "no"
    NOT_SAID = "not_said"


class Position(StrEnum):
    """How well we know where a facility is: its door, or about where its ZIP or city lies."""

    EXACT = "exact"
    ZIP = "zip"
    CITY = "city"


class PhoneKind(StrEnum):
    """Who picks up: the front desk, or the people who admit."""

    MAIN = "main"
    INTAKE = "intake"
    HOTLINE = "hotline"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which source said it, and of which day its edition speaks."""

    source: str
    as_of: date


# What no source said and we looked up by ZIP or city: the tables of seed_data/places and their day.
PLACES = Provenance("places", date(2026, 3, 1))
FROM_PLACES = -1
# Among what a listing `said`: its source named no county, and the ZIP's was put in.
COUNTY_LOOKED_UP = ("county", "")


@dataclass(frozen=True, slots=True)
class Revision:
    """Where the directory stands: every publish and undo makes the next one.

    `key` is random, so that a revision that was prepared but never committed is not taken for the
    one that later got its number.
    """

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that rings at the facility: E.164 digits to dial, and the source's own writing.

    >>> Phone(PhoneKind.MAIN, "+13305550142", "12", "330-555-0142 x12").shown
    '330-555-0142 ext. 12'
    """

    kind: PhoneKind
    number: str
    extension: str
    text: str

    @property
    def shown(self) -> str:
        """The number as people write it here."""
        digits = self.number.removeprefix("+1")
        plain = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 else self.number
        return f"{plain} ext. {self.extension}" if self.extension else plain

    @property
    def link(self) -> str:
        """The `tel:` address (RFC 3966)."""
        return f"tel:{self.number}" + (f";ext={self.extension}" if self.extension else "")


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in the United States; `state` is the two-letter code, `zip` five digits."""

    street: str
    street2: str
    city: str
    state: str
    zip: str
    county: str = ""

    @property
    def line(self) -> str:
        """The address on one line."""
        street = ", ".join(part for part in (self.street, self.street2) if part)
        return f"{street}, {self.city}, {self.state} {self.zip}".strip(" ,")


@dataclass(frozen=True, slots=True)
class Credential:
    """An accreditation, licence or certification: a dated claim by a named body, not a mark.

    A facility's says which source told it; a listing's is its own source's.
    """

    body: str
    kind: str
    identifier: str = ""
    status: str = ""
    valid_until: date | None = None
    provenance: Provenance | None = None

    def expired(self, today: date) -> bool:
        """Whether its last day is over; one without a last day never is."""
        return self.valid_until is not None and self.valid_until < today


@dataclass(frozen=True, slots=True)
class Listing:
    """What we keep of one source's record of one place: cleaned, located, codes untouched.

    `codes` are the source's own words (upper case, in its order); `remarks` are values outside the
    vocabulary, kept as text; `said` holds the source's own writing of each field we changed.
    """

    name: str
    program: str
    address: Address
    phones: tuple[Phone, ...]
    website: str
    codes: tuple[str, ...]
    point: Point
    position: Position
    remarks: tuple[str, ...] = ()
    credentials: tuple[Credential, ...] = ()
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A facility we know, as one source last listed it; `current` is false once it was dropped."""

    facility: str
    source: str
    listing: Listing
    current: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """What a steward holds to be true of one field, whatever the sources say."""

    field: str
    value: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a facility's services, and when."""

    provenance: Provenance
    codes: tuple[str, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name by which a source lists a place that is shown under another one."""

    name: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Facility:
    """One place that treats people, as we believe it from its listings and stewards' corrections.

    `said` has one entry a source, the most trusted first. `facts` names, for a field not taken from
    that first source, which entry it came from, or `FROM_PLACES` if no source gave it. `retired` is
    the day of the edition that no longer listed it.
    """

    id: str
    name: str
    program: str
    address: Address
    phones: tuple[Phone, ...]
    website: str
    point: Point
    position: Position
    said: tuple[Said, ...]
    credentials: tuple[Credential, ...] = ()
    facts: Mapping[str, int] = field(default_factory=dict)
    retired: date | None = None
    invented: bool = False
    other_names: tuple[OtherName, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every code any of its sources gives it."""
        return reduce(frozenset.union, (frozenset(each.codes) for each in self.said), frozenset())

    @property
    def as_of(self) -> date:
        """The day of the newest edition that lists it."""
        return max(each.provenance.as_of for each in self.said)

    def says(self, term: Term) -> Says:
        """Whether its sources say yes, say no, or do not say. A yes outweighs a no."""
        codes = self.codes
        if term.codes & codes:
            return Says.YES
        return Says.NO if term.denied_by & codes else Says.NOT_SAID

    def source_of(self, term: Term) -> Provenance | None:
        """Who says yes (or no) to this term, or None where nobody says anything."""
        for codes in (term.codes, term.denied_by):
            for each in self.said:
                if not codes.isdisjoint(each.codes):
                    return each.provenance
        return None

    def source_of_field(self, name: str) -> Provenance:
        """Who gave this field's value: `name`, `address`, `phones`, `website`, `point`, …"""
        at = self.facts.get(name, 0)
        return PLACES if at == FROM_PLACES else self.said[at].provenance


def slug_of(name: str) -> str:
    """A name as it stands in an address: lower-case words parted by hyphens, never empty.

    >>> slug_of("St. Mary's  Recovery")
    'st-marys-recovery'
    """
    kept = "".join(letter if letter.isalnum() else " " for letter in name.replace("'", "").lower())
    return "-".join(_ascii(kept.split()))[:60].strip("-") or "place"


def _ascii(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if word.isascii())
