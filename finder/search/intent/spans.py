"""Spans: what a stretch of a sentence could be, each reading with its score.

The score is written, not learned, and small enough to check by hand. A phrase is worth more the
longer it is, a place more the more speaks for it being one; noise is worth a little, so that it is
preferred to not understanding a word. What is not understood is worth nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from finder.places import Choices, Gazetteer, Place, PlaceKind
from finder.search.intent.lexicon import Lexicon, Tokens
from finder.search.words import tokens
from finder.vocabulary import Phrase

PHRASE = 2.0  # a word
PHRASE_LONGER = 0.8  # more for each word after the first: "meth clinic" beats "meth" and "clinic"
# A word that means a drug only in company ("ice"): less than a place of that name.
PHRASE_ALONE = 1.0
NOISE = 0.6  # a word
PLACE = 1.6  # a word
PLACE_UNPROVEN = -1.5  # nothing but the name speaks for it: "independence", "hope"
PLACE_AFTER_NEAR = 2.0  # "in Hope"
PLACE_WITH_STATE = 2.0  # "hope ar"
PLACE_ZIP = 3.0
PLACE_STATE = 1.0  # a state's full name is hardly anything else
PLACE_OF_KIND = 3.5  # "orange county detox": so much that "county detox" does not take its end
PLACE_LARGE = 1.0  # a city people name without more
LARGE = 50_000
# A name for which nothing speaks is a place only if it is no hamlet, and stands last or is more
# than one word ("panama city beach").
_LEAST_PEOPLE = 1_000
PLACE_LAST = 0.3  # people put the place last
PART_OF_TOWN = 1.0  # less for a name that only says where in the town after it

_NEVER = -100.0

# The most words of a place: "truth or consequences new mexico".
LONGEST_PLACE = 5
# Up to the first age somebody needs a place that takes teens. From the second one on some places
# suit them better; nearly every one takes adults of any age, so that this age hides none.
LAST_OF_TEENS, TEENS = 17, "teens"
FIRST_OF_OLDER, OLDER = 65, "older-person"
AGE_AFTER = (
    ("years", "old"), ("year", "old"), ("yrs", "old"), ("yr", "old"), ("y", "o"), ("yo",),
    ("anos",),
)  # fmt: skip
COUNTY = frozenset({"county", "parish", "borough", "municipio", "condado", "cnty"})
# "my daughter is 17"
_PERSONS_TEXT = """
    he she who son daughter brother sister nephew niece grandson granddaughter kid child boy girl
    teen husband wife mom dad mother father grandpa grandma grandfather grandmother uncle aunt
    friend boyfriend girlfriend
"""
PERSONS = frozenset(_PERSONS_TEXT.split())
AGE_BEFORE = frozenset({"age", "aged", "turned", "turning", "edad", "hes", "shes"})
# Beginnings of places that are everyday words too.
_STARTS_TEXT = """
    la las los el san santa saint st the new north south east west fort ft mount mt port lake
    little big old upper lower
