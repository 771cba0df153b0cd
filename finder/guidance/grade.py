"""Grade: how hard a text is to read, by the formulas and the syllables that textstat uses.

English: Flesch and Kincaid's school grade, to be low. Spanish: Fernández Huerta's ease, to be high.
"""

import re
from collections.abc import Iterable
from functools import cache

import pyphen  # type: ignore[import-untyped]  # ships no types

ENGLISH, SPANISH = "en", "es"
_DICTIONARIES = {ENGLISH: "en_US", SPANISH: "es"}
# shared/accessibility.md, section 6: grade at most 8 on any page, 6 in the median.
HARDEST_GRADE, HARDEST_MEDIAN = 8.0, 6.0
LEAST_EASE = 70.0
LONGEST_SENTENCE = 30

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(r"[.!?]+[”\")]*(?:\s+|$)")
# As textstat does: "See this." counts by its words, but is no sentence that makes a text easier.
_NO_SENTENCE = 2


def sentences(block: str) -> list[list[str]]:
    """A paragraph, heading or list item as sentences, each as its words."""
    found = (_WORD.findall(each) for each in _END.split(block))
    return [words for words in found if words]


def words(blocks: Iterable[str]) -> int:
    """How many words these are."""
    return sum(len(sentence) for block in blocks for sentence in sentences(block))


def grade(blocks: Iterable[str]) -> float:
    """The school grade it takes to read this English; 0.0 for nothing at all."""
    length, syllables = _means(blocks, ENGLISH)
    return 0.39 * length + 11.8 * syllables - 15.59 if length else 0.0


def ease(blocks: Iterable[str]) -> float:
    """How easily this Spanish is read, 0 to 100 and more; 100.0 for nothing at all."""
    length, syllables = _means(blocks, SPANISH)
    return 206.84 - 60.0 * syllables - 1.02 * length if length else 100.0


def _means(blocks: Iterable[str], language: str) -> tuple[float, float]:
    """Words a sentence, and syllables a word."""
    found = [sentence for block in blocks for sentence in sentences(block)]
    every = [word for sentence in found for word in sentence]
    if not every:
        return 0.0, 0.0
    syllables = sum(_syllables(word.lower(), language) for word in every)
    whole = sum(len(sentence) > _NO_SENTENCE for sentence in found)
    return len(every) / max(whole, 1), syllables / len(every)


@cache
def _syllables(word: str, language: str) -> int:
    return len(_hyphens(language).positions(word)) + 1


@cache
def _hyphens(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=_DICTIONARIES[language])
