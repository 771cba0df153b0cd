"""Listed: what is judged of a facility: the rows of the 2023 workbook, and the hits of an answer.

The workbook has no positions: they come from the file with coordinates where it has the same name,
street and ZIP, and from the gazetteer's ZIP else.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from bench.real_directory import CHECKOUT
from finder.places import Gazetteer, Point
from finder.places.names import key

SAMHSA = CHECKOUT.parent / "shared" / "data" / "samhsa"
WORKBOOK = SAMHSA / "national-directory-su-2023.xlsx"
COORDINATES = SAMHSA / "su-2023-with-coordinates.csv"
_COUNTY_WORDS = (" county", " parish", " borough", " municipio", " census area", " municipality")

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A facility as far as it is judged. `town` is the key of its city, and its state; `counties`
    has the one the file says and the one its ZIP mostly lies in, for they differ along a border."""

    name: str
    town: tuple[str, str]
    zip: str
    counties: frozenset[str]
    point: Point
    codes: frozenset[str]

    @property
    def state(self) -> str:
        """Its two-letter code."""
        return self.town[1]


def county_key(name: str) -> str:
    """A county's name in one spelling, without the word County or its like."""
    plain = name.lower().strip()
    for word in _COUNTY_WORDS:
        plain = plain.removesuffix(word)
    return key(plain)


def of_hit(hit: Mapping[str, Any], gazetteer: Gazetteer) -> Listed:
    """A hit of /search.json, by its own codes and position."""
    counties = (hit.get("county") or "", gazetteer.county_of(hit["zip"]))
    return Listed(
        name=hit["name"],
        town=(key(hit["city"]), hit["state"]),
        zip=hit["zip"],
        counties=frozenset(county_key(each) for each in counties if each),
        point=Point(hit["lat"], hit["lon"]),
        codes=frozenset(hit["codes"]),
    )


def everything(gazetteer: Gazetteer) -> tuple[Listed, ...]:
    """Every row of the workbook whose place is known: the directory, read past the product."""
    exact = _exact(COORDINATES)
    header, *rows = CalamineWorkbook.from_path(WORKBOOK).get_sheet_by_index(0).to_python()
    names = [str(each).lower() for each in header]
    found = (
        _listed(dict(zip(names, map(str, row), strict=True)), exact, gazetteer) for row in rows
    )
    return tuple(each for each in found if each is not None)


def _exact(path: Path) -> dict[tuple[str, str, str], tuple[Point, str]]:
    """Point and county by name, street and ZIP."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            _same(row): (Point(float(row["latitude"]), float(row["longitude"])), row["county"])
            for row in csv.DictReader(file)
        }


def _listed(
    row: Fields, exact: Mapping[tuple[str, str, str], tuple[Point, str]], gazetteer: Gazetteer
) -> Listed | None:
    known = exact.get(_same(row))
    at_zip = gazetteer.zip_point(_zip(row))
    if known is None and at_zip is None:
        return None
    point = known[0] if known else at_zip.point if at_zip else None
    assert point is not None
    counties = (known[1] if known else "", gazetteer.county_of(_zip(row)))
    return Listed(
        name=row["name1"].strip(),
        town=(key(row["city"]), row["state"].strip()),
        zip=_zip(row),
        counties=frozenset(county_key(each) for each in counties if each),
        point=point,
        codes=frozenset(row["service_code_info"].replace("*", " ").split()),
    )


def _zip(row: Fields) -> str:
    return row["zip"].split("-")[0].removesuffix(".0").zfill(5)


def _same(row: Fields) -> tuple[str, str, str]:
    return key(row["name1"]), key(row["street1"]), _zip(row)
