"""Intent: what plain words mean: which of them name a term, and which are left as words.

The longest phrase that the vocabulary knows wins, from left to right: its terms' slugs, labels and
other names, in English and Spanish. Nothing is guessed: what was understood is shown as chips.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from finder.search.words import tokens
from finder.vocabulary import Term, Vocabulary

# Words that join others, dropped once something beside them was understood: in `detox that takes
# medicaid` nothing is left to look for. Alone they stay: a place may be called `The`.
_ENGLISH = """a an and are at accept accepting accepts by for from i in is me my need near of on or
    that the take takes taking to who with"""
_SPANISH = """a acepta aceptan al con cerca de del el en la las los me mi necesito o para por que un
    una y"""
CONNECTING = frozenset(f"{_ENGLISH} {_SPANISH}".split())


@dataclass(frozen=True, slots=True)
class Intent:
    """Slugs of the terms that were understood, sorted, each once; and the words that are left."""

    terms: tuple[str, ...] = ()
    words: str = ""


def read(words: str, vocabulary: Vocabulary) -> Intent:
    """What these words mean in this vocabulary."""
    typed = tokens(words)
    phrases = _phrases(vocabulary) if typed else {}
    longest = max(map(len, phrases), default=0)
    found: set[str] = set()
    left: list[str] = []
    at = 0
    while at < len(typed):
        for length in range(min(longest, len(typed) - at), 0, -1):
            slug = phrases.get(typed[at : at + length])
            if slug is not None:
                found.add(slug)
                at += length
                break
        else:
            left.append(typed[at])
            at += 1
    if not found:
        return Intent(words=words)
    return Intent(tuple(sorted(found)), " ".join(w for w in left if w not in CONNECTING))


# A pure function of an immutable vocabulary, of which a process has one: 2 ms saved each search.
@lru_cache(maxsize=2)
def _phrases(vocabulary: Vocabulary) -> Mapping[tuple[str, ...], str]:
    """Each known phrase, as tokens, and its term's slug; a term's own slug is surest, then the
    other names it was given, then its label."""
    found: dict[tuple[str, ...], str] = {}
    for names in (_slugs, _aliases, _labels):
        for term in vocabulary.terms:
            for name in names(term):
                found.setdefault(tokens(name), term.slug)
    found.pop((), None)
    return found


def _slugs(term: Term) -> Iterator[str]:
    yield term.slug


def _aliases(term: Term) -> Iterator[str]:
    yield from term.aliases


def _labels(term: Term) -> Iterator[str]:
    """Both labels whole, and what stands before a bracket: `Detox (withdrawal management)`."""
    for label in (term.label, term.label_es):
        yield label
        yield label.partition("(")[0]
