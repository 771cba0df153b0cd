"""Wording: what a page says, in the reader's language: labels, the sentence, distances, sources.

Every sentence goes through gettext. Values from the directory and from visitors are filled in by
name and escaped by the templates.
"""

from collections.abc import Sequence
from datetime import date

from finder.facility import Phone, PhoneKind, Provenance, Says
from finder.places import Place, PlaceKind
from finder.search.page import Hit, Note, NoteKind
from finder.search.params import ANY
from finder.search.request import Sort, Where
from finder.vocabulary import Category, Reading, Term, Topic
from finder.web.chips import Chip, ChipKind
from finder.web.clauses import inside_sentence
from finder.web.helplines import Helpline
from finder.web.language import day, gettext, language, ngettext
from finder.web.place_words import place_name
from finder.web.present import is_about, miles_text
from finder.web.questions import Question
from finder.web.steps import Afterwards, Step

_MILE_AS_ABOUT = 1.0
# Every kind of detox has this in its slug.
DETOX = "detox"


def label(named: Term | Category | Topic | Reading) -> str:
    """The name of a term, category, topic or reading in the reader's language."""
    return named.label_es if _spanish() and named.label_es else named.label


def short(term: Term) -> str:
    """A term's name without what stands in brackets: "Methadone clinic"."""
    return label(term).partition(" (")[0]


def short_topic(topic: Topic) -> str:
    """A topic's name without what stands in brackets: "Benzos"."""
    return label(topic).partition(" (")[0]


def choice(named: Reading | Place) -> str:
    """One answer to a question."""
    return place_name(named) if isinstance(named, Place) else label(named)


def asking(question: Question) -> str:
    """A question, as its heading."""
    asked = place_question(question.note) if question.note else ""
    if question.says_where:
        asked = asked or gettext("Which place do you mean?")
    return asked or gettext("Which one do you mean?")


def place_question(note: Note) -> str:
    """What a note asks about a place; "" for a note that asks nothing."""
    words = {
        NoteKind.PLACE_CHOICES: gettext(
            "There is more than one “%(asked)s”. Which one do you mean?"
        ),
        NoteKind.PLACE_OFFERED: gettext(
            "We found no place called “%(asked)s”. Do you mean one of these?"
        ),
    }
    return words[note.kind] % note.values if note.kind in words else ""


def explanation(named: Term | Category) -> str:
    """One sentence on what a term or category is, in the reader's language."""
    return named.explains_es if _spanish() and named.explains_es else named.explains


def in_language(line: Helpline, field: str) -> str:
    """A field of a helpline in the reader's language."""
    translated = getattr(line, f"{field}_es", "") if _spanish() else ""
    return str(translated or getattr(line, field))


def _spanish() -> bool:
    return language().startswith("es")


