"""The place tables as shipped: what they cover, what they cost, and how broken ones are refused."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from finder.errors import SeedDataError
from finder.places import Gazetteer, PlaceKind, Point, load_gazetteer


def facilities(shared_data: Path) -> list[dict[str, str]]:
    path = shared_data / "samhsa" / "su-2023-with-coordinates.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_shipped_tables_have_no_problems(gazetteer: Gazetteer) -> None:
    assert gazetteer.problems() == []


def test_the_shipped_tables_are_whole(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.zips.codes) == 41_885
    assert len(gazetteer.cities_in("OH")) > 1_000
    assert len(gazetteer.counties("OH")) == 88
    assert len(gazetteer.states()) == 59
    assert sum(len(gazetteer.counties(state.state)) for state in gazetteer.states()) == 3_229


def test_every_zip_of_the_2023_directory_is_known(gazetteer: Gazetteer, shared_data: Path) -> None:
    zips = {row["zip"][:5] for row in facilities(shared_data)}
    assert [code for code in sorted(zips) if gazetteer.zip_point(code) is None] == []


def test_nearly_every_city_of_the_2023_directory_is_known(
    gazetteer: Gazetteer, shared_data: Path
) -> None:
    pairs = {(row["city"], row["state"]) for row in facilities(shared_data)}
    missing = [pair for pair in pairs if gazetteer.city(*pair) is None]
    assert len(missing) <= 0.001 * len(pairs), missing


def test_zip_points_are_about_a_mile_from_the_facilities(
    gazetteer: Gazetteer, shared_data: Path
) -> None:
    errors = []
    for row in facilities(shared_data):
        place = gazetteer.zip_point(row["zip"][:5])
        assert place is not None
        truth = Point(float(row["latitude"]), float(row["longitude"]))
        errors.append(place.point.miles_to(truth))
    errors.sort()
    assert errors[len(errors) // 2] < 1.3
    assert errors[len(errors) * 99 // 100] < 10


def test_a_zip_knows_its_city_and_county(gazetteer: Gazetteer) -> None:
    place = gazetteer.zip_point("44301")
    assert place is not None
    assert (place.kind, place.city, place.county) == (PlaceKind.ZIP, "Akron", "Summit County")
    assert gazetteer.county_of("44301") == "Summit County"
    assert gazetteer.county_of("00000") == ""


@pytest.mark.parametrize("odd", ["", "4430", "443011", "4430a", "٤٤٣٠١", "-4430", " 44301"])
def test_a_zip_is_five_digits_and_nothing_else(gazetteer: Gazetteer, odd: str) -> None:
    assert gazetteer.zip_point(odd) is None


def test_a_zip_without_a_known_city_has_a_label_all_the_same(gazetteer: Gazetteer) -> None:
    place = gazetteer.zip_point("01133")
    assert place is not None
    assert place.label == "ZIP 01133 (MA)"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("oh", "OH"),
        ("Ohio", "OH"),
        ("N. Carolina", "NC"),
        ("Carolina del Norte", "NC"),
        ("d.c.", "DC"),
        ("U.S. Virgin Islands", "VI"),
        ("new york", "NY"),
    ],
)
def test_a_state_goes_by_its_code_and_its_names(gazetteer: Gazetteer, text: str, code: str) -> None:
    state = gazetteer.state(text)
    assert state is not None
    assert state.state == code


def test_an_unknown_state_is_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.state("") is None
    assert gazetteer.state("Ontario") is None
    assert gazetteer.city("Toronto", "ON") is None


def test_a_city_of_the_directory_is_found_in_its_spelling(gazetteer: Gazetteer) -> None:
    for name, state in [("Coeur d Alene", "ID"), ("Glendale Luke AFB", "AZ"), ("Yap", "FM")]:
        assert gazetteer.city(name, state) is not None


def test_the_gazetteer_stays_small(seed_data: Path) -> None:
    program = """
import resource, sys
import numpy, rapidfuzz.process
from pathlib import Path
from finder.places import load_gazetteer
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
load_gazetteer(Path(sys.argv[1]))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print((after - before) / (2**20 if sys.platform == "darwin" else 1024))
"""
    command = [sys.executable, "-c", program, str(seed_data / "places")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert float(said) < 30


BREAKAGES = {
    "zips.csv": [
        ("44301,", "4430x,"),
        ("44301,", "44302,"),
        ("41.0449", "north"),
        ("zip,city", "city,zip"),
        ("44301,Akron", "44301,Akron,extra"),
        ("44301,Akron,OH,39153", "44301,Akron,OH,99999"),
    ],
    "cities.csv": [("Akron,OH,", "Akron,OH,nan")],
    "states.csv": [("Ohio,,40.", "Ohio,,140.")],
    "aliases.csv": [("Philly,Philadelphia,PA", "Philly,Philadelphia,ZZ"), (",city", ",town")],
}


@pytest.mark.parametrize(
    ("table", "good", "bad"),
    [(table, good, bad) for table, changes in BREAKAGES.items() for good, bad in changes],
)
def test_a_broken_table_is_refused_by_name(
    seed_data: Path, tmp_path: Path, table: str, good: str, bad: str
) -> None:
    for path in (seed_data / "places").glob("*.csv"):
        shutil.copy(path, tmp_path)
    text = (tmp_path / table).read_text(encoding="utf-8")
    assert good in text
    (tmp_path / table).write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(SeedDataError, match=table):
        load_gazetteer(tmp_path)


def test_a_missing_table_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SeedDataError, match="states.csv"):
        load_gazetteer(tmp_path)


def test_a_wrong_state_is_a_problem_and_not_a_crash(seed_data: Path, tmp_path: Path) -> None:
    for path in (seed_data / "places").glob("*.csv"):
        shutil.copy(path, tmp_path)
    text = (tmp_path / "zips.csv").read_text(encoding="utf-8")
    (tmp_path / "zips.csv").write_text(
        text.replace("44301,Akron,OH", "44301,Akron,ZZ").replace("41.0449", "-41.0449"),
        encoding="utf-8",
    )
    found = load_gazetteer(tmp_path).problems()
    assert any("ZIP 44301 is in an unknown state" in problem for problem in found)
    assert any("ZIP 44301 is not in the United States" in problem for problem in found)
