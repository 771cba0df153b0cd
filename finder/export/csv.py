"""CSV: the whole directory as a table, one row a facility, in order of id.

The same directory gives the same bytes: nothing here depends on when or where it is written.
"""

import csv
from collections.abc import Callable, Iterable
from typing import TextIO

from finder.facility import Facility

COLUMNS = (
    "id", "name", "program", "street", "street2", "city", "state", "zip", "county", "phones",
    "website", "latitude", "longitude", "position", "services", "remarks", "credentials",
    "sources", "as_of", "retired", "invented", "other_names",
)  # fmt: skip

# A spreadsheet takes a cell that begins with one of these for a formula and runs it (OWASP ASVS
# 5.0, 1.2.10); a quote before it makes it text. Coordinates are numbers and are left alone.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def write_csv(
    facilities: Iterable[Facility], out: TextIO, *, note: Callable[[Facility], str] | None = None
) -> int:
    """Writes a header and a row for each facility; says how many rows. With `note` a last column
    has what it says of each."""
    table = csv.writer(out)  # RFC 4180: lines end in CRLF, and a field with either is quoted
    table.writerow((*COLUMNS, "note") if note else COLUMNS)
    count = 0
    for facility in facilities:
        own = [_harmless(note(facility))] if note else []
        table.writerow([*_row(facility), *own])
        count += 1
    return count


def _row(facility: Facility) -> list[str]:
    address = facility.address
    texts = [
        facility.id,
        facility.name,
        facility.program,
        address.street,
        address.street2,
        address.city,
        address.state,
        address.zip,
        address.county,
        "; ".join(phone.shown for phone in facility.phones),
        facility.website,
    ]
    said = [
        str(facility.position),
        " ".join(sorted(facility.codes)),
        "; ".join(dict.fromkeys(remark for each in facility.said for remark in each.remarks)),
        "; ".join(f"{each.body} {each.kind} {each.identifier}" for each in facility.credentials),
        # A merged place may have several listings of one source.
        "; ".join(
            dict.fromkeys(f"{e.provenance.source} {e.provenance.as_of}" for e in facility.said)
        ),
        facility.as_of.isoformat(),
        facility.retired.isoformat() if facility.retired else "",
        "yes" if facility.invented else "",
        "; ".join(each.name for each in facility.other_names),
    ]
    numbers = [f"{facility.point.lat:.6f}", f"{facility.point.lon:.6f}"]
    return [*map(_harmless, texts), *numbers, *map(_harmless, said)]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
