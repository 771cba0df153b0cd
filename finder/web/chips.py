"""Chips: every part of what was understood, each with the request that is left without it.

Pure: no Flask, no words. `wording.chip` says what stands on one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from finder.search.request import SearchRequest, Where
from finder.vocabulary import Term, Topic, Vocabulary


class ChipKind(StrEnum):
    """What part of a request a chip stands for; topics, what is avoided and what is
    called so only rank."""

    TERM = "term"
    UNSAID = "unsaid"
    TOPIC = "topic"
    AVOID = "avoid"
    CALLED = "called"
    WORDS = "words"
    WHERE = "where"


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of what was asked, and the request without it. One of the last four is set; `words`
    are a name where the kind is `CALLED`."""

    kind: ChipKind
    request: SearchRequest
    term: Term | None = None
    topic: Topic | None = None
    words: str = ""
    where: Where | None = None

    @property
    def ranks(self) -> bool:
        """Whether it only orders what is found, and takes nothing away."""
        return self.kind in (ChipKind.TOPIC, ChipKind.AVOID, ChipKind.CALLED)


def chips(request: SearchRequest, vocabulary: Vocabulary) -> tuple[Chip, ...]:
    """One chip for each part of the request: what filters, what ranks, words, the place."""
    return tuple(_chips(request, vocabulary))


def _chips(request: SearchRequest, vocabulary: Vocabulary) -> Iterator[Chip]:
    for term in terms_of(request.terms, vocabulary):
        yield Chip(ChipKind.TERM, request.without(term.slug), term=term)
    for term in terms_of(request.unsaid, vocabulary):
        yield Chip(ChipKind.UNSAID, request.without(term.slug), term=term)
    for topic in topics_of(request.topics, vocabulary):
        yield Chip(ChipKind.TOPIC, request.not_about(topic.slug), topic=topic)
    for term in terms_of(request.avoid, vocabulary):
        yield Chip(ChipKind.AVOID, request.without(term.slug), term=term)
    if request.called:
        yield Chip(ChipKind.CALLED, request.calling(""), words=request.called)
    if request.words:
        yield Chip(ChipKind.WORDS, request.saying(""), words=request.words)
    if request.where is not None:
        yield Chip(ChipKind.WHERE, request.near(None), where=request.where)


def terms_of(slugs: Iterable[str], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms with these slugs, in the vocabulary's order; unknown ones are left out."""
    wanted = frozenset(slugs)
    return tuple(term for term in vocabulary.terms if term.slug in wanted)


def topics_of(slugs: Iterable[str], vocabulary: Vocabulary) -> tuple[Topic, ...]:
    """The topics with these slugs, in the vocabulary's order; unknown ones are left out."""
    wanted = frozenset(slugs)
    return tuple(topic for topic in vocabulary.topics if topic.slug in wanted)
