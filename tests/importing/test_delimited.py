"""CSV of any dialect as rows; what is no CSV is refused."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from finder.errors import Unreadable
from finder.importing.archive import LIMITS, Limits
from finder.importing.delimited import read_delimited
from finder.importing.record import Problem
from tests.importing.sources import bytes_file, parts, zip_file

TEXT = "name1,city\r\nCasa Peña,Cayey\r\n"


def read(file: Path, limits: Limits = LIMITS) -> tuple[list[list[str]], list[Problem]]:
    table = read_delimited(file, limits)
    return [row.cells for row in table.rows], table.problems


def refusal(file: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as caught:
        read(file, limits)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    cells, problems = read(bytes_file(tmp_path, TEXT.encode(encoding)))
    assert cells == [["name1", "city"], ["Casa Peña", "Cayey"]]
    assert len(problems) == (encoding == "cp1252")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_by_its_mark_and_refused_without(tmp_path: Path, encoding: str) -> None:
    marked = ("\ufeff" + TEXT).encode(encoding)
    assert read(bytes_file(tmp_path, marked))[0][1] == ["Casa Peña", "Cayey"]
    assert "is no text" in refusal(bytes_file(tmp_path, marked[2:]))
    assert "says it is UTF-16" in refusal(bytes_file(tmp_path, marked[:-1]))


def test_one_line_in_another_encoding_does_not_spoil_the_rest(tmp_path: Path) -> None:
    content = "a,Peña\n".encode() + "b,Núñez\n".encode("cp1252") + "c,Ibáñez\n".encode()
    cells, (problem,) = read(bytes_file(tmp_path, content))
    assert [row[1] for row in cells] == ["Peña", "Núñez", "Ibáñez"]
    assert str(problem).startswith("line 2: found '1 lines that are not UTF-8'")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_the_line_ends_are_found_out(tmp_path: Path, mark: str, end: str) -> None:
    rows = [["name1", "street1", "codes"], ["A; B | C", "1 Elm, rear", "x"], ["d", "e", "f"]]
    text = end.join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    assert read(bytes_file(tmp_path, text.encode()))[0] == rows


def test_a_cell_full_of_another_delimiter_does_not_outvote_the_header(tmp_path: Path) -> None:
    text = "name,codes\n" + "x,a;b;c;d;e;f;g;h\n" * 3 + "y,a;b\n"
    assert read(bytes_file(tmp_path, text.encode()))[0][0] == ["name", "codes"]


def test_a_line_end_inside_quotes_belongs_to_its_cell(tmp_path: Path) -> None:
    text = 'a,b\r\n"two\r\nlines","say ""hi"""\r\n\r\nlast,row'
    table = read_delimited(bytes_file(tmp_path, text.encode()))
    assert [(row.number, row.cells) for row in table.rows] == [
        (1, ["a", "b"]),
        (2, ["two\r\nlines", 'say "hi"']),
        (3, []),
        (4, ["last", "row"]),
    ]


@pytest.mark.parametrize("tail", ["", "\nmore,rows", "\n" + "more,rows\n" * 30_000])
def test_a_quotation_mark_never_closed_is_told_by_its_line(tmp_path: Path, tail: str) -> None:
    says = refusal(bytes_file(tmp_path, f'a,b\nc,d\n"e,f{tail}'.encode()))
    assert "opens in the row at line 3 is never closed" in says


def test_a_few_nuls_are_left_out_and_many_are_no_text(tmp_path: Path) -> None:
    cells, (problem,) = read(bytes_file(tmp_path, b"name\0,city\n" + b"abc,def\n" * 30))
    assert cells[0] == ["name", "city"]
    assert "1 NUL" in problem.found
    assert "is no text" in refusal(bytes_file(tmp_path, b"a\0,b\0\n" * 9))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b'{"rows": []}', "JSON"),
        (b"<!doctype html><html>", "web page"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 99, "is no text"),
        (b"\x89PNG\r\n", "is no text"),
        (b"\0" * 5_000, "is no text"),
        (bytes(range(256)) * 99, "is no text"),
    ],
)
def test_what_is_no_table_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, says: str
) -> None:
    assert says in refusal(bytes_file(tmp_path, content))


def test_a_workbook_called_csv_is_refused_here(tmp_path: Path) -> None:
    assert "is no text" in refusal(zip_file(tmp_path, parts(), name="list.csv"))


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_everything_up_to_its_limit_is_read(tmp_path: Path, more: int) -> None:
    file = bytes_file(tmp_path, b"abc,d,e\n" * 5)
    for limits, says in (
        (replace(LIMITS, rows=5 - more), "more than the 4 rows allowed"),
        (replace(LIMITS, columns=3 - more), "Row 1 of the file has 3 columns"),
        (replace(LIMITS, cell=3 - more), "a cell of more than 2 characters"),
        (replace(LIMITS, line_bytes=7 - more), "Line 1 of the file is longer than 6 bytes"),
        (replace(LIMITS, text_bytes=40 - more), "is 40 bytes, more than the 39 allowed"),
    ):
        if more > 0:
            assert says in refusal(file, limits)
        else:
            assert len(read(file, limits)[0]) == 5


def test_a_cell_longer_than_python_reads_is_refused(tmp_path: Path) -> None:
    says = refusal(bytes_file(tmp_path, b'a,b\n"' + b"x" * 200_000 + b'",c\n'))
    assert "line 2" in says


def test_one_line_of_a_hundred_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "line.csv"
    with file.open("wb") as stream:
        stream.truncate(0)
        for _ in range(100):
            stream.write(b"x," * 500_000)
    started = time.monotonic()
    assert "Line 1 of the file is longer than 1,048,576 bytes" in refusal(file)
    assert time.monotonic() - started < 2


def test_bytes_that_are_no_character_become_a_mark_and_a_note(tmp_path: Path) -> None:
    cells, problems = read(bytes_file(tmp_path, b"name,city\nab\x81\xedc,\xe2\x82\n"))
    assert cells[1] == ["ab\ufffdíc", "â‚"]
    assert len(problems) == 1
