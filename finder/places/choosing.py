"""Choosing among places of one name: which is plainly meant, and the order of the rest."""

from collections.abc import Iterable

from finder.places.place import Choices, Place, PlaceKind

# One of several places of a name is meant, without asking, when it is a large city and dwarfs the
# rest: St. Louis (279,695; the next has 7,482) but not Portland (652,503 and 66,881), whose second
# city is a real choice. A city of middle size must dwarf the rest more plainly: Rapid City (74,703;
# the next has 1,352).
LARGE_CITY = 100_000
DWARFS = 10
# A great city is meant, too, where the next of its name is small: Cleveland (370,365 and 47,356).
OUTSHINES = 6
SMALL = 50_000
MIDDLE_CITY = 50_000
PLAINLY_DWARFS = 20


def pick(found: Iterable[Place], asked: str) -> Place | Choices | None:
    """One place when one is plainly meant, else all of them to choose from; None for none."""
    ordered = in_order(found)
    if not ordered:
        return None
    first = ordered[0]
    next_largest = max((place.population for place in ordered[1:]), default=0)
    is_dwarfing = first.population >= max(LARGE_CITY, DWARFS * next_largest)
    is_dwarfing |= next_largest < SMALL and first.population >= max(
        LARGE_CITY, OUTSHINES * next_largest
    )
    is_dwarfing |= first.population >= max(MIDDLE_CITY, PLAINLY_DWARFS * next_largest)
    if len(ordered) == 1 or first.kind is PlaceKind.STATE or is_dwarfing:
        return first
    return Choices(tuple(ordered), asked)


def in_order(places: Iterable[Place]) -> list[Place]:
    """Each place once, largest first; a state stands after large cities and before small ones.

    "New York" is typed for the city, "Delaware" for the state and not for the town in Ohio.
    """
    return sorted(dict.fromkeys(places), key=rank)


def rank(place: Place) -> tuple[int, int, str, str]:
    """The sorting key of `in_order`."""
    is_large = place.population >= LARGE_CITY
    group = 1 if place.kind is PlaceKind.STATE else 0 if is_large else 2
    return group, -place.population, place.state, place.name
