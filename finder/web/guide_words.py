"""Guide words: what the pages of guidance say around an article, in the reader's language."""

from finder.guidance import Strength
from finder.web.guides import Link
from finder.web.language import gettext, ngettext, whole
from finder.web.place_words import place_name

# Each language in itself: whoever looks for theirs can read it.
_LANGUAGES = {"en": "In English", "es": "En español"}


def language_name(language: str) -> str:
    """What a link to the same page in another language says."""
    return _LANGUAGES.get(language, language)


def strength(of: Strength) -> str:
    """How well a source is known."""
    words = {
        Strength.A: gettext("Strong: a trial, a review of many studies, or a federal text."),
        Strength.B: gettext("Fair: one study, or a good source that tells of one."),
    }
    return words[of]


def found_there(link: Link) -> str:
    """How many places a link leads to."""
    place = place_name(link.place) if link.place else ""
    if link.total is None:
        return place
    if not link.total:
        return gettext("None within 25 miles of %(place)s. See the nearest.", place=place)
    number = whole(link.total)
    if not place:
        return ngettext("%(number)s place", "%(number)s places", link.total, number=number)
    return ngettext(
        "%(number)s place near %(place)s",
        "%(number)s places near %(place)s",
        link.total,
        number=number,
        place=place,
    )


# What the templates may call.
WORDS = {"language_name": language_name, "strength": strength, "found_there": found_there}
