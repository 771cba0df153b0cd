"""The CSV export: stable, whole, and harmless to a spreadsheet."""

import csv
import io
from datetime import date

import pytest

from finder.export.csv import COLUMNS, write_csv
from finder.facility import Facility
from tests.builders import facility


def table(*facilities: Facility) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    assert write_csv(facilities, out) == len(facilities)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_each_facility_is_a_row_with_its_id_and_when_it_was_retired():
    rows = table(facility(id="a"), facility(id="b", retired=date(2023, 6, 1)))
    assert [(row["id"], row["retired"]) for row in rows] == [("a", ""), ("b", "2023-06-01")]
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["phones"], rows[0]["sources"]) == ("937-555-0142", "samhsa 2023-07-01")


def test_the_order_in_which_a_source_gave_its_codes_does_not_show():
    one, other = (table(facility(has=has))[0] for has in (["DT", "OP"], ["OP", "DT"]))
    assert one["services"] == other["services"] == "DT OP"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_name_is_taken_for_a_formula(start):
    assert table(facility(name=f"{start}1+1"))[0]["name"] == f"'{start}1+1"


def test_coordinates_stay_numbers():
    assert table(facility(at=(39.75, -84.19)))[0]["longitude"] == "-84.190000"
