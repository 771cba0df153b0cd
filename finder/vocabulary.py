"""The vocabulary: the words people tick, and which source codes each of them stands for.

A `Code` is a source's word (`OIT`), a `Term` is ours (`intensive-outpatient`), a `Category` is the
group a term is ticked in. Terms outlive a source's editions, and so do the addresses made of them.
The words are in `seed_data/vocabulary`, where a README says how to add one; here they are read.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from finder.errors import SeedDataError

CATEGORY_COLUMNS = "slug label_en label_es combine order explains_en explains_es"
TERM_COLUMNS = (
    "slug category order label_en label_es field_word explains_en explains_es codes denied_by"
    " aliases_en aliases_es"
)
CODE_COLUMNS = "code key_category name since until unused_because"


class Combine(StrEnum):
    """How the chosen terms of one category go together: as alternatives, or all wanted at once."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Category:
    """A group of terms under one heading; its slug is the name of a parameter in addresses."""

    slug: str
    label: str
    label_es: str
    combine: Combine
    order: int
    explains: str
    explains_es: str


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a place may offer or be. Any of `codes` is a yes; without one, `denied_by` is a no.

    `field_word` is the professionals' name for it, blank where the label says it; `aliases` are
    lower-case phrases, in English and Spanish, that mean this term and no other.
    """

    slug: str
    category: str
    label: str
    label_es: str
    field_word: str
    explains: str
    explains_es: str
    codes: frozenset[str]
    denied_by: frozenset[str]
    aliases: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Code:
    """A source's word, and the first and last edition years that have it, where we know them.

    `key_category` is the heading its key puts it under; `unused_because` says why no term stands
    for it, and is blank when one does.
    """

    code: str
    key_category: str
    name: str
    since: int | None
    until: int | None
    unused_because: str


class Vocabulary:
    """Every term, category and code, and how to get from one to the other; never changes.

    >>> words = load_vocabulary(Path("seed_data/vocabulary"))
    >>> [term.slug for term in words.meaning("OIT")]
    ['intensive-outpatient']
    >>> words.code_named("SMAT", "In-network prescribing entity")
    'AUINPE'

    Where two rows share a slug, a code or a name, the first one counts, and `problems` tells of it.
    """

    def __init__(
        self, *, categories: Iterable[Category], terms: Iterable[Term], codes: Iterable[Code]
    ) -> None:
        self.categories: tuple[Category, ...] = tuple(sorted(categories, key=lambda c: c.order))
        place = {category.slug: at for at, category in enumerate(self.categories)}
        self.terms: tuple[Term, ...] = tuple(
            sorted(terms, key=lambda term: (place.get(term.category, len(place)), term.order))
        )
        self._codes = tuple(codes)
        # Read backwards, so that of two rows with one key the first one is kept.
        self._category = {each.slug: each for each in reversed(self.categories)}
        self._term = {each.slug: each for each in reversed(self.terms)}
        self._code = {each.code: each for each in reversed(self._codes)}
        self._named = {_name(e.key_category, e.name): e.code for e in reversed(self._codes)}
        self._members = _grouped((each.category, each) for each in self.terms)
        self._meaning = _grouped((code, each) for each in self.terms for code in each.codes)

    def term(self, slug: str) -> Term | None:
        """The term with this slug."""
        return self._term.get(slug)

    def category(self, slug: str) -> Category | None:
        """The category with this slug."""
        return self._category.get(slug)

    def in_category(self, slug: str) -> tuple[Term, ...]:
        """The terms of a category, in the order they are shown; none for an unknown one."""
        return self._members.get(slug, ())

    def code(self, text: str) -> Code | None:
        """The code written like this, in any case and with blanks around it."""
        return self._code.get(text.strip().upper())

    def meaning(self, code: str) -> tuple[Term, ...]:
        """The terms that this code says yes to; none for a code that is unknown or excused."""
        return self._meaning.get(code.strip().upper(), ())

    def code_named(self, key_category: str, name: str) -> str | None:
        """The code of a service name, as the JSON feed gives it, under its category's code.

        The category is needed: three names stand under two of them. Case, blanks and ® are let go.
        """
        return self._named.get(_name(key_category, name))

    def problems(self) -> list[str]:
        """What is wrong with the words, one sentence each; a good vocabulary has none."""
        checks = (self._odd_categories(), self._odd_terms(), self._odd_aliases(), self._odd_codes())
        return [problem for check in checks for problem in check]

    def _odd_categories(self) -> Iterator[str]:
        yield from _repeated("categories.csv", (each.slug for each in self.categories))
        for each in self.categories:
            yield from _odd_texts("categories.csv", each)
            if not self.in_category(each.slug):
                yield f"categories.csv: '{each.slug}' has no term in terms.csv."

    def _odd_terms(self) -> Iterator[str]:
        yield from _repeated("terms.csv", (each.slug for each in self.terms))
        for each in self.terms:
            yield from _odd_texts("terms.csv", each)
            at = f"terms.csv: '{each.slug}'"
            if each.category not in self._category:
                yield f"{at} is in the category '{each.category}', which categories.csv lacks."
            if not each.codes:
                yield f"{at} stands for no code, so no place could ever have it."
            for code in sorted((each.codes | each.denied_by) - self._code.keys()):
                yield f"{at} names the code '{code}', which codes.csv lacks."
            for code in sorted(each.codes & each.denied_by):
                yield f"{at} takes the code '{code}' both for a yes and for a no."

    def _odd_aliases(self) -> Iterator[str]:
        owner: dict[str, str] = {}
        for slug, alias in ((each.slug, alias) for each in self.terms for alias in each.aliases):
            if (first := owner.setdefault(_plain(alias), slug)) != slug:
                yield f"terms.csv: '{slug}' has the alias '{alias}', as '{first}' has."

    def _odd_codes(self) -> Iterator[str]:
        yield from _repeated("codes.csv", (each.code for each in self._codes))
        used = {code for each in self.terms for code in each.codes | each.denied_by}
        for each in self._codes:
            at = f"codes.csv: '{each.code}'"
            if each.code not in used and not each.unused_because:
                yield f"{at} is used by no term; use it, or say why not in unused_because."
            if each.code in used and each.unused_because:
                yield f"{at} gives a reason for not being used, but a term uses it."
            if self.code_named(each.key_category, each.name) != each.code:
                yield f"{at} has the name of another code of {each.key_category}: '{each.name}'."


def load_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary in a folder's `categories.csv`, `terms.csv` and `codes.csv`.

    A file that is missing, or is no such table, raises SeedDataError: which file, which line, what
    to do. What may be wrong with the words themselves, `Vocabulary.problems` tells.
    """
    return Vocabulary(
        categories=[_category(row) for row in _rows(folder / "categories.csv", CATEGORY_COLUMNS)],
        terms=[_term(row) for row in _rows(folder / "terms.csv", TERM_COLUMNS)],
        codes=[_code(row) for row in _rows(folder / "codes.csv", CODE_COLUMNS)],
    )


