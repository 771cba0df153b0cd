"""Atlas: all that maps are drawn from, loaded once: outlines and the names of towns."""

from dataclasses import dataclass
from pathlib import Path

from finder.maps.outlines import Area, Outlines, load_outlines
from finder.maps.towns import Towns
from finder.places import Gazetteer


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """Outlines and towns."""

    outlines: Outlines
    towns: Towns

    def has_county(self, state: str, name: str) -> bool:
        """Whether there is an outline of a county of this full name in a state."""
        return (state, name) in self.outlines.county_numbers

    def state(self, code: str) -> Area | None:
        """The outline of a state; None where we have none (the freely associated states)."""
        number = self.outlines.state_numbers.get(code)
        return None if number is None else self.outlines.states.areas[number]


def load_atlas(folder: Path, gazetteer: Gazetteer) -> Atlas:
    """The atlas over `outlines.npz` in a folder; raises SeedDataError when that is broken."""
    return Atlas(load_outlines(folder / "outlines.npz"), Towns(gazetteer))
