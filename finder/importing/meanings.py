"""Meanings: which of our terms a table's own words seem to stand for."""

import re
from collections.abc import Sequence

from finder.vocabulary import Vocabulary, plain

# What tables put round the word that matters: "Offers Detox", "Detox Services (Y/N)".
_BEFORE = frozenset(
    {"offers", "offer", "provides", "provide", "has", "have", "is", "are", "accepts", "accept"}
    | {"takes", "take", "serves", "serve", "treats", "offered", "available", "does"}
)
_AFTER = frozenset(
    {"services", "service", "program", "programs", "offered", "available", "provided"}
    | {"accepted", "flag", "only", "yn"}
)
_BRACKET = re.compile(r"\([^)]*\)")
# A marker of a code list: as many of its words are SAMHSA's codes.
CODES_SHARE = 0.8


class Meanings:
    """Looks words up among our terms' labels and aliases and the federal key's names and codes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, tuple[str, ...]] = {}
        for code in vocabulary.codes:
            if vocabulary.meaning(code.code):
                self._known.setdefault(plain(code.name), (code.code,))
        for phrase in vocabulary.phrases:
            if phrase.terms and not (phrase.ask or phrase.place):
                self._known.setdefault(plain(phrase.text), phrase.terms)
        for term in vocabulary.terms:
            self._known[plain(term.label)] = (term.slug,)

    def of(self, text: str) -> tuple[str, ...]:
        """The terms, or codes, that a value or a column's title seems to mean; none if unsure."""
        for shown in (text, _BRACKET.sub(" ", text)):
            words = plain(shown.replace("_", " ")).split()
            for core in (words, _core(words)):
                if core and (found := self._known.get(" ".join(core))):
                    return found
        return ()

    def is_code(self, text: str) -> bool:
        """Whether a word is one of the federal key's codes."""
        return self._vocabulary.code(text) is not None

    def are_codes(self, values: Sequence[str]) -> bool:
        """Whether cells are lists of the federal key's codes."""
        words = [word for value in values for word in re.split(r"[\s,;*|]+", value) if word]
        known = sum(self.is_code(word) and word == word.upper() for word in words)
        return len(words) > len(values) and known >= CODES_SHARE * len(words)


def _core(words: list[str]) -> list[str]:
    kept = list(words)
    while kept and kept[0] in _BEFORE:
        kept.pop(0)
    while kept and kept[-1] in _AFTER:
        kept.pop()
    return kept
