"""Anybody's table: two unseen lists, each imported by a suggested profile and nothing else."""

import csv
import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from finder.errors import BadProfile, Unreadable
from finder.facility import Position, Says
from finder.importing.profile import Condition, CredentialColumns, Profile, ServiceColumn
from finder.importing.profile_file import profile_from, write_profile
from finder.importing.record import Claim, Weight
from finder.importing.suggest import Suggestion, suggest
from finder.importing.table import read, try_rows
from finder.wiring import Parts
from tests.builders import vocabulary
from tests.importing.sources import bytes_file, csv_file, everything, workbook_file

MAY = date(2026, 5, 1)
# The towns have ZIPs that begin with zeros, and one of them an accent.
EAST = (
    ("Boston", "MA", "02118", (42.339, -71.072)), ("Newark", "NJ", "07102", (40.735, -74.172)),
    ("Hartford", "CT", "06106", (41.747, -72.693)), ("Portland", "ME", "04101", (43.661, -70.258)),
    ("Cayey", "PR", "00736", (18.112, -66.166)), ("Providence", "RI", "02903", (41.819, -71.412)),
)  # fmt: skip


def written(rows: list[list[str]], *, mark: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark).writerows(rows)
    return text.getvalue()


def otp_list(count: int = 60) -> list[list[str]]:
    """As opioid treatment programs are passed round: names under an odd heading, short ZIPs."""
    rows = [["Program ID", "Street", "City", "State", "Zip Code", "Phone", "Methadone", "Fax"]]
    for number in range(count):
        city, state, code, _ = EAST[number % len(EAST)]
        offers = ("Yes", "No", "")[number % 3]
        phone = f"202-555-{100 + number:04d}"
        name = f"Example Clínica Number {number}"
        street = f"{number + 1} Elm Street, Rear"
        rows.append([name, street, city, state, code.lstrip("0"), phone, offers, "202-555-0199"])
    return rows


def health_centers(count: int = 60) -> list[list[str]]:
    """As health centers are listed: X before Y, no ZIP, several services in one cell."""
    rows = [["Latitude", "Longitude", "Site Name", "Site City", "Site State", "Services Offered"]]
    for number in range(count):
        city, state, _, (lat, lon) = EAST[number % len(EAST)]
        services = ("Detox; Telehealth", "Outpatient", "Telehealth; Foot care")[number % 3]
        x, y = f"{lon + number / 1e4:.5f}", f"{lat:.5f}"
        rows.append([x, y, f"Example Health Center {number}", city, state, services])
    return rows


def suggested(file: Path, **more: str) -> Suggestion:
    return suggest(file, vocabulary(), **more)


def by_profile(parts: Parts, file: Path, profile: Profile):
    preview = parts.importer.preview(file, reader="table", as_of=MAY, profile=profile)
    parts.importer.publish(preview, by="ann", force=True)
    return preview.plan


def test_an_unseen_list_in_windows_1252_with_short_zips_comes_in_by_mapping_alone(
    parts: Parts, tmp_path: Path
):
    file = bytes_file(tmp_path, written(otp_list()).encode("cp1252"), name="otp.csv")
    made = suggested(file, name="otp")
    assert "Windows-1252" in made.form
    assert made.profile.columns["name"] == ("Program ID",)
    assert made.profile.columns["phone"] == ("Phone",)  # and never the fax
    assert made.profile.services[0].values == {"yes": ("methadone",)}

    plan = by_profile(parts, file, profile_from(write_profile(made.profile, made.remarks)))
    assert (plan.rows, len(plan.added), plan.weighing(Weight.SKIPPED)) == (60, 60, 0)
    told = [str(each) for each in plan.problems]
    assert any("zeros in front were put back" in each and "60 rows" in each for each in told)
    places = {each.name: each for each in parts.directory.all() if not each.invented}
    first, second = places["Example Clínica Number 0"], places["Example Clínica Number 4"]
    assert (first.address.zip, second.address.zip) == ("02118", "00736")
    assert first.address.street == "1 Elm Street, Rear"
    methadone, moud = vocabulary().term("methadone"), vocabulary().term("moud")
    assert (first.says(methadone), second.says(methadone)) == (Says.YES, Says.NOT_SAID)
    assert first.says(moud) is Says.NOT_SAID  # methadone for pain would be methadone too
    assert {each.position for each in places.values()} == {Position.ZIP}