def joined(parts: Sequence[str]) -> str:
    """Some parts in a row: "a, b and c"."""
    if len(parts) == 1:
        return parts[0]
    return gettext("%(first)s and %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def either_of(parts: Sequence[str]) -> str:
    """Some parts of which one will do: "a, b or c"."""
    if len(parts) == 1:
        return parts[0]
    return gettext("%(first)s or %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def where_phrase(where: Where) -> str:
    """Where, as the end of a sentence: "within 25 miles of Akron, OH"."""
    place = place_name(where.place)
    if where.inside:
        return gettext("in %(place)s", place=place)
    place = measured_from(where.place)
    if where.within is None:
        return gettext("at any distance from %(place)s", place=place)
    return ngettext(
        "within %(miles)s mile of %(place)s",
        "within %(miles)s miles of %(place)s",
        where.within,
        miles=str(where.within),
        place=place,
    )


def measured_from(place: Place) -> str:
    """The point that distances from a place are measured from."""
    if place.kind in (PlaceKind.STATE, PlaceKind.COUNTY):
        return gettext("the middle of %(place)s", place=place.label)
    return place_name(place)


def chip(part: Chip) -> str:
    """What a chip says."""
    if part.topic is not None:
        return label(part.topic)
    if part.term is not None:
        words = {
            ChipKind.UNSAID: gettext("Does not say: %(what)s"),
            ChipKind.AVOID: gettext("Not: %(what)s"),
        }
        return words.get(part.kind, "%(what)s") % {"what": label(part.term)}
    if part.where is not None:
        text = where_phrase(part.where)
        return text[:1].upper() + text[1:]
    if part.kind is ChipKind.CALLED:
        return gettext("Called “%(name)s”", name=part.words)
    return f"“{part.words}”"


def chip_removal(part: Chip) -> str:
    """What a chip's link does, for those who cannot see it, and whether the part only ranks."""
    words = {
        ChipKind.TOPIC: gettext("Take off: %(what)s, ranked first"),
        ChipKind.CALLED: gettext("Take off: %(what)s, ranked first"),
        ChipKind.AVOID: gettext("Take off: %(what)s, ranked last"),
    }
    return words.get(part.kind, gettext("Take off: %(what)s")) % {"what": chip(part)}


def in_short(part: Chip) -> str:
    """What a chip says, in the one line that a form folds into."""
    return place_name(part.where.place) if part.where is not None else chip(part)


def radius(miles: str, kind: PlaceKind | None = None) -> str:
    """A radius to choose, from its writing in an address; blank means the area of a county or
    state itself."""
    if not miles:
        return gettext("In the county") if kind is PlaceKind.COUNTY else gettext("In the state")
    if miles == ANY:
        return gettext("Any distance")
    return ngettext("%(miles)s mile", "%(miles)s miles", int(miles), miles=miles)


def sort_name(sort: Sort) -> str:
    """What an order is called."""
    words = {
        Sort.BEST: gettext("best match"),
        Sort.NEAREST: gettext("nearest"),
        Sort.NAME: gettext("name"),
    }
    return words[sort]


def unknown_parameters(names: Sequence[str]) -> str:
    """The refusal of a machine's request that we do not understand whole."""
    return gettext("These parameters are not known here: %(names)s.", names=", ".join(names))


def unknown_facility() -> str:
    """The refusal of a machine's request for a place we do not have."""
    return gettext("There is no place with this id here.")


def distance(hit: Hit) -> str:
    """How far a hit is; "" where there is no point to measure from."""
    if hit.miles is None:
        return ""
    miles = _miles(hit.miles, about=is_about(hit.facility))
    return gettext("%(miles)s, straight line", miles=miles)


def distance_from(place: Place, miles: float, *, about: bool) -> str:
    """The same, saying from where."""
    return gettext(
        "%(miles)s from %(place)s, straight line",
        miles=_miles(miles, about=about),
        place=place_name(place),
    )


def _miles(miles: float, *, about: bool) -> str:
    """A distance in words; "about" where we know only the ZIP or city."""
    if about and miles < _MILE_AS_ABOUT:
        return gettext("about a mile or less")
    if miles < 0.1:
        return gettext("less than 0.1 miles")
    shown = miles_text(miles)
    return (
        gettext("about %(miles)s miles", miles=shown)
        if about
        else gettext("%(miles)s miles", miles=shown)
    )


def why(term: Term, says: Says) -> str:
    """Whether a place has what was asked, in one short line."""
    if says is Says.YES:
        return "✓ " + label(term)
    if says is Says.NO:
        return "✕ " + gettext("%(what)s: says no", what=label(term))
    return "? " + gettext("%(what)s: not said, ask", what=label(term))


def as_step(term: Term) -> str:
    """A step of treatment inside a sentence: "outpatient treatment"."""
    words = {
        "live-in": gettext("live-in treatment"),
        "outpatient": gettext("outpatient treatment"),
        "transitional-housing": gettext("sober living"),
    }
    return words.get(term.slug) or inside_sentence(short(term), term.category)


def here_as_well(steps: Afterwards) -> str:
    """Whether the step that comes next is taken at the same place, in one short line."""
    if steps.here:
        both = {term.slug for term in steps.here} == {"live-in", "outpatient"}
        what = (
            gettext("live-in and outpatient treatment")
            if both
            else joined([as_step(term) for term in steps.here])
        )
        return "✓ " + gettext("Also here: %(what)s", what=what)
    if DETOX in steps.after.slug:
        return "? " + gettext("Rehab afterwards: not said, ask")
    return "? " + gettext("Care afterwards: not said, ask")


def next_step(step: Step) -> str:
    """What comes after a step: "After detox: live-in treatment"."""
    return after(step.after, step.then)


def after(first: Term, then: Term) -> str:
    """A step of treatment, and the one that comes after it."""
    return gettext("After %(first)s: %(then)s", first=as_step(first), then=as_step(then))


def phone_kind(phone: Phone) -> str:
    """Who picks up."""
    words = {
        PhoneKind.MAIN: gettext("Front desk"),
        PhoneKind.INTAKE: gettext("Admissions"),
        PhoneKind.HOTLINE: gettext("Its own hotline"),
    }
    return words[phone.kind]


def source(provenance: Provenance) -> str:
    """A source and the month its edition speaks of."""
    named = source_name(provenance.source)
    return gettext("%(source)s, %(when)s", source=named, when=month(provenance.as_of))


def source_name(slug: str) -> str:
    """What people call a source; a source we have no name for keeps its own."""
    words = {
        "samhsa": gettext("National Directory"),
        "findtreatment": gettext("FindTreatment.gov"),
        "demonstration": gettext("Invented example"),
        "places": gettext("ZIP and city tables"),
        "steward": gettext("Checked by our staff"),
        "ca-dhcs": gettext("California license list"),
    }
    return words.get(slug, slug)


def month(of: date) -> str:
    """June 2023."""
    return day(of, "MMMM y")


def full_date(of: date) -> str:
    """June 14, 2023."""
    return day(of, "long")
