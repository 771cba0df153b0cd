"""National: the layout of SAMHSA's National Directory, one row a place and its codes in one cell.

Thirteen columns; the second sheet of the workbook is the key to the codes. The same layout with a
county and coordinates added is read as well.
"""

from collections.abc import Iterator, Mapping, Sequence

from finder.errors import Unreadable
from finder.importing.record import Edition, Problem, Record
from finder.importing.rows import Header, Row, unlistable
from finder.sentence import Sentence, quoted, said

CODES = "service_code_info"
# Both editions have every one; a file without some has lost a part, and would strip the directory.
REQUIRED = (
    "name1", "name2", "street1", "street2", "city", "state", "zip", "phone",
    "intake1", "intake2", "intake1a", "intake2a", CODES,
)  # fmt: skip
# Names of columns that only SAMHSA's files have; city, state and ZIP stand in every list.
OWN = ("name1", "name2", "street1", "street2", "intake1", "intake2", "intake1a", "intake2a")
_ADDED = ("county", "latitude", "longitude", "website")
COLUMNS = (*REQUIRED, *_ADDED)
# 1a and 2a hold the line of 1 and 2 in letters: 888-PARNEXT beside 888-727-6398.
_PHONES = (
    ("main", "phone"),
    ("intake", "intake1"),
    ("intake", "intake1a"),
    ("intake", "intake2"),
    ("intake", "intake2a"),
)


class Fields:
    """What makes records of rows under one header: the columns both layouts share."""

    def __init__(self, header: Header) -> None:
        self._phones = [(kind, header.picker(column)) for kind, column in _PHONES]
        self._pick = {name: header.picker(name) for name in COLUMNS}

    def record(self, row: Row, codes: tuple[str, ...]) -> Record:
        """The row's record with these codes; a column that is not there is blank."""
        pick = self._pick
        return Record(
            where=row.where,
            name=pick["name1"](row),
            program=pick["name2"](row),
            street=pick["street1"](row),
            street2=pick["street2"](row),
            city=pick["city"](row),
            state=pick["state"](row),
            zip=pick["zip"](row),
            county=pick["county"](row),
            phones=tuple((kind, text) for kind, cell in self._phones if (text := cell(row))),
            website=pick["website"](row),
            latitude=pick["latitude"](row),
            longitude=pick["longitude"](row),
            codes=codes,
        )


def refuse_mental_health(header: Header, sample: Sequence[Row]) -> None:
    """Raise `Unreadable` if the rows are those of the mental-health directory.

    SA does not tell the two apart (5,580 of 8,707 rows there carry it); MH does: 8,696 of 8,707
    there, none of 12,744 in the substance-use directory.
    """
    codes = header.picker(CODES)
    carrying = sum("MH" in codes(row).upper().split() for row in sample)
    if carrying * 2 > len(sample):
        raise Unreadable(
            said(
                "This is SAMHSA's mental-health directory, not the substance-use one: %(n)s of its"
                " first %(rows)s rows carry the code MH. Import the National Directory of Drug and"
                " Alcohol Use Treatment Facilities, or use --anyway to import it all the same.",
                n=carrying,
                rows=len(sample),
            )
        )


def records(
    header: Header, rows: Iterator[Row], strange: Mapping[str, str], edition: Edition
) -> Iterator[Record]:
    """The rows as records; rows that cannot be listed go to the edition.

    `strange` are codes of the file's own key, code → name, that our vocabulary lacks; those that
    stand in a row are noted with that name.
    """
    fields = Fields(header)
    codes = header.picker(CODES)
    met: set[str] = set()
    for row in rows:
        record = fields.record(row, codes_in(codes(row)))
        if trouble := unlistable(record):
            edition.problems.append(trouble)
            continue
        met.update(strange.keys() & record.codes)
        yield record
    edition.problems.extend(
        Problem(
            said("the file's own key"),
            CODES,
            Sentence(code),
            said(
                "a code of the vocabulary; in this edition it means %(meaning)s",
                meaning=quoted(strange[code][:80]),
            ),
        )
        for code in sorted(met)
    )


def codes_in(cell: str) -> tuple[str, ...]:
    """The codes in a cell such as `SA DT * OP`: upper case, each once, the stars left out."""
    return tuple(dict.fromkeys(code for code in cell.upper().replace("*", " ").split()))
