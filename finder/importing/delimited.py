"""Delimited: a CSV or TSV of any dialect as rows of text.

The file is read twice: once to learn its encoding, its line ends and whether any line is
monstrous, and once, line by line, for its rows, so that only one row is in memory at a time.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from finder.errors import Unreadable
from finder.importing.archive import LIMITS, Limits
from finder.importing.file_kind import Kind, kind_of
from finder.importing.record import Problem
from finder.importing.rows import HEADER_WITHIN, Row, Table
from finder.sentence import Sentence, said

_DELIMITERS = ",;\t|"
_NAMED = {
    ",": said("commas"),
    ";": said("semicolons"),
    "\t": said("tabs"),
    "|": said("bars"),
}
_ENCODINGS = {
    "utf-8": Sentence("UTF-8"),
    "utf-8-sig": said("UTF-8 with a mark"),
    "utf-16": Sentence("UTF-16"),
}
_CHUNK = 1 << 20
# No line may equal it: the file's NULs are taken out before.
_END = "\0end"
_SAVE = said("Save it as CSV (UTF-8) from a spreadsheet program and import that.")
_NO_TEXT = said("The file is no text, whatever its name says. %(advice)s", advice=_SAVE)


@dataclass(slots=True)
class _Found:
    """What the first pass learns: counts over the whole file."""

    encoding: str
    nuls: int = 0
    controls: int = 0
    size: int = 0
    pure: bool = True  # every byte is of that encoding

    @property
    def shown(self) -> Sentence:
        """The encoding as a steward knows it."""
        return _ENCODINGS[self.encoding] if self.pure else said("Windows-1252 (in part or whole)")


@dataclass(slots=True)
class _Seen:
    """What the second pass meets: lines that were no UTF-8, and the number of the first."""

    odd: int = 0
    first: int = 0
    problems: list[Problem] = field(default_factory=list)


def read_delimited(file: Path, limits: Limits = LIMITS) -> Table:
    """The file as one table; raises `Unreadable`, now or while its rows are read."""
    _check_kind(kind_of(file))
    found = _survey(file, limits)
    seen = _Seen()
    sample = list(islice(_lines(file, found, _Seen()), HEADER_WITHIN * 2))
    delimiter = _delimiter(sample)
    form = said("text parted by %(mark)s, %(code)s", mark=_NAMED[delimiter], code=found.shown)
    rows = _rows(file, found, seen, delimiter, limits)
    table = Table(rows, seen.problems, exact=True, form=form)
    if found.nuls:
        table.problems.append(
            Problem(
                said("the file"),
                "",
                said("%(n)s NUL characters", n=found.nuls),
                said("none; they were left out"),
            )
        )
    return table


def _check_kind(kind: Kind) -> None:
    match kind:
        case Kind.TEXT:
            return
        case Kind.EMPTY:
            raise Unreadable(said("The file is empty. Download or save it again and import that."))
        case Kind.JSON:
            raise Unreadable(
                said("The file holds JSON, not a table; import it with the findtreatment source.")
            )
        case Kind.HTML:
            raise Unreadable(
                said(
                    "The file is a web page or XML, not a table; download the list itself, not the"
                    " page that shows it."
                )
            )
        case _:
            raise Unreadable(_NO_TEXT)


def _survey(file: Path, limits: Limits) -> _Found:
    size = file.stat().st_size
    if size > limits.text_bytes:
        raise Unreadable(
            said(
                "The file is %(size)s bytes, more than the %(most)s allowed; split it by state and"
                " import one part after the other.",
                size=f"{size:,}",
                most=f"{limits.text_bytes:,}",
            )
        )
    with file.open("rb") as stream:
        found = _Found(_encoding(stream.read(4)), size=size)
        stream.seek(0)
        run = 0
        line = 1
        decoder = codecs.getincrementaldecoder("utf-8")()
        while chunk := stream.read(_CHUNK):
            found.nuls += chunk.count(b"\0")
            found.controls += len(chunk) - len(chunk.translate(None, _CONTROLS))
            found.pure = found.pure and _decodes(decoder, chunk)
            pieces = re.split(rb"\r\n?|\n", chunk)
            run += len(pieces[0])
            for piece in (*pieces[1:], None):
                if run > limits.line_bytes:
                    raise Unreadable(
                        said(
                            "Line %(n)s of the file is longer than %(most)s bytes; it is not a"
                            " table, or its line ends are lost. %(advice)s",
                            n=line,
                            most=f"{limits.line_bytes:,}",
                            advice=_SAVE,
                        )
                    )
                if piece is not None:
                    line += 1
                    run = len(piece)
    if found.encoding == "utf-16":
        found.nuls = found.controls = 0
        found.pure = True
    # A stray NUL is a fault of export; one byte in a hundred is a program, a picture or UTF-16.
    if (found.nuls + found.controls) * 100 > size:
        raise Unreadable(_NO_TEXT)
    return found


_CONTROLS = bytes(set(range(1, 32)) - {9, 10, 12, 13, 26})


def _encoding(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: Path, found: _Found, seen: _Seen) -> Iterator[str]:
    """The file's lines with their ends; a line that is no UTF-8 is read as Windows-1252.

    Line by line and not for the whole file: one such byte must not spoil every accent elsewhere.
    Latin-1 keeps each byte as one character, which lets the text layer do the splitting.
    """
    utf16 = found.encoding == "utf-16"
    try:
        with file.open(encoding="utf-16" if utf16 else "latin-1", newline="") as stream:
            for number, text in enumerate(stream, 1):
                line = text if utf16 else _decoded(text, number, seen)
                yield (line.removeprefix("\ufeff") if number == 1 else line).replace("\0", "")
    except UnicodeError as error:
        raise Unreadable(
            said("The file says it is UTF-16 and is not. %(advice)s", advice=_SAVE)
        ) from error


def _decoded(text: str, number: int, seen: _Seen) -> str:
    if text.isascii():
        return text
    line = text.encode("latin-1")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        seen.odd += 1
        seen.first = seen.first or number
        return line.decode("cp1252", errors="replace")


def _delimiter(sample: list[str]) -> str:
    """The mark that parts the first row into as many cells as most rows have; else the one by which
    most rows agree; a comma when none parts any.

    The first row is the header, mostly: cells full of semicolons must not outvote it.
    """
    return max(_DELIMITERS, key=lambda mark: _agreed(sample, mark))


def _agreed(sample: list[str], mark: str) -> tuple[int, int]:
    try:
        rows = [len(row) for row in csv.reader(sample, delimiter=mark) if row]
    except csv.Error:
        return 0, 0
    widths = Counter(width for width in rows if width > 1)
    with_first = widths[rows[0]] if rows else 0
    return (
        rows[0] * with_first if with_first * 2 > len(rows) else 0,
        max((width * count for width, count in widths.items()), default=0),
    )


def _rows(file: Path, found: _Found, seen: _Seen, delimiter: str, limits: Limits) -> Generator[Row]:
    def lines() -> Iterator[str]:
        yield from _lines(file, found, seen)
        yield _END

    reader = csv.reader(lines(), delimiter=delimiter)
    number, begins = 0, 1
    try:
        for cells in reader:
            number += 1
            if cells == [_END]:
                break
            if cells and cells[-1].endswith(_END):
                raise Unreadable(_unclosed(begins))
            _check_row(number, cells, limits)
            yield Row(number, cells)
            begins = reader.line_num + 1
    except csv.Error as error:
        # The module's own limit of 131,072 characters a field: no honest cell is that long.
        raise Unreadable(_unclosed(begins)) from error
    if seen.odd:
        seen.problems.append(
            Problem(
                said("line %(n)s", n=seen.first),
                "",
                said("%(n)s lines that are not UTF-8", n=seen.odd),
                said("UTF-8; they were read as Windows-1252, check their accents"),
            )
        )


def _unclosed(line: int) -> Sentence:
    return said(
        'A quotation mark (") that opens in the row at line %(n)s is never closed; close or'
        " remove it and import the file again.",
        n=line,
    )


def _check_row(number: int, cells: list[str], limits: Limits) -> None:
    if number > limits.rows:
        raise Unreadable(
            said(
                "The file has more than the %(most)s rows allowed; split it by state and import one"
                " part after the other.",
                most=f"{limits.rows:,}",
            )
        )
    if len(cells) > limits.columns:
        raise Unreadable(
            said(
                "Row %(n)s of the file has %(columns)s columns, more than the %(most)s allowed;"
                " remove those that are not part of the list.",
                n=number,
                columns=f"{len(cells):,}",
                most=f"{limits.columns:,}",
            )
        )
    if any(len(cell) > limits.cell for cell in cells):
        raise Unreadable(
            said(
                "Row %(n)s of the file has a cell of more than %(most)s characters; perhaps a"
                " quotation mark is not closed. Correct it and import the file again.",
                n=number,
                most=f"{limits.cell:,}",
            )
        )
