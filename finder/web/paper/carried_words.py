"""Carried words: what the script of a page to carry says, in the reader's language.

The script fills in the `%(name)s` of each; of two forms the first goes with one, the other with
more.
"""

from collections.abc import Callable

from finder.web.language import gettext, ngettext

# One thing said, or its forms for one and for more.
Said = str | tuple[str, str]


def carried_words() -> dict[str, Said]:
    """Each thing said, by a short name."""
    return {**_of_question(), **_of_places(), **_of_ways()}


def _of_question() -> dict[str, Said]:
    return {
        "empty": gettext("Write what you need, and a ZIP code or a town."),
        "asked": gettext("What you asked for"),
        "near": gettext("Near %(place)s"),
        "in": gettext("In %(place)s"),
        "zip": gettext("ZIP %(zip)s"),
        "not": gettext("Not: %(what)s"),
        "off": gettext("Take off: %(what)s"),
        "respelt": gettext("We read “%(typed)s” as “%(meant)s”."),
        "ignored": gettext("Not used in this search: %(words)s"),
        "which": gettext("Which one do you mean?"),
        "others": gettext("Other places with this name:"),
        "where": gettext("Add a ZIP code or a town, and the nearest come first."),
        "unknown_zip": gettext("ZIP code %(zip)s is not in this list, which is of %(area)s."),
        "outside": gettext("%(place)s is not in this list, which is of %(area)s."),
        "other_state": gettext("This list is of %(area)s alone."),
    }


def _of_places() -> dict[str, Said]:
    return {
        "found": _both(lambda n: ngettext("%(number)s place fits", "%(number)s places fit", n)),
        "found_in": _both(
            lambda n: ngettext(
                "%(number)s place fits in %(place)s", "%(number)s places fit in %(place)s", n
            )
        ),
        "nothing": gettext("No place here says that it has all this"),
        "nothing_in": gettext("No place in %(place)s says that it has all this"),
        "within": _both(
            lambda n: ngettext(
                "%(number)s of them is within 25 miles.",
                "%(number)s of them are within 25 miles.",
                n,
            )
        ),
        "nearest": gettext("Nearest first, in a straight line from %(place)s."),
        "middle": gettext("the middle of %(place)s"),
        "by_county": gettext("By county and town."),
        "elsewhere": gettext("The nearest elsewhere"),
        "miles": gettext("%(miles)s miles"),
        "about": gettext("about %(miles)s miles"),
        "short": gettext("less than 0.1 miles"),
        "about_short": gettext("about a mile or less"),
        "unsaid": gettext("%(what)s: not said, ask"),
        "no": gettext("%(what)s: says no"),
        "unwanted": gettext("Has: %(what)s"),
        "why": gettext("Why it is here"),
    }


def _of_ways() -> dict[str, Said]:
    return {
        "more": _both(lambda n: ngettext("Show %(number)s more", "Show %(number)s more", n)),
        "ways": gettext("More ways on"),
        "open": _both(
            lambda n: ngettext(
                "Add %(number)s place that does not say all of it: worth a call",
                "Add %(number)s places that do not say all of it: worth a call",
                n,
            )
        ),
        "without": _both(
            lambda n: ngettext(
                "Without “%(what)s”: %(number)s place", "Without “%(what)s”: %(number)s places", n
            )
        ),
        "everything": _both(
            lambda n: ngettext("Show the one place there is", "Show all %(number)s places", n)
        ),
        "talk": gettext("Or talk to someone who can look for you"),
    }


def _both(said: Callable[[int], str]) -> tuple[str, str]:
    """The forms for one and for more, of a message that says one for each number."""
    return said(1), said(2)
