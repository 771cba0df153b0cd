"""Table: the places of a list as CSV, each as the export writes it, with what is seen there."""

from collections.abc import Iterable
from typing import TextIO

from finder.export.csv import write_csv
from finder.facility import Facility
from finder.quality.findings import Findings


def write_list(found: Findings, name: str, facilities: Iterable[Facility], out: TextIO) -> int:
    """Writes a header and a row for each of these facilities that is on the list, in the order they
    come; says how many. Raises `KeyError` where there is no such list."""
    wanted = frozenset(found.lists[name])
    notes = found.notes.get(name, {})
    chosen = (each for each in facilities if each.id in wanted)
    return write_csv(chosen, out, note=lambda each: notes.get(each.id, ""))
