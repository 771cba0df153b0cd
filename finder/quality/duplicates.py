"""Duplicates: places that share a telephone number, or a name at one address.

Neither is an error by itself: an organization answers for many houses on one line. Each group is
for a steward to look at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from finder.facility import Facility
from finder.importing.traits import squeeze


@dataclass(frozen=True, slots=True)
class Alike:
    """Groups of places by what they share, in words; the largest first."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Every place in a group, once, those of a group together."""
        return tuple(dict.fromkeys(id for _, ids in self.groups for id in ids))

    @property
    def notes(self) -> Mapping[str, str]:
        """What each place shares, and with how many."""
        told: dict[str, str] = {}
        for shared, ids in self.groups:
            told.setdefault(ids[0], "")
            for id in ids:
                note = f"{shared} ({len(ids)})"
                told[id] = f"{told[id]}; {note}" if told.get(id) else note
        return told


class Duplicates:
    """Takes facilities one by one, and says then which are alike."""

    def __init__(self) -> None:
        self._phones: dict[str, list[str]] = defaultdict(list)
        self._places: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._named: dict[tuple[str, ...], str] = {}

    def add(self, facility: Facility) -> None:
        """Look at one more facility."""
        for shown in {phone.shown for phone in facility.phones}:
            self._phones[shown].append(facility.id)
        address = facility.address
        key = (squeeze(facility.name), squeeze(address.street), address.zip)
        self._places[key].append(facility.id)
        self._named.setdefault(key, f"{facility.name}, {address.street}")

    def phones(self) -> Alike:
        """Those with one number; an extension parts them."""
        return _alike(self._phones.items())

    def places(self) -> Alike:
        """Those with one name, street and ZIP, however they are written."""
        return _alike((self._named[key], ids) for key, ids in self._places.items())


def _alike(groups: Iterable[tuple[str, list[str]]]) -> Alike:
    found = [(shared, tuple(ids)) for shared, ids in groups if len(ids) > 1]
    return Alike(tuple(sorted(found, key=lambda each: (-len(each[1]), each[0]))))
