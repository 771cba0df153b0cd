"""Needs: words to offer for what help is needed: what kind, how it is paid, for whom."""

from finder.vocabulary import Vocabulary
from finder.web.wording import short, short_topic

# As many as a phone can scroll through; the field takes any others.
MOST_NEEDS = 60
_CATEGORIES = ("program", "payment", "people")
_TOPICS = (
    "heroin",
    "fentanyl",
    "prescription-opioids",
    "alcohol-use",
    "benzodiazepines",
    "methamphetamine",
    "cocaine",
    "cannabis",
)


def needs(vocabulary: Vocabulary) -> tuple[str, ...]:
    """At most sixty things to ask for, each once, in the reader's language."""
    topics = [topic for slug in _TOPICS if (topic := vocabulary.topic(slug))]
    terms = [term for slug in _CATEGORIES for term in vocabulary.in_category(slug)]
    named = [*map(short, terms[: MOST_NEEDS - len(topics)]), *map(short_topic, topics)]
    unique = {each.casefold(): each for each in named if each}
    return tuple(unique.values())
