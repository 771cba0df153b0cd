"""Repair: a word nobody knows as the word that was meant: a phrase's, a place's, or a name's."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from finder.places import Gazetteer, Place, Suggestion
from finder.search.intent.lexicon import Lexicon
from finder.search.intent.naming import Names

# Slips one may make in a word of this length or more: a letter too many, missing, wrong or swapped.
# In four letters one slip makes nearly any other word, but "reab" and "dtox" are typed in haste.
_SLIPS = ((8, 2), (4, 1))
_LONG = 7
# A repair of a place costs some milliseconds; nobody misspells more towns than this in one search.
_MOST_PLACES = 2
# Nearly every word is near the name of some hamlet: "brother" is one letter from Brothers, Oregon.
_LEAST_PEOPLE = 5_000


def repaired(
    words: Sequence[str], unknown: Sequence[int], lexicon: Lexicon, gazetteer: Gazetteer,
    names: Names,
) -> tuple[tuple[str, ...], dict[str, str]]:  # fmt: skip
    """The words with the unknown ones repaired, and for each what was typed → what was read."""
    now = list(words)
    changed: dict[str, str] = {}
    tries = _MOST_PLACES
    for at in unknown:
        word = words[at]
        slips = _allowed(word)
        if not slips:
            continue
        known = word in lexicon.known  # in some longer phrase: it may still be a misspelt town
        parted = "" if known else _parted(word, lexicon)
        if parted:
            now[at] = changed[word] = parted
            continue
        phrase, distance = ("", 0) if known else _nearest(word, lexicon.meaningful, slips)
        if phrase and distance <= 1:
            now[at] = changed[word] = phrase
            continue
        if tries and _place_may_stand(words, at, lexicon):
            tries -= 1
            place = _place(words, at, gazetteer)
            if place and (not phrase or OSA.distance(word, place.lower()) <= distance):
                now[at] = changed[word] = place.lower()
                continue
        if phrase:
            now[at] = changed[word] = phrase
        elif not known and (near := names.spelling(word)):
            now[at] = changed[word] = near[0]
    return tuple(word for each in now for word in each.split()), changed


def _allowed(word: str) -> int:
    if not word.isalpha():
        return 0
    return next((slips for length, slips in _SLIPS if len(word) >= length), 0)


def _parted(word: str, lexicon: Lexicon) -> str:
    """Two words that were run together on a phone, both known and one of them meaningful."""
    for cut in range(len(word) - 2, 2, -1):
        first, second = word[:cut], word[cut:]
        if first in lexicon.spoken and second in lexicon.known:
            return f"{first} {second}"
        if first in lexicon.known and second in lexicon.spoken:
            return f"{first} {second}"
    return ""


def _nearest(word: str, known: Sequence[str], slips: int) -> tuple[str, int]:
    """The known word with the fewest slips that begins like this one, and how many they are."""
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=20)
    ranked = sorted(
        (distance, other[:1] != word[:1], other)
        for other, distance, _ in found
        if other.isalpha() and len(other) >= 4
    )
    if ranked:
        return ranked[0][2], int(ranked[0][0])
    # Syllables that changed places are many slips, but the letters are all there: "nalextrone".
    same = [other for other in known if _letters(other) == _letters(word)]
    return (same[0], 1) if len(word) >= _LONG and same else ("", 0)


def _letters(word: str) -> tuple[str, list[str]]:
    return word[:1], sorted(word)


def _place_may_stand(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Places stand last, first, after "in", or before their state."""
    after_near = at > 0 and (words[at - 1],) in lexicon.near
    before_state = at + 1 < len(words) and (len(words[at + 1]) == 2 or at + 2 == len(words))
    return at in (0, len(words) - 1) or after_near or before_state


def _place(words: Sequence[str], at: int, gazetteer: Gazetteer) -> str:
    """The town a misspelt word names, alone or with the state after it."""
    after = words[at + 1 : at + 2]
    for text in (" ".join((words[at], *after)) if after else "", words[at]):
        found = gazetteer.look_up(text) if text else None
        if isinstance(found, Suggestion):
            first: Place = found.places[0]
            near = OSA.distance(words[at], first.name.lower()) <= _allowed(words[at])
            if near and (first.population >= _LEAST_PEOPLE or " " in text):
                return first.name
    return ""
