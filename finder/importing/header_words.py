"""Header words: how tables name the columns we know, the surest name first.

Gathered from federal, state and county lists. A name is folded: letters and digits only.
"""

from collections.abc import Mapping
from types import MappingProxyType

from finder.importing.rows import fold

_WORDS = """
name: name1, facility name, program name, provider name, site name, agency name, facility, provider,
 organization name, organization, organisation, agency, name, program, clinic, clinic name,
 business name, dba, dba name, location name, treatment center, center name, company, licensee
program: name2, program name 2, sub program, unit, branch, division, program
street: street1, address1, address line 1, address line1, street address, site address, address,
 street, physical address, location address, addr, addr1, facility address, street 1, address 1,
 mailing address, street name, provider address
street2: street2, address2, address line 2, address line2, suite, unit, addr2, street 2, address 2,
 apt, room, floor
city: city, town, municipality, site city, city name, facility city, city town, locality
state: state, st, state code, state abbreviation, site state, state name, facility state, province
zip: zip, zip code, zipcode, postal code, postcode, zip5, site postal code, site zip, facility zip,
 postal, zip plus 4
county: county, county name, parish, facility county
phone: phone, telephone, phone number, telephone number, main phone, phone1, phone 1, tel,
 site telephone number, contact phone, business phone, office phone, contact number, contact tel
intake: intake, intake phone, intake number, intake1, intake line, admissions, admissions phone,
 admission phone
hotline: hotline, hotline1, crisis line, crisis phone, helpline, 24 hour line
website: website, url, web site, web, homepage, web address, site web address, web page, link
latitude: latitude, lat, y, geocoded y, y coordinate, lat wgs84, ycoord, geocoding artifact address
 primary y coordinate, point y
longitude: longitude, lon, long, lng, x, geocoded x, x coordinate, lon wgs84, xcoord, geocoding
 artifact address primary x coordinate, point x
coordinates: coordinates, location, geom, geometry, point, lat long, latlong, lat lng, georeference,
 geo, position, gps, location 1, lon lat, long lat
city_line: city state zip, citystatezip, city state, city st zip, location, city and state
address: full address, address, complete address, location, mailing address
identifier: license number, licence number, license no, licence no, lic no, license, licence,
 license id, certificate number, certification number, permit number, provider id, facility id,
 npi, record id, lic number, registration number
valid_until: license expiration, expiration date, expiration, expires, expiry, expiry date,
 valid until, license expiration date, licence expiry, exp date, expires on, valid through
status: license status, licence status, status, certification status
"""


def _read(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in text.replace("\n ", " ").strip().splitlines():
        field, _, words = line.partition(":")
        found[field] = tuple(dict.fromkeys(fold(word) for word in words.split(",")))
    return found


HEADER_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(_read(_WORDS))


def likeness(title: str, field: str) -> float:
    """How much a column's title speaks for a field, 0 to 1.

    >>> likeness("ZIP Code", "zip"), likeness("Program ZIP", "zip") > 0.4, likeness("Zest", "zip")
    (1.0, True, 0.0)
    """
    name = fold(title)
    words = HEADER_WORDS[field]
    if name in words:
        # Earlier words are surer: "facility name" before "program".
        return 1.0 - 0.3 * words.index(name) / len(words) if words.index(name) else 1.0
    parts = "".join(letter if letter.isalnum() else " " for letter in title.casefold()).split()
    if len(parts) > 5:
        return 0.0
    inside = {fold("".join(parts[at:to])) for at in range(len(parts)) for to in range(at + 1, 6)}
    return 0.5 if inside & set(words) else 0.0
