"""Rejected: the rows of a file that could not be listed, as they stand there and in its own format,
with a column that says what is wrong; mended, such a file can be imported alone."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec
import xlsxwriter

from finder.errors import Unreadable
from finder.importing import findtreatment, samhsa
from finder.importing.file_kind import Kind, kind_of
from finder.importing.record import Problem, Weight
from finder.importing.rows import ERROR, FORMULA_STARTS, HEADER_WITHIN, Row, split_header
from finder.sentence import Sentence, quoted, said

# What puts a sentence into the reader's words.
Tell = Callable[[Sentence], str]
_NUMBER = re.compile(r"row (\d+)")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file to be handed out: its bytes, their type, and how its name ends."""

    content: bytes
    mimetype: str
    suffix: str


def errors_by_row(problems: Iterable[Problem], tell: Tell = str) -> dict[int, str]:
    """What is wrong with each row that could not be listed, in a sentence that `tell` tells."""
    found: dict[int, list[str]] = {}
    for problem in problems:
        number = _NUMBER.fullmatch(problem.where)
        if problem.weight is Weight.SKIPPED and number:
            column = f"{problem.column}: " if problem.column else ""
            told = said("expected %(expected)s", expected=problem.expected)
            if problem.found:
                told = said(
                    "found %(found)s, expected %(expected)s",
                    found=quoted(problem.found),
                    expected=problem.expected,
                )
            found.setdefault(int(number[1]), []).append(f"{column}{tell(told)}")
    return {number: "; ".join(errors) for number, errors in found.items()}


def rejected_rows(file: Path, problems: Iterable[Problem], tell: Tell = str) -> Rejected:
    """The rejected rows of this file, what is wrong with each in the words of `tell`; raises
    `Unreadable` when the file cannot be read any more."""
    errors = errors_by_row(problems, tell)
    match kind_of(file):
        case Kind.JSON:
            return _as_json(file, errors)
        case Kind.ZIP | Kind.OLE:
            return _as_workbook(list(_table(file, errors)))
        case _:
            return _as_csv(_table(file, errors))


def _table(file: Path, errors: dict[int, str]) -> Iterator[Sequence[str]]:
    table, _ = samhsa.open_list(file)
    early: list[Row] = []
    try:
        for row in table.rows:
            early.append(row)
            if len(early) == HEADER_WITHIN:
                break
        header, _ = split_header(iter(early), samhsa.LIST_COLUMNS)
        keep = [
            index
            for index in range(max((len(row.cells) for row in early), default=0))
            if index != header.columns.get("error")
        ]
        for row in chain(early, table.rows):
            if row.number == header.number:
                yield [*_cells(row, keep), ERROR]
            elif row.number in errors:
                yield [*_cells(row, keep), errors[row.number]]
    finally:
        table.rows.close()


def _cells(row: Row, keep: Sequence[int]) -> list[str]:
    return [row.cells[index] if index < len(row.cells) else "" for index in keep]


def _as_csv(rows: Iterable[Sequence[str]]) -> Rejected:
    out = io.StringIO(newline="")
    table = csv.writer(out)
    for row in rows:
        table.writerow([f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in row])
    # The mark tells a spreadsheet program that this is UTF-8.
    return Rejected(out.getvalue().encode("utf-8-sig", "replace"), "text/csv", "csv")


def _as_workbook(rows: Sequence[Sequence[str]]) -> Rejected:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rejected rows")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Rejected(out.getvalue(), kind, "xlsx")


def _as_json(file: Path, errors: dict[int, str]) -> Rejected:
    raw = findtreatment.raw_rows(file)
    kept = [_with_error(raw[n - 1], errors[n]) for n in sorted(errors) if n <= len(raw)]
    if not kept and errors:
        raise Unreadable(said("The rejected rows are not in the file any more. Upload it again."))
    return Rejected(msgspec.json.format(msgspec.json.encode(kept)), "application/json", "json")


def _with_error(raw: msgspec.Raw, error: str) -> dict[str, object]:
    try:
        row = msgspec.json.decode(raw, type=dict[str, object])
    except (msgspec.MsgspecError, UnicodeError):
        row = {"unreadable": bytes(raw).decode("utf-8", "replace")[:1000]}
    return {**row, ERROR: error}
