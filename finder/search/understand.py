"""Understand: a request as it was typed becomes the request that is answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from finder.places import Gazetteer
from finder.search.engine import View
from finder.search.intent import Intent, read
from finder.search.page import Note, NoteKind
from finder.search.params import Parsed
from finder.search.request import SearchRequest, Where
from finder.search.words import tokens
from finder.vocabulary import Vocabulary

# Endings of firms and joining words, which people leave out of a name.
_UNSPOKEN_TEXT = "inc llc llp lp ltd corp co pc pllc the of and for a an at in"
UNSPOKEN = frozenset(_UNSPOKEN_TEXT.split())


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

    def called(self, words: Sequence[str], *, programs: bool = False) -> str:
        said, asked = set(words), SearchRequest(words=" ".join(words))
        found = self.view.fetch(self.view.find(asked).ids)
        names = [each.name for each in found]
        names += [each.program for each in found if programs]
        spoken = ((name, _spoken(name)) for name in names)
        return next((name for name, words in spoken if words and words <= said), "")

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
    if intent.called:
        asked = _calling(asked, request, intent.called, view)
        where = asked.where
        if " " not in intent.called and intent.called not in (asked.called, asked.words):
            unused = Note(NoteKind.WORDS_IGNORED, {"words": intent.called})
            intent = replace(intent, notes=(*intent.notes, unused))
    if typed and where is None and not _asked_where((*parsed.notes, *intent.notes)):
        intent = replace(intent, notes=(*intent.notes, Note(NoteKind.ASK_WHERE)))
    return Understood(replace(asked, page=request.page), intent)


def _calling(asked: SearchRequest, apart: SearchRequest, name: str, view: View) -> SearchRequest:
    """With those first that are called so. Where none of them is among what was asked for, what
    else was read in the words is part of the name: then only them, with what stood `apart` from
    the words; and where there are none of them either, as it was."""
    if _spoken(name) <= set(tokens(asked.words)) and view.total(asked):
        return asked
    if view.total(asked.saying(name)):
        return asked.calling(name)
    only = apart.saying(name)
    return only if view.total(only) else asked


def _spoken(name: str) -> set[str]:
    """The words of a name that people say."""
    return set(tokens(name)) - UNSPOKEN


def _asked_where(notes: Sequence[Note]) -> bool:
    """Whether the visitor is asked for the place already, one way or another."""
    kinds = (NoteKind.ASK_WHERE, NoteKind.PLACE_CHOICES, NoteKind.PLACE_OFFERED)
    return any(note.kind in (*kinds, NoteKind.UNKNOWN_PLACE) for note in notes)
