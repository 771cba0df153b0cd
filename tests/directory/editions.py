"""Editions to publish in tests, made from listings in two words."""

from dataclasses import replace
from datetime import date
from typing import Any

from finder.directory import Directory, NewEdition, Published
from finder.facility import Address, Listing, Phone, PhoneKind, Position
from finder.places import Point

JUNE_2022, JUNE_2023 = date(2022, 6, 1), date(2023, 6, 1)


def listing(name: str = "Example Willow Recovery", **changes: Any) -> Listing:
    """A listing in Akron, Ohio."""
    made = Listing(
        name=name,
        program="",
        address=Address("12 Elm Street", "", "Akron", "OH", "44301", "Summit County"),
        phones=(Phone(PhoneKind.MAIN, "+13305550142", "", "330-555-0142"),),
        website="",
        codes=("SA", "DT"),
        point=Point(41.05, -81.52),
        position=Position.ZIP,
    )
    return replace(made, **changes)


def publish(
    directory: Directory,
    facilities: dict[str, Listing],
    *,
    source: str = "samhsa",
    as_of: date = JUNE_2022,
) -> Published:
    """Publish these facilities as the whole of a source."""
    edition = NewEdition(
        source=source,
        file=f"{source}.xlsx",
        digest="0" * 64,
        as_of=as_of,
        by="ann",
        rows=len(facilities),
        added=len(facilities),
        changed=0,
        retired=0,
        same=0,
        base=directory.revision(),
        entries=tuple((each, kept, "row 2") for each, kept in facilities.items()),
    )
    return directory.publish(edition)
