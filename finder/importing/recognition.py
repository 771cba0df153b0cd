"""Recognition: what kind of file this is by what is in it, with the evidence for it."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import msgspec

from finder.errors import Unreadable
from finder.importing import findtreatment, national, samhsa
from finder.importing.file_kind import Kind, kind_of
from finder.importing.hsds_tables import looks_like_hsds, read_tables
from finder.importing.record import Edition, Weight
from finder.importing.rows import ERROR, Header, Row, rows_below, split_header
from finder.importing.ticket import Recognised
from finder.sentence import NOTHING, Sentence, said
from finder.vocabulary import Vocabulary

# What a steward sees of a list to know it again.
_NAMES = 3
OTHER = said("another table")


def recognise(file: Path, vocabulary: Vocabulary, *, named: str = "") -> Recognised:
    """What the file seems to be; raises `Unreadable` where nobody could say.

    `named` is what it was called where it came from: a wide download has its day there.
    """
    if looks_like_hsds(file):
        return _hsds(file)
    if kind_of(file) is Kind.JSON:
        return _locator(file, vocabulary)
    table, key = samhsa.open_list(file)
    try:
        header, rows = split_header(table.rows, samhsa.LIST_COLUMNS)
        edition = Edition(iter(()))
        first = list(islice(rows_below(table, header, rows, edition), samhsa.SAMPLE))
        height = table.height - header.number if table.height is not None else None
        seen = [*_sizes(height, first), *_key_told(key, vocabulary)]
        day = samhsa.day_in(named or file.name)
        try:
            layout = samhsa.layout_of(header, vocabulary)
            told = NOTHING
            if layout == "national":
                national.refuse_mental_health(header, first)
        except Unreadable as refused:
            other = "none of SAMHSA's" in str(refused)
            # That a table is not SAMHSA's is no fault of its; a profile says what it is.
            told, layout = (NOTHING, "") if other else (refused.sentence, "refused")
    finally:
        table.rows.close()
    seen.insert(0, _columns_told(layout, header, vocabulary))
    if header.mended:
        seen.append(
            said(
                "It has a column %(column)s: rows that were rejected before, come back mended.",
                column=ERROR,
            )
        )
    kind = {
        "national": said("SAMHSA's National Directory"),
        "wide": said("a FindTreatment.gov download"),
        "refused": said("like SAMHSA's National Directory, but not to be read as that"),
    }.get(layout, OTHER)
    reader = "samhsa" if layout else ""
    return Recognised(reader, kind, tuple(seen), told, day, header.mended)


def _hsds(file: Path) -> Recognised:
    tables = read_tables(file)
    sizes = ", ".join(f"{len(rows):,} {name}" for name, rows in tables.items() if rows)
    first = [row.get("name", "") for row in tables.get("organizations", [])[:_NAMES]]
    seen = [said("It has the tables of HSDS: %(sizes)s.", sizes=sizes)]
    if names := "; ".join(filter(None, first)):
        seen.append(said("Its first organizations: %(names)s.", names=names))
    return Recognised("hsds", said("an Open Referral package (HSDS)"), tuple(seen))


def _locator(file: Path, vocabulary: Vocabulary) -> Recognised:
    edition = findtreatment.read(file, vocabulary)
    seen = [
        said(
            "JSON with %(n)s rows, each with a name1 as the locator writes them.",
            n=f"{edition.total:,}",
        )
    ]
    first = [_text(raw, "name1") for raw in findtreatment.raw_rows(file)[:_NAMES]]
    seen.append(said("Its first places: %(names)s.", names="; ".join(filter(None, first))))
    part = any(_text(raw, ERROR) for raw in findtreatment.raw_rows(file)[:_NAMES])
    partial = (each.sentence for each in edition.problems if each.weight is Weight.PARTIAL)
    told = next(partial, NOTHING)
    if part:
        seen.append(
            said(
                "Its rows have an %(column)s: they were rejected before, and come back mended.",
                column=ERROR,
            )
        )
    return Recognised(
        "findtreatment", said("the FindTreatment locator's JSON"), tuple(seen), told, None, part
    )


def _text(raw: msgspec.Raw, name: str) -> str:
    try:
        value = msgspec.json.decode(raw, type=dict[str, object]).get(name)
    except (msgspec.MsgspecError, UnicodeError):
        return ""
    return str(value)[:80] if value else ""


def _columns_told(layout: str, header: Header, vocabulary: Vocabulary) -> Sentence:
    columns = header.columns
    known = len(national.REQUIRED) - len(header.missing(national.REQUIRED))
    if layout == "wide":
        codes = sum(vocabulary.code(column.upper()) is not None for column in columns)
        return said(
            "Row %(row)s has %(n)s columns; %(codes)s of them are service codes that are known "
            "here.",
            row=header.number,
            n=len(columns),
            codes=codes,
        )
    if layout:
        return said(
            "Row %(row)s has %(known)s of the %(n)s columns of the National Directory, %(codes)s "
            "among them.",
            row=header.number,
            known=known,
            n=len(national.REQUIRED),
            codes=national.CODES,
        )
    return said(
        "Row %(row)s has %(n)s columns: %(names)s.",
        row=header.number or 1,
        n=len(columns),
        names=", ".join(list(columns)[:8])[:160] or said("none"),
    )


def _sizes(height: int | None, first: list[Row]) -> list[Sentence]:
    rows = said("%(n)s rows were looked at.", n=f"{len(first):,}")
    if height:
        rows = said("About %(n)s rows.", n=f"{height:,}")
    cells = ["; ".join(filter(None, row.cells[:5]))[:80] for row in first[:_NAMES]]
    tops = zip(first, cells, strict=False)
    return [rows, *(said("Row %(n)s: %(cells)s", n=row.number, cells=cell) for row, cell in tops)]


def _key_told(key: Mapping[str, str], vocabulary: Vocabulary) -> list[Sentence]:
    if not key:
        return []
    known = sum(vocabulary.code(code) is not None for code in key)
    return [
        said(
            "A sheet of its own explains %(n)s codes; %(known)s of them are known here.",
            n=f"{len(key):,}",
            known=f"{known:,}",
        )
    ]
