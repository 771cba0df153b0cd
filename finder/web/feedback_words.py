"""Feedback in words: what is wrong with a place, how a report ended, what a call found, and why
a place ought to be called."""

from collections.abc import Sequence

from finder.feedback import Call, Ended, Outcome, Subject
from finder.web.language import gettext
from finder.web.wording import full_date


def subject(which: Subject) -> str:
    """What is said to be wrong."""
    words = {
        Subject.PHONE: gettext("The phone number"),
        Subject.ADDRESS: gettext("The address"),
        Subject.CLOSED: gettext("It has closed or moved"),
        Subject.SERVICES: gettext("What it offers"),
        Subject.PAYMENT: gettext("What it takes as payment"),
        Subject.NAME: gettext("Its name"),
        Subject.OTHER: gettext("Something else"),
    }
    return words[which]


def subjects() -> Sequence[tuple[str, str]]:
    """Everything that can be said to be wrong, with its words."""
    return [(each.value, subject(each)) for each in Subject]


def ended(which: Ended) -> str:
    """What came of a report, to whoever sent it."""
    words = {
        Ended.MENDED: gettext("You were right. We have corrected it. Thank you."),
        Ended.RIGHT_ALREADY: gettext("We checked, and what the page says is right."),
        Ended.NOT_CONFIRMED: gettext("We tried, and could not find out who is right."),
        Ended.NOT_A_REPORT: gettext("This was not about something wrong on the page."),
    }
    return words[which]


def outcome(which: Outcome) -> str:
    """What a call found."""
    words = {
        Outcome.RIGHT: gettext("Right number"),
        Outcome.WRONG_NUMBER: gettext("Wrong number"),
        Outcome.CLOSED: gettext("The place has closed"),
        Outcome.VOICEMAIL: gettext("Voicemail"),
        Outcome.NO_ANSWER: gettext("No answer"),
        Outcome.REFUSED: gettext("They would not say"),
    }
    return words[which]


def why(reason: str) -> str:
    """Why a place ought to be called."""
    words = {
        "wrong number": gettext("the last call found it wrong"),
        "reported": gettext("somebody reported it"),
        "not reached": gettext("nobody was reached"),
        "expired licence": gettext("a licence has run out"),
        "shared number": gettext("other places have the same number"),
        "never called": gettext("never called"),
        "long ago": gettext("last called over a year ago"),
    }
    return words[reason]


def checked(call: Call | None, number: str) -> str:
    """What is known of a facility's number from a call, for its page."""
    if call is None or call.phone != number:
        return gettext("nobody here has checked this number yet")
    day = full_date(call.at.date())
    words = {
        Outcome.RIGHT: gettext("we called on %(day)s: the number was right", day=day),
        Outcome.WRONG_NUMBER: gettext("we called on %(day)s: the number was wrong", day=day),
        Outcome.CLOSED: gettext("we called on %(day)s: the place has closed", day=day),
    }
    return words.get(call.outcome, gettext("we called on %(day)s and reached nobody", day=day))
