"""Chosen places in words: what a page says of a link that holds more, less or other than it can."""

from collections.abc import Iterator

from finder.facility import Says
from finder.web.chosen import Chosen, Found
from finder.web.language import gettext, ngettext, whole
from finder.web.wording import full_date


def answer(says: Says) -> str:
    """What a place says of a term, in a table that names the term elsewhere."""
    words = {
        Says.YES: "✓ " + gettext("Yes"),
        Says.NO: "✕ " + gettext("Says no"),
        Says.NOT_SAID: "? " + gettext("Not said"),
    }
    return words[says]


def notes(chosen: Chosen, found: Found) -> tuple[str, ...]:
    """What became of every id of a link that is not shown as it was asked for."""
    return (*_lost_in_link(chosen, found), *kept_notes(chosen, found))


def _lost_in_link(chosen: Chosen, found: Found) -> Iterator[str]:
    lost = len(found.lost) + chosen.odd
    if lost:
        yield ngettext(
            "One place in this link is not known here. The link may be cut short, or have a "
            "typing slip.",
            "%(number)s places in this link are not known here. The link may be cut short, or "
            "have a typing slip.",
            lost,
            number=whole(lost),
        )


def lost_in_list(found: Found) -> str:
    """How many places that somebody saved are gone without a trace; "" for none."""
    lost = len(found.lost)
    if not lost:
        return ""
    return ngettext(
        "One place that you saved is not known here any more.",
        "%(number)s places that you saved are not known here any more.",
        lost,
        number=whole(lost),
    )


def kept_notes(chosen: Chosen, found: Found) -> Iterator[str]:
    """What became of the places that are known, and of those past what a page can hold."""
    for place in found.retired:
        assert place.retired is not None
        yield gettext(
            "%(name)s is no longer listed since %(day)s. It may have closed, moved or changed "
            "its name.",
            name=place.name,
            day=full_date(place.retired),
        )
    if chosen.over:
        yield ngettext(
            "This page holds %(most)s places. One more is left out.",
            "This page holds %(most)s places. %(number)s more are left out.",
            len(chosen.over),
            number=whole(len(chosen.over)),
            most=whole(len(chosen.ids)),
        )
