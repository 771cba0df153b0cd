"""Wide: the layout of a FindTreatment.gov download, one column a code and two rows a place.

Seventeen columns say where a place is; the other 315 are codes, `1` or blank. Blank is "not said".
Each place may stand there once for addiction (SU) and once for mental health (MH).
"""

from collections.abc import Iterator

from finder.importing.national import Fields
from finder.importing.record import Edition, Problem, Record
from finder.importing.rows import ERROR, Header, Row, fold, unlistable
from finder.importing.twins import Typed, joined, without_mental_health_only
from finder.sentence import Sentence, said
from finder.vocabulary import Vocabulary

TYPE = "type_facility"
REQUIRED = ("name1", "street1", "city", "state", "zip", "phone", TYPE)
COLUMNS = (
    *REQUIRED,
    *("name2", "street2", "zip4", "county", "intake_prompt", "intake1", "intake2"),
    *("website", "latitude", "longitude"),
)
_BASE = frozenset(map(fold, (*COLUMNS, ERROR)))
# The real downloads hold 1 or nothing; the others are what spreadsheet programs make of it.
_YES = frozenset({"1", "TRUE", "Y", "YES", "X"})
_NO = frozenset({"", "0", "FALSE", "N", "NO"})
# A list of columns with fewer codes than this is some other table; the real one has 312.
_FEW = 10


def has_codes(header: Header, vocabulary: Vocabulary) -> bool:
    """Whether enough columns are codes for the file to be a wide download."""
    known = sum(vocabulary.code(column.upper()) is not None for column in header.columns)
    return known >= _FEW


def records(
    header: Header, rows: Iterator[Row], edition: Edition, *, anyway: bool = False
) -> Iterator[Record]:
    """The places as records, twins joined; mental-health places left out unless `anyway`.

    A place's two rows need not stand together, so all rows are read before the first record.
    """
    places = joined(_typed(header, rows, edition), edition.problems)
    if anyway:
        yield from (place.record for place in places)
    else:
        yield from without_mental_health_only(places, edition.problems)


def _typed(header: Header, rows: Iterator[Row], edition: Edition) -> Iterator[Typed]:
    fields = Fields(header)
    kind_of_place = header.picker(TYPE)
    codes = {index: name.upper() for name, index in header.columns.items() if name not in _BASE}
    odd: dict[int, str] = {}
    for row in rows:
        record = fields.record(row, _codes(row, codes, odd))
        if trouble := unlistable(record):
            edition.problems.append(trouble)
            continue
        yield Typed(record, (kind_of_place(row).upper() or "SU",))
    edition.problems.extend(
        Problem(
            said("the header"),
            codes[index],
            Sentence(cell[:40]),
            said("1 or nothing; such cells say nothing here"),
        )
        for index, cell in odd.items()
    )


def _codes(row: Row, codes: dict[int, str], odd: dict[int, str]) -> tuple[str, ...]:
    """The codes with a 1 in their column, in the columns' order; others go to `odd`."""
    said: list[str] = []
    for index, code in codes.items():
        cell = row.cells[index]
        if cell == "1" or cell.upper() in _YES:
            said.append(code)
        elif cell and cell.upper() not in _NO:
            odd.setdefault(index, cell)
    return tuple(said)
