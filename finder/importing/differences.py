"""Differences: in which fields two listings of one facility differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from finder.facility import Listing


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a listing, before and after, as text. Services are codes gained and lost."""

    field: str
    before: str
    after: str


def differences(before: Listing, after: Listing) -> Iterator[FieldChange]:
    """The fields in which two listings differ, in the order they stand on a page."""
    pairs = zip(texts(before).items(), texts(after).values(), strict=True)
    for (field, old), new in pairs:
        if old != new:
            yield FieldChange(field, old, new)
    gained = [code for code in after.codes if code not in before.codes]
    lost = [code for code in before.codes if code not in after.codes]
    if gained or lost:
        yield FieldChange("services", " ".join(lost), " ".join(gained))


def blanked(before: Listing, after: Listing) -> Iterator[str]:
    """The fields that said something and now say nothing."""
    new = {**texts(after), "services": " ".join(after.codes)}
    old = {**texts(before), "services": " ".join(before.codes)}
    return (field for field, text in old.items() if text and not new[field])


def texts(listing: Listing) -> dict[str, str]:
    """A listing's fields as text, in the order they stand on a page; services apart."""
    address, point = listing.address, listing.point
    return {
        "name": listing.name,
        "program": listing.program,
        "street": address.street,
        "street2": address.street2,
        "city": address.city,
        "state": address.state,
        "zip": address.zip,
        "county": address.county,
        "phones": "; ".join(f"{phone.kind} {phone.shown}" for phone in listing.phones),
        "website": listing.website,
        "position": f"{point.lat:.5f}, {point.lon:.5f} ({listing.position})",
        "credentials": "; ".join(
            f"{each.body} {each.kind} {each.identifier} {each.status} {each.valid_until or ''}"
            for each in listing.credentials
        ),
        "remarks": "; ".join(listing.remarks),
    }
