"""Traits: what of a listing is compared when it is recognised, and by which rung it was."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from finder.facility import Listing

Key = tuple[str, ...]

_STREET_WORDS = {
    "street": "st", "avenue": "ave", "av": "ave", "road": "rd", "boulevard": "blvd", "drive": "dr",
    "lane": "ln", "court": "ct", "place": "pl", "highway": "hwy", "parkway": "pkwy", "suite": "ste",
    "north": "n", "south": "s", "east": "e", "west": "w", "northeast": "ne", "northwest": "nw",
    "southeast": "se", "southwest": "sw", "circle": "cir", "terrace": "ter", "square": "sq",
    "route": "rte", "building": "bldg", "floor": "fl", "saint": "st", "mount": "mt", "fort": "ft",
}  # fmt: skip


class Rung(StrEnum):
    """By what a listing was recognised, the surest first."""

    IDENTICAL = "same name, program, address and phones"
    SAME = "same name, program, street and ZIP"
    SITE_AND_PHONE = "same street, ZIP and phone"
    NAME_AND_PHONE = "same name, phone and ZIP"
    NAME_AND_STREET = "same name, street and ZIP"
    MOVED = "same name, program and phone in the same city"
    NAME_IN_CITY = "same name and program in the same city"
    PHONE = "same phone in the same city, and alike"
    SITE = "same street and ZIP, and alike"
    OTHER_DOOR = "another source's, with the same street, ZIP and phone"
    OTHER_NUMBER = "another source's, with the same house number and phone, and alike"
    OTHER_SITE = "another source's, with the same street and ZIP, and alike"
    OTHER_NAME = "another source's, with the same house number and ZIP, and very alike"


def squeeze(text: str) -> str:
    """Letters and digits only, without accents or case: `St. Mary's` and `st marys` are one."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]", "", folded)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the ladder looks at, folded once a listing."""

    name: str
    program: str
    street: str
    street2: str
    zip: str
    city: str
    state: str
    phone: str
    phones: str
    words: str
    program_words: str
    numbers: frozenset[str]
    services: int  # a bit for each code: a set of 76 strings would take 8 KB a listing

    @classmethod
    def of(cls, listing: Listing, bits: dict[str, int]) -> "Traits":
        """`bits` gives each code its bit, and learns new ones."""
        address = listing.address
        services = 0
        for code in listing.codes:
            services |= 1 << bits.setdefault(code, len(bits))
        return cls(
            name=squeeze(listing.name),
            program=squeeze(listing.program),
            street=_street(address.street),
            street2=squeeze(address.street2),
            zip=address.zip,
            city=squeeze(address.city),
            state=address.state,
            phone=listing.phones[0].number if listing.phones else "",
            phones=" ".join(f"{phone.number}x{phone.extension}" for phone in listing.phones),
            words=f"{listing.name} {listing.program}".casefold(),
            program_words=listing.program.casefold(),
            numbers=frozenset(phone.number for phone in listing.phones),
            services=services,
        )

    @property
    def same(self) -> Key:
        return (self.name, self.program, self.street, self.zip)


def _street(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", text).casefold())
    return "".join(_STREET_WORDS.get(word, word) for word in words)
