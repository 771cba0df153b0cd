"""Match: which present facility is this listing? The identity ladder.

No source carries an identifier that survives an edition, and a name with a street and a ZIP is not
unique. So each listing climbs a ladder: the surest rung first, and only what no rung has claimed
goes on to the next. A rung groups both sides by a key; within a group the most alike pair is joined
first, each side once. A rung that is not sure by itself also asks how alike the two are. What is
left on one side is new, on the other gone.

Measured on the directories of 2022 (12,176 rows) and 2023 (12,744): see docs/importing.md.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from rapidfuzz import fuzz

from finder.facility import Known, Listing
from finder.identity import Identity
from finder.importing.across import across
from finder.importing.traits import Key, Rung, Traits

# 27 letters without vowels and look-alikes: an id spells no word and is read over the phone safely.
# 27^8 = 2.8e11, so that two of 100,000 facilities meet with a chance of 2 %, and then are salted.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
_ID_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Recognised:
    """For each listing, in order, the facility it is (and by which rung), or None if it is new."""

    facilities: tuple[str | None, ...]
    rungs: Mapping[Rung, int]


_NOTHING_DECIDED = Identity()
# Less than any rung asks for.
_NEVER = -1.0

# Rungs that need no likeness besides: name, program, street and ZIP are the same.
SURE = frozenset({Rung.IDENTICAL, Rung.SAME})


def recognise(
    listings: Sequence[Listing],
    known: Sequence[Known],
    source: str = "",
    *,
    by: Collection[Rung] = tuple(Rung),
    identity: Identity = _NOTHING_DECIDED,
) -> Recognised:
    """The facilities that these listings of one source are, each facility at most once, by these
    rungs of the ladder.

    Where `source` says whose they are, what the ladder leaves is looked for among the facilities
    that only other sources list. A listing whose own id would be that of a place which by
    `identity` is another is not taken for it.
    """
    found: list[str | None] = [None] * len(listings)
    taken: set[int] = set()
    rungs: dict[Rung, int] = {}
    bits: dict[str, int] = {}
    new_traits = [Traits.of(listing, bits) for listing in listings]
    old_traits = [Traits.of(each.listing, bits) for each in known]
    apart = _Apart(listings, known, source, identity)
    for rung, key_of, enough in _LADDER:
        if rung not in by:
            continue
        open_new = [i for i, facility in enumerate(found) if facility is None]
        open_old = [j for j in range(len(known)) if j not in taken]
        claims = _claims(
            _grouped(open_new, new_traits, key_of),
            _grouped(open_old, old_traits, key_of),
            likeness=lambda i, j: (
                _NEVER
                if apart(i, j)
                else _likeness(new_traits[i], old_traits[j]) + (0.01 if known[j].current else 0.0)
            ),
            enough=enough,
        )
        for i, j in claims:
            found[i] = known[j].facility
            taken.add(j)
            rungs[rung] = rungs.get(rung, 0) + 1
    strangers = [j for j in range(len(known)) if source and known[j].source != source]
    left = [i for i, facility in enumerate(found) if facility is None]
    for i, j, rung in across(left, strangers, taken, new=new_traits, old=old_traits, apart=apart):
        found[i] = known[j].facility
        rungs[rung] = rungs.get(rung, 0) + 1
    return Recognised(facilities=tuple(found), rungs=rungs)


class _Apart:
    """Whether listing i is known to be another place than j: by its own making it would count for a
    place of which it was decided that it is not the one it would count for with j."""

    def __init__(
        self,
        listings: Sequence[Listing],
        known: Sequence[Known],
        source: str,
        identity: Identity,
    ) -> None:
        self._listings = listings
        self._place = partial(identity.place, source=source)
        self._others = {
            j: others
            for j, each in enumerate(known)
            if each.source != source  # its own it may always be
            and (others := set(identity.apart_from(self._place(each.facility))))
        }

    def __call__(self, i: int, j: int) -> bool:
        if j not in self._others:
            return False
        own = new_id(self._listings[i], lambda _: False)
        return self._place(own) in self._others[j]


def new_id(listing: Listing, taken: Callable[[str], bool]) -> str:
    """An id for a facility nobody knew: made from its first listing, so that the same edition gives
    the same ids everywhere; salted where another facility has that id already."""
    traits = Traits.of(listing, {})
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
    one, other = Traits.of(first, {}), Traits.of(second, {})
    numbers = ({phone.number for phone in each.phones} for each in (first, second))
    return (
        (*one.same, one.street2) == (*other.same, other.street2)
        and next(numbers) == next(numbers)
        and set(first.codes) == set(second.codes)
    )


def _likeness(one: Traits, other: Traits) -> float:
    """How alike two listings are in name and services, 0 to 2; where they are breaks ties."""
    names = fuzz.token_sort_ratio(one.words, other.words) / 100
    either = (one.services | other.services).bit_count()
    services = (one.services & other.services).bit_count() / either if either else 0.0
    where = (one.street == other.street) + (one.street2 == other.street2)
    return names + services + 0.01 * (where + (one.phone == other.phone))


def _grouped(
    rows: Iterable[int], traits: Sequence[Traits], key_of: Callable[[Traits], Key]
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
_LADDER: tuple[tuple[Rung, Callable[[Traits], Key], float], ...] = (
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
