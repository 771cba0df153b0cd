"""Recognition: what kind of file this is by what is in it, with the evidence for it."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import msgspec

from finder.errors import Unreadable
from finder.importing import findtreatment, national, samhsa
from finder.importing.archive import Kind, kind_of
from finder.importing.hsds_tables import looks_like_hsds, read_tables
from finder.importing.record import Edition, Weight
from finder.importing.rows import ERROR, Header, Row, rows_below, split_header
from finder.importing.ticket import Recognised
from finder.vocabulary import Vocabulary

# What a steward sees of a list to know it again.
_NAMES = 3
OTHER = "another table"


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
            told = ""
            if layout == "national":
                national.refuse_mental_health(header, first)
        except Unreadable as refused:
            other = "none of SAMHSA's" in str(refused)
            # That a table is not SAMHSA's is no fault of its; a profile says what it is.
            told, layout = ("", "") if other else (str(refused), "refused")
    finally:
        table.rows.close()
    seen.insert(0, _columns_told(layout, header, vocabulary))
    if header.mended:
        seen.append(f"It has a column {ERROR}: rows that were rejected before, come back mended.")
    kind = {
        "national": "SAMHSA's National Directory",
        "wide": "a FindTreatment.gov download",
        "refused": "like SAMHSA's National Directory, but not to be read as that",
    }.get(layout, OTHER)
    reader = "samhsa" if layout else ""
    return Recognised(reader, kind, tuple(seen), told, day, header.mended)


def _hsds(file: Path) -> Recognised:
    tables = read_tables(file)
    sizes = ", ".join(f"{len(rows):,} {name}" for name, rows in tables.items() if rows)
    first = [row.get("name", "") for row in tables.get("organizations", [])[:_NAMES]]
    seen = [f"It has the tables of HSDS: {sizes}."]
    seen += [f"Its first organizations: {'; '.join(filter(None, first))}."] if any(first) else []
    return Recognised("hsds", "an Open Referral package (HSDS)", tuple(seen))


def _locator(file: Path, vocabulary: Vocabulary) -> Recognised:
    edition = findtreatment.read(file, vocabulary)
    seen = [f"JSON with {edition.total:,} rows, each with a name1 as the locator writes them."]
    first = [_text(raw, "name1") for raw in findtreatment.raw_rows(file)[:_NAMES]]
    seen.append(f"Its first places: {'; '.join(filter(None, first))}.")
    part = any(_text(raw, ERROR) for raw in findtreatment.raw_rows(file)[:_NAMES])
    told = next((str(each) for each in edition.problems if each.weight is Weight.PARTIAL), "")
    if part:
        seen.append(f"Its rows have an {ERROR}: they were rejected before, and come back mended.")
    return Recognised(
        "findtreatment", "the FindTreatment locator's JSON", tuple(seen), told, None, part
    )


def _text(raw: msgspec.Raw, name: str) -> str:
    try:
        value = msgspec.json.decode(raw, type=dict[str, object]).get(name)
    except (msgspec.MsgspecError, UnicodeError):
        return ""
    return str(value)[:80] if value else ""


def _columns_told(layout: str, header: Header, vocabulary: Vocabulary) -> str:
    columns = header.columns
    known = len(national.REQUIRED) - len(header.missing(national.REQUIRED))
    if layout == "wide":
        codes = sum(vocabulary.code(column.upper()) is not None for column in columns)
        return (
            f"Row {header.number} has {len(columns)} columns; {codes} of them are service codes "
            "that are known here."
        )
    if layout:
        return (
            f"Row {header.number} has {known} of the {len(national.REQUIRED)} columns of the "
            f"National Directory, {national.CODES} among them."
        )
    names = ", ".join(list(columns)[:8]) or "none"
    return f"Row {header.number or 1} has {len(columns)} columns: {names[:160]}."


def _sizes(height: int | None, first: list[Row]) -> list[str]:
    rows = f"About {height:,} rows." if height else f"{len(first):,} rows were looked at."
    cells = ["; ".join(filter(None, row.cells[:5]))[:80] for row in first[:_NAMES]]
    return [rows, *(f"Row {row.number}: {cell}" for row, cell in zip(first, cells, strict=False))]


def _key_told(key: Mapping[str, str], vocabulary: Vocabulary) -> list[str]:
    if not key:
        return []
    known = sum(vocabulary.code(code) is not None for code in key)
    return [f"A sheet of its own explains {len(key):,} codes; {known:,} of them are known here."]
