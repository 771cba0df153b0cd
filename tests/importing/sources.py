"""Sources: small files made for one test, good and hostile."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from finder.importing.clean import Cleaned, clean
from finder.importing.record import Edition, Problem, Record, Weight

_COLUMNS = (
    "Name1 Name2 Street1 Street2 City State Zip Phone Intake1 Intake2 Intake1a Intake2a"
    " Service_code_info"
)
NATIONAL = _COLUMNS.split()
HAVEN = ("Example Haven", "", "1 Elm Street", "", "Akron", "OH", "44301", "330-555-0142", "", "")
HAVEN_ROW = [*HAVEN, "", "", "SA DT * OP * MD"]
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ONE_CELL = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData>'


def haven(**changes: str) -> list[str]:
    """A row of the national directory, with some columns changed."""
    row = dict(zip(NATIONAL, HAVEN_ROW, strict=True)) | changes
    return [row[column] for column in NATIONAL]


def csv_file(
    folder: Path, rows: Sequence[Sequence[str]], *, name: str = "list.csv", encoding: str = "utf-8"
) -> Path:
    """The rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return bytes_file(folder, text.getvalue().encode(encoding), name=name)


def bytes_file(folder: Path, content: bytes, *, name: str = "list.csv") -> Path:
    """A file of these bytes."""
    file = folder / name
    file.write_bytes(content)
    return file


def workbook_file(
    folder: Path,
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    hidden: Sequence[str] = (),
    name: str = "list.xlsx",
) -> Path:
    """A workbook with these sheets, as an office program writes it."""
    file = folder / name
    with xlsxwriter.Workbook(file) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if title in hidden:
                sheet.hide()
            else:
                sheet.activate()  # the first, active sheet cannot be hidden
    return file


def parts(sheet: str = _ONE_CELL, shared: str = "") -> dict[str, Any]:
    """The parts of a workbook whose sheet and shared strings are this XML."""
    kind = f'Type="{_OFFICE}'
    links = f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" {kind}/'
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'{links}officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{links}worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" {kind}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}">{sheet}</worksheet>',
    }
    if shared:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{_SHEET}">{shared}</sst>'
    return {name: f'<?xml version="1.0"?>{xml}' for name, xml in made.items()}


def zip_file(
    folder: Path,
    members: Mapping[Any, str | bytes],
    *,
    name: str = "list.xlsx",
    packing: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """A zip of these members, whatever their names."""
    file = folder / name
    with zipfile.ZipFile(file, "w", packing) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return file


def everything(edition: Edition) -> tuple[list[Record], list[Weight]]:
    """The edition's records, and what its problems weigh once all is read."""
    records = list(edition.records)
    return records, [problem.weight for problem in edition.problems]


def record(**changes: Any) -> Record:
    """A good record, with some fields changed."""
    plain = {
        "where": "row 2",
        "name": "Example Haven",
        "street": "1 Elm Street",
        "city": "Akron",
        "state": "OH",
        "zip": "44301",
    }
    return Record(**(plain | changes))


def cleaned(**changes: Any) -> tuple[Cleaned, tuple[Problem, ...]]:
    """That record cleaned, and what was wrong with it."""
    found, problems = clean(record(**changes))
    assert found is not None
    return found, problems


def children() -> frozenset[str]:
    """The child processes of this one, as the kernel counts them."""
    tasks = Path("/proc/self/task").glob("*/children")
    return frozenset(each for task in tasks for each in task.read_text().split())