"""
STARTS = frozenset(_STARTS_TEXT.split())
# Codes of states that are everyday words: only in capitals, and only last.
WORDS_TOO = frozenset({"in", "or", "me", "hi", "ok", "oh", "la", "ma", "pa", "id", "de", "al"})


class SpanKind(StrEnum):
    """What a stretch of words is read as."""

    PHRASE = "phrase"
    PLACE = "place"
    NOISE = "noise"
    NEAR = "near"
    NEGATION = "negation"
    MILES = "miles"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """The words from `start` up to `end`, read one way."""

    start: int
    end: int
    kind: SpanKind
    score: float
    phrase: Phrase | None = None
    place: Place | Choices | None = None
    miles: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Whether nothing but its name speaks for its being a place."""
        unproven = PLACE * (self.end - self.start) + PLACE_LAST + PLACE_UNPROVEN
        return self.place is not None and self.score <= unproven

    @property
    def is_place(self) -> bool:
        """Whether it names a place, by its own name or by what people call it ("philly")."""
        return self.place is not None or bool(self.phrase and self.phrase.calls)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was typed, as tokens; `capitals` says which of them stood in capitals on purpose."""

    words: Tokens
    capitals: frozenset[int] = frozenset()


def spans_of(
    sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer, *, alone: bool
) -> list[list[Span]]:
    """For each word, the spans that begin there; `alone` admits phrases that need company."""
    found: list[list[Span]] = [[] for _ in sentence.words]
    for start in range(len(sentence.words)):
        found[start] += _phrases(sentence.words, start, lexicon, alone=alone)
        found[start] += _fillers(sentence.words, start, lexicon)
        found[start] += _places(sentence, start, lexicon, gazetteer)
    for spans in found:
        spans += [
            replace(span, kind=SpanKind.NOISE, place=None, score=span.score - PART_OF_TOWN)
            for span in spans
            if isinstance(span.place, Choices) and _is_town_at(span.end, found)
        ]
    return found


def _is_town_at(at: int, found: Sequence[Sequence[Span]]) -> bool:
    """Whether a town begins here that needs no more to be known: of "kensington philly" the first
    word is a part of the second one, and none of the Kensingtons of the land."""
    spans = found[at] if at < len(found) else ()
    return any(
        (span.phrase is not None and span.phrase.calls)
        or (
            isinstance(span.place, Place)
            and span.place.kind is PlaceKind.CITY
            and span.place.population >= LARGE
        )
        for span in spans
    )


def _phrases(words: Tokens, start: int, lexicon: Lexicon, *, alone: bool) -> Iterator[Span]:
    for length in range(1, min(lexicon.longest, len(words) - start) + 1):
        phrase = lexicon.phrases.get(words[start : start + length])
        if phrase is None or (phrase.alone and not alone):
            continue
        score = PHRASE_ALONE if phrase.alone else PHRASE * length + PHRASE_LONGER * (length - 1)
        yield Span(start, start + length, SpanKind.PHRASE, score, phrase=phrase)


def _fillers(words: Tokens, start: int, lexicon: Lexicon) -> Iterator[Span]:
    kinds = (
        (SpanKind.NOISE, lexicon.noise),
        (SpanKind.NEAR, lexicon.near),
        (SpanKind.NEGATION, lexicon.negation),
    )
    for length in range(1, min(lexicon.longest_noise, len(words) - start) + 1):
        part = words[start : start + length]
        for kind, known in kinds:
            if part in known:
                yield Span(start, start + length, kind, NOISE * length)
    yield from _ages(words, start)
    number, after = words[start], words[start + 1 : start + 2]
    if number.isascii() and number.isdigit() and len(number) <= 3 and after in lexicon.units:
        score = PHRASE * 2
        yield Span(start, start + 2, SpanKind.MILES, score, miles=int(number))


def _ages(words: Tokens, start: int) -> Iterator[Span]:
    """An age: "15 year old", "aged 70". Who is under 18 needs a place that takes teens."""
    if not (words[start].isascii() and words[start].isdigit()):
        return
    age = int(words[start][:3])
    before = words[start - 1] if start else ""
    of_person = before == "is" and start > 1 and words[start - 2] in PERSONS
    after = next((a for a in AGE_AFTER if words[start + 1 : start + 1 + len(a)] == a), ())
    terms = (TEENS,) if age <= LAST_OF_TEENS else ()
    topics = (OLDER,) if age >= FIRST_OF_OLDER else ()
    if (after or of_person or before in AGE_BEFORE) and 10 <= age <= 110:
        end = start + 1 + len(after)
        phrase = Phrase(" ".join(words[start:end]), "en", terms, topics)
        yield Span(start, end, SpanKind.PHRASE, PHRASE * (end - start), phrase=phrase)


def _places(
    sentence: Sentence, start: int, lexicon: Lexicon, gazetteer: Gazetteer
) -> Iterator[Span]:
    words = sentence.words
    first = words[start]
    # Everyday words begin a place only where its end proves it: "cook county", "hope ar".
    everyday = _filler(first, lexicon) and first not in STARTS and start not in sentence.capitals
    for length in range(1, min(LONGEST_PLACE, len(words) - start) + 1):
        end = start + length
        last = words[end - 1]
        # A letter and a code are no place: "a la" is Spanish, not Alabama.
        coded = len(last) == 2 and len("".join(words[start : end - 1])) > 1
        proven = length > 1 and (coded or last in COUNTY)
        if everyday and length == 1:
            continue
        if length == 1 and not _may_stand_alone(sentence, start):
            continue
        found = gazetteer.find(" ".join(words[start:end]))
        proven = proven or _ends_in_state(words[start:end], found, gazetteer)
        if everyday and not proven:
            continue
        if isinstance(found, Place) and not _all_of_it(words[start:end], found):
            continue
        # "akron today" is not a place, "kansas city" is.
        small = not proven and length > 1 and _filler(last, lexicon)
        if small and last not in _own_words(found):
            continue
        if isinstance(found, Place | Choices):
            score = PLACE * length + _evidence(sentence, start, end, found, lexicon)
            yield Span(start, end, SpanKind.PLACE, score, place=found)


def _ends_in_state(words: Tokens, found: object, gazetteer: Gazetteer) -> bool:
    """Whether a place's state stands behind its name: "long beach california"."""
    if not isinstance(found, Place) or found.kind is PlaceKind.STATE:
        return False
    state = gazetteer.state(found.state)
    name = tokens(state.name) if state else ()
    return len(words) > len(name) > 0 and words[-len(name) :] == name


