"""Circles: exact to a thousandth of a mile against the formula, within half a per cent of geodesic
against the real Earth."""

import csv
import random
from math import cos, radians
from pathlib import Path

import numpy as np
import pytest
from geopy.distance import geodesic

from finder.facility import Facility, Revision
from finder.places import PlaceKind, Point
from finder.search import circle
from finder.search.bitset import bits_of, full
from finder.search.circle import nearest, within
from finder.search.columns import Columns, columns_of, in_rows
from finder.search.request import RADII, SearchRequest, Sort, Where
from finder.search.snapshot import build, load
from finder.search.snapshot_view import SnapshotView
from tests.builders import STATE_NAMES, facility, place, vocabulary
from tests.search.cases import CLUSTERS, random_facilities

# The distance formula is within 0.36 % of geodesic; a facility this near the edge may fall on
# either side of it.
EDGE = 0.005
REAL = Path("samhsa", "su-2023-with-coordinates.csv")


@pytest.fixture(scope="module")
def rows() -> list[Facility]:
    return in_rows(random_facilities(random.Random(7), 800))


@pytest.fixture(scope="module")
def columns(rows: list[Facility]) -> Columns:
    return columns_of(rows, vocabulary())


def test_ranges_of_rows_never_lose_a_facility(rows: list[Facility], columns: Columns) -> None:
    chance = random.Random(11)
    for _ in range(1500):
        lat, lon, *_ = chance.choice(CLUSTERS)
        spread = chance.choice([0.1, 5, 60])
        lat = max(-90.0, min(90.0, lat + chance.uniform(-spread, spread)))
        lon = (lon + chance.uniform(-spread, spread) + 180) % 360 - 180
        miles = chance.choice([0, 1, 5, 17.3, 100, 700, 2500, 5000, 12_400, 13_000])
        some = within(columns, Point(lat, lon), miles).rows.tolist()
        every = circle.distances(columns, Point(lat, lon), np.arange(len(rows))).thousandths
        assert some == np.flatnonzero(every <= round(miles * 1000)).tolist(), (lat, lon, miles)


def test_distances_are_the_points_own_to_a_thousandth(
    rows: list[Facility], columns: Columns
) -> None:
    for lat, lon, *_ in CLUSTERS:
        here = Point(lat, lon)
        found = circle.distances(columns, here, np.arange(len(rows))).thousandths / 1000
        assert found.tolist() == [round(here.miles_to(each.point), 3) for each in rows]


@pytest.mark.parametrize("first", [1, 20, 500])
def test_growing_rings_find_the_same_nearest_as_looking_at_all(
    columns: Columns, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    everyone = full(len(columns))
    for lat, lon, *_ in CLUSTERS:
        here = Point(lat, lon)
        found = []
        for rings in (((5, 0), (25, 0), (400, 0)), ()):
            monkeypatch.setattr(circle, "_RINGS", rings)
            near = nearest(columns, here, among=everyone, first=first)
            found.append(np.sort(near.thousandths)[:first].tolist())
        assert found[0] == found[1]


def test_rings_look_only_among_the_rows_asked_for(
    columns: Columns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circle, "_RINGS", ((25, 0), (400, 0)))
    odd = np.arange(1, len(columns), 2)
    among = bits_of(odd, columns.words)
    near = nearest(columns, Point(39.7589, -84.1916), among=among, first=5)
    assert set(near.rows.tolist()) <= set(odd.tolist())


def test_circles_over_the_real_directory_agree_with_geodesic_distances(
    shared_data: Path, tmp_path: Path
) -> None:
    facilities = real_facilities(shared_data / REAL)
    points = {each.id: each.point for each in facilities}
    revision = Revision(1, "real")
    build(tmp_path, revision, facilities, vocabulary(), STATE_NAMES)
    view = SnapshotView.of(1, load(tmp_path, revision, vocabulary()), vocabulary())
    chance = random.Random(13)
    met = 0
    for _ in range(200):
        spot = chance.choice(facilities).point
        here = Point(
            max(-90, min(90, spot.lat + chance.gauss(0, 0.3))),
            max(-180, min(180, spot.lon + chance.gauss(0, 0.3))),
        )
        miles = chance.choice(RADII)
        where = Where(place(kind=PlaceKind.POINT, at=(here.lat, here.lon)), miles)
        request = SearchRequest(where=where, sort=Sort.NEAREST, size=len(facilities))
        found = view.find(request)
        surely, perhaps = geodesic_circle(points, here, miles)
        assert surely <= set(found.ids) <= surely | perhaps
        assert list(found.miles) == sorted(found.miles, key=lambda each: each or 0)
        met += len(found.ids)
    assert met > 5000, "the circles hold enough to mean something"


def real_facilities(file: Path) -> list[Facility]:
    """The rows of the 2023 directory for which true coordinates are known."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [
            facility(
                row["name1"],
                id=f"row-{number:05d}",
                program=row["name2"],
                city=row["city"],
                state=row["state"],
                county=row["county"],
                at=(float(row["latitude"]), float(row["longitude"])),
                has=row["service_code_info"].replace("*", " ").split(),
            )
            for number, row in enumerate(csv.DictReader(opened))
        ]


def geodesic_circle(
    points: dict[str, Point], here: Point, miles: float
) -> tuple[set[str], set[str]]:
    """Who surely lies in the circle, and who lies on its edge; a box leaves out who cannot."""
    tall = miles * (1 + EDGE) / 68.0
    wide = tall / max(0.01, cos(radians(abs(here.lat) + tall)))
    surely, perhaps = set(), set()
    for each, point in points.items():
        apart = abs(point.lon - here.lon)
        if abs(point.lat - here.lat) > tall or min(apart, 360 - apart) > wide:
            continue
        far = geodesic((here.lat, here.lon), (point.lat, point.lon)).miles
        if far <= miles * (1 - EDGE):
            surely.add(each)
        elif far <= miles * (1 + EDGE):
            perhaps.add(each)
    return surely, perhaps
