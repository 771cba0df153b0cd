"""Term, Category, Code: the words people tick, their headings, and what sources call them."""

from dataclasses import dataclass
from enum import StrEnum


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
class Preference:
    """What ranks a place up and never filters: any one of `terms` counts, by a weight in 0.25…1."""

    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a place may offer or be. Any of `codes` is a yes; without one, `denied_by` is a no.

    `field_word` is the professionals' name for it, blank where the label says it; `aliases` are
    lower-case phrases, in English and Spanish, that mean this term and no other. `prefers` ranks
    among the places that have it; `panel` is the slug of the safety panel that goes with it.
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
    prefers: tuple[Preference, ...] = ()
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Where to go from a term: `then`, the step that comes after it, or `instead`, what may help
    where there is none; `others` are terms, the best first."""

    term: str
    kind: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """A word of an address that once stood, or is often written, for a term or topic: it leads
    there for ever. `retired` says that what it named is no more; `new` is its successor."""

    old: str
    new: str
    retired: bool = False


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
