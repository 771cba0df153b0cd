"""The wide download: one column a code, and two rows for many a place."""

from datetime import date
from pathlib import Path

import pytest

from finder.errors import Unreadable
from finder.importing.record import Edition, Weight
from finder.importing.samhsa import read
from tests.builders import vocabulary
from tests.importing.sources import bytes_file, csv_file, everything, workbook_file

_HEADER = (
    "    name1,name2,street1,street2,city,state,zip,zip4,county,phone,intake_prompt,intake1"
    ",intake2,website,latitude,longitude,type_facility,mh,sa,dt,op,md,hh,sumh,ubn,n40 "
)
WIDE = _HEADER.split(",")


def edition(file: Path, *, anyway: bool = False) -> Edition:
    return read(file, vocabulary(), anyway=anyway)


def refusal(file: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        everything(edition(file))
    return str(caught.value)


def wide(kind: str, codes: str, **changes: str) -> list[str]:
    """A row of the wide download with these codes."""
    place = {
        "name1": "Example Haven",
        "street1": "1 Elm Street",
        "city": "Akron",
        "state": "OH",
        "zip": "44301",
        "phone": "330-555-0142",
        "type_facility": kind,
    }
    row = place | dict.fromkeys(codes.split(), "1") | changes
    return [row.get(column.strip(), "") for column in WIDE]


def test_a_wide_download_of_massachusetts(shared_data: Path) -> None:
    found = edition(shared_data / "findtreatment" / "wide-download-2025-MA-first200.csv")
    places, weights = everything(found)
    assert found.rows == 200
    assert weights.count(Weight.MERGED) == 55  # 110 rows are pairs
    assert weights.count(Weight.LEFT_OUT) == 16
    assert len(places) == 200 - 55 - 16
    assert "row 3: the same place as row 2 (SU and MH rows); joined" in map(str, found.problems)
    assert {code for place in places for code in place.codes} >= {"SA", "MH", "OMH"}


def test_twins_become_one_record_led_by_the_addiction_row(tmp_path: Path) -> None:
    rows = [
        WIDE,
        wide("MH", "mh sumh op", phone="330-555-0199", county="Summit", latitude="41.04"),
        wide("SU", "sa dt"),
        wide("SU", "sa", name1="Example Elsewhere"),
    ]
    found = edition(csv_file(tmp_path, rows))
    (place, _), weights = everything(found)
    assert (place.where, place.county, place.phones) == (
        "row 3",
        "Summit",
        (("main", "330-555-0142"),),
    )
    assert place.codes == ("SA", "DT", "MH", "OP", "SUMH")
    assert weights == [Weight.MERGED]
    assert str(found.problems[0]) == "row 2: the same place as row 3 (SU and MH rows); joined"


def test_two_rows_of_one_type_are_no_twins(tmp_path: Path) -> None:
    rows = [WIDE, wide("SU", "sa"), wide("SU", "dt"), wide("MH", "mh")]
    places, weights = everything(edition(csv_file(tmp_path, rows)))
    assert [place.codes for place in places] == [("SA", "MH"), ("DT",)]
    assert weights == [Weight.MERGED]


@pytest.mark.parametrize("codes", ["sa", "dt", "hh"])
def test_a_mental_health_place_that_treats_addiction_is_kept(tmp_path: Path, codes: str) -> None:
    places, weights = everything(edition(csv_file(tmp_path, [WIDE, wide("MH", f"mh {codes}")])))
    assert (len(places), weights) == (1, [])


def test_a_mental_health_place_alone_is_left_out_unless_wanted_anyway(tmp_path: Path) -> None:
    file = csv_file(tmp_path, [WIDE, wide("MH", "mh sumh"), wide("SU", "sa", name1="Other")])
    places, weights = everything(edition(file))
    assert ([place.name for place in places], weights) == (["Other"], [Weight.LEFT_OUT])
    assert len(everything(edition(file, anyway=True))[0]) == 2


def test_a_row_without_a_name_is_skipped(tmp_path: Path) -> None:
    rows = [WIDE, wide("SU", "sa", name1=""), wide("", "sa")]
    places, weights = everything(edition(csv_file(tmp_path, rows)))
    assert ([place.where for place in places], weights) == (["row 3"], [Weight.SKIPPED])


def test_zeros_blanks_and_truth_values_are_understood(tmp_path: Path) -> None:
    row = wide("SU", "sa", dt="0", op="TRUE", md="yes", hh="", ubn="1", sumh="see note")
    found = edition(csv_file(tmp_path, [WIDE, row]))
    (place,), _ = everything(found)
    assert place.codes == ("SA", "OP", "MD", "UBN")
    assert str(found.problems[0]).startswith("the header, SUMH: found 'see note', 1 or nothing")


def test_the_day_comes_from_the_name_the_download_has(tmp_path: Path) -> None:
    rows = [WIDE, wide("SU", "sa")]
    names = {
        "FindTreament_Facility_listing_2025_08_19_143015.csv": date(2025, 8, 19),
        "Substance_Use_Treament_Facility_listing_2025_13_19_143015.csv": None,
        "list.csv": None,
    }
    for name, day in names.items():
        assert edition(csv_file(tmp_path, rows, name=name)).as_of == day


def test_a_wide_workbook_reads_like_the_csv(tmp_path: Path) -> None:
    rows: list[list[object]] = [[*WIDE], [*wide("SU", "sa dt")]]
    rows[1] = [1 if cell == "1" else cell for cell in rows[1]]
    (place,), weights = everything(edition(workbook_file(tmp_path, {"Sheet": rows})))
    assert (place.codes, weights) == (("SA", "DT"), [])


def test_a_wide_download_without_its_type_column_says_so(shared_data: Path, tmp_path: Path) -> None:
    source = shared_data / "findtreatment" / "wide-download-2025-MA-first200.csv"
    content = source.read_bytes().replace(b"type_facility", b"kind")
    says = refusal(bytes_file(tmp_path, content))
    assert "FindTreatment.gov download, but without the column type_facility" in says
