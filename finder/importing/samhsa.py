"""SAMHSA: reads the National Directory workbook and the wide download, as workbook or CSV.

A file is known by its columns, never by its name: `Service_code_info` makes it a National
Directory, `type_facility` a wide download. The name gives only the day of a wide download.
"""

import re
from collections.abc import Generator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path

from finder.errors import Unreadable
from finder.importing import national, wide
from finder.importing.archive import LIMITS, Limits
from finder.importing.delimited import read_delimited
from finder.importing.file_kind import Kind, kind_of
from finder.importing.record import Edition
from finder.importing.rows import Header, Row, Table, fold, header_of, rows_below, split_header
from finder.importing.workbook import Sheet, Workbook
from finder.sentence import Sentence, said
from finder.vocabulary import Vocabulary

LIST_COLUMNS = frozenset(map(fold, (*national.COLUMNS, *wide.COLUMNS)))
# How many rows are looked at to tell the mental-health directory from the other.
SAMPLE = 200
# The longest real key, of 2022, has 225 codes in five columns.
_KEY_ROWS, _KEY_COLUMNS = 5_000, 50
_DATED = re.compile(r"_(20\d\d)_(\d\d)_(\d\d)_\d{6}(?!\d)")


def read(
    file: Path, vocabulary: Vocabulary, *, anyway: bool = False, limits: Limits = LIMITS
) -> Edition:
    """The edition in a National Directory or a wide download; `Unreadable` for any other file.

    `anyway` reads the mental-health directory too, and keeps places listed for mental health only.
    """
    table, key = open_list(file, limits)
    edition = Edition(iter(()), as_of=day_in(file.name))
    try:
        header, below = split_header(table.rows, LIST_COLUMNS)
        layout = layout_of(header, vocabulary)
        if table.height is not None:
            edition.total = max(0, table.height - header.number)
        edition.problems.extend(header.problems())
        rows = rows_below(table, header, below, edition)
        first = list(islice(rows, SAMPLE))
        if not first:
            raise Unreadable(
                said("The file has a header and no facility below it; download it again.")
            )
        if layout == "national" and not anyway:
            national.refuse_mental_health(header, first)
    except BaseException:
        table.rows.close()
        raise
    everything = chain(first, rows)
    if layout == "national":
        strange = {code: name for code, name in key.items() if vocabulary.code(code) is None}
        edition.records = national.records(header, everything, strange, edition)
    else:
        edition.records = wide.records(header, everything, edition, anyway=anyway)
    return edition


def open_list(file: Path, limits: Limits = LIMITS) -> tuple[Table, Mapping[str, str]]:
    """The table with the list of facilities, and the workbook's own code key if it has one. Close
    `table.rows` when it is not read to its end; raises `Unreadable`."""
    if kind_of(file) not in (Kind.ZIP, Kind.OLE):
        return read_delimited(file, limits), {}
    book = Workbook(file, limits)
    try:
        sheet = _list_sheet(book)
        key = _key(book, sheet)
        return Table(_sheet_rows(book, sheet), height=sheet.height), key
    except BaseException:
        book.close()
        raise


def _sheet_rows(book: Workbook, sheet: Sheet) -> Generator[Row]:
    with book:
        yield from book.rows(sheet)


def _list_sheet(book: Workbook) -> Sheet:
    """The sheet whose top has most of the columns of a list of facilities."""
    filled = [sheet for sheet in book.sheets if sheet.height]
    if not filled:
        raise Unreadable(said("The workbook has no visible sheet with anything in it."))
    return max(filled, key=lambda sheet: max(_known(row) for row in sheet.head))


def _known(row: Row) -> int:
    return len(LIST_COLUMNS & header_of(row).columns.keys())


def _key(book: Workbook, listed: Sheet) -> dict[str, str]:
    """The workbook's own code key, code → name; empty if it has none."""
    for sheet in book.sheets:
        fits = sheet.height <= _KEY_ROWS and sheet.width <= _KEY_COLUMNS
        if sheet.index == listed.index or not sheet.head or not fits:
            continue
        header, rows = split_header(book.rows(sheet), frozenset({"servicecode", "servicename"}))
        if not header.missing(["service_code", "service_name"]):
            code, name = header.picker("service_code"), header.picker("service_name")
            return {code(row).upper(): name(row) for row in rows if code(row)}
        for _ in rows:  # the child sends a sheet to its end
            pass
    return {}


def layout_of(header: Header, vocabulary: Vocabulary) -> str:
    """Which of the two layouts it is; raises `Unreadable` naming what is missing or what it is."""
    if not header.missing([national.CODES]):
        name, missing = "national", header.missing(national.REQUIRED)
        seems = said("SAMHSA's National Directory")
    elif not header.missing([wide.TYPE]) or wide.has_codes(header, vocabulary):
        name, missing = "wide", header.missing(wide.REQUIRED)
        seems = said("a FindTreatment.gov download")
    else:
        name, missing = "", header.missing(national.REQUIRED)
        seems = said("part of SAMHSA's National Directory")
    if not missing:
        return name
    if name or len(header.missing(national.OWN)) <= len(national.OWN) - 2:
        raise Unreadable(_lacking(seems, missing))
    columns = ", ".join(cell for cell in list(header.columns)[:6]) or said("nothing")
    raise Unreadable(
        said(
            "The file is none of SAMHSA's: its columns are %(columns)s and so on; ask its publisher"
            " for one of these, or say what they mean: `finder profile suggest`.",
            columns=columns[:120],
        )
    )


def _lacking(seems: Sentence, missing: Sequence[str]) -> Sentence:
    """What to say of a file that seems to be one of these, with columns of it missing."""
    if len(missing) == 1:
        return said(
            "The file seems to be %(seems)s, but without the column %(column)s; download the whole"
            " file again.",
            seems=seems,
            column=missing[0],
        )
    return said(
        "The file seems to be %(seems)s, but without the columns %(columns)s; download the whole"
        " file again.",
        seems=seems,
        columns=", ".join(missing),
    )


def day_in(name: str) -> date | None:
    """The day in the name of a wide download, FindTreament_Facility_listing_2025_08_19_140000."""
    found = _DATED.search(name)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