def _rows(path: Path, columns: str) -> Iterator[dict[str, str]]:
    """The rows of a table whose first line must name these columns; `at` says where each stands."""
    names = columns.split()
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            if next(reader, []) != names:
                raise SeedDataError(f"{path}, line 1 must be: {','.join(names)}")
            for cells in filter(None, reader):
                line = reader.line_num
                if len(cells) != len(names):
                    raise SeedDataError(
                        f"{path}, line {line} has {len(cells)} cells where {len(names)} are needed;"
                        " put quotation marks round a cell with a comma in it."
                    )
                row = dict(zip(names, map(str.strip, cells), strict=True))
                yield {**row, "at": f"{path}, line {line}"}
    except OSError as error:
        raise SeedDataError(f"{path} cannot be read ({error.strerror}); put it back.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SeedDataError(f"{path}, after line {line}: {error}; save it as UTF-8 CSV.") from error


def _number(row: dict[str, str], column: str) -> int:
    if not re.fullmatch("[0-9]+", row[column]):
        raise SeedDataError(f"{row['at']}: {column} must be a whole number, not '{row[column]}'.")
    return int(row[column])


def _category(row: dict[str, str]) -> Category:
    if row["combine"] not in set(Combine):
        raise SeedDataError(f"{row['at']}: combine must be 'any' or 'all', not '{row['combine']}'.")
    return Category(
        slug=row["slug"],
        label=row["label_en"],
        label_es=row["label_es"],
        combine=Combine(row["combine"]),
        order=_number(row, "order"),
        explains=row["explains_en"],
        explains_es=row["explains_es"],
    )


def _term(row: dict[str, str]) -> Term:
    phrases = f"{row['aliases_en']}|{row['aliases_es']}".split("|")
    return Term(
        slug=row["slug"],
        category=row["category"],
        label=row["label_en"],
        label_es=row["label_es"],
        field_word=row["field_word"],
        explains=row["explains_en"],
        explains_es=row["explains_es"],
        codes=frozenset(row["codes"].split()),
        denied_by=frozenset(row["denied_by"].split()),
        aliases=tuple(phrase.strip().lower() for phrase in phrases if phrase.strip()),
        order=_number(row, "order"),
    )


def _code(row: dict[str, str]) -> Code:
    return Code(
        code=row["code"],
        key_category=row["key_category"],
        name=row["name"],
        since=_number(row, "since") if row["since"] else None,
        until=_number(row, "until") if row["until"] else None,
        unused_because=row["unused_because"],
    )


def _odd_texts(file: str, each: Category | Term) -> Iterator[str]:
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", each.slug):
        yield f"{file}: the slug '{each.slug}' must be lower-case words joined by hyphens."
    if not (each.label and each.label_es and each.explains and each.explains_es):
        yield f"{file}: '{each.slug}' lacks its label or explanation, in English or in Spanish."


def _repeated(file: str, keys: Iterable[str]) -> Iterator[str]:
    for key in (key for key, times in Counter(keys).items() if times > 1):
        yield f"{file}: '{key}' stands in more than one row."


def _grouped(pairs: Iterable[tuple[str, Term]]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for key, value in pairs:
        found[key] = (*found.get(key, ()), value)
    return found


def _name(key_category: str, name: str) -> tuple[str, str]:
    """What a service name is looked up by: the key's writing differs between editions and feeds."""
    bare = name.replace("®", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return key_category.strip().upper(), " ".join(bare.casefold().split())


def _plain(alias: str) -> str:
    """An alias as a visitor may type it: no case, no accents."""
    letters = unicodedata.normalize("NFKD", alias.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
