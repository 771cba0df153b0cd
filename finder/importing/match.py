"""Match: which present facility is this listing? The identity ladder.

No source carries an identifier that survives an edition, and a name with a street and a ZIP is not
unique. So each listing climbs a ladder: the surest rung first, and only what no rung has claimed
goes on to the next. A rung groups both sides by a key; within a group the most alike pair is joined
first, each side once. A rung that is not sure by itself also asks how alike the two are. What is
left on one side is new, on the other gone.

Measured on the directories of 2022 (12,176 rows) and 2023 (12,744): see docs/importing.md.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from finder.facility import Known, Listing

Key = tuple[str, ...]

# 27 letters without vowels and look-alikes: an id spells no word and is read over the phone safely.
# 27^8 = 2.8e11, so that two of 100,000 facilities meet with a chance of 2 %, and then are salted.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
_ID_LENGTH = 8

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


@dataclass(frozen=True, slots=True)
class Recognised:
    """For each listing, in order, the facility it is (and by which rung), or None if it is new."""

    facilities: tuple[str | None, ...]
    rungs: Mapping[Rung, int]


def recognise(listings: Sequence[Listing], known: Sequence[Known]) -> Recognised:
    """The facilities that these listings are, each facility at most once."""
    found: list[str | None] = [None] * len(listings)
    taken: set[int] = set()
    rungs: dict[Rung, int] = {}
    bits: dict[str, int] = {}
    new_traits = [_Traits.of(listing, bits) for listing in listings]
    old_traits = [_Traits.of(each.listing, bits) for each in known]
    for rung, key_of, enough in _LADDER:
        open_new = [i for i, facility in enumerate(found) if facility is None]
        open_old = [j for j in range(len(known)) if j not in taken]
        claims = _claims(
            _grouped(open_new, new_traits, key_of),
            _grouped(open_old, old_traits, key_of),
            likeness=lambda i, j: (
                _likeness(new_traits[i], old_traits[j]) + (0.01 if known[j].current else 0.0)
            ),
            enough=enough,
        )
        for i, j in claims:
            found[i] = known[j].facility
            taken.add(j)
            rungs[rung] = rungs.get(rung, 0) + 1
    return Recognised(facilities=tuple(found), rungs=rungs)


def new_id(listing: Listing, taken: Callable[[str], bool]) -> str:
    """An id for a facility nobody knew: made from its first listing, so that the same edition gives
    the same ids everywhere; salted where another facility has that id already."""
    traits = _Traits.of(listing, {})
    for salt in range(1000):
        text = "|".join((*traits.same, traits.street2, str(salt)))
        number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
        made = ""
        for _ in range(_ID_LENGTH):
            number, rest = divmod(number, len(_ALPHABET))
            made += _ALPHABET[rest]
        if not taken(made):
            return made
    raise AssertionError("a thousand facilities with one name and one address")


def same_place_twice(first: Listing, second: Listing) -> bool:
    """Whether two listings of one edition say the same place twice: nothing a visitor could see
    sets them apart but punctuation."""
    one, other = _Traits.of(first, {}), _Traits.of(second, {})
    numbers = ({phone.number for phone in each.phones} for each in (first, second))
    return (
        (*one.same, one.street2) == (*other.same, other.street2)
        and next(numbers) == next(numbers)
        and set(first.codes) == set(second.codes)
    )


def squeeze(text: str) -> str:
    """Letters and digits only, without accents or case: `St. Mary's` and `st marys` are one."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]", "", folded)


@dataclass(frozen=True, slots=True)
class _Traits:
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
    services: int  # a bit for each code: a set of 76 strings would take 8 KB a listing

    @classmethod
    def of(cls, listing: Listing, bits: dict[str, int]) -> "_Traits":
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
            services=services,
        )

    @property
    def same(self) -> Key:
        return (self.name, self.program, self.street, self.zip)


def _street(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", text).casefold())
    return "".join(_STREET_WORDS.get(word, word) for word in words)


def _likeness(one: _Traits, other: _Traits) -> float:
    """How alike two listings are in name and services, 0 to 2; where they are breaks ties."""
    names = fuzz.token_sort_ratio(one.words, other.words) / 100
    either = (one.services | other.services).bit_count()
    services = (one.services & other.services).bit_count() / either if either else 0.0
    where = (one.street == other.street) + (one.street2 == other.street2)
    return names + services + 0.01 * (where + (one.phone == other.phone))


def _grouped(
    rows: Iterable[int], traits: Sequence[_Traits], key_of: Callable[[_Traits], Key]
) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for row in rows:
        key = key_of(traits[row])
        if all(key):
            groups[key].append(row)
    return groups


def _claims(
    new: Mapping[Key, Sequence[int]],
    old: Mapping[Key, Sequence[int]],
    *,
    likeness: Callable[[int, int], float],
    enough: float,
) -> Iterable[tuple[int, int]]:
    """Pairs (new, old) of one rung: in each group the most alike first, each row once."""
    for key, rows in new.items():
        pairs = sorted(
            ((likeness(i, j), -i, -j) for i in rows for j in old.get(key, ())), reverse=True
        )
        used: set[int] = set()
        gone: set[int] = set()
        for alike, minus_i, minus_j in pairs:
            i, j = -minus_i, -minus_j
            if alike >= enough and i not in used and j not in gone:
                used.add(i)
                gone.add(j)
                yield i, j


# Each rung: its key, and how alike (0 to 2, see _likeness) two listings that share it must be. The
# first two are sure by themselves. Below them, a site with several programs shares its phone and
# street, so a program that closed must not hand its address to another that opened: names or
# services must agree too. No rung crosses a city: one head office's phone stands at its sites in
# many cities, and a link to one of them must not end at another.
_LADDER: tuple[tuple[Rung, Callable[[_Traits], Key], float], ...] = (
    (Rung.IDENTICAL, lambda t: ("|".join((*t.same, t.street2, t.phones)),), 0.0),
    (Rung.SAME, lambda t: (t.name, t.program or "-", t.street, t.zip), 0.0),
    (Rung.SITE_AND_PHONE, lambda t: (t.street, t.zip, t.phone), 0.95),
    (Rung.NAME_AND_PHONE, lambda t: (t.name, t.phone, t.zip), 1.3),
    (Rung.NAME_AND_STREET, lambda t: (t.name, t.street, t.zip), 1.3),
    (Rung.MOVED, lambda t: (t.name, t.program or "-", t.phone, t.city, t.state), 1.3),
    (Rung.NAME_IN_CITY, lambda t: (t.name, t.program or "-", t.city, t.state), 1.8),
    (Rung.PHONE, lambda t: (t.phone, t.city, t.state), 1.3),
    (Rung.SITE, lambda t: (t.street, t.zip), 1.3),
)