def _own_words(found: Place | Choices | object) -> Tokens:
    places = found.places if isinstance(found, Choices) else (found,)
    return tokens(" ".join(each.name for each in places if isinstance(each, Place)))


def _all_of_it(words: Sequence[str], place: Place) -> bool:
    """Whether every word belongs to the place: of "rehab 44301" the gazetteer reads the ZIP."""
    if place.kind is not PlaceKind.ZIP or len(words) == 1:
        return True
    own = tokens(f"{place.city} {place.county} {place.state} {place.name} zip usa")
    return set(words) <= set(own)


def _filler(word: str, lexicon: Lexicon) -> bool:
    return (word,) in lexicon.noise or (word,) in lexicon.near or (word,) in lexicon.negation


def _may_stand_alone(sentence: Sentence, at: int) -> bool:
    """One word is a place unless it is too short to be one: codes of states only last, and those
    that are words only in capitals."""
    word, last = sentence.words[at], at == len(sentence.words) - 1
    if word.isdigit():
        return len(word) == 5
    if len(word) > 2:
        return True
    return last and at > 0 and (at in sentence.capitals or word not in WORDS_TOO)


def _evidence(
    sentence: Sentence, start: int, end: int, found: Place | Choices, lexicon: Lexicon
) -> float:
    """What speaks for a stretch of words being a place, beside that a place is called so."""
    first = found.places[0] if isinstance(found, Choices) else found
    words = sentence.words
    proof = 0.0
    if start > 0 and _stands_before_places(words[start - 1], sentence, lexicon):
        proof += PLACE_AFTER_NEAR
    if first.kind is PlaceKind.ZIP:
        proof += PLACE_ZIP
    elif first.kind is PlaceKind.STATE:
        proof += PLACE_OF_KIND if words[end - 1] == "state" else PLACE_STATE
    elif end - start > 1 and _names_state(words[start:end], first):
        proof += PLACE_WITH_STATE
    elif first.kind is PlaceKind.COUNTY and not COUNTY.isdisjoint(words[start:end]):
        proof += PLACE_OF_KIND
    elif first.kind is PlaceKind.CITY and first.population >= LARGE:
        proof += PLACE_LARGE
    if end == len(words):
        proof += PLACE_LAST
    if proof > PLACE_LAST:
        return proof
    town = first.population >= _LEAST_PEOPLE and (end == len(words) or end - start > 1)
    return proof + PLACE_UNPROVEN if town else _NEVER


def _stands_before_places(word: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a word leads to a place; "a" does so in Spanish alone: "a pool" is none."""
    if word == "a" and lexicon.spanish.isdisjoint(sentence.words):
        return False
    return (word,) in lexicon.near


def _names_state(words: Sequence[str], place: Place) -> bool:
    return words[-1] == place.state.lower() or len("".join(words)) > len(
        "".join(place.name.split())
    )
