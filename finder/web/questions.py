"""Questions: what the words left open, with its choices, each as the search it stands for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from finder.places import Choices, Gazetteer, Place, Suggestion
from finder.search.answer import ENOUGH, USUAL_RADII
from finder.search.engine import View
from finder.search.page import Note, NoteKind
from finder.search.request import SearchRequest, Where
from finder.search.words import tokens
from finder.vocabulary import Reading, Vocabulary

# Eight fit on a phone's screen; a name that more places have is said with its state.
MOST_CHOICES = 8
_OF_PLACES = (NoteKind.PLACE_CHOICES, NoteKind.PLACE_OFFERED)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: a reading or a place, its request, and that request's total."""

    named: Reading | Place
    request: SearchRequest
    total: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its choices. `ask` is the slug of a word with two readings, `note` asks for
    a place; one of the two is set. `more` says that there are more choices than are shown."""

    choices: tuple[Choice, ...]
    ask: str = ""
    note: Note | None = None
    more: bool = False

    @property
    def says_where(self) -> bool:
        """Whether its choices are places."""
        return all(isinstance(each.named, Place) or each.named.place for each in self.choices)


def questions(
    view: View,
    asked: SearchRequest,
    *,
    asks: Iterable[str],
    notes: Iterable[Note],
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
) -> tuple[Question, ...]:
    """Every question that is open about a request, the words' own before those of places."""
    found = [_of_words(view, asked, ask, vocabulary, gazetteer) for ask in asks]
    found += [_of_place(view, asked, note) for note in notes if note.kind in _OF_PLACES]
    return tuple(question for question in found if question.choices)


def _of_words(
    view: View, asked: SearchRequest, ask: str, vocabulary: Vocabulary, gazetteer: Gazetteer
) -> Question:
    readings = vocabulary.readings(ask)
    # What was read for want of an answer goes, once there is one.
    open_ = asked.without(*(slug for each in readings for slug in each.terms)).not_about(
        *(slug for each in readings for slug in each.topics)
    )
    choices = []
    for reading in readings[:MOST_CHOICES]:
        request = open_.including(*reading.terms).about(*reading.topics)
        if reading.place:
            place = _place(reading.place, gazetteer)
            if place is None:
                continue
            request = request.near(Where.about(place))
        choices.append(_choice(view, reading, request))
    return Question(tuple(choices), ask=ask, more=len(readings) > MOST_CHOICES)


def _of_place(view: View, asked: SearchRequest, note: Note) -> Question:
    # The name stood among the words as long as nobody had chosen (`intent.read`).
    name = " ".join(tokens(note.places[0].name)) if note.places else ""
    open_ = asked.saying("") if asked.words == name else asked
    choices = tuple(
        _choice(view, place, open_.near(Where.about(place))) for place in note.places[:MOST_CHOICES]
    )
    return Question(choices, note=note, more=len(note.places) > MOST_CHOICES)


def _place(text: str, gazetteer: Gazetteer) -> Place | None:
    found = gazetteer.look_up(text)
    if isinstance(found, Choices | Suggestion):
        return found.places[0]
    return found


def _choice(view: View, named: Reading | Place, request: SearchRequest) -> Choice:
    """The choice with the radius that its page settles on, so that the count is what one gets."""
    tried = list(_tried(request))
    totals = [view.total(each) for each in tried]
    # As `answer` does: the smallest circle with enough, else the smallest that holds all there is.
    enough = min(ENOUGH, totals[-1])
    at = next(at for at, total in enumerate(totals) if total >= enough)
    return Choice(named, tried[at], totals[at])


def _tried(request: SearchRequest) -> Iterator[SearchRequest]:
    where = request.where
    if where is None or not where.usual:
        yield request
        return
    for miles in USUAL_RADII:
        yield replace(request, where=where.reaching(miles))
