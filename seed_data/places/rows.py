"""A row of a place table: what it holds, how rows are averaged, read and written."""

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from finder.places.point import Point


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a ZIP, a city or a county; `county` is a five-digit FIPS code."""

    name: str
    state: str
    lat: float
    lon: float
    population: int | None = None
    county: str = ""
    city: str = ""

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lon)


def mean(rows: list[Row]) -> Row:
    """The mean point of ZIPs, weighted by people (plain when none are counted), and the people."""
    # On the unit sphere, so that the Aleutians on both sides of 180° do not average to Europe.
    people = [row.population or 0 for row in rows]
    weights = people if any(people) else [1] * len(rows)
    parts: list[tuple[float, float, float]] = []
    for row, weight in zip(rows, weights, strict=True):
        lat, lon = math.radians(row.lat), math.radians(row.lon)
        across = weight * math.cos(lat)
        parts.append((across * math.cos(lon), across * math.sin(lon), weight * math.sin(lat)))
    x, y, z = (math.fsum(axis) for axis in zip(*parts, strict=True))
    lat, lon = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    return Row("", rows[0].state, round(lat, 4), round(lon, 4), sum(people) or None)


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, header: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write a table: UTF-8, LF, floats as short as they read back, unknown as nothing."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
