"""Mapping: a profile laid over one table: what makes records of its rows."""

from collections import Counter
from collections.abc import Callable

from finder.importing.postal import read_zip
from finder.importing.profile import (
    DENIES,
    NO,
    PHONES,
    PLAIN,
    YES,
    Condition,
    CredentialColumns,
    Profile,
    ServiceColumn,
    said_yes,
)
from finder.importing.record import Claim, Problem, Record, Weight
from finder.importing.rows import Row, first_of, unlistable
from finder.importing.splitting import split_address, split_city, split_coordinates
from finder.importing.tabular import Opened
from finder.sentence import Sentence, said
from finder.vocabulary import no_word, yes_word

_KIND_OF_PHONE = {"phone": "main", "intake": "intake", "hotline": "hotline"}
# A value met in a column that its profile does not map is told of once; so many are named.
_NAMED = 20

Cell = Callable[[Row], str]


class RowMapping:
    """A profile over one table: makes a record of a row, and remembers what it met."""

    def __init__(self, opened: Opened, profile: Profile) -> None:
        self._profile = profile
        self._opened = opened
        self._fields = {
            field: self._joined(columns) for field, columns in profile.columns.items() if columns
        }
        self._services = [
            (each, self._cell(each.column), _folded(each)) for each in profile.services
        ]
        self._credentials = [_Claims(each, self) for each in profile.credentials]
        self._only = self.test(profile.only)
        self._always = tuple(code_of(word) for word in profile.always)
        self._unmapped: dict[str, Counter[str]] = {}
        self._short_zips: list[tuple[Sentence, str]] = []

    def record(self, row: Row) -> tuple[Record | None, Problem | None]:
        """The row's record; or the problem that stands in its way."""
        only = self._profile.only
        if only is not None and not self._only(row):
            found = self._cell(only.column)(row)
            wanted = ", ".join(only.values)[:100]
            return None, Problem(
                row.where, only.column, Sentence(found), Sentence(wanted), Weight.LEFT_OUT
            )
        codes, remarks = self._said(row)
        record = Record(
            where=row.where,
            **self._where_it_is(row),
            phones=tuple(
                (_KIND_OF_PHONE[field], text)
                for field in PHONES
                for text in self._cells(row, field)
            ),
            codes=codes,
            remarks=remarks,
            credentials=tuple(filter(None, (each.claim(row) for each in self._credentials))),
        )
        trouble = unlistable(record)
        return (None, trouble) if trouble else (record, None)

    def summary(self) -> list[Problem]:
        """What is to be said of the table as a whole, once it is read."""
        told = []
        if self._short_zips:
            where, found = self._short_zips[0]
            expected = said("five digits; the zeros in front were put back")
            rows = first_of(len(self._short_zips), where)
            told.append(Problem(rows, "zip", Sentence(found), expected))
        for column, values in self._unmapped.items():
            named = "; ".join(f"{value[:60]} ({n:,})" for value, n in values.most_common(_NAMED))
            found_there = Sentence(named)
            if len(values) > _NAMED:
                more = len(values) - _NAMED
                found_there = said("%(values)s and %(n)s more", values=named, n=more)
            expected = said("values that the profile maps; kept in the source's words")
            told.append(Problem(said("the file"), column, found_there, expected))
        return told

    def test(self, condition: Condition | None) -> Callable[[Row], bool]:
        """Whether a row is one of those the condition wants."""
        if condition is None:
            return lambda row: True
        cell = self._cell(condition.column)
        wanted = frozenset(map(plain_value, condition.values))
        return lambda row: bool(_spellings(cell(row)) & wanted)

    def cell(self, column: str) -> Cell:
        """What gets a row's cell of a column; blank where the profile names none."""
        return self._cell(column) if column else lambda row: ""

    def _cell(self, column: str) -> Cell:
        place = self._opened.place(column)
        assert place is not None, column  # checked when the table was opened
        return lambda row: row.cells[place].strip()

    def _joined(self, columns: tuple[str, ...]) -> Callable[[Row], list[str]]:
        cells = [self._cell(column) for column in columns]
        return lambda row: [text for cell in cells if (text := cell(row))]

    def _cells(self, row: Row, field: str) -> list[str]:
        found = self._fields[field](row) if field in self._fields else []
        constant = self._profile.constants.get(field, "")
        return found or ([constant] if constant else [])

    def _where_it_is(self, row: Row) -> dict[str, str]:
        """The plain fields; one that has no cell of its own comes out of one that holds several."""
        found = {field: " ".join(self._cells(row, field)) for field in PLAIN}
        street, city, state, zip_code = split_address(", ".join(self._cells(row, "address")))
        line_city, line_state, line_zip = split_city(", ".join(self._cells(row, "city_line")))
        lat, lon = split_coordinates(" ".join(self._cells(row, "coordinates")))
        for field, others in (
            ("street", (street,)),
            ("city", (line_city, city)),
            ("state", (line_state, state)),
            ("zip", (line_zip, zip_code)),
            ("latitude", (lat,)),
            ("longitude", (lon,)),
        ):
            own = field in self._fields and found[field]
            found[field] = own or next(filter(None, others), "") or found[field]
        digits = found["zip"].split("-")[0].removesuffix(".0")
        if digits.isdecimal() and len(digits) < 5 and read_zip(found["zip"]):
            self._short_zips.append((row.where, found["zip"]))
        return found

    def _said(self, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of a row, and what of it stays in the source's words."""
        codes = dict.fromkeys(self._always)
        for text in self._cells(row, "codes"):
            codes.update(dict.fromkeys(text.upper().replace("*", " ").replace(",", " ").split()))
        remarks = dict.fromkeys(self._cells(row, "remark"))
        for service, cell, values in self._services:
            text = cell(row)
            for value in text.split(service.split) if service.split else [text]:
                if not (shown := value.strip()):
                    continue
                known = next((values[s] for s in _ordered(shown) if s in values), None)
                if known is not None:
                    codes.update(dict.fromkeys(map(code_of, known)))
                elif said_yes(shown) is None and service.keep:
                    remarks.setdefault(shown)
                    self._unmapped.setdefault(service.column, Counter())[shown] += 1
        return tuple(codes), tuple(remarks)


class _Claims:
    """A credential's columns over one table."""

    def __init__(self, columns: CredentialColumns, mapping: RowMapping) -> None:
        self._columns = columns
        self._identifier = mapping.cell(columns.identifier)
        self._status = mapping.cell(columns.status)
        self._until = mapping.cell(columns.valid_until)
        self._has = mapping.test(columns.when)

    def claim(self, row: Row) -> Claim | None:
        """The row's credential, if it has one."""
        identifier = self._identifier(row)
        named = self._columns.identifier
        if not self._has(row) or (named and not identifier):
            return None
        return Claim(
            body=self._columns.body,
            kind=self._columns.kind,
            identifier=identifier,
            status=self._status(row),
            valid_until=self._until(row),
        )


def code_of(word: str) -> str:
    """A profile's word for a term as the code that says it."""
    if word.startswith(DENIES):
        return no_word(word.removeprefix(DENIES))
    return word if word == word.upper() else yes_word(word)


def _folded(service: ServiceColumn) -> dict[str, tuple[str, ...]]:
    return {plain_value(value): words for value, words in service.values.items()}


def plain_value(text: str) -> str:
    """A value as it is compared: without case, its blanks single."""
    return " ".join(text.casefold().split())


def _ordered(text: str) -> tuple[str, ...]:
    """The spellings by which a cell is looked up, its own first."""
    yes = said_yes(text)
    return (plain_value(text),) if yes is None else (plain_value(text), YES if yes else NO)


def _spellings(text: str) -> frozenset[str]:
    return frozenset(_ordered(text))