def test_an_unseen_list_with_longitude_first_and_no_zip_comes_in_by_mapping_alone(
    parts: Parts, tmp_path: Path
):
    file = csv_file(tmp_path, health_centers(), name="centers.csv")
    made = suggested(file, name="centers")
    assert made.profile.columns["latitude"] == ("Longitude",)
    assert made.profile.columns["longitude"] == ("Latitude",)
    assert any("whatever its name says" in each.because for each in made.guesses)
    assert made.profile.services[0].split == ";"

    plan = by_profile(parts, file, made.profile)
    assert (len(plan.added), plan.weighing(Weight.SKIPPED)) == (60, 0)
    assert any("Foot care (20)" in str(each) for each in plan.problems)
    places = [each for each in parts.directory.all() if not each.invented]
    assert {each.position for each in places} == {Position.EXACT}
    assert all(abs(each.point.lat) < abs(each.point.lon) for each in places)
    detox = vocabulary().term("detox")
    assert sum(each.says(detox) is Says.YES for each in places) == 20
    again = parts.importer.preview(file, reader="table", as_of=MAY, profile=made.profile)
    assert again.plan.nothing_new


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_and_the_delimiter_are_said(tmp_path: Path, mark: str, encoding: str):
    file = bytes_file(tmp_path, written(otp_list(20), mark=mark).encode(encoding))
    form = suggested(file).form
    named = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[mark]
    assert form.startswith(f"text parted by {named}, UTF-")
    assert ("16" in form, "mark" in form) == (encoding == "utf-16", encoding == "utf-8-sig")


def test_a_workbook_is_read_below_its_title_and_the_fullest_sheet_is_taken(tmp_path: Path):
    rows: list[list[object]] = [["County list of programs"], [], *otp_list(30)]
    file = workbook_file(tmp_path, {"Read me": [["Call us"]], "Programs": rows})
    made = suggested(file)
    assert (made.header_row, made.form) == (3, "workbook, sheet 'Programs'")
    assert made.profile.columns["zip"] == ("Zip Code",)
    records, _ = everything(read(file, vocabulary(), profile=made.profile))
    assert len(records) == 30


def test_the_order_of_columns_and_rows_does_not_matter(tmp_path: Path):
    rows = otp_list(30)
    random.Random(7).shuffle(order := list(range(len(rows[0]))))
    body = rows[1:]
    random.Random(8).shuffle(body)
    turned = [[row[at] for at in order] for row in (rows[0], *body)]
    one = suggested(csv_file(tmp_path, rows, name="a.csv"), name="list").profile
    other = suggested(csv_file(tmp_path, turned, name="b.csv"), name="list").profile
    assert (one.columns, one.services) == (other.columns, other.services)


def test_cells_that_hold_several_fields_are_taken_apart(tmp_path: Path):
    rows = [["Agency", "Where", "Geo"]] + [
        [f"Example House {n}", f"{n + 1} Oak Road, Boston, MA 02118", "POINT (-71.072 42.339)"]
        for n in range(12)
    ]
    made = suggested(csv_file(tmp_path, rows))
    assert made.profile.columns["address"] == ("Where",)
    records, _ = everything(read(tmp_path / "list.csv", vocabulary(), profile=made.profile))
    first = records[0]
    assert (first.street, first.city, first.state) == ("1 Oak Road", "Boston", "MA")
    assert (first.zip, first.latitude, first.longitude) == ("02118", "42.339", "-71.072")


def mapped(**more: Any) -> Profile:
    columns = {"name": ("Name",), "street": ("No", "Street"), "city_line": ("Town",)}
    return Profile(name="county", columns=columns, **more)


HEAD = ["Name", "No", "Street", "Town", "Kind", "Licence", "Until", "Open"]
ROW = ["Example House", "12", "Oak Road", "Akron, OH 44301", "R", "A-1", "1/31/2028", "y"]


