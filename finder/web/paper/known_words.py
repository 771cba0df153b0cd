"""Known words: what a page to carry must know to read a sentence as the server does, as plain data.

The page reads with the same phrases and the same scores, so that there is one source of what words
mean. What it does with them is `templates/paper/takeaway/`, which is `search.intent` in small.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from os.path import commonprefix
from string import ascii_lowercase, digits
from typing import Any

from finder.places import names
from finder.places.point import DIAMETER_MILES, ECCENTRICITY_SQUARED, EQUATORIAL_MILES
from finder.search.answer import MILD, STOPPING
from finder.search.intent import company, lexicon_of, repair, spans
from finder.search.intent.read import GENERAL, INSURANCE, OPPOSITE, OR, UNINSURED
from finder.search.understand import UNSPOKEN
from finder.search.words import WRITTEN_OUT
from finder.vocabulary import Phrase, Preference, Vocabulary
from finder.vocabulary.term import Combine
from finder.vocabulary.vocabulary import NOISE
from finder.web import wording

_DIGITS = digits + ascii_lowercase
# What the page reads of `spans` by name.
_SCORES = (
    *("PHRASE", "PHRASE_LONGER", "PHRASE_ALONE", "NOISE", "PLACE", "PLACE_UNPROVEN"),
    *("PLACE_AFTER_NEAR", "PLACE_WITH_STATE", "PLACE_ZIP", "PLACE_STATE", "PLACE_OF_KIND"),
    *("PLACE_LARGE", "PLACE_LAST", "PART_OF_TOWN"),
)


def known_words(vocabulary: Vocabulary) -> dict[str, Any]:
    """Terms, topics, questions and phrases, and the rules by which a sentence is cut, as JSON has
    them; what is shown is in the reader's language.

    A phrase stands in `phrases` under all that it means, with the others that mean the same, parted
    by "|"; before each a digit (0 to z) says how many letters of the one before it begins with.
    """
    ways = {
        category.slug: int(category.combine is Combine.ANY) for category in vocabulary.categories
    }
    return {
        "terms": {
            each.slug: [wording.label(each), each.category, ways.get(each.category, 0), each.panel]
            for each in vocabulary.terms
        },
        "topics": {
            each.slug: [wording.label(each), _preferred(each.prefers), each.panel]
            for each in vocabulary.topics
        },
        "asks": _asks(vocabulary),
        "phrases": _phrases(lexicon_of(vocabulary).phrases),
        "fillers": {
            kind: {
                spoken: "|".join(sorted(vocabulary.noise(kind, spoken))) for spoken in ("en", "es")
            }
            for kind in NOISE
        },
        "rules": _rules(),
    }


def _preferred(prefers: Iterable[Preference]) -> list[str]:
    return list(dict.fromkeys(slug for each in prefers for slug in each.terms))


def _asks(vocabulary: Vocabulary) -> dict[str, Any]:
    """The choices of each question: what is shown, and what it stands for."""
    found: dict[str, Any] = {}
    for each in vocabulary.all_readings:
        choice = [wording.label(each), each.terms, each.topics, each.place]
        found.setdefault(each.ask, []).append(choice)
    return found


def _phrases(phrases: Mapping[tuple[str, ...], Phrase]) -> list[list[Any]]:
    """What phrases mean, and after it all that mean this."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for cut, each in phrases.items():
        meaning = (
            *(" ".join(each.terms), " ".join(each.topics), each.place, each.ask),
            *(int(each.alone), each.language),
        )
        found.setdefault(meaning, []).append(" ".join(cut))
    return [[*meaning, _packed(sorted(said))] for meaning, said in found.items()]


def _packed(texts: Sequence[str]) -> str:
    """Texts in a row, each without the letters it shares with the one before, but their number."""
    parts = []
    for before, text in pairwise(["", *texts]):
        shared = min(len(commonprefix([before, text])), len(_DIGITS) - 1)
        parts.append(_DIGITS[shared] + text[shared:])
    return "|".join(parts)


def _rules() -> dict[str, Any]:
    """How words are cut, repaired, scored and measured."""
    return {
        "scores": {name: getattr(spans, name) for name in _SCORES},
        "slips": repair.SLIPS,
        "written_out": WRITTEN_OUT,
        "unspoken": sorted(UNSPOKEN),
        "short_forms": names.SHORT_FORMS,
        "leading": names.LEADING_SHORT_FORMS,
        "county_words": sorted(spans.COUNTY),
        "starts": sorted(spans.STARTS),
        "words_too": sorted(spans.WORDS_TOO),
        "persons": sorted(spans.PERSONS),
        "teens": [spans.LAST_OF_TEENS, spans.TEENS],
        "older": [spans.FIRST_OF_OLDER, spans.OLDER],
        "age_before": sorted(spans.AGE_BEFORE),
        "age_after": spans.AGE_AFTER,
        "drug_before": sorted(company.BEFORE),
        "drug_between": sorted(company.BETWEEN),
        "drug_after": sorted(company.AFTER),
        "opposite": OPPOSITE,
        "or": sorted(OR),
        "insurance": sorted(INSURANCE),
        "uninsured": UNINSURED,
        "general": sorted(GENERAL),
        "mild": sorted(MILD),
        "stopping": STOPPING,
        "earth": [EQUATORIAL_MILES, ECCENTRICITY_SQUARED, DIAMETER_MILES],
    }
