"""Corrections: a deletion dictionary, for engines that have no spelling of their own.

Two words that one slip parts have a variant in common that one deletion at most makes of either;
so all variants of the directory's words are looked up by those of the word typed, and only what
they lead to is compared letter by letter.
"""

from collections import Counter, defaultdict
from itertools import combinations

from rapidfuzz.distance import OSA

from bench.peers.contract import MOST_CORRECTIONS, slips_in

# Words of eight letters or more forgive two slips, and these can lead to words of six.
_TWO_FROM = 6


class Corrections:
    """Over the words of a directory and how many facilities use each."""

    def __init__(self, uses: Counter[str]) -> None:
        self._uses = uses
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        for word in uses:
            if word.isalpha():
                for variant in _variants(word, 2 if len(word) >= _TWO_FROM else 1):
                    self._words[variant].append(word)

    def of(self, word: str) -> tuple[str, ...]:
        """The corrections of a word; none for one that is used."""
        slips = slips_in(word)
        if not slips or not word.isalpha() or word in self._uses:
            return ()
        near = {other for each in _variants(word, slips) for other in self._words.get(each, ())}
        return ranked(word, near, self._uses)


def ranked(word: str, near: set[str], uses: Counter[str]) -> tuple[str, ...]:
    """Of words that may be near, those that are, in the contract's order."""
    slips = slips_in(word)
    close = [
        (distance, -uses[other], other)
        for other in near
        if other.isalpha() and (distance := OSA.distance(word, other)) <= slips
    ]
    return tuple(other for _, _, other in sorted(close)[:MOST_CORRECTIONS])


def _variants(word: str, deletions: int) -> set[str]:
    found = {word}
    for number in range(1, min(deletions, len(word) - 1) + 1):
        for kept in combinations(range(len(word)), len(word) - number):
            found.add("".join(word[at] for at in kept))
    return found
