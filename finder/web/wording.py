"""Wording: what a page says, in the reader's language: labels, the sentence, distances, sources.

Every sentence goes through gettext. Values from the directory and from visitors are filled in by
name and escaped by the templates.
"""

from collections.abc import Sequence
from datetime import date

from finder.facility import Phone, PhoneKind, Provenance, Says
from finder.places import Place, PlaceKind
from finder.search.page import Hit
from finder.search.params import ANY
from finder.search.request import SearchRequest, Sort, Where
from finder.vocabulary import Category, Reading, Term, Topic, Vocabulary
from finder.web.clauses import clause
from finder.web.helplines import Helpline
from finder.web.language import day, gettext, language, ngettext, whole
from finder.web.present import Chip, is_about, miles_text, terms_of

# With more than this the sentence would be longer than the chips under it.
_MOST_IN_SENTENCE = 3
_MILE_AS_ABOUT = 1.0


def label(named: Term | Category | Topic | Reading) -> str:
    """The name of a term, category, topic or reading in the reader's language."""
    return named.label_es if _spanish() and named.label_es else named.label


def short(term: Term) -> str:
    """A term's name without what stands in brackets: "Methadone clinic"."""
    return label(term).partition(" (")[0]


def explanation(named: Term | Category) -> str:
    """One sentence on what a term or category is, in the reader's language."""
    return named.explains_es if _spanish() and named.explains_es else named.explains


def in_language(line: Helpline, field: str) -> str:
    """A field of a helpline in the reader's language."""
    translated = getattr(line, f"{field}_es", "") if _spanish() else ""
    return str(translated or getattr(line, field))


def _spanish() -> bool:
    return language().startswith("es")


def sentence(request: SearchRequest, total: int, vocabulary: Vocabulary) -> str:
    """What was asked and how much there is, as the page's heading."""
    terms = terms_of(request.terms, vocabulary)
    where = where_phrase(request.where) if request.where else ""
    clauses = _clauses(terms, request.words, total)
    if not clauses and not where:
        text = gettext("All %(number)s places we know of", number=whole(total))
        return text if total else gettext("There are no places here yet")
    if not clauses:
        text = ngettext("%(number)s place", "%(number)s places", total, number=whole(total))
    elif total == 0:
        text = gettext("No places found that %(do)s", do=_joined(clauses))
    else:
        text = ngettext(
            "%(number)s place %(does)s",
            "%(number)s places %(does)s",
            total,
            number=whole(total),
            does=_joined(clauses),
        )
    return f"{text} {where}".rstrip()


def _clauses(terms: Sequence[Term], words: str, total: int) -> list[str]:
    if len(terms) > _MOST_IN_SENTENCE:
        chosen = whole(len(terms))
        clauses = [ngettext("fits your %(n)s choices", "fit your %(n)s choices", total, n=chosen)]
    else:
        clauses = [clause(term, short(term), total) for term in terms]
    if words:
        text = ngettext("matches “%(words)s”", "match “%(words)s”", total, words=words)
        clauses.append(text)
    return clauses


def _joined(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return gettext("%(first)s and %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def where_phrase(where: Where) -> str:
    """Where, as the end of a sentence: "within 25 miles of Akron, OH"."""
    place = where.place.label
    if where.inside:
        return gettext("in %(place)s", place=place)
    if where.place.kind in (PlaceKind.STATE, PlaceKind.COUNTY):
        place = gettext("the middle of %(place)s", place=place)
    if where.within is None:
        return gettext("at any distance from %(place)s", place=place)
    return ngettext(
        "within %(miles)s mile of %(place)s",
        "within %(miles)s miles of %(place)s",
        where.within,
        miles=str(where.within),
        place=place,
    )


def chip(part: Chip) -> str:
    """What a chip says."""
    if part.term is not None:
        return label(part.term)
    if part.where is not None:
        text = where_phrase(part.where)
        return text[:1].upper() + text[1:]
    return f"“{part.words}”"


def in_short(part: Chip) -> str:
    """What a chip says, in the one line that a form folds into."""
    return part.where.place.label if part.where is not None else chip(part)


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
        place=place.label,
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
        "steward": gettext("Checked by our staff"),
    }
    return words.get(slug, slug)


def month(of: date) -> str:
    """June 2023."""
    return day(of, "MMMM y")


def full_date(of: date) -> str:
    """June 14, 2023."""
    return day(of, "long")
