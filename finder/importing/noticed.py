"""Noticed: what in an edition a steward should look at though no row is wrong: telephone numbers
that many places share, numbers that changed, and codes that came or went."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from finder.facility import Listing, Phone

# Numbers that are shared are shown up to this many, the most shared first.
_NUMBERS = 100
# Places named of each shared number, and codes named of each kind.
_NAMES = 5
_CODES = 100


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A telephone number, at how many places it rings, how many had it before, and some names."""

    shown: str
    places: int
    before: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeNews:
    """A code that no listing of this source had before (`before` is 0), or that none has now."""

    code: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class PhoneNews:
    """How many facilities had a number, of how many the numbers change; and of those whose name,
    program, street and ZIP stay the same, how many there are and how many get another main one."""

    compared: int = 0
    changed: int = 0
    exact: int = 0
    exact_changed: int = 0


@dataclass(frozen=True, slots=True)
class Noticed:
    """All of it: `shared_count` numbers stand at more than one place, the most shared of them are
    `shared`."""

    shared_count: int = 0
    shared: tuple[SharedNumber, ...] = ()
    codes: tuple[CodeNews, ...] = ()
    phones: PhoneNews = PhoneNews()


def notice(
    listings: Sequence[Listing],
    before: Sequence[Listing],
    pairs: Iterable[tuple[Listing, Listing]],
) -> Noticed:
    """What is to be noticed in a new edition: its listings, those in force before, and of each
    facility that is in both its listing before and after."""
    count, shared = shared_numbers(listings, before)
    return Noticed(count, shared, code_news(listings, before), phone_news(pairs))


def shared_numbers(
    listings: Iterable[Listing], before: Iterable[Listing]
) -> tuple[int, tuple[SharedNumber, ...]]:
    """How many numbers stand at more than one place, and the most shared of them."""
    earlier = Counter(number for listing in before for number in _numbers(listing))
    names: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for listing in listings:
        for number in _numbers(listing):
            counts[number] += 1
            if len(names[number]) < _NAMES:
                names[number].append(f"{listing.name}, {listing.address.city}")
    shared = [(number, places) for number, places in counts.most_common() if places > 1]
    return len(shared), tuple(
        SharedNumber(number, places, earlier[number], tuple(names[number]))
        for number, places in shared[:_NUMBERS]
    )


def code_news(listings: Iterable[Listing], before: Sequence[Listing]) -> tuple[CodeNews, ...]:
    """The codes that came and those that went, the most frequent first; none of a first edition."""
    if not before:
        return ()
    old = Counter(code for listing in before for code in listing.codes)
    new = Counter(code for listing in listings for code in listing.codes)
    came = [CodeNews(code, 0, n) for code, n in new.most_common() if code not in old]
    went = [CodeNews(code, n, 0) for code, n in old.most_common() if code not in new]
    return (*came[:_CODES], *went[:_CODES])


def phone_news(pairs: Iterable[tuple[Listing, Listing]]) -> PhoneNews:
    """What becomes of telephone numbers, from each facility's listing before and after."""
    compared = changed = exact = exact_changed = 0
    for before, after in pairs:
        if before.phones:
            compared += 1
            changed += set(_numbers(before)) != set(_numbers(after))
        if _told(before) == _told(after):
            exact += 1
            exact_changed += _main(before) != _main(after)
    return PhoneNews(compared, changed, exact, exact_changed)


def _numbers(listing: Listing) -> set[str]:
    """The numbers of a place, each once, as people write them; extensions part them."""
    return {phone.shown for phone in listing.phones}


def _told(listing: Listing) -> tuple[str, ...]:
    address = listing.address
    told = (listing.name, listing.program, address.street, address.zip)
    return tuple(" ".join(text.casefold().split()) for text in told)


def _main(listing: Listing) -> str:
    first: Phone | None = listing.phones[0] if listing.phones else None
    return first.shown if first else ""
