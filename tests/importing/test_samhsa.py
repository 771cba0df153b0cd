"""SAMHSA's files: every edition at hand, the wrong ones, and the faults of each."""

import gc
import time
from pathlib import Path

import pytest

from finder.errors import Unreadable
from finder.importing.record import Edition, Weight
from finder.importing.samhsa import read
from tests.builders import vocabulary
from tests.importing.sources import (
    NATIONAL,
    children,
    csv_file,
    everything,
    haven,
    parts,
    workbook_file,
    zip_file,
)

KEY = [["Service_code", "Service_name"], ["SA", "Substance use treatment"], ["NEW", "Brand new"]]


def edition(file: Path, *, anyway: bool = False) -> Edition:
    return read(file, vocabulary(), anyway=anyway)


def refusal(file: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        everything(edition(file))
    return str(caught.value)


# The real files.


@pytest.mark.parametrize(
    ("year", "rows", "records"), [(2022, 12_176, 12_175), (2023, 12_744, 12_744)]
)
def test_the_national_directories(shared_data: Path, year: int, rows: int, records: int) -> None:
    started = time.monotonic()
    found = edition(shared_data / "samhsa" / f"national-directory-su-{year}.xlsx")
    assert found.total == rows
    places, weights = everything(found)
    assert time.monotonic() - started < 10  # 0.9 s on an idle machine
    assert (found.rows, len(places)) == (rows, records)
    assert weights == [Weight.MERGED] * (rows - records)
    assert {code for place in places for code in place.codes if not vocabulary().code(code)} == (
        set()
    )


def test_the_counts_of_the_2023_edition(shared_data: Path) -> None:
    places, _ = everything(edition(shared_data / "samhsa" / "national-directory-su-2023.xlsx"))
    expected = {"OP": 10_491, "DT": 2_838, "BU": 6_923, "MD": 9_493, "SP": 2_794, "VET": 3_933}
    assert {code: sum(code in place.codes for place in places) for code in expected} == expected
    first = places[0]
    assert (first.where, first.name, first.zip) == (
        "row 2",
        "Shelby County Treatment Center",
        "35007",
    )
    assert first.phones == (("main", "205-216-0200"),)
    assert first.codes[:5] == ("SA", "DT", "SUMH", "OP", "OD")


def test_the_directory_with_coordinates(shared_data: Path) -> None:
    places, weights = everything(edition(shared_data / "samhsa" / "su-2023-with-coordinates.csv"))
    assert (len(places), weights) == (9_464, [])
    assert (places[0].county, places[0].latitude, places[0].longitude) == (
        "Shelby",
        "33.2129116",
        "-86.787917",
    )


def test_the_mental_health_directory_is_refused_unless_wanted_anyway(shared_data: Path) -> None:
    file = shared_data / "samhsa" / "national-directory-mh-2023.xlsx"
    says = refusal(file)
    assert "mental-health directory, not the substance-use one" in says
    assert "use --anyway to import it all the same" in says
    places, weights = everything(edition(file, anyway=True))
    assert len(places) == 8_707 - weights.count(Weight.MERGED)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("state_ca_dhcs/licences-first300.csv", "none of SAMHSA's"),
        ("samhsa/service_codes_combined.csv", "none of SAMHSA's"),
        ("findtreatment/v2-guide-sample.json", "with the findtreatment source"),
        ("findtreatment/developer-guide-v1.9.pdf", "is no text"),
    ],
)
def test_other_files_are_refused_for_what_they_are(shared_data: Path, name: str, says: str) -> None:
    assert says in refusal(shared_data / name)


# The national layout.


def test_headers_are_found_in_any_case_and_order_below_other_rows(tmp_path: Path) -> None:
    order = [12, 3, 0, 7, 6, 5, 4, 2, 1, 11, 8, 10, 9]
    header = [f"  {NATIONAL[column].upper()} " for column in order]
    row = [haven()[column] for column in order]
    sheets = {
        "Notes": [["Read me"], ["Name1 is the name"]],
        "List": [["Facilities of 2031"], [], header, row],
    }
    (place,), weights = everything(edition(workbook_file(tmp_path, sheets)))
    assert (place.where, place.name, place.codes) == (
        "row 4",
        "Example Haven",
        ("SA", "DT", "OP", "MD"),
    )
    assert weights == []


def test_codes_of_the_files_own_key_are_kept_and_named(tmp_path: Path) -> None:
    rows = [NATIONAL, haven(Service_code_info=" sa *new* NEW  xyz ")]
    found = edition(workbook_file(tmp_path, {"List": rows, "Service Code Reference": KEY}))
    (place,), _ = everything(found)
    assert place.codes == ("SA", "NEW", "XYZ")
    assert [str(problem) for problem in found.problems] == [
        "the file's own key, service_code_info: found 'NEW', a code of the vocabulary; in this"
        " edition it means 'Brand new'"
    ]


def test_a_hidden_sheet_is_no_list(tmp_path: Path) -> None:
    sheets = {"Old": [NATIONAL, haven(Name1="Old")], "List": [NATIONAL, haven()]}
    (place,), _ = everything(edition(workbook_file(tmp_path, sheets, hidden=["Old"])))
    assert place.name == "Example Haven"


