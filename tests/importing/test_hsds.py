"""HSDS: packages of two versions, nested and flat, with real data's loose ends."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from finder.errors import Unreadable
from finder.importing.hsds import read
from finder.importing.profile import Profile, ServiceColumn
from finder.importing.recognition import recognise
from finder.importing.record import Weight
from finder.wiring import Parts
from tests.builders import vocabulary
from tests.importing.sources import bytes_file, everything, zip_file

ORGANIZATION = {"id": "o1", "name": "Example Hope", "website": "http://hope.example"}
DETOX = {"id": "s1", "organization_id": "o1", "name": "Withdrawal unit", "status": "active"}
PANTRY = {"id": "s2", "organization_id": "o1", "name": "Food pantry", "status": "active"}
CLOSED = {"id": "s3", "organization_id": "gone", "name": "Detox", "status": "defunct"}
PLACE = {"id": "l1", "organization_id": "o1", "name": "Main house"}
STORE = {"id": "l2", "organization_id": "o1", "name": "Store"}
EMPTY = {"id": "l3", "organization_id": "o1", "name": "Old house"}
TERM = {"id": "t1", "code": "RX-1", "name": "Detoxification", "taxonomy": "example"}


def address(id: str, location: str, **more: str) -> dict[str, str]:
    given = {"city": "Akron", "state_province": "OH", "postal_code": "44301"}
    return {"id": id, "location_id": location, "address_1": "1 Elm Street", **given, **more}


VERSION_3: dict[str, list[dict[str, str]]] = {
    "organizations": [ORGANIZATION],
    "services": [DETOX, PANTRY, CLOSED],
    "locations": [PLACE, STORE, EMPTY],
    "service_at_location": [
        {"id": "a1", "service_id": "s1", "location_id": "l1"},
        {"id": "a2", "service_id": "s2", "location_id": "l2"},
        {"id": "a3", "service_id": "s3", "location_id": "l3"},
        {"id": "", "service_id": "s9", "location_id": "l1"},
    ],
    "addresses": [
        address("d1", "l1", address_1="Box 9", address_type="postal"),
        address("d2", "l1", address_type="physical"),
        address("d3", "l2", address_1="2 Elm Street"),
        address("d4", "l3", address_1="3 Elm Street"),
    ],
    "phones": [
        {"id": "p1", "organization_id": "o1", "number": "330-555-0199", "type": "voice"},
        {"id": "p2", "location_id": "l1", "number": "330-555-0142", "type": "voice"},
        {"id": "p3", "location_id": "l1", "number": "330-555-0143", "type": "fax"},
    ],
    "attributes": [{"id": "x1", "link_id": "s1", "taxonomy_term_id": "t1"}],
    "taxonomy_terms": [TERM],
    "languages": [{"id": "g1", "service_id": "s1", "name": "Spanish"}],
}
# The same as version 1.1 says it.
VERSION_1 = {
    **{name: VERSION_3[name] for name in ("services", "locations", "phones")},
    "organizations": [{"id": "o1", "name": "Example Hope", "url": "http://hope.example"}],
    "services_at_location": VERSION_3["service_at_location"],
    "physical_addresses": VERSION_3["addresses"][1:],
    "postal_addresses": VERSION_3["addresses"][:1],
    "services_taxonomy": [{"id": "x1", "service_id": "s1", "taxonomy_id": "t1"}],
    "taxonomy": [{"id": "t1", "name": "Detoxification", "vocabulary": "example"}],
    "languages": [{"id": "g1", "service_id": "s1", "language": "Spanish"}],
}


def table(rows: Sequence[Mapping[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def package(folder: Path, tables: Mapping[str, Sequence[Mapping[str, str]]]) -> Path:
    members = {f"data/{name}.csv": table(rows) for name, rows in tables.items()}
    return zip_file(folder, members, name="hsds.zip")


def nested(folder: Path) -> Path:
    place = {**PLACE, "addresses": VERSION_3["addresses"][:2], "phones": VERSION_3["phones"][1:]}
    service = {
        **DETOX,
        "organization": {**ORGANIZATION, "phones": VERSION_3["phones"][:1]},
        "attributes": [{"id": "x1", "taxonomy_term": TERM}],
        "languages": [{"id": "g1", "name": "Spanish"}],
        "service_at_locations": [{"id": "a1", "location": place}],
    }
    page = {"total_items": 1, "total_pages": 1, "contents": [service]}
    return bytes_file(folder, json.dumps(page).encode(), name="services.json")


def folder_of(folder: Path) -> Path:
    for name, rows in VERSION_3.items():
        (folder / f"{name}.csv").write_text(table(rows), encoding="utf-8")
    return folder


def tabular(folder: Path) -> Path:
    content = json.dumps({f"{name}.csv": rows for name, rows in VERSION_3.items()})
    return bytes_file(folder, content.encode(), name="tabular.json")


SHAPES = {
    "3.0 zip": lambda folder: package(folder, VERSION_3),
    "1.1 zip": lambda folder: package(folder, VERSION_1),
    "folder": folder_of,
    "tabular JSON": tabular,
    "nested JSON": nested,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_package_of_any_shape_gives_the_place_that_treats_people(tmp_path: Path, shape: str):
    edition = read(SHAPES[shape](tmp_path), vocabulary())
    (place,), _ = everything(edition)
    assert (place.name, place.program) == ("Example Hope", "Withdrawal unit")
    assert (place.street, place.city, place.zip) == ("1 Elm Street", "Akron", "44301")
    assert place.phones == (("main", "330-555-0142"),)  # not the office's, and not the fax
    assert place.website == "http://hope.example"
    assert {"DT", "TERM:DETOX"} & set(place.codes)
    assert "TERM:SPANISH" in place.codes


def test_what_is_no_treatment_or_is_over_is_left_out_and_told_of(tmp_path: Path):
    edition = read(package(tmp_path, VERSION_3), vocabulary())
    everything(edition)
    told = {each.where: each for each in edition.problems}
    assert told["location l2"].found == "Food pantry"
    assert told["location l3"].found == "defunct"
    assert {told[f"location l{n}"].weight for n in (2, 3)} == {Weight.LEFT_OUT}
    ends = [str(each) for each in edition.problems if each.where.endswith(".csv")]
    assert any("service is not in the package" in each for each in ends)
    assert any("organization is not in the package" in each for each in ends)
    assert edition.rows == 3

    edition = read(package(tmp_path, VERSION_3), vocabulary(), anyway=True)
    records, _ = everything(edition)
    assert [each.program for each in records] == ["Withdrawal unit", "Food pantry"]


def test_a_profile_says_what_a_taxonomy_means(tmp_path: Path):
    words = {"RX-1": ("detox-hospital",), "food pantry": ("aftercare",)}
    services = tuple(ServiceColumn(column, words) for column in ("taxonomy", "service"))
    profile = Profile(name="region", services=services)
    edition = read(package(tmp_path, VERSION_3), vocabulary(), anyway=True, profile=profile)
    house, store = everything(edition)[0]
    assert "TERM:DETOX-HOSPITAL" in house.codes
    assert store.codes == ("TERM:AFTERCARE",)


def test_a_package_comes_in_and_goes_again(parts: Parts, tmp_path: Path):
    file = package(tmp_path, VERSION_1)
    found = recognise(file, vocabulary())
    assert (found.reader, found.kind) == ("hsds", "an Open Referral package (HSDS)")
    assert "3 locations" in found.evidence[0]
    preview = parts.importer.preview(file, reader="hsds", as_of=date(2026, 5, 1))
    parts.importer.publish(preview, by="ann")
    (place,) = (each for each in parts.directory.all() if not each.invented)
    assert place.name == "Example Hope"
    assert parts.importer.preview(file, reader="hsds", as_of=date(2026, 5, 1)).plan.nothing_new
    parts.directory.undo(1)
    assert not [each for each in parts.directory.all() if not each.invented]


@pytest.mark.parametrize(
    ("path", "records", "skipped"),
    [
        ("v1_1_sample_datapackage", 1, 8),
        ("spec_3_example/csv", 1, 0),
        ("spec_3_example/service_full.json", 1, 0),
        ("spec_3_example/organization_full.json", 1, 0),
        ("spec_3_example/tabular.json", 1, 0),
    ],
)
def test_the_official_samples_are_read(shared_data: Path, path: str, records: int, skipped: int):
    edition = read(shared_data / "hsds" / path, vocabulary(), anyway=True)
    found, weights = everything(edition)
    assert (len(found), weights.count(Weight.SKIPPED)) == (records, skipped)
    assert all(each.name for each in found)


def test_a_table_in_another_encoding_and_rows_without_ids_are_survived(tmp_path: Path):
    tables = {**VERSION_3, "locations": [PLACE, {"id": "", "name": "Nameless"}]}
    members: dict[str, str | bytes] = {f"{name}.csv": table(rows) for name, rows in tables.items()}
    members["organizations.csv"] = "id,name\no1,Peña House\n".encode("cp1252")
    edition = read(zip_file(tmp_path, members, name="h.zip"), vocabulary())
    (place,), weights = everything(edition)
    assert place.name == "Peña House"
    assert Weight.SKIPPED in weights


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{}", "no services and no locations"),
        (b'{"contents": [', "not whole, valid JSON"),
        (b"[" * 9000, "not whole, valid JSON"),
        (b"id,name\n1,a\n", "The file is no HSDS"),
        (b"PK\x03\x04 and nothing more", "The zip is damaged"),
    ],
)
def test_what_is_no_package_is_refused_in_a_sentence(tmp_path: Path, content: bytes, told: str):
    with pytest.raises(Unreadable, match=told):
        read(bytes_file(tmp_path, content), vocabulary())


def test_a_zip_that_unpacks_to_more_than_is_honest_is_refused(tmp_path: Path):
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", "id,name\n" + "a" * 120_000_000)
        archive.writestr("locations.csv", "id\n")
    with pytest.raises(Unreadable, match="The zip is damaged, encrypted, too large"):
        read(file, vocabulary())
