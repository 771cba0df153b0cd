"""Builders: values for tests, with sensible defaults, so that a test says only what it is about."""

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from finder.facility import (
    Address,
    Credential,
    Facility,
    Phone,
    PhoneKind,
    Position,
    Provenance,
    Said,
)
from finder.places import Place, PlaceKind, Point
from finder.vocabulary import Vocabulary, load_vocabulary

SEED_DATA = Path(__file__).resolve().parent.parent / "seed_data"
DAYTON = (39.7589, -84.1916)
SOURCE = Provenance("samhsa", date(2023, 7, 1))
STATE_NAMES = {
    "AK": "Alaska",
    "CA": "California",
    "GU": "Guam",
    "NY": "New York",
    "OH": "Ohio",
    "PR": "Puerto Rico",
    "VA": "Virginia",
    "WV": "West Virginia",
}


@cache
def vocabulary() -> Vocabulary:
    """The project's own vocabulary."""
    return load_vocabulary(SEED_DATA / "vocabulary")


def facility(
    name: str = "Example Recovery Center",
    *,
    has: Iterable[str] = (),
    at: tuple[float, float] = DAYTON,
    id: str = "",
    program: str = "",
    street: str = "1 Example Street",
    city: str = "Dayton",
    state: str = "OH",
    zip: str = "45402",
    county: str = "Montgomery County",
    phone: str = "+19375550142",
    website: str = "https://recovery.example/",
    position: Position = Position.EXACT,
    credentials: tuple[Credential, ...] = (),
    provenance: Provenance = SOURCE,
    retired: date | None = None,
    invented: bool = False,
) -> Facility:
    """A facility that says yes to what it `has`: slugs of terms (`detox`) or codes (`DT`).

    Without an `id` it has one that hangs on its name, program, address and position.
    """
    address = Address(street, "", city, state, zip, county)
    seed = f"{name}|{program}|{address.line}|{county}|{at}".encode()
    return Facility(
        id=id or hashlib.sha256(seed).hexdigest()[:12],
        name=name,
        program=program,
        address=address,
        phones=(Phone(PhoneKind.MAIN, phone, "", phone),) if phone else (),
        website=website,
        point=Point(*at),
        position=position,
        said=(Said(provenance, tuple(code_of(each) for each in has)),),
        credentials=credentials,
        retired=retired,
        invented=invented,
    )


def code_of(word: str) -> str:
    """The first of the codes that mean a term, by its slug; a code stands for itself."""
    term = vocabulary().term(word)
    if term is None and word != word.upper():
        raise LookupError(f"no term has the slug {word!r}")
    return min(term.codes) if term else word


def place(
    name: str = "Dayton",
    kind: PlaceKind = PlaceKind.CITY,
    *,
    at: tuple[float, float] = DAYTON,
    state: str = "OH",
    county: str = "",
) -> Place:
    """A place; Dayton in Ohio, unless said otherwise."""
    return Place(name, kind, state, Point(*at), county)
