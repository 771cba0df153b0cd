"""Workbooks as rows of text, and a child process that takes what a hostile one does."""

import contextlib
import datetime
import gc
import resource
import time
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from finder.errors import Unreadable
from finder.importing import workbook
from finder.importing.archive import LIMITS, Limits
from finder.importing.workbook import Workbook
from tests.importing.sources import bytes_file, children, parts, workbook_file, zip_file

FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def rows(file: Path, limits: Limits = LIMITS) -> list[list[str]]:
    with Workbook(file, limits) as book:
        return [row.cells for row in book.rows(book.sheets[0])]


def refusal(file: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as caught:
        rows(file, limits)
    return str(caught.value)


def test_the_real_directory_is_read_in_about_a_second(shared_data: Path) -> None:
    started = time.monotonic()
    with Workbook(shared_data / "samhsa" / "national-directory-su-2023.xlsx") as book:
        listed, key = book.sheets
        assert [listed.name, key.name] == ["Facilities List", "Service Code Reference"]
        assert [row.number for row in book.rows(listed)] == list(range(1, 12_746))
        assert sum(1 for _ in book.rows(key)) == 225
    assert time.monotonic() - started < 5  # 0.3 s on an idle machine


def test_reading_takes_no_memory_here(shared_data: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Workbook(shared_data / "samhsa" / "national-directory-su-2022.xlsx") as book:
        assert sum(1 for _ in book.rows(book.sheets[0])) == 12_177
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # KiB


def test_a_workbook_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    file = workbook_file(tmp_path, {"List": [["a"]]})
    assert rows(file.rename(tmp_path / "upload")) == [["a"]]


def test_cells_become_what_a_person_would_have_typed(tmp_path: Path) -> None:
    file = tmp_path / "cells.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["text", 2139, 1.5, 1e300, True, ""])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 0, datetime.datetime(2025, 1, 2), day)
        sheet.write_datetime(1, 1, datetime.datetime(2025, 1, 2, 3, 4), day)
        sheet.write_number(1, 2, 736, book.add_format({"num_format": "00000"}))
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 1, "=1+1", None, 2)
    assert rows(file) == [
        ["text", "2139", "1.5", "1e+300", "TRUE"],
        ["2025-01-02", "2025-01-02 03:04:00", "736"],
        ["", "2"],
    ]


def test_rows_have_the_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    file = workbook_file(tmp_path, {"List": [[], [], ["", "header"], [], ["", "row"]]})
    with Workbook(file) as book:
        numbered = {row.number: row.cells for row in book.rows(book.sheets[0]) if not row.blank}
    assert numbered == {3: ["header"], 5: ["row"]}


def test_hidden_and_empty_sheets(tmp_path: Path) -> None:
    sheets = {"Shown": [["a"]], "Secret": [["b"]], "Empty": []}
    with Workbook(workbook_file(tmp_path, sheets, hidden=["Secret"])) as book:
        assert [(sheet.name, sheet.height) for sheet in book.sheets] == [("Shown", 1), ("Empty", 0)]
        assert list(book.rows(book.sheets[1])) == []


def test_rows_left_unread_leave_no_process_behind(tmp_path: Path) -> None:
    before = children()
    book = Workbook(workbook_file(tmp_path, {"List": [["a" * 30_000] * 20] * 100}))
    next(book.rows(book.sheets[0]))
    book.close()
    gc.collect()
    assert children() == before


def test_a_closed_workbook_has_no_rows(tmp_path: Path) -> None:
    with Workbook(workbook_file(tmp_path, {"List": [["a"]]})) as book:
        pass
    with pytest.raises(Unreadable):
        list(book.rows(book.sheets[0]))


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_rows_columns_and_cells_up_to_the_limit(tmp_path: Path, more: int) -> None:
    file = workbook_file(tmp_path, {"List": [["abc", "d", "e", "f"]] * 5})
    for limits, says in (
        (replace(LIMITS, rows=5 - more), "has 5 rows, more than the 4 allowed"),
        (replace(LIMITS, columns=4 - more), "has 4 columns, more than the 3 allowed"),
        (replace(LIMITS, cell=3 - more), "a cell of more than 2 characters"),
    ):
        if more > 0:
            assert says in refusal(file, limits)
        else:
            assert len(rows(file, limits)) == 5


def test_a_claimed_size_does_no_harm(tmp_path: Path) -> None:
    claim = '<dimension ref="A1:XFD1048576"/>'
    sheet = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    assert rows(zip_file(tmp_path, parts(claim + sheet))) == [["1"]]


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        (FAR, "more memory"),
        (FAR.replace("XFD1048576", "A1048576"), "1,048,576 rows"),
        (FAR.replace('r="1048576"', 'r="2"').replace("XFD1048576", "XFD2"), "16,384 columns"),
        ('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', "damaged"),
        ('<row r="x"><c r="?"><v>1</v></c></row>', "damaged"),
        ('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', "rows, more than"),
        ("<row><c><v>1</v></c></row>" * 200_001, "200,001 rows"),
    ],
)
def test_a_hostile_sheet_ends_in_one_clear_sentence(tmp_path: Path, sheet: str, says: str) -> None:
    file = zip_file(tmp_path, parts(f"<sheetData>{sheet}</sheetData>", shared="<si><t>a</t></si>"))
    assert says in refusal(file)


