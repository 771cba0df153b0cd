"""Locate: a cleaned record gets its point, or a problem says why it cannot have one.

The source's coordinates are believed when they lie near the ZIP or the city; else the ZIP's point
is taken, else the city's, else a geocoder is asked if one is configured; the one door to geopy.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service

from finder.errors import ConfigError
from finder.facility import COUNTY_LOOKED_UP, Listing, Position
from finder.importing.clean import Cleaned
from finder.importing.record import Problem, Weight
from finder.places import Gazetteer, Place, PlaceKind, Point
from finder.sentence import Sentence, said

Geocoder = Callable[[str], tuple[float, float] | None]

# How far a facility may be from the point of its ZIP or its city. Of 9,464 facilities with true
# coordinates 99.9 % are within 33 miles of their ZIP's point; the five beyond 50 (68 to 195 miles:
# Houston placed in San Antonio) are all wrong, and none lies between 36 and 68.
BELIEVED_MILES = 50.0
# Latitudes and longitudes of the states and territories: Samoa to Alaska, Guam round to Maine.
_SOUTH, _NORTH, _EAST, _FAR_WEST = -15.0, 72.0, -64.0, 130.0
# The public servers of OpenStreetMap allow one question a second.
_SECONDS_BETWEEN = 1.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an address says it is: its ZIP's and its city's place as far as they can be trusted."""

    zip_place: Place | None
    city_place: Place | None

    def near(self, point: Point) -> bool:
        """Whether the point is near either of them."""
        places = (self.zip_place, self.city_place)
        return any(place and place.point.miles_to(point) <= BELIEVED_MILES for place in places)


def locate(
    cleaned: Cleaned, gazetteer: Gazetteer, geocoder: Geocoder | None = None
) -> tuple[Listing | None, tuple[Problem, ...]]:
    """The listing with its point, state and county, and what was wrong; None if nothing places it.

    `geocoder` gets an address on one line and gives (latitude, longitude), or None.
    """
    problems: list[Problem] = []
    settled, spot = _settle(cleaned, gazetteer, problems)
    found = _given(settled, spot, problems) or _about(spot) or _asked(settled, geocoder)
    if found is None:
        problems.append(
            Problem(
                cleaned.where,
                "address",
                Sentence(cleaned.address.line),
                said("a ZIP or a city and state that can be placed; skipped"),
                Weight.SKIPPED,
            )
        )
        return None, tuple(problems)
    point, position = found
    address = replace(settled.address, county=_county(settled, gazetteer))
    looked_up = address.county and not settled.address.county
    listing = Listing(
        name=settled.name,
        program=settled.program,
        address=address,
        phones=settled.phones,
        website=settled.website,
        codes=settled.codes,
        point=point,
        position=position,
        remarks=settled.remarks,
        credentials=settled.credentials,
        said=(*settled.said, COUNTY_LOOKED_UP) if looked_up else settled.said,
    )
    return listing, tuple(problems)


def _settle(
    cleaned: Cleaned, gazetteer: Gazetteer, problems: list[Problem]
) -> tuple[Cleaned, _Spot]:
    """The record with its state set right, and the places of its ZIP and city worth trusting."""
    address = cleaned.address
    by_zip = gazetteer.zip_point(address.zip) if address.zip else None
    by_city = gazetteer.city(address.city, address.state) if address.city else None
    if by_zip is None or by_zip.state == address.state:
        if address.zip and by_zip is None:
            problems.append(
                _note(cleaned, "zip", address.zip, said("a ZIP in use; it is not known"))
            )
        return cleaned, _Spot(by_zip, by_city)
    here = _Spot(by_zip, by_city)
    if by_city is not None and here.zip_place and _Spot(by_zip, None).near(by_city.point):
        return cleaned, here  # a ZIP that crosses the state line
    city_there = gazetteer.city(address.city, by_zip.state) if address.city else None
    if (city_there and by_city is None) or _same_county(address.county, by_zip.county):
        if address.state:
            problems.append(
                _note(
                    cleaned,
                    "state",
                    address.state,
                    said(
                        "%(state)s, where ZIP %(zip)s and the city or county lie; so taken",
                        state=by_zip.state,
                        zip=address.zip,
                    ),
                )
            )
        own = (*cleaned.said, ("state", address.state)) if address.state else cleaned.said
        settled = replace(cleaned, address=replace(address, state=by_zip.state), said=own)
        return settled, _Spot(by_zip, city_there)
    return _contradictory(cleaned, by_zip, by_city, problems)


