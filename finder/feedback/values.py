"""Values: a report from the public, how it ended, and a call that somebody made."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from finder.errors import ShownError

LONGEST_TEXT = 2000
LONGEST_CONTACT = 200


class Subject(StrEnum):
    """What of a facility is said to be wrong."""

    PHONE = "phone"
    ADDRESS = "address"
    CLOSED = "closed"
    SERVICES = "services"
    PAYMENT = "payment"
    NAME = "name"
    OTHER = "other"


class Ended(StrEnum):
    """What came of a report; an open one has come to nothing yet."""

    MENDED = "mended"
    RIGHT_ALREADY = "right already"
    NOT_CONFIRMED = "not confirmed"
    NOT_A_REPORT = "not a report"


class Outcome(StrEnum):
    """What a call to a facility's number found."""

    RIGHT = "right"
    WRONG_NUMBER = "wrong number"
    CLOSED = "closed"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no answer"
    REFUSED = "refused"

    @property
    def is_known(self) -> bool:
        """Whether it tells if the number is right."""
        return self in (Outcome.RIGHT, Outcome.WRONG_NUMBER, Outcome.CLOSED)


@dataclass(frozen=True, slots=True)
class NewReport:
    """What somebody says is wrong; `contact` is theirs to give or not."""

    facility: str
    subject: Subject
    text: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is kept; times are UTC. `code` is the receipt its sender holds."""

    code: str
    facility: str
    subject: Subject
    text: str
    contact: str
    sent: datetime
    ended: Ended | None
    answer: str
    closed: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a facility's number: when (UTC), by whom, and what it found."""

    facility: str
    at: datetime
    by: str
    phone: str
    outcome: Outcome
    note: str


class NoSuchReport(ShownError, LookupError):
    """There is no report with this code."""