@pytest.mark.parametrize("length", [0, 60, 130])
def test_a_sheet_cut_short_inside_its_zip_is_damaged(tmp_path: Path, length: int) -> None:
    cut = parts()
    name = "xl/worksheets/sheet1.xml"
    assert "damaged" in refusal(zip_file(tmp_path, cut | {name: cut[name][:length]}))


def test_a_workbook_without_its_list_of_sheets_is_refused(tmp_path: Path) -> None:
    for name in ("_rels/.rels", "xl/workbook.xml"):
        less = {other: xml for other, xml in parts().items() if other != name}
        assert refusal(zip_file(tmp_path, less)).startswith("The ")


def test_flipped_bytes_never_end_in_a_traceback(tmp_path: Path) -> None:
    good = zip_file(tmp_path, parts(), name="good.xlsx").read_bytes()
    for at in range(0, len(good), 37):
        flipped = bytearray(good)
        flipped[at] ^= 0xFF
        with contextlib.suppress(Unreadable):
            rows(bytes_file(tmp_path, bytes(flipped), name="flipped.xlsx"))


@pytest.mark.parametrize(
    ("act", "says"),
    [
        ("os.kill(os.getpid(), signal.SIGXCPU)", "takes too long"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "takes too long"),
        ("os.abort()", "more memory"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "more memory"),
        ("sys.exit(3)", "damaged"),
        ("os.close(1); time.sleep(60)", "damaged"),
        ("""print('{"error": "memory"}')""", "more memory"),
        ("""print('{"error": "password"}')""", "protected by a password"),
        ("""print('{"error": "damaged"}')""", "damaged"),
        ("print('no JSON')", "damaged"),
        ("print('{}')", "damaged"),
        ("print('[]')", "damaged"),
    ],
)
def test_however_the_child_ends_there_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str, says: str
) -> None:
    child = bytes_file(tmp_path, f"import os, signal, sys, time\n{act}\n".encode(), name="c.py")
    monkeypatch.setattr(workbook, "_CHILD", child)
    monkeypatch.setattr(workbook, "_PATIENCE", 0.2)
    assert says in refusal(workbook_file(tmp_path, {"List": [["a"]]}))


def test_the_child_is_on_short_rations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hungry = "import runpy, sys; sheet = runpy.run_path({!r}); sheet['_restrict'](); {}\n"
    script = str(workbook._CHILD)
    for act, says in (
        ("x = bytearray(2**30)", "damaged"),
        (f"open({str(tmp_path / 'x')!r}, 'w').write('x' * 9999)", "damaged"),
    ):
        child = bytes_file(tmp_path, hungry.format(script, act).encode(), name="c.py")
        monkeypatch.setattr(workbook, "_CHILD", child)
        assert says in refusal(workbook_file(tmp_path, {"List": [["a"]]}))


def test_macros_formulas_and_outside_links_are_never_run(tmp_path: Path) -> None:
    members = parts() | {
        "xl/vbaProject.bin": "Sub AutoOpen()",
        "xl/externalLinks/externalLink1.xml": '<externalLink xmlns="x"><ddeLink ddeService="cmd"/>'
        "</externalLink>",
    }
    assert rows(zip_file(tmp_path, members, name="list.xlsm")) == [["a"]]
