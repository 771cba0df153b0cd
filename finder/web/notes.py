"""Notes: what to tell a visitor about how they were understood, and the ways on, in words."""

from collections.abc import Callable, Mapping

from finder.search.page import Note, NoteKind, Widening
from finder.vocabulary import Vocabulary
from finder.web.language import gettext
from finder.web.place_words import place_name
from finder.web.sentence import sentence
from finder.web.wording import after, as_step, label, place_question, radius, short


def way_on(way: Widening, vocabulary: Vocabulary) -> str:
    """What a widening changes."""
    values = way.values
    if "term" in values:
        return _about_term(way.because, values, vocabulary)
    where = way.request.where
    words: dict[str, Callable[[], str]] = {
        "without_words": lambda: gettext("Without “%(words)s”", words=values["words"]),
        "within": lambda: gettext("Within %(miles)s miles", miles=values["miles"]),
        "state": lambda: gettext("In all of %(state)s", state=where.place.name if where else ""),
        "nearest": lambda: gettext("The nearest, however far"),
        "telehealth": lambda: gettext("By video or phone in %(state)s", state=values["state"]),
        "only_words": lambda: gettext("Only “%(words)s”", words=values["words"]),
        "only_place": lambda: gettext("Every place near %(place)s", place=values["place"]),
        "everything": lambda: gettext("Every place we know of"),
    }
    if way.because in words:
        return words[way.because]()
    return sentence(way.request, way.total, vocabulary)


def _about_term(because: str, values: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """A way on that adds, drops or swaps one term."""
    term = vocabulary.term(values["term"])
    first = vocabulary.term(values.get("after", ""))
    what = short(term) if term else values["term"]
    if term and first and because == "then":
        return after(first, term)
    if term and first and because == "together":
        return gettext(
            "%(first)s and %(then)s in one place", first=short(first), then=as_step(term)
        )
    words = {
        "without": gettext("Without “%(what)s”"),
        "unsaid": gettext("Places that do not say “%(what)s”"),
        "instead": gettext("Instead: %(what)s"),
    }
    return words[because] % {"what": what}


def note(told: Note, vocabulary: Vocabulary) -> str:
    """A note as a sentence."""
    values = told.values
    if told.kind is NoteKind.BAD_RADIUS:
        used = radius(values["used"])
        return gettext(
            "“%(value)s” is not a distance we know. We used: %(used)s.",
            value=values["value"],
            used=used,
        )
    if told.kind is NoteKind.UNKNOWN_TERM:
        category = vocabulary.category(values["category"])
        return gettext(
            "We do not know “%(value)s” under “%(category)s”, so we left it out.",
            value=values["value"],
            category=label(category) if category else values["category"],
        )
    if told.kind is NoteKind.TERM_RETIRED:
        successor = vocabulary.term(values["term"]) or vocabulary.topic(values["term"])
        return gettext(
            "“%(value)s” is no longer listed by that name. This is for “%(what)s”.",
            value=values["value"],
            what=label(successor) if successor else values["term"],
        )
    if told.kind is NoteKind.PLACE_TAKEN:
        return gettext(
            "This is for %(place)s. Do you mean one of these?", place=place_name(told.places[0])
        )
    if told.kind is NoteKind.PLACE_GUESSED:
        return gettext(
            "We found no place called “%(asked)s”. This is for %(place)s.",
            asked=values["asked"],
            place=place_name(told.places[0]),
        )
    return place_question(told) or _plain_notes()[told.kind] % values


def _plain_notes() -> dict[NoteKind, str]:
    """The notes whose values stand in the sentence as they are; a test holds it to every kind."""
    return {
        NoteKind.UNKNOWN_PARAMETER: gettext(
            "This link has a part we do not know, “%(name)s”, so we left it out."
        ),
        NoteKind.UNKNOWN_PLACE: gettext(
            "We could not find “%(asked)s”, so this is for the whole country. "
            "Try a ZIP code, or a city and state."
        ),
        NoteKind.BAD_SORT: gettext("We cannot sort by “%(value)s”. The best matches come first."),
        NoteKind.BAD_PAGE: gettext("There is no page “%(value)s”. This is page %(used)s."),
        NoteKind.NO_PLACE_TO_MEASURE: gettext("Say where, and we can tell you how far each is."),
        NoteKind.WORDS_SHORTENED: gettext(
            "That was a lot of words. We read the first %(limit)s letters."
        ),
        NoteKind.WORDS_NOT_FOUND: gettext(
            "No place has the words “%(words)s”, so we searched without them."
        ),
        NoteKind.SPELLING: gettext("We read “%(words)s” as “%(instead)s”."),
        NoteKind.WORDS_IGNORED: gettext("We did not use these words: “%(words)s”."),
        NoteKind.ASK_WHERE: gettext(
            "We do not know where you are. Type a ZIP code, or a city and state."
        ),
        NoteKind.RADIUS_WIDENED: gettext(
            "There are few places nearer, so we looked within %(miles)s miles."
        ),
        NoteKind.NONE_HERE: gettext(
            "We know of none there. These are the nearest ones to %(place)s, in a straight line."
        ),
    }
