"""Understand: a request as it was typed becomes the request that is answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from finder.places import Gazetteer
from finder.search.engine import View
from finder.search.intent import Intent, read
from finder.search.page import Note, NoteKind
from finder.search.params import Parsed
from finder.search.request import SearchRequest, Where
from finder.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Understood:
    """The request to answer, and what was read out of its words."""

    request: SearchRequest
    intent: Intent


@dataclass(frozen=True, slots=True)
class _Heard:
    """The names of one revision's directory."""

    view: View

    def knows(self, word: str) -> bool:
        return self.view.total(SearchRequest(words=word)) > 0

    def named(self, words: Sequence[str]) -> int:
        return self.view.total(SearchRequest(words=" ".join(words)))

    def spelling(self, word: str) -> tuple[str, ...]:
        return self.view.spelling(word)


def understand(
    parsed: Parsed, view: View, vocabulary: Vocabulary, gazetteer: Gazetteer
) -> Understood:
    """What was asked, with its words read. A place given apart from the words wins over theirs."""
    request = parsed.request
    typed, apart = parsed.asked.words, bool(parsed.asked.near)
    intent = read(typed, vocabulary, gazetteer, _Heard(view), apart=apart)
    where = Where.about(intent.place) if intent.place else request.where
    if where is not None and intent.miles:
        where = where.reaching(intent.miles)
    asked = (
        request.including(*intent.terms)
        .avoiding(*intent.avoid)
        .about(*intent.topics)
        .saying(" ".join(filter(None, (request.words, intent.words))))
        .near(where)
    )
    if typed and where is None and not _asked_where((*parsed.notes, *intent.notes)):
        intent = replace(intent, notes=(*intent.notes, Note(NoteKind.ASK_WHERE)))
    return Understood(replace(asked, page=request.page), intent)


def _asked_where(notes: Sequence[Note]) -> bool:
    """Whether the visitor is asked for the place already, one way or another."""
    kinds = (NoteKind.ASK_WHERE, NoteKind.PLACE_CHOICES, NoteKind.PLACE_OFFERED)
    return any(note.kind in (*kinds, NoteKind.UNKNOWN_PLACE) for note in notes)
