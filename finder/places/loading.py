"""Loading the place tables of seed_data/places into a gazetteer, and refusing broken ones."""

import csv
from array import array
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from finder.errors import SeedDataError
from finder.places import reading
from finder.places.columns import Cities, Zips, point_at, steps
from finder.places.gazetteer import Gazetteer
from finder.places.names import fold, key, key_of_words
from finder.places.place import Place, PlaceKind
from finder.places.register import Counties, Register

ZIP_COLUMNS = "zip,city,state,county,lat,lon,population"
CITY_COLUMNS = "city,state,lat,lon,population"
COUNTY_COLUMNS = "fips,county,state,lat,lon,population"
STATE_COLUMNS = "code,name,spanish,lat,lon,population,aliases"
ALIAS_COLUMNS = "alias,name,state,kind"


def load_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer from the five tables in `folder`; raises SeedDataError naming file and line."""
    states, state_codes = _load_states(folder / "states.csv")
    counties, county_names = _load_counties(folder / "counties.csv")
    one_string: dict[str, str] = {}  # a name is held once, however many rows have it
    cities = _load_cities(folder / "cities.csv", one_string)
    zips = _load_zips(folder / "zips.csv", one_string, county_names)
    aliases = _load_aliases(folder / "aliases.csv", cities, counties)
    return Gazetteer(zips, Register(cities, counties, states, state_codes, aliases))


def _load_states(path: Path) -> tuple[dict[str, Place], dict[str, str]]:
    """States by code, and the code of each name squeezed to lower-case letters."""
    states: dict[str, Place] = {}
    codes: dict[str, str] = {}

    def take(row: list[str]) -> None:
        code, name, spanish, lat, lon, people, aliases = row
        states[code] = Place(
            name, PlaceKind.STATE, code, point_at(steps(lat), steps(lon)), population=_count(people)
        )
        for known in (code, name, spanish, *aliases.split(";")):
            squeezed = "".join(fold(known))
            if squeezed:
                codes[squeezed] = code
        for known in filter(None, (name, spanish)):
            squeezed = "".join(fold(known))
            codes[f"{squeezed}state"] = codes[f"stateof{squeezed}"] = codes[
                f"estadode{squeezed}"
            ] = code

    _read(path, STATE_COLUMNS, take)
    return states, codes


def _load_counties(path: Path) -> tuple[Counties, dict[str, str]]:
    """The counties, and the name of each by its FIPS code."""
    places: list[Place] = []
    names: dict[str, str] = {"": ""}
    by_name: defaultdict[str, list[Place]] = defaultdict(list)
    by_bare_name: defaultdict[str, list[Place]] = defaultdict(list)

    def take(row: list[str]) -> None:
        fips, name, state, lat, lon, people = row
        point = point_at(steps(lat), steps(lon))
        place = Place(name, PlaceKind.COUNTY, state, point, population=_count(people))
        places.append(place)
        names[fips] = name
        words = fold(name)
        bare = reading.county_name(words)
        if bare is None and name.endswith(" city"):
            bare = words[:-1]  # an independent city, which stands beside counties
        by_name[key_of_words(words)].append(place)
        by_bare_name[key_of_words(bare or words)].append(place)

    _read(path, COUNTY_COLUMNS, take)
    places.sort(key=lambda place: (place.state, place.name))
    return Counties(tuple(places), _frozen(by_name), _frozen(by_bare_name)), names


def _load_cities(path: Path, one_string: dict[str, str]) -> Cities:
    rows: list[tuple[str, int, str, str, int, int]] = []

    def take(row: list[str]) -> None:
        name, state, lat, lon, people = row
        name = one_string.setdefault(name, name)
        state = one_string.setdefault(state, state)
        name_key = key(name)
        name_key = one_string.setdefault(name_key, name_key)
        rows.append((name_key, -_count(people), state, name, steps(lat), steps(lon)))

    _read(path, CITY_COLUMNS, take)
    rows.sort()
    return Cities(
        keys=[row[0] for row in rows],
        names=[row[3] for row in rows],
        states=[row[2] for row in rows],
        lats=array("i", [row[4] for row in rows]),
        lons=array("i", [row[5] for row in rows]),
        populations=array("i", [-row[1] for row in rows]),
    )


def _load_zips(path: Path, one_string: dict[str, str], county_names: dict[str, str]) -> Zips:
    zips = Zips(array("i"), [], [], [], array("i"), array("i"), array("i"))

    def take(row: list[str]) -> None:
        code, city, state, county, lat, lon, people = row
        if not (len(code) == 5 and code.isascii() and code.isdigit()):
            raise ValueError("a ZIP has five digits")
        zips.codes.append(int(code))
        zips.cities.append(one_string.setdefault(city, city))
        zips.states.append(one_string.setdefault(state, state))
        zips.counties.append(county_names[county])
        zips.lats.append(steps(lat))
        zips.lons.append(steps(lon))
        zips.populations.append(_count(people))

    _read(path, ZIP_COLUMNS, take)
    if any(code >= after for code, after in zip(zips.codes, zips.codes[1:], strict=False)):
        raise SeedDataError(f"{path.name}: ZIPs must rise, each standing once")
    return zips


def _load_aliases(path: Path, cities: Cities, counties: Counties) -> dict[str, tuple[Place, ...]]:
    """Nicknames by key, each with the places it stands for."""
    aliases: defaultdict[str, list[Place]] = defaultdict(list)

    def take(row: list[str]) -> None:
        alias, name, state, kind = row
        if PlaceKind(kind) is PlaceKind.COUNTY:
            named = counties.named(fold(name), state)
        else:
            named = cities.named(key(name), state)
        if len(named) != 1:
            raise ValueError(f"{len(named)} places of this name and state")
        aliases[key(alias)] += named

    _read(path, ALIAS_COLUMNS, take)
    return _frozen(aliases)


def _read(path: Path, columns: str, take: Callable[[list[str]], None]) -> None:
    """Hand each row of a table to `take`; anything wrong with it becomes a SeedDataError."""
    expected = columns.split(",")
    line = 1
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            if next(reader, []) != expected:
                raise ValueError(f"it must say {columns}")
            for row in reader:
                line = reader.line_num
                if len(row) != len(expected):
                    raise ValueError(f"{len(row)} columns where {len(expected)} belong")
                take(row)
    except (OSError, csv.Error, KeyError, ValueError, OverflowError) as error:
        raise SeedDataError(f"{path.name}, line {line}: {error}") from error


def _count(people: str) -> int:
    """People counted; unknown, an empty cell, is 0."""
    return int(people) if people else 0


def _frozen(found: dict[str, list[Place]]) -> dict[str, tuple[Place, ...]]:
    return {name: tuple(places) for name, places in found.items()}
