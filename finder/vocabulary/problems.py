"""Problems of the words people tick: categories, terms and codes that cannot be right."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from finder.vocabulary.folding import plain
from finder.vocabulary.own import is_own
from finder.vocabulary.term import Category, Preference, Term

if TYPE_CHECKING:
    from finder.vocabulary.vocabulary import Vocabulary


def term_problems(words: "Vocabulary") -> Iterator[str]:
    """What is wrong with the categories, terms, codes, ways on and old names, one sentence each."""
    yield from _odd_categories(words)
    yield from _odd_terms(words)
    yield from _odd_aliases(words)
    yield from _odd_codes(words)
    for way in words.ways:
        yield from unknown_terms("ways.csv: a row", (way.term, *way.others), words)
    yield from _odd_renames(words)


def _odd_renames(words: "Vocabulary") -> Iterator[str]:
    yield from repeated("renamed.csv", (each.old for each in words.renames))
    for each in words.renames:
        yield from odd_slug("renamed.csv", each.old)
        if words.term(each.new) is None and words.topic(each.new) is None:
            yield f"renamed.csv: '{each.old}' leads to '{each.new}', which is no term or topic."
        if words.term(each.old) or words.topic(each.old):
            yield f"renamed.csv: '{each.old}' is a term or topic, so it can lead nowhere else."


def repeated(file: str, keys: Iterable[str]) -> Iterator[str]:
    """A sentence for each key that stands more than once."""
    for key in (key for key, times in Counter(keys).items() if times > 1):
        yield f"{file}: '{key}' stands in more than one row."


def odd_slug(file: str, slug: str) -> Iterator[str]:
    """A sentence if a slug is no slug."""
    if not re.fullmatch("[a-z0-9]+([-_][a-z0-9]+)*", slug):
        yield f"{file}: the slug '{slug}' must be lower-case words joined by hyphens."


def unknown_terms(at: str, slugs: Iterable[str], words: "Vocabulary") -> Iterator[str]:
    """A sentence for each slug that is no term's."""
    for slug in slugs:
        if words.term(slug) is None:
            yield f"{at} names the term '{slug}', which terms.csv lacks."


def preferred(preferences: Iterable[Preference]) -> Iterator[str]:
    """The slugs of all the terms in some preferences."""
    for preference in preferences:
        yield from preference.terms


def _odd_texts(file: str, each: Category | Term) -> Iterator[str]:
    if "_" in each.slug:
        yield f"{file}: the slug '{each.slug}' must be lower-case words joined by hyphens."
    yield from odd_slug(file, each.slug)
    if not (each.label and each.label_es and each.explains and each.explains_es):
        yield f"{file}: '{each.slug}' lacks its label or explanation, in English or in Spanish."


def _odd_categories(words: "Vocabulary") -> Iterator[str]:
    yield from repeated("categories.csv", (each.slug for each in words.categories))
    for each in words.categories:
        yield from _odd_texts("categories.csv", each)
        if not words.in_category(each.slug):
            yield f"categories.csv: '{each.slug}' has no term in terms.csv."


def _odd_terms(words: "Vocabulary") -> Iterator[str]:
    yield from repeated("terms.csv", (each.slug for each in words.terms))
    for each in words.terms:
        yield from _odd_texts("terms.csv", each)
        at = f"terms.csv: '{each.slug}'"
        if words.category(each.category) is None:
            yield f"{at} is in the category '{each.category}', which categories.csv lacks."
        keyed = {code for code in each.codes if not is_own(code)}
        if not keyed:
            yield f"{at} stands for no code, so no place could ever have it."
        for code in sorted(each.codes | each.denied_by):
            if words.code(code) is None and not is_own(code):
                yield f"{at} names the code '{code}', which codes.csv lacks."
        for code in sorted(each.codes & each.denied_by):
            yield f"{at} takes the code '{code}' both for a yes and for a no."
        yield from unknown_terms(at, preferred(each.prefers), words)
        if each.panel and words.panel(each.panel) is None:
            yield f"{at} has the panel '{each.panel}', which panels.csv lacks."


def _odd_aliases(words: "Vocabulary") -> Iterator[str]:
    owner: dict[str, str] = {}
    for slug, alias in ((each.slug, alias) for each in words.terms for alias in each.aliases):
        if (first := owner.setdefault(plain(alias), slug)) != slug:
            yield f"terms.csv: '{slug}' has the alias '{alias}', as '{first}' has."


def _odd_codes(words: "Vocabulary") -> Iterator[str]:
    yield from repeated("codes.csv", (each.code for each in words.codes))
    used = {code for each in words.terms for code in each.codes | each.denied_by}
    for each in words.codes:
        at = f"codes.csv: '{each.code}'"
        if each.code not in used and not each.unused_because:
            yield f"{at} is used by no term; use it, or say why not in unused_because."
        if each.code in used and each.unused_because:
            yield f"{at} gives a reason for not being used, but a term uses it."
        if words.code_named(each.key_category, each.name) != each.code:
            yield f"{at} has the name of another code of {each.key_category}: '{each.name}'."
