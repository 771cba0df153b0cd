"""Merge: listings and a steward's corrections become one facility, each fact with its source.

A pure function. The newest edition is trusted first, and by name of source where two are of one
day. Services add up over the sources: one source's silence does not unsay another's word. Every
other field comes from the most trusted source that has it, an exact position before an approximate
one. A register of licenses says who holds one, a directory what people call the place: the name
comes from a source that gives no license, if there is one, and the others' names are kept beside
it. A steward's correction goes before them all.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from finder.facility import (
    COUNTY_LOOKED_UP,
    FROM_PLACES,
    Address,
    Correction,
    Credential,
    Facility,
    Listing,
    OtherName,
    Phone,
    PhoneKind,
    Position,
    Provenance,
    Said,
)
from finder.importing.traits import squeeze

T = TypeVar("T")

INVENTED = "demonstration"
_EXACTNESS = {Position.EXACT: 0, Position.ZIP: 1, Position.CITY: 2}
# Credentials by which a source is known to be a register.
_REGISTERED = frozenset({"license", "licence", "certification"})
_ADDRESS_FIELDS = ("street", "street2", "city", "state", "zip", "county")


def merge(
    facility: str,
    listings: Sequence[tuple[Provenance, Listing]],
    corrections: Sequence[Correction],
    retired: date | None,
) -> Facility:
    """One facility from at least one listing; `retired` is the day all sources had dropped it."""
    trusted = sorted(listings, key=lambda each: (-each[0].as_of.toordinal(), each[0].source))
    first = trusted[0][1]
    facts: dict[str, int] = {}
    named = _named(trusted, facts)
    best = min(range(len(trusted)), key=lambda i: (_EXACTNESS[trusted[i][1].position], i))
    phones = _first_with(trusted, "phones", facts, lambda listing: listing.phones)
    website = _first_with(trusted, "website", facts, lambda listing: listing.website)
    if trusted[best][1].position is not Position.EXACT:
        facts["point"] = FROM_PLACES
    elif best:
        facts["point"] = best
    merged = Facility(
        id=facility,
        name=named.name,
        program=named.program,
        address=_with_county(first.address, trusted, facts),
        phones=phones,
        website=website,
        point=trusted[best][1].point,
        position=trusted[best][1].position,
        said=tuple(Said(told_by, each.codes, each.remarks) for told_by, each in trusted),
        credentials=_credentials(trusted),
        facts=facts,
        retired=retired,
        invented=all(told_by.source == INVENTED for told_by, _ in trusted),
        other_names=_other_names(trusted, named),
    )
    return _corrected(merged, corrections)


def _named(trusted: Sequence[tuple[Provenance, Listing]], facts: dict[str, int]) -> Listing:
    """The listing whose name and program the place is shown under."""
    at = next((i for i, (_, each) in enumerate(trusted) if not _registers(each)), 0)
    if at:
        facts |= {"name": at, "program": at}
    return trusted[at][1]


def _registers(listing: Listing) -> bool:
    """Whether its source is a register, which names who is answerable, not what the door says."""
    return any(each.kind.casefold() in _REGISTERED for each in listing.credentials)


def _other_names(
    trusted: Sequence[tuple[Provenance, Listing]], named: Listing
) -> tuple[OtherName, ...]:
    """Names and programs by which sources list the place otherwise, each once."""
    known = {"", squeeze(named.name), squeeze(named.program)}
    found = []
    for told_by, listing in trusted:
        for name in (listing.name, listing.program):
            if squeeze(name) not in known:
                known.add(squeeze(name))
                found.append(OtherName(name, told_by))
    return tuple(found)


def _first_with(
    trusted: Sequence[tuple[Provenance, Listing]],
    field: str,
    facts: dict[str, int],
    pick: Callable[[Listing], T],
) -> T:
    for i, (_, listing) in enumerate(trusted):
        value = pick(listing)
        if value:
            if i:
                facts[field] = i
            return value
    return pick(trusted[0][1])


def _credentials(trusted: Sequence[tuple[Provenance, Listing]]) -> tuple[Credential, ...]:
    """Every credential once, as the most trusted source that tells of it has it."""
    told: dict[tuple[str, str, str], Credential] = {}
    for told_by, listing in trusted:
        for each in listing.credentials:
            key = (each.body.casefold(), each.kind.casefold(), each.identifier.casefold())
            told.setdefault(key, replace(each, provenance=told_by))
    return tuple(told.values())


def _with_county(
    address: Address, trusted: Sequence[tuple[Provenance, Listing]], facts: dict[str, int]
) -> Address:
    """The address with the county that a source names for it, else with the one of its ZIP."""
    for i, (_, listing) in enumerate(trusted):
        other = listing.address
        if other.county and other.zip == address.zip and COUNTY_LOOKED_UP not in listing.said:
            if i:
                facts["county"] = i
            return replace(address, county=other.county)
    if address.county:
        facts["county"] = FROM_PLACES
    return address


def _corrected(facility: Facility, corrections: Sequence[Correction]) -> Facility:
    for correction in corrections:
        said = (*facility.said, Said(correction.provenance, ()))
        facts = {**facility.facts, correction.field: len(said) - 1}
        facility = replace(_changed(facility, correction), said=said, facts=facts)
    return facility


def _phones(phones: Sequence[Phone], value: str) -> tuple[Phone, ...]:
    """The phones with another first one: E.164, and after a semicolon its extension if any."""
    number, _, extension = value.partition(";")
    kind = phones[0].kind if phones else PhoneKind.MAIN
    first = Phone(kind, number, extension, value)
    return (first, *(each for each in phones[1:] if each.number != number))


def _changed(facility: Facility, correction: Correction) -> Facility:
    field, value = correction.field, correction.value
    if field in _ADDRESS_FIELDS:
        return replace(facility, address=replace(facility.address, **{field: value}))
    match field:
        case "name":
            return replace(facility, name=value)
        case "program":
            return replace(facility, program=value)
        case "website":
            return replace(facility, website=value)
        case "phones":
            return replace(facility, phones=_phones(facility.phones, value))
    raise ValueError(f"no correction can be made of {field!r}")
