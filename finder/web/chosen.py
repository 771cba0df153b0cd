"""Chosen: the places that an address names by their ids; such a link holds nothing else.

Pure: no Flask, no words. Reading never fails: what is no id is counted, so that the page can say
what became of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from finder.facility import Facility

# As `importing.match.new_id` makes them, and as tests and older directories do.
_ID = re.compile(r"[a-z0-9]{4,24}")
# A robot that sends more than this gets an answer to the first of it.
_MOST_READ = 200
# How many places a saved list holds: more are a search, not a choice, and its page stays light.
MOST_SAVED = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ids as they stand in an address, each once, in their order.

    `over` are those past what the page can hold; `odd` says how many pieces were no ids.
    """

    ids: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    odd: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The places behind the ids: those listed, those no longer listed, the ids that nobody knows.

    `asked_as` has, for each place's id, the ids that were asked for and led to it: of two places
    that turned out to be one, the id of either does.
    """

    listed: tuple[Facility, ...]
    retired: tuple[Facility, ...]
    lost: tuple[str, ...]
    asked_as: Mapping[str, tuple[str, ...]]

    @property
    def all(self) -> tuple[Facility, ...]:
        """Every place that is known, the listed ones first."""
        return self.listed + self.retired


def read(values: Iterable[str], most: int) -> Chosen:
    """The ids in these values, each of which may hold several: "a,b c".

    >>> read(["willow000001,Kent00000003", "x!", "willow000001"], 4)
    Chosen(ids=('willow000001', 'kent00000003'), over=(), odd=1)
    """
    pieces = re.split(r"[,;\s]+", " ".join(values).lower())
    given = [piece for piece in pieces if piece][:_MOST_READ]
    ids = tuple(dict.fromkeys(piece for piece in given if _ID.fullmatch(piece)))
    odd = sum(_ID.fullmatch(piece) is None for piece in given)
    return Chosen(ids[:most], ids[most:], odd)


def written(ids: Iterable[str]) -> str:
    """Ids as one value of an address."""
    return ",".join(ids)


def found(ids: Sequence[str], known: Iterable[Facility | None]) -> Found:
    """The places that `known` gives for the ids, side by side with them; each place once."""
    places = list(known)
    assert len(places) == len(ids), "one answer for each id"
    unique = tuple({place.id: place for place in places if place is not None}.values())
    asked_as: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for asked, place in zip(ids, places, strict=True):
        if place is not None:
            asked_as[place.id] += (asked,)
    return Found(
        listed=tuple(place for place in unique if place.retired is None),
        retired=tuple(place for place in unique if place.retired is not None),
        lost=tuple(asked for asked, place in zip(ids, places, strict=True) if place is None),
        asked_as=dict(asked_as),
    )
