"""Rows: a table as any file gives it: numbered rows of text under a header that can be found.

What the readers see of a workbook or a delimited file. Row numbers are those a spreadsheet program
shows, so a steward can go and look.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from finder.importing.record import Edition, Problem, Record, Weight
from finder.sentence import NOTHING, Sentence, said

# A title, a note and some blank lines above the header are common; nobody writes more than this.
HEADER_WITHIN = 20
# The column of a file of rejected rows that says what is wrong with each; see `rejected`.
ERROR = "_error"
# A quote before one of these keeps a spreadsheet from running a cell as a formula; files of
# rejected rows are written so, and read back without it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
# Past this many alike a list of problems is no longer read, only scrolled.
ALIKE = 50


def at_row(number: int) -> Sentence:
    """How a problem names the row of this number."""
    return said("row %(n)s", n=number)


def first_of(rows: int, where: Sentence) -> Sentence:
    """How a problem names several rows: how many, and the first of them."""
    if rows == 1:
        return where
    return said("%(n)s rows, the first %(row)s", n=f"{rows:,}", row=where)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file and its cells as text."""

    number: int
    cells: list[str]

    @property
    def where(self) -> Sentence:
        """How a problem names it."""
        return at_row(self.number)

    @property
    def blank(self) -> bool:
        """Whether nothing at all stands in it."""
        return not any(cell and not cell.isspace() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet or a delimited file: its rows may be read once, `problems` fills meanwhile."""

    rows: Generator[Row]
    problems: list[Problem] = field(default_factory=list)
    # How many rows stand in it, header and all, where that is known beforehand.
    height: int | None = None
    # Whether a row with more or fewer cells than the header is a fault. In a workbook it is none:
    # rows end with their last filled cell there, and a note far to the right moves nothing.
    exact: bool = False
    # How it was read, for a steward: "text parted by commas, UTF-8".
    form: Sentence = NOTHING


@dataclass(frozen=True, slots=True)
class Header:
    """Which column is where, by folded name; `repeated` are names that stand there again."""

    number: int
    width: int
    columns: Mapping[str, int]
    repeated: tuple[str, ...] = ()

    def missing(self, columns: Iterable[str]) -> list[str]:
        """Those of the columns, in any spelling, that are not there."""
        return [column for column in columns if fold(column) not in self.columns]

    @property
    def mended(self) -> bool:
        """Whether this is a file of rejected rows, come back."""
        return fold(ERROR) in self.columns

    def picker(self, column: str) -> Callable[[Row], str]:
        """What gets a row's cell of that column, stripped; `""` where there is none."""
        index = self.columns.get(fold(column))
        if index is None:
            return lambda row: ""
        return lambda row: row.cells[index].strip() if index < len(row.cells) else ""

    def problems(self) -> list[Problem]:
        """A note a column name that stands there twice."""
        return [
            Problem(
                at_row(self.number), name, said("the column again"), said("once; its first is read")
            )
            for name in self.repeated
        ]


def fold(text: str) -> str:
    """A column's name without case, blanks and marks.

    >>> fold("    Service_code info ")
    'servicecodeinfo'
    """
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def header_of(row: Row) -> Header:
    """The row read as a header."""
    columns: dict[str, int] = {}
    repeated: list[str] = []
    width = 0
    for index, cell in enumerate(row.cells):
        name = fold(cell)
        width = index + 1 if name else width
        if name in columns:
            repeated.append(name)
        elif name:
            columns[name] = index
    return Header(row.number, width, columns, tuple(repeated))


def split_header(rows: Iterator[Row], expected: frozenset[str]) -> tuple[Header, Iterator[Row]]:
    """The header, which is the early row with most of the expected columns, and the rows below it.

    When no row has any of them, the first row that is not blank is the header.
    """
    early: list[Row] = []
    for row in rows:
        early.append(row)
        if len(early) == HEADER_WITHIN:
            break
    best, most = -1, -1
    for index, row in enumerate(early):
        found = len(expected & header_of(row).columns.keys())
        if found > most and not row.blank:
            best, most = index, found
    if best < 0:
        return Header(0, 0, {}), rows
    return header_of(early[best]), chain(early[best + 1 :], rows)


def rows_below(
    table: Table, header: Header, rows: Iterator[Row], edition: Edition
) -> Iterator[Row]:
    """The rows that say something, each as wide as the header; what is odd goes to the edition.

    Blank rows pass unsaid; a row equal to an earlier one is merged; in a delimited file a row with
    filled cells beyond the header is skipped, for they have most likely moved into wrong columns.
    """
    first: dict[int, int] = {}
    short = 0
    for row in rows:
        if row.blank:
            continue
        edition.rows += 1
        cells = [cell.strip() for cell in row.cells]
        if header.mended:
            cells = [cell[1:] if _quoted(cell) else cell for cell in cells]
        if table.exact and any(cells[header.width :]):
            edition.problems.append(_too_long(row, header))
            continue
        if table.exact and len(cells) < header.width:
            short += 1
            if short <= ALIKE:
                edition.problems.append(_too_short(row, header))
        cells = cells[: header.width] + [""] * (header.width - len(cells))
        if _repeats(cells, header):
            told = said("the header once more; left out")
            edition.problems.append(Problem(row.where, "", NOTHING, told, Weight.LEFT_OUT))
            continue
        earlier = first.setdefault(hash(tuple(cells)), row.number)
        if earlier != row.number:
            told = said("equal to %(row)s in every cell", row=at_row(earlier))
            edition.problems.append(Problem(row.where, "", NOTHING, told, Weight.MERGED))
            continue
        yield Row(row.number, cells)
    if short > ALIKE:
        more = said("%(n)s more rows with too few cells", n=short - ALIKE)
        edition.problems.append(Problem(said("the file"), "", more, said("see above")))
    edition.problems.extend(table.problems)


def _quoted(cell: str) -> bool:
    return cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS)


def _repeats(cells: list[str], header: Header) -> bool:
    """Whether the cells are the header's once more."""
    return all(fold(cells[index]) == name for name, index in header.columns.items())


def _too_long(row: Row, header: Header) -> Problem:
    return Problem(
        row.where,
        "",
        said("%(n)s cells", n=len(row.cells)),
        said(
            "%(n)s, as in the header; perhaps a delimiter stands in a cell without quotes",
            n=header.width,
        ),
        Weight.SKIPPED,
    )


def _too_short(row: Row, header: Header) -> Problem:
    return Problem(
        row.where,
        "",
        said("%(n)s cells", n=len(row.cells)),
        said("%(n)s, as in the header", n=header.width),
    )


def unlistable(record: Record) -> Problem | None:
    """Why the record cannot be listed, or None."""
    if not record.name:
        return Problem(record.where, "name1", NOTHING, said("a name; skipped"), Weight.SKIPPED)
    if not (record.street or record.city or record.zip):
        return Problem(
            record.where,
            "street1",
            NOTHING,
            said("a street, or a city or ZIP; skipped"),
            Weight.SKIPPED,
        )
    return None
