"""Described: a facility in the words of schema.org, for machines; only what a source said."""

from typing import Any

from finder.facility import Facility, Position, Says
from finder.vocabulary import Vocabulary
from finder.web.present import phones
from finder.web.wording import label

# People come there for hours and go home; whatever else there is, is an organization.
_CLINIC = "outpatient"
_KIND_OF_HELP = "program"


def described(facility: Facility, url: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """A place as JSON-LD; `url` is its page here. Nothing is in it that nobody said: no hours, no
    rating, no price, and no point where only the ZIP or city is known."""
    outpatient = vocabulary.term(_CLINIC)
    is_clinic = outpatient is not None and facility.says(outpatient) is Says.YES
    phone, _ = phones(facility)
    said = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic" if is_clinic else "MedicalOrganization",
        "@id": f"{url}#place",
        "name": facility.name,
        "department": _department(facility),
        "address": _address(facility),
        # schema.org puts clinics on the map, and organizations not.
        "geo": _point(facility) if is_clinic else None,
        "telephone": phone and phone.link.removeprefix("tel:"),
        "url": facility.website,
        "mainEntityOfPage": url,
        "availableService": [
            {"@type": "MedicalTherapy", "name": label(term)}
            for term in vocabulary.in_category(_KIND_OF_HELP)
            if facility.says(term) is Says.YES
        ],
    }
    return {name: value for name, value in said.items() if value}


def _department(facility: Facility) -> dict[str, str] | None:
    if not facility.program:
        return None
    return {"@type": "MedicalOrganization", "name": facility.program}


def _address(facility: Facility) -> dict[str, str]:
    home = facility.address
    said = {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(filter(None, (home.street, home.street2))),
        "addressLocality": home.city,
        "addressRegion": home.state,
        "postalCode": home.zip,
        "addressCountry": "US",
    }
    return {name: value for name, value in said.items() if value}


def _point(facility: Facility) -> dict[str, Any] | None:
    if facility.position is not Position.EXACT:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": facility.point.lat,
        "longitude": facility.point.lon,
    }
