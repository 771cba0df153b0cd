"""Identity: which ids stand for one place and which for two, as stewards decided.

A listing keeps the id by which its import recognised it, its *own id*, whatever is decided later.
The *place* it counts for follows from its own id, its source, and the decisions that stand. So
nothing is rewritten by a decision, and one that is taken back leaves no trace in what is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Ruling(StrEnum):
    """What a steward can decide of two ids."""

    MERGE = "merge"
    DISTINCT = "distinct"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Decision:
    """That two ids are one place, are two, or that listings of `kept` are a place of their own.

    Of a merge `kept` is the id that stays; of a split `other` is the new id, and `listings` are the
    own id and source of each listing that goes there. Until it is kept, `id` is 0.
    """

    ruling: Ruling
    kept: str
    other: str
    by: str
    reason: str
    listings: tuple[tuple[str, str], ...] = ()
    at: datetime | None = None
    undone: datetime | None = None
    undone_by: str = ""
    id: int = 0

    @property
    def moves_listings(self) -> bool:
        """Whether what is shown hangs on it. That two places are two was so before: only later
        imports heed it, and no index need be made anew."""
        return self.ruling is not Ruling.DISTINCT

    @property
    def ids(self) -> frozenset[str]:
        """Every id it speaks of."""
        return frozenset({self.kept, self.other, *(own for own, _ in self.listings)})


class Identity:
    """What all decisions there ever were make of ids; those that were undone count too, because an
    address that was once given out must lead somewhere."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        every = sorted(decisions, key=lambda each: each.id)
        self.decisions = tuple(every)
        standing = [each for each in every if each.undone is None]
        self.named = frozenset(id for each in every for id in each.ids)
        self._moved = {
            listing: each.other
            for each in standing
            if each.ruling is Ruling.SPLIT
            for listing in each.listings
        }
        self._into = _leads(every, standing)
        self._apart = self._two_places(standing)

    def place(self, own: str, source: str = "") -> str:
        """The place for which a listing of this own id and source counts; without a source, the
        place to which an address with this id leads."""
        at = self._moved.get((own, source), own)
        while at in self._into:
            at = self._into[at]
        return at

    def split_off(self, own: str, source: str) -> str | None:
        """The id under which a split put this listing, if one did."""
        return self._moved.get((own, source))

    def ids_of(self, place: str) -> frozenset[str]:
        """The ids whose addresses lead to this place: what was said of any was said of it."""
        return frozenset({place}) | {id for id in self.named if self.place(id) == place}

    def own_ids(self, place: str) -> frozenset[str]:
        """The ids under which listings that count for this place may be kept."""
        moved = {own for own, source in self._moved if self.place(own, source) == place}
        return self.ids_of(place) | moved

    def apart(self, one: str, other: str) -> Decision | None:
        """The decision by which these two places are two, if there is one."""
        return self._apart.get(one, {}).get(other)

    def apart_from(self, place: str) -> Iterable[str]:
        """The places of which it was decided that they are not this one."""
        return self._apart.get(place, {})

    def was_split(self, place: str, other: str) -> bool:
        """Whether `other` was once split from this place, and leads back to it now."""
        return self.place(other) == place and any(
            each.ruling is Ruling.SPLIT and each.other == other for each in self.decisions
        )

    def builds_on(self, decision: Decision) -> Decision | None:
        """A later decision that stands and speaks of the id which this split made, if any."""
        if decision.ruling is not Ruling.SPLIT:
            return None
        later = (each for each in self.decisions if each.id > decision.id and not each.undone)
        return next((each for each in later if decision.other in each.ids), None)

    def _two_places(self, standing: Iterable[Decision]) -> Mapping[str, Mapping[str, Decision]]:
        found: dict[str, dict[str, Decision]] = {}
        for each in standing:
            if each.ruling is not Ruling.MERGE:
                one, other = self.place(each.kept), self.place(each.other)
                found.setdefault(one, {})[other] = each
                found.setdefault(other, {})[one] = each
        return found


def _leads(every: Iterable[Decision], standing: Iterable[Decision]) -> dict[str, str]:
    """Where ids lead: a merged one to what it was merged with, one that a split had made and that
    is no more to the place it was split from."""
    made = {each.other for each in standing if each.ruling is Ruling.SPLIT}
    gone = {
        each.other: each.kept
        for each in every
        if each.ruling is Ruling.SPLIT and each.undone and each.other not in made
    }
    merged = {each.other: each.kept for each in standing if each.ruling is Ruling.MERGE}
    return gone | merged
