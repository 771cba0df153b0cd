"""Rejected rows: handed out as they stand, mended, and brought in alone without retiring others."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from finder.errors import ImportRefused
from finder.importing.recognition import recognise
from finder.importing.record import Weight
from finder.importing.rejected import rejected_rows
from finder.importing.run import Preview
from finder.wiring import Parts
from tests.builders import vocabulary
from tests.importing.sources import NATIONAL, csv_file, haven, workbook_file
from tests.importing.test_work import row

DAY = date(2023, 6, 1)


def preview(parts: Parts, file: Path, **more: Any) -> Preview:
    given: dict[str, Any] = {"reader": "samhsa", "as_of": DAY, **more}
    return parts.importer.preview(file, **given)


def names(parts: Parts) -> set[str]:
    return {facility.name for facility in parts.directory.all()}


def mended(parts: Parts, file: Path, folder: Path, name: str) -> Path:
    """The rejected rows of a file, with the name that was missing filled in."""
    kept = rejected_rows(file, preview(parts, file).plan.problems)
    table = list(csv.reader(io.StringIO(kept.content.decode("utf-8-sig"), newline="")))
    assert table[0][-1] == "_error"
    assert "expected a name" in table[1][-1]
    table[1][0] = name
    return csv_file(folder, table, name="mended.csv")


def test_mended_rows_are_added_and_nobody_is_retired(parts: Parts, tmp_path: Path):
    many = [row(n) for n in range(100)]
    file = csv_file(tmp_path, [NATIONAL, *many, row(100, Name1="", Phone="=1+330555")])
    first = preview(parts, file)
    assert first.plan.weighing(Weight.SKIPPED) == 1
    parts.importer.publish(first, by="ann")

    again = mended(parts, file, tmp_path, "Example Mended")
    assert "'=1+330555" in again.read_text()
    seen = recognise(again, vocabulary())
    assert (seen.reader, seen.part) == ("samhsa", True)
    second = preview(parts, again, as_of=None, part=True)
    plan = second.plan
    assert (len(plan.added), len(plan.retired), plan.carried, plan.listed) == (1, 0, 100, 101)
    assert (plan.as_of, plan.worrying) == (DAY, None)
    assert any(each.found == "=1+330555" for each in plan.problems)
    published = parts.importer.publish(second, by="ann")
    assert len(names(parts)) == 101
    assert "Example Mended" in names(parts)

    whole = {facility.id: facility for facility in parts.directory.all()}
    parts.directory.undo(published.id)
    assert "Example Mended" not in names(parts)
    rest = {facility.id: facility for facility in parts.directory.all()}
    assert rest.items() <= whole.items()


def test_a_part_that_names_a_listed_place_corrects_it(parts: Parts, tmp_path: Path):
    file = csv_file(tmp_path, [NATIONAL, *(row(n) for n in range(10))])
    parts.importer.publish(preview(parts, file), by="ann")
    part = csv_file(tmp_path, [NATIONAL, row(3, Phone="330-555-0199")])
    plan = preview(parts, part, part=True).plan
    assert (len(plan.changed), plan.carried, len(plan.retired)) == (1, 9, 0)
    again = csv_file(tmp_path, [NATIONAL, row(3)])
    assert preview(parts, again, part=True).plan.nothing_new


def test_a_part_of_nothing_is_refused(parts: Parts, tmp_path: Path):
    file = csv_file(tmp_path, [NATIONAL, row(1)])
    with pytest.raises(ImportRefused, match="Import the whole list first"):
        preview(parts, file, part=True)


def test_a_workbook_gives_a_workbook_and_json_gives_json(parts: Parts, tmp_path: Path):
    book = workbook_file(tmp_path, {"List": [NATIONAL, haven(), haven(Name1="", Zip="02139")]})
    kept = rejected_rows(book, preview(parts, book).plan.problems)
    again = tmp_path / f"again.{kept.suffix}"
    again.write_bytes(kept.content)
    assert kept.suffix == "xlsx"
    assert recognise(again, vocabulary()).part
    told = preview(parts, again).plan.problems
    assert any(each.weight is Weight.SKIPPED and each.where == "row 2" for each in told)

    rows = [{"name1": "Example", "zip": "44301", "typeFacility": "SA"}, {"name1": "", "x": [1]}]
    file = tmp_path / "list.json"
    file.write_text(json.dumps(rows))
    problems = preview(parts, file, reader="findtreatment").plan.problems
    kept = rejected_rows(file, problems)
    (left,) = json.loads(kept.content)
    assert left["x"] == [1]
    assert "expected a name" in left["_error"]


def test_a_part_never_takes_a_listed_place_for_one_that_is_only_like_it(parts: Parts, tmp_path):
    listed = row(1, Name1="Example Willow House", Phone="330-555-0142")
    parts.importer.publish(preview(parts, csv_file(tmp_path, [NATIONAL, listed])), by="ann")
    like = row(2, Name1="Example Willow Home", Phone="330-555-0142", Street1="1 Elm Street")
    plan = preview(parts, csv_file(tmp_path, [NATIONAL, like]), part=True).plan
    assert (len(plan.added), len(plan.changed), plan.carried) == (1, 0, 1)


def test_a_part_gives_a_retired_place_its_address_back(parts: Parts, tmp_path: Path):
    every = [row(n) for n in range(10)]
    parts.importer.publish(preview(parts, csv_file(tmp_path, [NATIONAL, *every])), by="ann")
    before = {facility.id for facility in parts.directory.all()}
    less = preview(parts, csv_file(tmp_path, [NATIONAL, *every[:9]]))
    parts.importer.publish(less, by="ann")
    back = preview(parts, csv_file(tmp_path, [NATIONAL, row(9, Phone="330-555-0198")]), part=True)
    parts.importer.publish(back, by="ann")
    assert {facility.id for facility in parts.directory.all()} == before
