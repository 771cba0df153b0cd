"""Across: the same place in two sources, which write its name in two ways.

A state licenses “Chrysalis”; the national directory has “Horizon Services Inc”, program
“Chrysalis”. Neither the services nor the names of two sources can be compared as those of two
editions of one can. So a name is compared with the other's name and with its program, and only
where a street or a house number speaks for it: one head office's phone, or a chain's name, at two
addresses are two places.

Of the first 300 licenses of California 25 were recognised in the 2023 directory by the ladder of
editions and 124 with these rungs. Every pair whose names are less than 0.9 alike was read.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from finder.importing.traits import Rung, Traits

_NUMBER = re.compile(r"\d+")
# How alike the names must be (0 to 1) on each rung; the first needs nothing more where only one
# place is known at that address.
_ENOUGH = {
    Rung.OTHER_DOOR: 0.45,
    Rung.OTHER_NUMBER: 0.45,
    Rung.OTHER_SITE: 0.70,
    Rung.OTHER_NAME: 0.85,
}


def across(
    left: Iterable[int],
    strangers: Sequence[int],
    taken: Collection[int],
    *,
    new: Sequence[Traits],
    old: Sequence[Traits],
    apart: Callable[[int, int], bool] = lambda _new, _old: False,
) -> Iterator[tuple[int, int, Rung]]:
    """Pairs (new, old, rung): the surest rung first, then the most alike, each side once.

    `left` are the new that nothing has recognised, `strangers` the old of other sources, of which
    `taken` are recognised already; `apart` are pairs that are known to be two places.
    """
    streets: dict[tuple[str, str], list[int]] = defaultdict(list)
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j in strangers:
        streets[(old[j].street, old[j].zip)].append(j)
        for key in _blocks(old[j]):
            blocks[key].append(j)
    pairs = []
    for i in left:
        here = streets.get((new[i].street, new[i].zip), []) if new[i].street else []
        around = {j for key in _blocks(new[i]) for j in blocks.get(key, ())}
        for j in {*here, *around} - set(taken):
            rung = _rung(new[i], old[j], here=j in here)
            alike = kinship(new[i], old[j])
            alone = rung is Rung.OTHER_DOOR and len(here) == 1
            if rung is not None and (alone or alike >= _ENOUGH[rung]) and not apart(i, j):
                pairs.append((list(_ENOUGH).index(rung), -alike, i, j, rung))
    matched: set[int] = set()
    gone: set[int] = set()
    for _, _, i, j, rung in sorted(pairs):
        if i not in matched and j not in gone:
            matched.add(i)
            gone.add(j)
            yield i, j, rung


def kinship(one: Traits, other: Traits) -> float:
    """How much two sources' names speak of one place, 0 to 1."""
    return max(
        fuzz.token_set_ratio(_words(mine), _words(theirs)) / 100
        for mine in (one.words, one.program_words)
        for theirs in (other.words, other.program_words)
        if mine and theirs
    )


def _rung(one: Traits, other: Traits, *, here: bool) -> Rung | None:
    shared = bool(one.numbers & other.numbers)
    if here:
        return Rung.OTHER_DOOR if shared else Rung.OTHER_SITE
    if shared and one.city == other.city and one.state == other.state:
        return Rung.OTHER_NUMBER
    return Rung.OTHER_NAME if one.zip and one.zip == other.zip else None


def _blocks(traits: Traits) -> Iterator[tuple[str, str]]:
    """House number and ZIP, house number and city: where a street may be written in two ways."""
    if number := _NUMBER.match(traits.street):
        yield number.group(), traits.zip
        yield number.group(), f"{traits.city}, {traits.state}"


def _words(text: str) -> str:
    return re.sub(r"[^\w\s]", " ", re.sub(r"['\u2019.]", "", text))
