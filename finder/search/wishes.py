"""Wishes: what a request would like better, beyond what it requires.

Services filter, substances rank up: who writes "heroin" should find first the places that give the
medicines that keep people alive, and who writes "detox" those where somebody watches over it. What
ranks is written in the vocabulary, for each topic and term; how much, here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from finder.search.request import SearchRequest
from finder.vocabulary import Preference, Vocabulary

# A topic is what the search is about; a term is required already, and only shades.
TOPIC_WEIGHT = 1.0
TERM_WEIGHT = 0.5
# Who writes "not methadone" means it; what a topic avoids is only our advice.
AVOID_WEIGHT = 3.0
TOPIC_AVOID_WEIGHT = 2.0
# Nearly every place treats alcohol or drug use; one in fifty does not say so, and is seldom what a
# search about a substance or a situation is for. Where a program is asked for, that says more.
TREATED_WEIGHT = 1.5
TREATED = "substance-use-treatment"
PROGRAM = "program"
# In the city that was named: more than a whole topic, since people who name a city mean it.
IN_PLACE = 1.5
# At how many miles half of nearness is left: about what people will travel every week.
HALF_NEAR = 15.0
# Where places farther away were let in, those within the usual circle come first.
REACH_MILES = 25
IN_REACH = 1.0
# Words stand in a name or do not; what is found by its name comes first whatever else was said.
WORDS_WEIGHT = 10.0


@dataclass(frozen=True, slots=True)
class Wish:
    """Any of these terms would be liked, this much."""

    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything a request would like better, and what it would rather not have."""

    liked: tuple[Wish, ...] = ()
    avoided: tuple[Wish, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.liked or self.avoided)


def wishes(request: SearchRequest, vocabulary: Vocabulary) -> Wishes:
    """What this request would like better; each topic's wishes weigh as much as another's."""
    liked = [Wish((TREATED,), TREATED_WEIGHT)] if needs_treatment(request, vocabulary) else []
    avoided = dict.fromkeys(request.avoid, AVOID_WEIGHT)
    for slug in request.topics:
        topic = vocabulary.topic(slug)
        if topic is not None:
            liked += _shared(topic.prefers, TOPIC_WEIGHT)
            avoided = {**dict.fromkeys(topic.avoids, TOPIC_AVOID_WEIGHT), **avoided}
    for slug in request.terms:
        term = vocabulary.term(slug)
        if term is not None:
            liked += _shared(term.prefers, TERM_WEIGHT)
    unwanted = tuple(
        Wish((slug,), weight)
        for slug, weight in avoided.items()
        if vocabulary.term(slug) and slug not in request.terms
    )
    return Wishes(tuple(liked), unwanted)


def needs_treatment(request: SearchRequest, vocabulary: Vocabulary) -> bool:
    """Whether it is about something, and no program says what is needed."""
    ticked = [vocabulary.term(slug) for slug in request.terms]
    programs = any(term is not None and term.category == PROGRAM for term in ticked)
    return bool(request.topics) and not programs and vocabulary.term(TREATED) is not None


def _shared(prefers: tuple[Preference, ...], weight: float) -> Iterator[Wish]:
    whole = sum(each.weight for each in prefers)
    return (Wish(each.terms, weight * each.weight / whole) for each in prefers)