def test_a_profile_joins_splits_maps_and_leaves_out(tmp_path: Path):
    closed = ["Example Closed", "1", "Elm", "Akron, OH", "R", "A-2", "", "n"]
    odd = ["Example Odd", "2", "Elm", "Akron, OH", "Z", "", "soon", "TRUE"]
    file = csv_file(tmp_path, [HEAD, ROW, closed, odd])
    profile = mapped(
        constants={"county": "Summit"},
        always=("substance-use-treatment",),
        services=(ServiceColumn("Kind", {"r": ("residential", "not:outpatient")}),),
        credentials=(CredentialColumns("Example Board", "license", "Licence", "", "Until"),),
        only=Condition("Open", ("yes",)),
    )
    records, weights = everything(read(file, vocabulary(), profile=profile))
    assert [each.name for each in records] == ["Example House", "Example Odd"]
    house, other = records
    assert (house.street, house.city, house.zip) == ("12 Oak Road", "Akron", "44301")
    assert house.county == "Summit"
    assert house.codes == ("TERM:SUBSTANCE-USE-TREATMENT", "TERM:RESIDENTIAL", "NOT:OUTPATIENT")
    assert house.credentials == (Claim("Example Board", "license", "A-1", "", "1/31/2028"),)
    assert (other.remarks, other.credentials) == (("Z",), ())
    assert weights.count(Weight.LEFT_OUT) == 1


def test_a_profile_comes_back_from_its_file_as_it_was():
    profile = mapped(
        constants={"state": "OH"},
        services=(ServiceColumn("Kind", {"R": ("residential",)}, split=";", keep=False),),
        credentials=(
            CredentialColumns("B", "license", "Licence", when=Condition("Open", ("yes",))),
        ),
    )
    assert profile_from(write_profile(profile, ["a remark\nof two lines"])) == profile
    as_json = '{"name": "x", "columns": {"name": "Name", "zip": ["Zip"]}}'
    assert profile_from(as_json).columns == {"name": ("Name",), "zip": ("Zip",)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = 'x'\n[colums]\nname = 'a'", "'colums', which is none of name, title"),
        ("name = 'x'\n[columns]\nname = 3", "cannot be read"),
        ("name = 'X Y'", "cannot be called 'X Y'"),
        ("name = ", "cannot be read"),
        ("[[services]]\ncolumn = 'a'\nvalue = {}", "'value', which is none of column"),
        ("{" * 5000, "cannot be read"),
    ],
)
def test_a_slip_in_a_profile_is_told_in_a_sentence(text: str, told: str):
    with pytest.raises(BadProfile, match=told):
        profile_from(text, name="list")


@pytest.mark.parametrize(
    ("columns", "services", "told"),
    [
        ({"zip": ("Z",)}, (), "No column is the name"),
        ({"name": ("N",)}, (), "No column says where"),
        ({"nam": ("N",)}, (), "“nam” is no field"),
        ({"name": ("N",), "latitude": ("Y",)}, (), "only one of them"),
        ({"name": ("N",), "zip": ("Z",)}, (ServiceColumn("K", {"a": ("rehab",)}),), "“rehab”"),
    ],
)
def test_a_profile_that_cannot_work_is_refused(tmp_path: Path, columns, services, told: str):
    profile = Profile(name="x", columns=columns, services=services)
    with pytest.raises(BadProfile, match=told):
        read(csv_file(tmp_path, [HEAD, ROW]), vocabulary(), profile=profile)


def test_a_file_without_a_column_of_its_profile_is_refused_with_the_columns_it_has(tmp_path: Path):
    file = csv_file(tmp_path, [["Name", "Street"], ["a", "b"]])
    with pytest.raises(Unreadable, match=r"lacks columns .*: No, Town\. It has Name, Street\."):
        read(file, vocabulary(), profile=mapped())


def test_a_column_that_lost_its_name_is_called_by_its_place(tmp_path: Path):
    rows = [["", "City", "State"], *([f"Example House {n}", "Akron", "OH"] for n in range(9))]
    made = suggested(csv_file(tmp_path, rows))
    assert made.profile.columns["name"] == ("#1",)
    trial = try_rows(tmp_path / "list.csv", vocabulary(), made.profile)
    assert [each.record.name for each in trial.rows if each.record][0] == "Example House 0"
