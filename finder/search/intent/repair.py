"""Repair: a word nobody knows as the word that was meant: a phrase's, a place's, or a name's."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from finder.places import Gazetteer, Place, PlaceKind, Suggestion
from finder.search.intent.lexicon import Lexicon
from finder.search.intent.naming import Names
from finder.search.intent.spans import LARGE
from finder.search.words import tokens

# Slips one may make in a word of this length or more: a letter too many, missing, wrong or swapped.
# In four letters one slip makes nearly any other word, but "reab" and "dtox" are typed in haste.
SLIPS = ((8, 2), (4, 1))
_LONG = 7
# A repair of a place costs some milliseconds; nobody misspells more towns than this in one search.
_MOST_PLACES = 2
# With more misspelt words than these, too little is left to say which name is meant; so many
# spellings of each are tried.
_MOST_SLIPS, _SPELLINGS = 2, 4
# Nearly every word is near the name of some hamlet: "brother" is one letter from Brothers, Oregon.
_LEAST_PEOPLE = 5_000


@dataclass(frozen=True, slots=True)
class _Known:
    """What a word may have been meant as."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    names: Names


def repaired(
    words: Sequence[str], unknown: Sequence[int], lexicon: Lexicon, gazetteer: Gazetteer,
    names: Names,
) -> tuple[tuple[str, ...], dict[str, str]]:  # fmt: skip
    """The words with the unknown ones repaired, and for each what was typed → what was read."""
    known = _Known(lexicon, gazetteer, names)
    now = list(words)
    places = 0
    for at in unknown:
        if not _allowed(words[at]):
            continue
        towns = places < _MOST_PLACES
        meant = _town_of_two(words, at, gazetteer) if towns else {}
        places += bool(meant)
        if not meant:
            tries_place = towns and _place_may_stand(words, at, lexicon)
            meant, asked_place = _meant(words, at, known, place=tries_place)
            places += asked_place
        for where, word in meant.items():
            now[where] = word
    pairs = zip(words, now, strict=True)
    changed = {typed: word for typed, word in pairs if typed != word}
    return tuple(word for each in now for word in each.split()), changed


def name_repaired(
    words: Sequence[str], unknown: Sequence[int], name: Sequence[str], names: Names
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The same where the others are a facility's name: a word is what makes the name longer, and
    stays as it is where nothing does: "becket springs hospital"."""
    now, whole = list(words), list(name)
    for at in unknown:
        longer = (each for each in names.spelling(words[at]) if names.named([*whole, each]))
        now[at] = next(longer, words[at])
        whole += [now[at]] if now[at] != words[at] else []
    pairs = zip(words, now, strict=True)
    return tuple(now), {typed: word for typed, word in pairs if typed != word}


def slips_of_name(
    words: Sequence[str], unknown: Sequence[int], names: Names
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The same where all that is unknown is one facility's name with a word or two misspelt:
    "seven hils hospitle". The words as they are where it is no such name."""
    wrong = [at for at in unknown if not names.knows(words[at])]
    if len(unknown) < 2 or not 1 <= len(wrong) <= _MOST_SLIPS:
        return tuple(words), {}
    for meant in product(*(names.spelling(words[at])[:_SPELLINGS] for at in wrong)):
        now = dict(zip(wrong, meant, strict=True))
        if names.named([now.get(at, words[at]) for at in unknown]):
            changed = {words[at]: word for at, word in now.items()}
            return tuple(changed.get(word, word) for word in words), changed
    return tuple(words), {}


def _meant(
    words: Sequence[str], at: int, known: _Known, *, place: bool
) -> tuple[dict[int, str], bool]:
    """What one word was meant as, by its position, and whether places had to be asked."""
    word, lexicon = words[at], known.lexicon
    in_phrase = word in lexicon.known  # in some longer phrase: it may still be a misspelt town
    parted = "" if in_phrase else _parted(word, lexicon)
    if parted:
        return {at: parted}, False
    phrase, distance = ("", 0) if in_phrase else _nearest(word, lexicon, _allowed(word))
    if phrase and distance <= 1:
        return {at: phrase}, False
    town = _place(words, at, known.gazetteer).lower() if place else ""
    if town and (not phrase or OSA.distance(word, town) <= distance):
        return {at: town}, True
    near = () if phrase or in_phrase else known.names.spelling(word)
    found = phrase or next(iter(near), "")
    return ({at: found} if found else {}), place


def _allowed(word: str) -> int:
    if not word.isalpha():
        return 0
    return next((slips for length, slips in SLIPS if len(word) >= length), 0)


def _parted(word: str, lexicon: Lexicon) -> str:
    """Two words that were run together on a phone, both known and one of them meaningful."""
    for cut in range(len(word) - 2, 2, -1):
        first, second = word[:cut], word[cut:]
        if first in lexicon.spoken and second in lexicon.known:
            return f"{first} {second}"
        if first in lexicon.known and second in lexicon.spoken:
            return f"{first} {second}"
    return ""


def _nearest(word: str, lexicon: Lexicon, slips: int) -> tuple[str, int]:
    """The known word with the fewest slips that begins like this one, of equals the one that most
    phrases have, and how many they are."""
    known = lexicon.meaningful
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=20)
    ranked = sorted(
        (distance, other[:1] != word[:1], -lexicon.uses[other], other)
        for other, distance, _ in found
        if other.isalpha() and len(other) >= 4
    )
    if ranked:
        return ranked[0][3], int(ranked[0][0])
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


def _town_of_two(words: Sequence[str], at: int, gazetteer: Gazetteer) -> dict[int, str]:
    """Two words that name a town beside its state, or a city, misspelt: "santa fee new mexico".

    What each of the two was meant as, by its position; nothing where they are no such town.
    """
    for start in (at - 1, at):
        pair, rest = words[start : start + 2], words[start + 2 : start + 4]
        if start < 0 or len(pair) < 2:
            continue
        found = gazetteer.look_up(" ".join((*pair, *rest)))
        if not isinstance(found, Suggestion):
            continue
        first: Place = found.places[0]
        meant = tokens(first.name)
        near = len(meant) == 2 and all(
            OSA.distance(one, other) <= 1 for one, other in zip(pair, meant, strict=True)
        )
        if near and (rest or first.population >= LARGE):
            return {start: meant[0], start + 1: meant[1]}
    return {}


def _place(words: Sequence[str], at: int, gazetteer: Gazetteer) -> str:
    """The town a misspelt word names, alone or with the state after it."""
    after = words[at + 1 : at + 2]
    for text in (" ".join((words[at], *after)) if after else "", words[at]):
        found = gazetteer.look_up(text) if text else None
        if isinstance(found, Suggestion):
            first: Place = found.places[0]
            near = OSA.distance(words[at], first.name.lower()) <= _allowed(words[at])
            sure = first.kind is PlaceKind.STATE or first.population >= _LEAST_PEOPLE
            if near and (sure or " " in text):
                return first.name
    return ""