def _contradictory(
    cleaned: Cleaned, by_zip: Place, by_city: Place | None, problems: list[Problem]
) -> tuple[Cleaned, _Spot]:
    """A ZIP of another state, and no city or county to bear it out: it is not trusted."""
    address = cleaned.address
    if not address.state and by_city is None:
        settled = replace(cleaned, address=replace(address, state=by_zip.state))
        return settled, _Spot(by_zip, None)
    problems.append(
        _note(
            cleaned,
            "zip",
            address.zip,
            said(
                "a ZIP in %(state)s; this one is in %(other)s and is not trusted",
                state=address.state,
                other=by_zip.state,
            ),
        )
    )
    return cleaned, _Spot(None, by_city)


def _given(cleaned: Cleaned, spot: _Spot, problems: list[Problem]) -> tuple[Point, Position] | None:
    """The source's coordinates, if they can be believed; turned round if they then fit."""
    lat, lon = cleaned.latitude, cleaned.longitude
    if not (lat or lon):
        return None
    point, turned = Point.parse(lat, lon), Point.parse(lon, lat)
    anywhere = spot.zip_place is None and spot.city_place is None
    fits = _in_the_country if anywhere else spot.near
    if point and _in_the_country(point) and fits(point):
        return point, Position.EXACT
    found = f"{lat}, {lon}"[:60]
    if turned and _in_the_country(turned) and fits(turned):
        problems.append(
            _note(cleaned, "coordinates", found, said("latitude before longitude; turned round"))
        )
        return turned, Position.EXACT
    place = spot.zip_place or spot.city_place
    expected = said("a point near its ZIP or city; not believed")
    if place and point:
        expected = said(
            "a point near its ZIP or city, not %(miles)s miles off; not believed",
            miles=f"{place.point.miles_to(point):.0f}",
        )
    problems.append(_note(cleaned, "coordinates", found, expected))
    return None


def _in_the_country(point: Point) -> bool:
    """Whether any state or territory could be there; 0, 0 is in the Gulf of Guinea."""
    return _SOUTH <= point.lat <= _NORTH and (point.lon <= _EAST or point.lon >= _FAR_WEST)


def _about(spot: _Spot) -> tuple[Point, Position] | None:
    if spot.zip_place:
        return spot.zip_place.point, Position.ZIP
    return (spot.city_place.point, Position.CITY) if spot.city_place else None


def _asked(cleaned: Cleaned, geocoder: Geocoder | None) -> tuple[Point, Position] | None:
    """What the geocoder makes of the address; it is asked only of addresses nothing else places."""
    answer = geocoder(cleaned.address.line) if geocoder and cleaned.address.line else None
    point = Point.parse(*answer) if answer else None
    if point is None or not _in_the_country(point):
        return None
    return point, Position.EXACT if cleaned.address.street else Position.CITY


def _county(cleaned: Cleaned, gazetteer: Gazetteer) -> str:
    """The county by its full name: the source's, else the ZIP's."""
    address = cleaned.address
    by_zip = gazetteer.county_of(address.zip)
    if not address.county or _same_county(address.county, by_zip):
        return by_zip
    if not address.state:
        return address.county
    found = gazetteer.find(f"{address.county.removesuffix(' County')} County, {address.state}")
    whole = isinstance(found, Place) and found.kind is PlaceKind.COUNTY
    return found.name if isinstance(found, Place) and whole else address.county


def _same_county(short: str, full: str) -> bool:
    """Whether `Suffolk` can be `Suffolk County`."""
    return bool(short) and f"{full} ".casefold().startswith(f"{short} ".casefold())


def _note(cleaned: Cleaned, column: str, found: str, expected: Sentence) -> Problem:
    return Problem(cleaned.where, column, Sentence(found), expected)


def geopy_geocoder(name: str, domain: str) -> Geocoder:
    """A geocoder by geopy's name for it (`nominatim`) at a server's domain, one question a second.

    A server that does not answer is an address not found; raises `ConfigError` for a name that
    geopy does not know.
    """
    try:
        service = get_geocoder_for_service(name)(domain=domain, user_agent="treatment-finder")
    except (GeopyError, TypeError) as error:
        raise ConfigError(f"FINDER_GEOCODER: geopy has no geocoder {name!r} like that.") from error
    ask = RateLimiter(
        service.geocode,
        min_delay_seconds=_SECONDS_BETWEEN,
        error_wait_seconds=_SECONDS_BETWEEN,
        max_retries=1,
        swallow_exceptions=True,
    )

    def geocode(address: str) -> tuple[float, float] | None:
        found = ask(address)
        return (found.latitude, found.longitude) if found else None

    return geocode
