"""Tabular: any CSV, TSV or workbook as one table under its header, whatever its columns are."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from finder.errors import Unreadable
from finder.importing.archive import LIMITS, Limits
from finder.importing.delimited import read_delimited
from finder.importing.file_kind import Kind, kind_of
from finder.importing.rows import (
    HEADER_WITHIN,
    Header,
    Row,
    Table,
    fold,
    header_of,
    split_header,
)
from finder.importing.workbook import Sheet, Workbook
from finder.sentence import quoted, said


@dataclass(frozen=True, slots=True)
class Opened:
    """A table open at the rows below its header; `titles` are its columns as written, `#3` for a
    third one without a name. Close `table.rows` if it is not read to its end."""

    table: Table
    header: Header
    titles: tuple[str, ...]
    rows: Iterator[Row]

    def place(self, column: str) -> int | None:
        """Where a column stands, by its name in any case or by `#` and its number."""
        found = self.header.columns.get(fold(column))
        if found is None and column.startswith("#") and column[1:].isdecimal():
            number = int(column[1:]) - 1
            found = number if 0 <= number < self.header.width else None
        return found


def open_table(
    file: Path,
    *,
    sheet: str = "",
    expected: tuple[str, ...] = (),
    limits: Limits = LIMITS,
) -> Opened:
    """The table in a file, whichever early row is its header; `Unreadable` if there is none.

    `expected` are columns it should have, if that is known; else the header is the first early row
    that is filled as widely as the rows below it and holds no figures.
    """
    if kind_of(file) in (Kind.ZIP, Kind.OLE):
        table = _workbook_table(file, sheet, expected, limits)
    else:
        table = read_delimited(file, limits)
    try:
        if expected:
            header, rows, titles = _expected_header(table, expected)
        else:
            header, rows, titles = _likely_header(table)
        if not header.columns:
            raise Unreadable(said("The file has no row that could be a header of columns."))
    except BaseException:
        table.rows.close()
        raise
    return Opened(table, header, titles, rows)


def _expected_header(
    table: Table, expected: tuple[str, ...]
) -> tuple[Header, Iterator[Row], tuple[str, ...]]:
    early: list[Row] = []

    def watched() -> Iterator[Row]:
        for row in table.rows:
            if len(early) < HEADER_WITHIN:
                early.append(row)
            yield row

    header, rows = split_header(watched(), frozenset(map(fold, expected)))
    found = next((row for row in early if row.number == header.number), None)
    return header, rows, _titles(header, found)


def _likely_header(table: Table) -> tuple[Header, Iterator[Row], tuple[str, ...]]:
    early: list[Row] = []
    for row in table.rows:
        early.append(row)
        if len(early) == HEADER_WITHIN:
            break
    filled = [sum(bool(cell.strip()) for cell in row.cells) for row in early]
    # A title or a note above the header fills one or two cells of a table of ten.
    enough = max(filled, default=0) * 0.6
    for at, row in enumerate(early):
        if filled[at] and filled[at] >= enough and _wordy(row):
            header = header_of(row)
            return (
                _named_places(header, early, at),
                chain(early[at + 1 :], table.rows),
                (_titles(_named_places(header, early, at), row)),
            )
    return Header(0, 0, {}), iter(()), ()


def _named_places(header: Header, early: list[Row], at: int) -> Header:
    """The header as wide as the rows below it are: a column may have lost its name."""
    below = [len(_stripped(row.cells)) for row in early[at + 1 :]]
    usual = sorted(below)[len(below) // 2] if below else 0
    return Header(header.number, max(header.width, usual), header.columns, header.repeated)


def _stripped(cells: list[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _wordy(row: Row) -> bool:
    """Whether the row could name columns: no cell of it is a figure, and no two are alike."""
    cells = [cell.strip() for cell in row.cells if cell.strip()]
    figures = sum(not any(letter.isalpha() for letter in cell) for cell in cells)
    return figures == 0 and len(set(map(fold, cells))) > len(cells) // 2


def _titles(header: Header, row: Row | None) -> tuple[str, ...]:
    cells = [cell.strip() for cell in row.cells] if row else []
    cells += [""] * (header.width - len(cells))
    first: dict[str, int] = {}
    return tuple(
        cell if fold(cell) and first.setdefault(fold(cell), at) == at else f"#{at + 1}"
        for at, cell in enumerate(cells[: header.width])
    )


def _workbook_table(file: Path, sheet: str, expected: tuple[str, ...], limits: Limits) -> Table:
    book = Workbook(file, limits)
    try:
        chosen = _chosen(book, sheet, expected)
        form = said("workbook, sheet %(name)s", name=quoted(chosen.name))
        return Table(_sheet_rows(book, chosen), height=chosen.height, form=form)
    except BaseException:
        book.close()
        raise


def _sheet_rows(book: Workbook, sheet: Sheet) -> Generator[Row]:
    with book:
        yield from book.rows(sheet)


def _chosen(book: Workbook, name: str, expected: tuple[str, ...]) -> Sheet:
    filled = [sheet for sheet in book.sheets if sheet.height]
    if not filled:
        raise Unreadable(said("The workbook has no visible sheet with anything in it."))
    if name:
        for sheet in filled:
            if fold(sheet.name) == fold(name):
                return sheet
        raise Unreadable(
            said(
                "The workbook has no sheet %(name)s; it has %(sheets)s.",
                name=quoted(name),
                sheets=", ".join(sheet.name for sheet in filled)[:200],
            )
        )
    wanted = frozenset(map(fold, expected))

    def known(sheet: Sheet) -> tuple[int, int]:
        most = max(len(wanted & header_of(row).columns.keys()) for row in sheet.head)
        return most, sheet.height * sheet.width

    return max(filled, key=known)
