"""Hostile files: lists as nobody should hand them in, made here, by class and seed."""

import codecs
import csv
import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

NATIONAL = (
    *("Name1", "Name2", "Street1", "Street2", "City", "State", "Zip", "Phone"),
    *("Intake1", "Intake2", "Intake1a", "Intake2a", "Service_code_info"),
)
_ROW = (
    *("Example Haven", "", "1 Elm Street", "", "Akron", "OH", "44301", "330-555-0142"),
    *("", "", "", "", "SA DT * OP"),
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006/relationships"

# What one cell may hold, by class; each goes into every column in turn.
CELLS: Mapping[str, Sequence[str]] = {
    "error cells": ("#REF!", "#N/A", "TRUE", "2023-06-01 00:00:00", "1.5E+300"),
    "NUL bytes": ("\0", "a\0b", "\0" * 40),
    "long fields": ("x" * 33_000, "y" * 140_000, "long " * 5_000),
    "formulas": ("=1+1", '=HYPERLINK("http://evil.example","x")', "+1", "-1", "@SUM(A1)", "\t=1"),
    "markup": ("<script>alert(1)</script>", "<b onmouseover=x>", "&#x202e;", "]]>", "{{7*7}}"),
    "websites": ("javascript:alert(1)", "data:text/html,x", "http://u:p@evil.example", "//x"),
    "phones": ("tel:911;ext=1", "1-800-GET-HELP", "330-555-0142 x99999999999", "0", "+" * 60),
    "ZIPs": ("2139", "02139-", "44301.0", "1e5", "999999999", "٤٤٣٠١"),
    "coordinates": ("NaN", "inf", "1e309", "-0", "999", "41,05"),
    "codes": ("sa*dt", "SA" * 400, " ".join(f"C{n}" for n in range(10_000)), "*", "Ω"),
    "directions": ("\u202eabc", "a\u200bb", "A\u0301" * 400, "é", "e\u0301", "😀" * 50, "а́kron"),
    "queries": ("'; DROP TABLE listings; --", "name:* OR 1=1", "a AND (b", "%s%n%00", "\\"),
}
# A column of a wide or mended file that may stand in a header.
_HEADERS = ("Name1", "name1 ", "NAME1", "Type_facility", "_error", "latitude", "", "=1", "\0")


def files(variants: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many files of each class, with its name."""
    for name, cells in CELLS.items():
        for n in range(variants):
            yield name, _with_cell(cells[n % len(cells)], n)
    for make in (*_TEXTS, *_WORKBOOKS):
        chance = random.Random(f"{seed} {make.__name__}")
        for n in range(variants):
            yield make.__name__.strip("_").replace("_", " "), make(n, chance)


def table(rows: Sequence[Sequence[str]], header: Sequence[str] = NATIONAL) -> bytes:
    """These rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode("utf-8", "surrogatepass")


def workbook(
    sheet: str,
    shared: str = "",
    *,
    packing: int = zipfile.ZIP_DEFLATED,
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """A workbook whose sheet and shared strings are this XML; `more` are further members."""
    links = (
        f'<Relationships xmlns="{_PACK}"><Relationship Id="r1" Type="{_REL}/worksheet"'
        f' Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_REL}/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>'
    )
    members: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{_PACK}"><Relationship Id="r1"'
        f' Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        '<sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": shared or f'<sst xmlns="{_MAIN}"/>',
        **more,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_of(rows: Sequence[Sequence[str]], dimension: str = "") -> str:
    """The XML of a sheet with these cells."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row) + "</row>"
        for row in rows
    )
    size = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f'<worksheet xmlns="{_MAIN}">{size}<sheetData>{cells}</sheetData></worksheet>'


_GOOD = sheet_of([NATIONAL, _ROW])


def _with_cell(cell: str, n: int) -> bytes:
    row = [*_ROW, "41.05", "-81.5", "https://haven.example"]
    row[n % len(row)] = cell
    return table([row, _ROW], (*NATIONAL, "latitude", "longitude", "website"))


def _encodings(n: int, chance: random.Random) -> bytes:
    text = table([[*_ROW[:-1], "SA"], ["Clínica Ñandú", *_ROW[1:]]]).decode()
    bom = codecs.BOM_UTF16_LE
    made = (
        codecs.BOM_UTF8 + text.encode(),
        bom + text.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        text.encode("cp1252"),
        text.encode() + text.encode("latin-1"),
        text.encode().decode("latin-1").encode(),
        bom + text.encode(),
        bom + text.encode("utf-16-le")[:-1],
    )
    return made[n % len(made)]


def _lines(n: int, chance: random.Random) -> bytes:
    good = table([_ROW] * 3)
    made = (
        good.replace(b"\r\n", b"\r"),
        good.replace(b"\r\n", b"\n\n\n"),
        b'"' + good,
        good + b'"unclosed,' + b"x" * chance.randrange(10, 90_000),
        b"x" * (2 << 20),
        good.replace(b"\r\n", b" "),
        good + b"\r\n".join(b"," * k for k in range(0, 500, 37)),
        good[: chance.randrange(len(good))],
    )
    return made[n % len(made)]


def _headers(n: int, chance: random.Random) -> bytes:
    header = [*NATIONAL]
    for _ in range(1 + n % 4):
        header[chance.randrange(len(header))] = chance.choice(_HEADERS)
    chance.shuffle(header)
    above = [["A title"], [], *([header] if n % 3 == 0 else [])]
    return table([*([] if n % 2 else above[1:]), _ROW, _ROW], header)


def _bytes(n: int, chance: random.Random) -> bytes:
    start = (b"PK\x03\x04", b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"{", b"%PDF-1.7")
    return start[n % len(start)] + chance.randbytes(chance.randrange(2_000))


def _json(n: int, chance: random.Random) -> bytes:
    made = (
        b'{"rows": ' + b"[" * 100_000,
        b'[{"name1": "Example", "zip": 44301, "services": [[1]]}]',
        b'{"rows": [{"name1": null}], "recordCount": 1e400}',
        b'[{"name1": "' + b"x" * 100_000 + b'"}]',
        b"[" + b",".join([b'{"name1": "Example", "zip": "44301"}'] * 3_000) + b"]",
        b'[{"name1": "Example", "zip": "44301"}',
        b'[{"name1": "\\ud800"}]',
    )
    return made[n % len(made)]


def _truncated(n: int, chance: random.Random) -> bytes:
    whole = workbook(_GOOD)
    return whole[: max(1, len(whole) * (n + 1) // 12)]


def _flipped(n: int, chance: random.Random) -> bytes:
    whole = bytearray(workbook(_GOOD, packing=zipfile.ZIP_STORED if n % 2 else 8))
    for _ in range(1 + n % 5):
        whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    return bytes(whole)


def _bombs(n: int, chance: random.Random) -> bytes:
    many = 40_000 * (1 + n)
    strings = f'<sst xmlns="{_MAIN}">' + f"<si><t>{'x' * 200}</t></si>" * many + "</sst>"
    cells = sheet_of([["x" * 50] * 13] * (4_000 * (1 + n)))
    return workbook(_GOOD, strings) if n % 2 else workbook(cells)


def _entities(n: int, chance: random.Random) -> bytes:
    laughs = "".join(f'<!ENTITY l{k + 1} "{f"&l{k};" * 10}">' for k in range(9))
    declared = (
        f'<!DOCTYPE s [<!ENTITY l0 "ha">{laughs}]>',
        f'<!DOCTYPE s [<!ENTITY q "{"q" * 50_000}">]>',
        '<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE s SYSTEM "http://127.0.0.1:9/x.dtd">',
    )[n % 4]
    return workbook(declared + _GOOD) if n % 8 < 4 else workbook(_GOOD, declared + "<sst/>")


def _members(n: int, chance: random.Random) -> bytes:
    whole = workbook(_GOOD)
    inner = {
        0: {"../../etc/passwd": b"x"},
        1: {"/etc/passwd": b"x"},
        2: {"xl/nested.zip": workbook(_GOOD)},
        3: {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100},
        4: {"xl/externalLinks/externalLink1.xml": b"<x/>"},
        5: {f"xl/m{k}.xml": b"<x/>" for k in range(600)},
        6: {"C:\\x": b"x"},
        7: {"XL/WORKBOOK.XML": b"<x/>"},
    }[n % 8]
    return workbook(_GOOD, more=inner) if n < 8 else whole + chance.randbytes(64)


def _lies(n: int, chance: random.Random) -> bytes:
    """A table of contents that says other than what lies there."""
    whole = bytearray(workbook(_GOOD))
    at = whole.rfind(b"PK\x01\x02")
    match n % 4:
        case 0:
            struct.pack_into("<L", whole, at + 24, 1)  # size
        case 1:
            struct.pack_into("<L", whole, at + 42, 0)  # offset: two members share one place
        case 2:
            struct.pack_into("<H", whole, at + 8, 1)  # encrypted
        case _:
            struct.pack_into("<L", whole, at + 38, 0o120777 << 16)  # a link
    return bytes(whole)


def _cells_apart(n: int, chance: random.Random) -> bytes:
    odd = (
        sheet_of([NATIONAL, _ROW], "A1:XFD1048576"),
        _GOOD.replace("<row>", '<row r="1048576">', 1),
        _GOOD.replace("</sheetData>", '<row><c t="s"><v>99999</v></c></row></sheetData>'),
        _GOOD.replace("</sheetData>", '<row><c t="e"><v>#REF!</v></c></row></sheetData>'),
        _GOOD.replace('<c t="inlineStr">', '<c r="XFD9" t="inlineStr">', 1),
        sheet_of([[""] * 500, NATIONAL, _ROW]),
        sheet_of([]),
    )
    return workbook(odd[n % len(odd)])


def _counts(n: int, chance: random.Random) -> bytes:
    many = [[f"Place {k}", *_ROW[1:]] for k in range(300)]
    return table(([], [_ROW], [_ROW] * 50, many)[n % 4])


_Make = Callable[[int, random.Random], bytes]
_TEXTS: tuple[_Make, ...] = (_encodings, _lines, _headers, _bytes, _json, _counts)
_WORKBOOKS: tuple[_Make, ...] = (
    *(_truncated, _flipped, _bombs, _entities, _members, _lies, _cells_apart),
)
