"""Profile: what the columns of somebody's table mean, written down so that it can be reviewed.

A profile is a value here and a file outside (`profile_file`). Columns are named as the table names
them, in any case; one without a name is called by its place: `#3` is the third.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from finder.sentence import Sentence, said
from finder.vocabulary import Vocabulary

# What a column, or a constant, may be. The first are fields of a listing as they are.
PLAIN = (
    *("name", "program", "street", "street2", "city", "state", "zip", "county", "website"),
    *("latitude", "longitude"),
)
PHONES = ("phone", "intake", "hotline")
# Cells that hold several fields at once: "Akron, OH 44301", a whole address, "41.08, -81.52".
TOGETHER = ("city_line", "address", "coordinates")
MANY = ("codes", "remark")
FIELDS = (*PLAIN, *PHONES, *TOGETHER, *MANY)

# Values that stand for any spelling of yes and no.
YES, NO = "yes", "no"
_YES = frozenset({"yes", "y", "true", "t", "1", "x", "✓", "sí", "si"})
_NO = frozenset({"no", "n", "false", "f", "0"})
# Before a term's slug: the value says that the place does not have it.
DENIES = "not:"


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows whose cell in `column` is one of `values` (`yes` is any spelling of yes)."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceColumn:
    """A column that says what a place offers: for each of its values the terms it means.

    A term is named by its slug, `not:` before it where the value denies it; capitals are a code of
    SAMHSA's. `split` parts several values in one cell. A value that is not listed is kept as a
    remark in the source's words, unless `keep` is false.
    """

    column: str
    values: Mapping[str, tuple[str, ...]]
    split: str = ""
    keep: bool = True


@dataclass(frozen=True, slots=True)
class CredentialColumns:
    """A license, certification or accreditation: who gives it, and where its number and day stand.

    `status` is a column; `when` says which rows have it, every row with an identifier if left out.
    """

    body: str
    kind: str
    identifier: str = ""
    status: str = ""
    valid_until: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A table's columns and values, mapped.

    `columns` gives each field its column, or several that are joined by a blank; `constants` what
    is the same in every row; `always` the terms of every row; `only` the rows that are wanted.
    """

    name: str
    title: str = ""
    source: str = ""
    sheet: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    always: tuple[str, ...] = ()
    services: tuple[ServiceColumn, ...] = ()
    credentials: tuple[CredentialColumns, ...] = ()
    only: Condition | None = None

    def named(self) -> tuple[str, ...]:
        """Every column it names, each once, in its order."""
        return tuple(dict.fromkeys(self._named()))

    def _named(self) -> Iterator[str]:
        for columns in self.columns.values():
            yield from columns
        for service in self.services:
            yield service.column
        for each in self.credentials:
            yield from filter(None, (each.identifier, each.status, each.valid_until))
        for condition in (self.only, *(each.when for each in self.credentials)):
            if condition is not None:
                yield condition.column


def said_yes(cell: str) -> bool | None:
    """Whether a cell says yes or no; None for anything else.

    >>> said_yes("Y"), said_yes("FALSE"), said_yes("maybe")
    (True, False, None)
    """
    word = cell.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def problems(profile: Profile, vocabulary: Vocabulary) -> tuple[Sentence, ...]:
    """What is wrong with a profile by itself, one sentence each; none for a good one."""
    return tuple(_problems(profile, vocabulary))


def _problems(profile: Profile, vocabulary: Vocabulary) -> Iterator[Sentence]:
    for name in (*profile.columns, *profile.constants):
        if name not in FIELDS:
            yield said(
                "“%(name)s” is no field; the fields are %(fields)s.",
                name=name,
                fields=", ".join(FIELDS),
            )
    if not (profile.columns.get("name") or profile.constants.get("name")):
        yield said("No column is the name of the place.")
    placed = ("street", "city", "zip", "city_line", "address", "coordinates", "latitude")
    if not any(profile.columns.get(each) or profile.constants.get(each) for each in placed):
        yield said("No column says where a place is: a street, a city, a ZIP or coordinates.")
    if bool(profile.columns.get("latitude")) != bool(profile.columns.get("longitude")):
        yield said("Latitude and longitude go together; only one of them has a column.")
    for service in profile.services:
        for words in service.values.values():
            yield from _unknown(words, f"“{service.column}”", vocabulary)
    yield from _unknown(profile.always, "“always”", vocabulary)
    for each in profile.credentials:
        if not each.body or not each.kind:
            yield said("A credential needs the body that gives it and its kind, such as license.")


def _unknown(words: tuple[str, ...], where: str, vocabulary: Vocabulary) -> Iterator[Sentence]:
    for word in words:
        slug = word.removeprefix(DENIES)
        if vocabulary.term(slug) is None and (word != word.upper() or not vocabulary.knows(word)):
            yield said(
                "%(where)s names the term “%(term)s”, which there is not.", where=where, term=slug
            )
