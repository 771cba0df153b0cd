"""Lexicon: the vocabulary as a reader needs it: phrases by their tokens, and words by their use."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from finder.search.words import tokens
from finder.vocabulary import Phrase, Vocabulary

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What is known of words.

    `phrases` maps tokens to what they mean, `longest` is the most tokens one has. `noise` is
    dropped, `near` stands before a place, `negation` before what is not wanted, `units` after a
    number of miles. `meaningful` is every token of a phrase that is not noise by itself: what a
    misspelt word may have been meant as; `spoken` is the same as a set, without the shortest.
    `uses` says in how many phrases a word stands. `small` are single words that are dropped or
    stand before a place. `known` is every token of all of these; `english` and `spanish` are the
    small words that only one of the two has.
    """

    phrases: Mapping[Tokens, Phrase]
    longest: int
    noise: frozenset[Tokens]
    near: frozenset[Tokens]
    negation: frozenset[Tokens]
    units: frozenset[Tokens]
    meaningful: tuple[str, ...]
    spoken: frozenset[str]
    small: frozenset[str]
    uses: Mapping[str, int]
    known: frozenset[str]
    english: frozenset[str]
    spanish: frozenset[str]

    @property
    def longest_noise(self) -> int:
        """The most tokens that stand together for nothing."""
        return 4


# A pure function of an immutable vocabulary, of which a process has one: some 20 ms saved a search.
@lru_cache(maxsize=4)
def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary."""
    phrases = {cut: phrase for phrase in vocabulary.phrases if (cut := tokens(phrase.text))}
    noise, near, negation, units = (
        frozenset(filter(None, map(tokens, vocabulary.noise(kind))))
        for kind in ("noise", "near", "negation", "unit")
    )
    fillers = {word for cut in (*noise, *near, *negation, *units) for word in cut}
    spoken = {word for cut in phrases for word in cut}
    uses = Counter(word for cut in phrases for word in cut)
    return Lexicon(
        phrases=phrases,
        longest=max(map(len, phrases), default=0),
        noise=noise,
        near=near,
        negation=negation,
        units=units,
        meaningful=tuple(sorted(spoken - fillers)),
        spoken=frozenset(word for word in spoken - fillers if len(word) > 2),
        uses=uses,
        small=frozenset(cut[0] for cut in noise | near if len(cut) == 1),
        known=frozenset(spoken | fillers),
        english=_of("en", vocabulary) - _of("es", vocabulary),
        spanish=_of("es", vocabulary) - _of("en", vocabulary),
    )


def _of(language: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The single small words of a language."""
    kinds = ("noise", "near", "negation")
    cuts = (tokens(word) for kind in kinds for word in vocabulary.noise(kind, language))
    return frozenset(cut[0] for cut in cuts if len(cut) == 1)