def test_numbers_booleans_and_errors_in_cells_do_not_stop_the_reading(tmp_path: Path) -> None:
    odd: list[object] = [*haven()]
    odd[6], odd[7] = 2139, 3305550142
    (place,), _ = everything(edition(workbook_file(tmp_path, {"List": [NATIONAL, odd]})))
    assert (place.zip, place.phones) == ("2139", (("main", "3305550142"),))


def test_both_writings_of_a_line_stand_side_by_side(tmp_path: Path) -> None:
    row = haven(Intake1="888-727-6398", Intake1a="888-PARNEXT", Intake2a="402-717HOPE")
    (place,), _ = everything(edition(csv_file(tmp_path, [NATIONAL, row])))
    assert [text for _, text in place.phones] == [
        "330-555-0142",
        "888-727-6398",
        "888-PARNEXT",
        "402-717HOPE",
    ]


def test_rows_that_cannot_be_listed_are_skipped_with_the_reason(tmp_path: Path) -> None:
    nowhere = haven(Street1="", City="", Zip="")
    rows = [NATIONAL, haven(Name1=" "), nowhere, haven(Street1="", Zip=""), haven()]
    found = edition(csv_file(tmp_path, rows))
    places, weights = everything(found)
    assert [place.where for place in places] == ["row 4", "row 5"]
    assert weights == [Weight.SKIPPED, Weight.SKIPPED]
    assert [problem.where for problem in found.problems] == ["row 2", "row 3"]


def test_equal_rows_are_merged_and_like_ones_left_alone(tmp_path: Path) -> None:
    rows = [NATIONAL, haven(), haven(Phone="330-555-0143"), haven(), NATIONAL]
    found = edition(csv_file(tmp_path, rows))
    places, weights = everything(found)
    assert len(places) == 2
    assert weights == [Weight.MERGED, Weight.LEFT_OUT]
    assert str(found.problems[0]) == "row 4: equal to row 2 in every cell"
    assert found.rows == 4


def test_ragged_rows_are_told_of(tmp_path: Path) -> None:
    rows = [NATIONAL, haven()[:12], [*haven(), ""], [*haven(), "moved"], []]
    found = edition(csv_file(tmp_path, rows))
    places, weights = everything(found)
    assert len(places) == 2
    assert weights == [Weight.NOTE, Weight.SKIPPED]
    assert "found '12 cells', 13" in str(found.problems[0])


def test_a_note_far_to_the_right_in_a_workbook_loses_no_place(tmp_path: Path) -> None:
    rows = [[*NATIONAL, "", ""], [*haven(), "", "checked by J."]]
    places, weights = everything(edition(workbook_file(tmp_path, {"List": rows})))
    assert (len(places), weights) == (1, [])


def test_thousands_of_ragged_rows_do_not_drown_the_rest(tmp_path: Path) -> None:
    rows = [NATIONAL, *([f"Haven {number}", "", "1 Elm Street"] for number in range(3_000))]
    found = edition(csv_file(tmp_path, rows))
    everything(found)
    assert len(found.problems) == 51
    assert "2950 more rows" in str(found.problems[-1])


@pytest.mark.parametrize("gone", [["Service_code_info"], ["Phone", "Zip"], ["Name1"]])
def test_a_file_without_some_columns_names_them(tmp_path: Path, gone: list[str]) -> None:
    kept = [at for at, column in enumerate(NATIONAL) if column not in gone]
    rows = [[row[at] for at in kept] for row in (NATIONAL, haven())]
    says = refusal(csv_file(tmp_path, rows))
    assert "National Directory, but without the column" in says
    assert all(column.lower() in says for column in gone)


def test_a_column_that_stands_there_twice_is_told_of(tmp_path: Path) -> None:
    found = edition(csv_file(tmp_path, [[*NATIONAL, "ZIP"], [*haven(), "99999"]]))
    (place,), _ = everything(found)
    assert place.zip == "44301"
    assert str(found.problems[0]) == (
        "row 1, zip: found 'the column again', once; its first is read"
    )


@pytest.mark.parametrize("rows", [[NATIONAL], [NATIONAL, [""] * 13]])
def test_a_file_without_rows_is_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    assert "no facility below it" in refusal(csv_file(tmp_path, rows))


def test_a_workbook_with_nothing_to_see_is_refused(tmp_path: Path) -> None:
    assert "no visible sheet" in refusal(workbook_file(tmp_path, {"Empty": []}))
    assert "none of SAMHSA's" in refusal(zip_file(tmp_path, parts()))


def test_ten_thousand_codes_in_a_cell_are_read_and_a_longer_cell_is_not(tmp_path: Path) -> None:
    many = " ".join(f"C{number:x}" for number in range(5_000))
    (place,), _ = everything(edition(csv_file(tmp_path, [NATIONAL, haven(Service_code_info=many)])))
    assert len(place.codes) == 5_000
    rows = [NATIONAL, haven(Service_code_info=many * 3)]
    assert "32,767 characters" in refusal(csv_file(tmp_path, rows))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_accents_arrive_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    rows = [NATIONAL, haven(Name1="Hogar Niñez®")]
    (place,), _ = everything(edition(csv_file(tmp_path, rows, encoding=encoding)))
    assert place.name == "Hogar Niñez®"


def test_a_reading_given_up_leaves_nothing_open(shared_data: Path) -> None:
    before = children()
    found = edition(shared_data / "samhsa" / "national-directory-su-2023.xlsx")
    next(found.records)
    del found
    gc.collect()
    assert children() == before
