"""Ranks: the parts of a hit's score in words; docs/relevance.md says what each of them is."""

from collections.abc import Iterator

from finder.places import Place
from finder.search.reasons import Reasons
from finder.vocabulary import Vocabulary
from finder.web.language import gettext
from finder.web.place_words import place_name
from finder.web.wording import label

Row = tuple[str, str]


def rows(reasons: Reasons, place: Place | None, vocabulary: Vocabulary) -> tuple[Row, ...]:
    """Each part that adds or takes, as words and a number, and the sum of them last."""
    return (*_parts(reasons, place, vocabulary), (gettext("In all"), _number(reasons.total)))


def _parts(reasons: Reasons, place: Place | None, vocabulary: Vocabulary) -> Iterator[Row]:
    if reasons.words:
        yield gettext("Your words are in its name or address"), _signed(reasons.words)
    for slug, adds in reasons.wished:
        yield gettext("Has: %(what)s", what=_named(slug, vocabulary)), _signed(adds)
    for slug, takes in reasons.avoided:
        what = _named(slug, vocabulary)
        yield gettext("Has, and that speaks against it: %(what)s", what=what), _number(-takes)
    if place is not None and reasons.in_place:
        yield gettext("In %(place)s itself", place=place_name(place)), _signed(reasons.in_place)
    if reasons.nearness:
        yield gettext("How near it is"), _signed(reasons.nearness)


def _named(slug: str, vocabulary: Vocabulary) -> str:
    term = vocabulary.term(slug)
    return label(term) if term else slug


def _signed(value: float) -> str:
    return f"+{value:.2f}"


def _number(value: float) -> str:
    """Two digits, and a true minus sign: "−0.75"."""
    return f"{value:.2f}".replace("-", "−")
